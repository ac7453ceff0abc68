CREATE TABLE watch_sources (
    address TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (address)
);

CREATE TABLE watch_items (
    source TEXT NOT NULL,
    "key" TEXT NOT NULL,
    mark TEXT NOT NULL,
    status TEXT NOT NULL,
    due BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    note TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (source, "key")
);

CREATE INDEX ix_watch_items_due ON watch_items (status, due);

CREATE INDEX ix_watch_items_mark ON watch_items (source, mark);

CREATE TABLE watch_situations (
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE watch_states (
    situation TEXT NOT NULL,
    indicator TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (situation, indicator)
);

CREATE TABLE watch_changes (
    n INTEGER NOT NULL,
    situation TEXT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (n)
);

CREATE INDEX ix_watch_changes_at ON watch_changes (at);

CREATE TABLE watch_alerts (
    id TEXT NOT NULL,
    situation TEXT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_watch_alerts_at ON watch_alerts (at);

CREATE INDEX ix_watch_alerts_situation ON watch_alerts (situation);

CREATE TABLE watch_told (
    mark TEXT NOT NULL,
    situation TEXT NOT NULL,
    alert TEXT NOT NULL,
    PRIMARY KEY (mark)
);

CREATE INDEX ix_watch_told_situation ON watch_told (situation);

CREATE TABLE watch_outbox (
    alert TEXT NOT NULL,
    channel TEXT NOT NULL,
    delivery TEXT NOT NULL,
    due BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    status TEXT NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (alert, channel)
);

CREATE INDEX ix_watch_outbox_delivery ON watch_outbox (delivery);

CREATE INDEX ix_watch_outbox_due ON watch_outbox (status, due);

CREATE TABLE watch_mutes (
    target TEXT NOT NULL,
    until BIGINT NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (target)
);
