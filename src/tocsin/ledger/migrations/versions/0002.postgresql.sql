CREATE TABLE changes (
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (n)
);

CREATE TABLE reliability (
    n INTEGER NOT NULL,
    who TEXT NOT NULL,
    letter TEXT NOT NULL,
    author TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (n)
);

CREATE TABLE marks (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);

INSERT INTO changes (n, kind, key) SELECT n, 'article', id FROM articles ORDER BY n;
