CREATE TABLE articles (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);

CREATE TABLE appearances (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    article TEXT NOT NULL,
    url TEXT,
    title TEXT NOT NULL,
    publisher TEXT,
    author TEXT,
    published DATE,
    name TEXT NOT NULL,
    supersedes TEXT,
    added BIGINT NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);

CREATE INDEX ix_appearances_article ON appearances (article);

CREATE INDEX ix_appearances_supersedes ON appearances (supersedes);

CREATE INDEX ix_appearances_url ON appearances (url);

CREATE TABLE readings (
    id TEXT NOT NULL,
    article TEXT NOT NULL,
    appearance TEXT NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_readings_article ON readings (article);

CREATE TABLE supersessions (
    "old" TEXT NOT NULL,
    "new" TEXT NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY ("old", "new")
);

CREATE TABLE claims (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    reading TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id, reading)
);

CREATE INDEX ix_claims_reading ON claims (reading);

CREATE TABLE assessments (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    reading TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id, reading)
);

CREATE INDEX ix_assessments_reading ON assessments (reading);

CREATE TABLE judgements (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    author TEXT NOT NULL,
    time BIGINT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    score DOUBLE PRECISION,
    reason TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_judgements_left_id ON judgements (left_id);

CREATE INDEX ix_judgements_right_id ON judgements (right_id);

CREATE TABLE undone (
    judgement TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (judgement)
);

CREATE TABLE claim_index (
    n INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    id TEXT NOT NULL,
    reading TEXT NOT NULL,
    article TEXT NOT NULL,
    day DATE NOT NULL,
    start INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    modality TEXT NOT NULL,
    polarity TEXT NOT NULL,
    time TEXT NOT NULL,
    place TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    PRIMARY KEY (n)
);

CREATE INDEX ix_claim_index_article ON claim_index (article);

CREATE INDEX ix_claim_index_claim ON claim_index (claim);

CREATE INDEX ix_claim_index_day ON claim_index (day, n);

CREATE INDEX ix_claim_index_first_day ON claim_index (first_day, n);

CREATE INDEX ix_claim_index_id ON claim_index (id);

CREATE INDEX ix_claim_index_modality_day ON claim_index (modality, day, n);

CREATE INDEX ix_claim_index_place_day ON claim_index (place, day, n);

CREATE INDEX ix_claim_index_reading ON claim_index (reading);

CREATE INDEX ix_claim_index_type_day ON claim_index (type, day, n);

CREATE TABLE claim_parties (
    role TEXT NOT NULL,
    key TEXT NOT NULL,
    day DATE NOT NULL,
    n INTEGER NOT NULL,
    stance TEXT NOT NULL,
    PRIMARY KEY (role, key, day, n, stance)
);

CREATE INDEX ix_claim_parties_n ON claim_parties (n);

CREATE TABLE events (
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    place TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    body TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_events_last_day ON events (last_day, id);

CREATE INDEX ix_events_place_last_day ON events (place, last_day, id);

CREATE INDEX ix_events_type_last_day ON events (type, last_day, id);

CREATE TABLE event_claims (
    claim TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (claim)
);

CREATE INDEX ix_event_claims_event ON event_claims (event);

CREATE TABLE event_parties (
    role TEXT NOT NULL,
    key TEXT NOT NULL,
    last_day DATE NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (role, key, last_day, event)
);

CREATE INDEX ix_event_parties_event ON event_parties (event);

CREATE TABLE standings (
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (event)
);

CREATE INDEX ix_standings_status ON standings (status);

CREATE TABLE expectations (
    claim TEXT NOT NULL,
    due_first DATE,
    due_last DATE,
    outcome TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (claim)
);

CREATE INDEX ix_expectations_due_first ON expectations (due_first);

CREATE INDEX ix_expectations_outcome ON expectations (outcome);

CREATE TABLE origins (
    first TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (first)
);

CREATE TABLE origin_articles (
    article TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (article)
);

CREATE INDEX ix_origin_articles_origin ON origin_articles (origin);

CREATE TEXT SEARCH DICTIONARY tocsin_stem (TEMPLATE = snowball, LANGUAGE = english);

CREATE TEXT SEARCH CONFIGURATION tocsin (COPY = english);

ALTER TEXT SEARCH CONFIGURATION tocsin ALTER MAPPING REPLACE english_stem WITH tocsin_stem;

CREATE TABLE article_words (
    n INTEGER NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);

CREATE INDEX ix_article_words_words ON article_words USING GIN (words);

CREATE TABLE claim_words (
    n INTEGER NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);

CREATE INDEX ix_claim_words_words ON claim_words USING GIN (words);
