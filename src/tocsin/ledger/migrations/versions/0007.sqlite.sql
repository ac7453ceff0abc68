CREATE TABLE saved_views (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);
