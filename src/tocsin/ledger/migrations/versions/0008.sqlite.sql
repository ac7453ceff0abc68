CREATE TABLE trace_mark (
    one INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    PRIMARY KEY (one)
);

CREATE TABLE trace_claims (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    day DATE NOT NULL,
    article TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);

CREATE TABLE trace_blocks (
    key BIGINT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (key, n)
) WITHOUT ROWID;

CREATE TABLE trace_links (
    n INTEGER NOT NULL,
    other INTEGER NOT NULL,
    odds DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (n, other)
) WITHOUT ROWID;

CREATE TABLE trace_lines (
    n INTEGER NOT NULL,
    stretch INTEGER NOT NULL,
    head INTEGER NOT NULL,
    members TEXT,
    PRIMARY KEY (n, stretch)
) WITHOUT ROWID;

CREATE TABLE trace_parties (
    waits INTEGER NOT NULL,
    country TEXT NOT NULL,
    type TEXT NOT NULL,
    day DATE NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (waits, country, type, day, claim)
) WITHOUT ROWID;

CREATE TABLE trace_texts (
    n INTEGER NOT NULL,
    article TEXT NOT NULL,
    day DATE NOT NULL,
    rank INTEGER NOT NULL,
    publisher TEXT NOT NULL,
    printed TEXT NOT NULL,
    author TEXT NOT NULL,
    title TEXT NOT NULL,
    best INTEGER NOT NULL,
    first INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (n)
);

CREATE INDEX ix_trace_texts_article ON trace_texts (article);

CREATE INDEX ix_trace_texts_first ON trace_texts (first);

CREATE TABLE trace_keys (
    key BIGINT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (key, n)
) WITHOUT ROWID;
