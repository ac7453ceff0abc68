CREATE TABLE accounts (
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    proof TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE account_sessions (
    mark TEXT NOT NULL,
    account TEXT NOT NULL,
    made BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (mark)
);

CREATE INDEX ix_account_sessions_account ON account_sessions (account);

CREATE TABLE account_tokens (
    id TEXT NOT NULL,
    mark TEXT NOT NULL,
    account TEXT NOT NULL,
    scopes TEXT NOT NULL,
    note TEXT NOT NULL,
    made BIGINT NOT NULL,
    ends BIGINT,
    revoked BIGINT,
    PRIMARY KEY (id),
    UNIQUE (mark)
);

CREATE INDEX ix_account_tokens_account ON account_tokens (account);

CREATE TABLE audit (
    n INTEGER NOT NULL,
    time BIGINT NOT NULL,
    who TEXT NOT NULL,
    address TEXT NOT NULL,
    act TEXT NOT NULL,
    target TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (n)
);

CREATE TABLE audit_head (
    one INTEGER NOT NULL,
    n INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (one)
);
