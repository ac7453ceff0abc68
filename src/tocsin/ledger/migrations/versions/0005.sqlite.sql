CREATE TABLE coded_events (
    id TEXT NOT NULL,
    coder TEXT NOT NULL,
    "key" TEXT NOT NULL,
    day DATE NOT NULL,
    published DATE,
    actor_name TEXT NOT NULL,
    actor_country TEXT,
    actor_sector TEXT,
    recipient_name TEXT NOT NULL,
    recipient_country TEXT,
    recipient_sector TEXT,
    type TEXT,
    mode TEXT,
    cameo TEXT NOT NULL,
    quad_class INTEGER,
    goldstein DOUBLE,
    place TEXT,
    lat DOUBLE,
    lon DOUBLE,
    url TEXT,
    count INTEGER NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_coded_events_day ON coded_events (day, id);

CREATE INDEX ix_coded_events_pair ON coded_events (actor_country, recipient_country, day, id);
