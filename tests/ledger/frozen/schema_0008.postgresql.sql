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

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO articles ("n", "id", "hash", "language", "text", "added") VALUES (1, 'ad6cb3c89400f34c', 'ad6cb3c89400f34c40fa9f028915846ac89891b8ad8fb2e20b68ee4ce123a353', 'en', 'Norway shelled Iceland on Tuesday, said Oslo, and 12 soldiers fell near Tromsö.', 1772366400000000);
INSERT INTO articles ("n", "id", "hash", "language", "text", "added") VALUES (2, '3639ed9e89a1d6dc', '3639ed9e89a1d6dc32c518b5ea2732473bf7f51e74e548795b49945f1bdfd7ac', 'en', 'Iceland denied that Norway shelled it. Talks with Sweden are planned.', 1772366400000000);
INSERT INTO appearances ("n", "id", "article", "url", "title", "publisher", "author", "published", "name", "supersedes", "added") VALUES (1, '305e676a77555e48', 'ad6cb3c89400f34c', 'https://fjord.example/1', 'Norway shelled Iceland on Tuesday, said Oslo, and 12 soldiers fell near Tromsö', 'The Fjord Courier', NULL, '2026-03-01', '', NULL, 1772366400000000);
INSERT INTO appearances ("n", "id", "article", "url", "title", "publisher", "author", "published", "name", "supersedes", "added") VALUES (2, '554eadd6ace82bd6', '3639ed9e89a1d6dc', 'https://times.example/2', 'Iceland denied that Norway shelled it', 'Reykjavik Times', NULL, '2026-03-02', '', NULL, 1772366400000000);
INSERT INTO readings ("id", "article", "appearance", "added") VALUES ('9d0f98a60cd55b7b', 'ad6cb3c89400f34c', '305e676a77555e48', 1772366400000000);
INSERT INTO readings ("id", "article", "appearance", "added") VALUES ('c1f26886c6877910', '3639ed9e89a1d6dc', '554eadd6ace82bd6', 1772366400000000);
INSERT INTO claims ("n", "id", "reading", "body") VALUES (1, 'shelling', '9d0f98a60cd55b7b', '{"trigger":{"start":7,"end":14,"text":"shelled"},"type":"ASSAULT","mode":null,"sentence":{"start":0,"end":79,"text":"Norway shelled Iceland on Tuesday, said Oslo, and 12 soldiers fell near Tromsö."},"actors":[{"span":{"start":0,"end":6,"text":"Norway"},"head":"Norway","kind":"name","names":[["Norway","LOC"]],"descriptors":[],"number":"","gender":"","sentence":0,"subject":false,"entity":{"id":"NOR/GOV","name":"Government of Norway","country":"NOR","sector":"GOV"}}],"recipients":[{"span":{"start":15,"end":22,"text":"Iceland"},"head":"Iceland","kind":"name","names":[["Iceland","LOC"]],"descriptors":[],"number":"","gender":"","sentence":0,"subject":false,"entity":{"id":"ISL/GOV","name":"Government of Iceland","country":"ISL","sector":"GOV"}}],"place":[{"span":{"start":72,"end":78,"text":"Tromsö"},"name":"Tromsø","geonames_id":3133895,"lat":69.65,"lon":18.96,"country":"NOR","precision":"city"}],"when":{"span":{"start":26,"end":33,"text":"Tuesday"},"start":"2026-02-24","end":"2026-02-24","precision":"day"},"quantities":[{"span":{"start":50,"end":61,"text":"12 soldiers"},"low":12,"high":null,"what":"soldiers","approximate":true}],"modality":"asserted","polarity":"+","time":"past","attributions":[{"source":{"span":{"start":40,"end":44,"text":"Oslo"},"head":"Oslo","kind":"name","names":[["Oslo","LOC"]],"descriptors":[],"number":"","gender":"","sentence":0,"subject":false,"entity":{"id":"NOR/GOV","name":"Government of Oslo","country":"NOR","sector":"GOV"}},"cue":{"start":40,"end":44,"text":"Oslo"},"stance":"asserts"}],"condition":null,"purpose":null,"links":[],"score":0.875,"reason":{"frame":"frame","rules":["rule"],"scores":[{"field":"type","value":"ASSAULT","probability":0.123456789012345}],"leads":[]},"sentence_index":0,"id":"shelling"}');
INSERT INTO claims ("n", "id", "reading", "body") VALUES (2, 'denial', 'c1f26886c6877910', '{"trigger":{"start":27,"end":34,"text":"shelled"},"type":"ASSAULT","mode":null,"sentence":{"start":0,"end":69,"text":"Iceland denied that Norway shelled it. Talks with Sweden are planned."},"actors":[{"span":{"start":20,"end":26,"text":"Norway"},"head":"Norway","kind":"name","names":[["Norway","LOC"]],"descriptors":[],"number":"","gender":"","sentence":0,"subject":false,"entity":{"id":"NOR/GOV","name":"Government of Norway","country":"NOR","sector":"GOV"}}],"recipients":[],"place":[],"when":null,"quantities":[],"modality":"asserted","polarity":"+","time":"past","attributions":[{"source":{"span":{"start":0,"end":7,"text":"Iceland"},"head":"Iceland","kind":"name","names":[["Iceland","LOC"]],"descriptors":[],"number":"","gender":"","sentence":0,"subject":false,"entity":{"id":"ISL/GOV","name":"Government of Iceland","country":"ISL","sector":"GOV"}},"cue":{"start":0,"end":7,"text":"Iceland"},"stance":"denies"}],"condition":null,"purpose":null,"links":[],"score":0.5,"reason":{"frame":"frame","rules":["rule"],"scores":[{"field":"type","value":"ASSAULT","probability":0.123456789012345}],"leads":[]},"sentence_index":0,"id":"denial"}');
INSERT INTO claims ("n", "id", "reading", "body") VALUES (3, 'talks', 'c1f26886c6877910', '{"trigger":{"start":39,"end":44,"text":"Talks"},"type":"CONSULT","mode":null,"sentence":{"start":0,"end":69,"text":"Iceland denied that Norway shelled it. Talks with Sweden are planned."},"actors":[{"span":{"start":50,"end":56,"text":"Sweden"},"head":"Sweden","kind":"name","names":[["Sweden","LOC"]],"descriptors":[],"number":"","gender":"","sentence":0,"subject":false,"entity":{"id":"SWE/GOV","name":"Government of Sweden","country":"SWE","sector":"GOV"}}],"recipients":[],"place":[],"when":null,"quantities":[],"modality":"planned","polarity":"+","time":"future","attributions":[],"condition":null,"purpose":null,"links":[],"score":0.5,"reason":{"frame":"frame","rules":["rule"],"scores":[{"field":"type","value":"CONSULT","probability":0.123456789012345}],"leads":[]},"sentence_index":0,"id":"talks"}');
INSERT INTO judgements ("id", "kind", "left_id", "right_id", "author", "time", "field", "value", "score", "reason") VALUES ('c2c57a7200f9d767', 'correct', 'shelling', '', 'ann', 1772370000000000, 'type', '"COERCE"', NULL, '');
INSERT INTO claim_index ("n", "claim", "id", "reading", "article", "day", "start", "type", "mode", "modality", "polarity", "time", "place", "lat", "lon", "first_day", "last_day", "score", "since", "until") VALUES (1, 1, 'shelling', '9d0f98a60cd55b7b', 'ad6cb3c89400f34c', '2026-03-01', 7, 'ASSAULT', NULL, 'asserted', '+', 'past', 'NOR', 69.65, 18.96, '2026-02-24', '2026-02-24', 0.875, 1772366400000000, 1772370000000000);
INSERT INTO claim_index ("n", "claim", "id", "reading", "article", "day", "start", "type", "mode", "modality", "polarity", "time", "place", "lat", "lon", "first_day", "last_day", "score", "since", "until") VALUES (2, 2, 'denial', 'c1f26886c6877910', '3639ed9e89a1d6dc', '2026-03-02', 27, 'ASSAULT', NULL, 'asserted', '+', 'past', NULL, NULL, NULL, '2026-03-02', '2026-03-02', 0.5, 1772366400000000, NULL);
INSERT INTO claim_index ("n", "claim", "id", "reading", "article", "day", "start", "type", "mode", "modality", "polarity", "time", "place", "lat", "lon", "first_day", "last_day", "score", "since", "until") VALUES (3, 3, 'talks', 'c1f26886c6877910', '3639ed9e89a1d6dc', '2026-03-02', 39, 'CONSULT', NULL, 'planned', '+', 'future', NULL, NULL, NULL, '2026-03-02', '2026-03-02', 0.5, 1772366400000000, NULL);
INSERT INTO claim_index ("n", "claim", "id", "reading", "article", "day", "start", "type", "mode", "modality", "polarity", "time", "place", "lat", "lon", "first_day", "last_day", "score", "since", "until") VALUES (4, 1, 'shelling', '9d0f98a60cd55b7b', 'ad6cb3c89400f34c', '2026-03-01', 7, 'COERCE', NULL, 'asserted', '+', 'past', 'NOR', 69.65, 18.96, '2026-02-24', '2026-02-24', 0.875, 1772370000000000, NULL);
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'government of norway', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'nor', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'nor/gov', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'norway', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'government of iceland', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'iceland', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'isl', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'isl/gov', '2026-03-01', 1, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', '*', '2026-03-01', 1, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'government of oslo', '2026-03-01', 1, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'nor', '2026-03-01', 1, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'nor/gov', '2026-03-01', 1, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'oslo', '2026-03-01', 1, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'government of norway', '2026-03-02', 2, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'nor', '2026-03-02', 2, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'nor/gov', '2026-03-02', 2, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'norway', '2026-03-02', 2, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', '*', '2026-03-02', 2, 'denies');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'government of iceland', '2026-03-02', 2, 'denies');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'iceland', '2026-03-02', 2, 'denies');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'isl', '2026-03-02', 2, 'denies');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'isl/gov', '2026-03-02', 2, 'denies');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'government of sweden', '2026-03-02', 3, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'swe', '2026-03-02', 3, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'swe/gov', '2026-03-02', 3, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'sweden', '2026-03-02', 3, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'government of norway', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'nor', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'nor/gov', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('actor', 'norway', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'government of iceland', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'iceland', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'isl', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('recipient', 'isl/gov', '2026-03-01', 4, '');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', '*', '2026-03-01', 4, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'government of oslo', '2026-03-01', 4, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'nor', '2026-03-01', 4, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'nor/gov', '2026-03-01', 4, 'asserts');
INSERT INTO claim_parties ("role", "key", "day", "n", "stance") VALUES ('source', 'oslo', '2026-03-01', 4, 'asserts');
INSERT INTO events ("id", "type", "first_day", "last_day", "place", "lat", "lon", "body") VALUES ('e1', 'ASSAULT', '2026-02-24', '2026-03-02', 'NOR', 69.65, 18.96, '{"id":"e1","type":"ASSAULT","claims":["shelling","denial"],"joins":[{"claim":"denial","to":"shelling","score":0.8,"reasons":["same parties"]}]}');
INSERT INTO event_claims ("claim", "event") VALUES ('denial', 'e1');
INSERT INTO event_claims ("claim", "event") VALUES ('shelling', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('actor', 'government of norway', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('actor', 'nor', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('actor', 'nor/gov', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('actor', 'norway', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('recipient', 'government of iceland', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('recipient', 'iceland', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('recipient', 'isl', '2026-03-02', 'e1');
INSERT INTO event_parties ("role", "key", "last_day", "event") VALUES ('recipient', 'isl/gov', '2026-03-02', 'e1');
INSERT INTO standings ("event", "status", "body") VALUES ('e1', 'disputed', '{"event":"e1","status":"disputed","history":[],"stands":[],"denied_by":[],"withheld_by":[],"publishers":[],"independent":0,"quantities":[],"credibility":null,"reasons":[]}');
INSERT INTO article_words (n, words) VALUES (1, to_tsvector('tocsin', 'Norway shelled Iceland on Tuesday said Oslo and 12 soldiers fell near Tromso Norway shelled Iceland on Tuesday said Oslo and 12 soldiers fell near Tromso'));
INSERT INTO article_words (n, words) VALUES (2, to_tsvector('tocsin', 'Iceland denied that Norway shelled it Iceland denied that Norway shelled it Talks with Sweden are planned'));
INSERT INTO claim_words (n, words) VALUES (1, to_tsvector('tocsin', 'Norway shelled Iceland on Tuesday said Oslo and 12 soldiers fell near Tromso Government of Norway Government of Iceland Government of Oslo'));
INSERT INTO claim_words (n, words) VALUES (2, to_tsvector('tocsin', 'Iceland denied that Norway shelled it Talks with Sweden are planned Government of Norway Government of Iceland'));
INSERT INTO claim_words (n, words) VALUES (3, to_tsvector('tocsin', 'Iceland denied that Norway shelled it Talks with Sweden are planned Government of Sweden'));
INSERT INTO claim_words (n, words) VALUES (4, to_tsvector('tocsin', 'Norway shelled Iceland on Tuesday said Oslo and 12 soldiers fell near Tromso Government of Norway Government of Iceland Government of Oslo'));
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

CREATE TABLE forecasts (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    actor TEXT NOT NULL,
    recipient TEXT NOT NULL,
    target TEXT NOT NULL,
    horizon INTEGER NOT NULL,
    cutoff DATE NOT NULL,
    due DATE NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);

CREATE INDEX ix_forecasts_due ON forecasts (due);

CREATE INDEX ix_forecasts_pair ON forecasts (actor, recipient, target, horizon, n);

CREATE TABLE forecast_scores (
    forecast TEXT NOT NULL,
    scored BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (forecast)
);

CREATE TABLE questions (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    claim TEXT NOT NULL,
    closes DATE NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);

CREATE INDEX ix_questions_claim ON questions (claim);

CREATE INDEX ix_questions_closes ON questions (closes);

CREATE TABLE answers (
    question TEXT NOT NULL,
    answered BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    settled_by TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (question)
);
UPDATE alembic_version SET version_num = '0002';
INSERT INTO reliability (n, who, letter, author, time) VALUES (1, 'Reykjavik Times', 'B', 'ann', 1772366400000000);
INSERT INTO marks (name, value) VALUES ('upto', '2');
INSERT INTO marks (name, value) VALUES ('today', '2026-03-01');
CREATE TABLE watch_sources (
    address TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (address)
);

CREATE TABLE watch_items (
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    mark TEXT NOT NULL,
    status TEXT NOT NULL,
    due BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    note TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (source, key)
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
UPDATE alembic_version SET version_num = '0004';
INSERT INTO watch_sources ("address", "body") VALUES ('https://fjord.example/rss', '{"address":"https://fjord.example/rss","kind":"feed","name":"","state":"ok","checked":"2026-03-01T12:00:00Z","succeeded":null,"next_try":null,"failures":0,"message":"","items":0,"undated":0,"newest":null,"etag":"\"1\"","modified":""}');
INSERT INTO watch_items ("source", "key", "mark", "status", "due", "tries", "note", "body") VALUES ('https://fjord.example/rss', 'a', 'mark of a', 'pending', 1772366400000000, 1, 'the server is too slow', '{"source":"https://fjord.example/rss","key":"a","mark":"mark of a","link":"a","title":"About a","text":"","day":null}');
INSERT INTO watch_situations ("id", "place", "body") VALUES ('fjord', 0, '{"id":"fjord","title":"The fjord","description":"","actors":["NOR"],"places":[],"types":[],"words":[],"indicators":[{"id":"crossing","title":"Troops cross","rule":"MOBILIZE by NOR","reversed_by":"","weight":1.0,"half_life":14.0,"alert_on":["observed","reversed"],"urgent":false}]}');
INSERT INTO watch_states ("situation", "indicator", "body") VALUES ('fjord', 'crossing', '{"situation":"fjord","indicator":"crossing","state":"observed","since":"2026-03-01T12:00:00Z","events":["e1"],"claims":["shelling"],"last":"2026-03-01","strength":1.0,"reason":"1 in 30 days"}');
INSERT INTO watch_changes ("n", "situation", "at", "body") VALUES (1, 'fjord', 1772366400000000, '{"situation":"fjord","indicator":"crossing","before":"not-seen","after":"observed","at":"2026-03-01T12:00:00Z","events":["e1"],"claims":["shelling"],"reason":"1 in 30 days"}');
INSERT INTO watch_alerts ("id", "situation", "at", "body") VALUES ('a1', 'fjord', 1772366400000000, '{"id":"a1","situation":"fjord","indicator":"crossing","state":"observed","event":"e1","at":"2026-03-01T12:00:00Z","headline":"Seen","reason":"1","evidence":[{"event":"e1","claim":"c1","quote":"Troops crossed the fjord.","article":"a1","title":"","publisher":null,"url":"https://x.example/1","day":null}],"urgent":false}');
INSERT INTO watch_told ("mark", "situation", "alert") VALUES ('m', 'fjord', 'a1');
INSERT INTO watch_outbox ("alert", "channel", "delivery", "due", "tries", "status", "error") VALUES ('a1', 'desk', 'd1', 1772366400000000, 1, 'waiting', 'down');
INSERT INTO watch_mutes ("target", "until", "author") VALUES ('fjord', 1772373600000000, 'ada');
INSERT INTO forecasts ("n", "id", "actor", "recipient", "target", "horizon", "cutoff", "due", "body") VALUES (1, 'f1', 'NOR', 'SWE', 'conflict', 30, '2026-03-01', '2026-03-31', '{"id":"f1","actor":"NOR","recipient":"SWE","target":"conflict","made":"2026-03-01T12:00:00Z","cutoff":"2026-03-01","horizon":30,"probability":0.25,"likelihood":"unlikely","confidence":"low","expected":0.3,"low":0,"high":1,"class_rate":0.02,"base_rate":null,"before":null,"note":"","model":"","model_hash":"","intercept":0.0,"contributions":[],"confidence_reasons":[]}');
INSERT INTO forecast_scores ("forecast", "scored", "body") VALUES ('f1', 1775044800000000, '{"forecast":"f1","scored":"2026-04-01T12:00:00Z","happened":true,"count":1,"brier":0.5625,"log_loss":1.3863,"events":["e1"]}');
INSERT INTO questions ("n", "id", "claim", "closes", "body") VALUES (1, 'q1', 'talks', '2026-03-08', '{"id":"q1","claim":"talks","text":"Will NOR consult with SWE by 8 March 2026?","actor":"NOR","recipient":"SWE","type":"CONSULT","made":"2026-03-01T12:00:00Z","opened":"2026-03-01","closes":"2026-03-08","probability":0.5,"basis":"no settled ones","outcome":"open","settled_by":null}');
INSERT INTO answers ("question", "answered", "outcome", "settled_by", "body") VALUES ('q1', 1775044800000000, 'yes', 'e1', '');
CREATE TABLE coded_events (
    id TEXT NOT NULL,
    coder TEXT NOT NULL,
    key TEXT NOT NULL,
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
    goldstein DOUBLE PRECISION,
    place TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    url TEXT,
    count INTEGER NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_coded_events_day ON coded_events (day, id);

CREATE INDEX ix_coded_events_pair ON coded_events (actor_country, recipient_country, day, id);
UPDATE alembic_version SET version_num = '0005';
INSERT INTO coded_events ("id", "coder", "key", "day", "actor_name", "actor_country", "recipient_name", "recipient_country", "type", "cameo", "quad_class", "goldstein", "count", "added") VALUES ('c1', 'icews', '7', '2014-01-01', 'Norway', 'NOR', 'Sweden', 'SWE', 'CONSULT', '042', 1, 1.9, 1, 1772373600000000);
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
UPDATE alembic_version SET version_num = '0006';
INSERT INTO accounts ("name", "role", "proof", "made") VALUES ('ada', 'admin', '$argon2id$made', 1772366400000000);
INSERT INTO account_sessions ("mark", "account", "made", "ends") VALUES ('m1', 'ada', 1772366400000000, 1772409600000000);
INSERT INTO account_tokens ("id", "mark", "account", "scopes", "note", "made") VALUES ('t1', 'm2', 'ada', 'api feeds', 'a feed reader', 1772366400000000);
INSERT INTO audit ("n", "time", "who", "address", "act", "target", "previous", "hash") VALUES (1, 1772366400000000, 'ada', '127.0.0.1', 'login', '', '0000000000000000000000000000000000000000000000000000000000000000', 'b15a4990e76c4125bd946b69a555937a2cbd4f696f12a96ef4ac2915ba4a9f68');
INSERT INTO audit_head ("one", "n", "hash") VALUES (1, 1, 'b15a4990e76c4125bd946b69a555937a2cbd4f696f12a96ef4ac2915ba4a9f68');
CREATE TABLE saved_views (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);
UPDATE alembic_version SET version_num = '0007';
INSERT INTO saved_views ("owner", "name", "address", "made") VALUES ('ada', 'Denials', '/claims?stance=denies', 1772366400000000);
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
);
CREATE TABLE trace_links (
    n INTEGER NOT NULL,
    other INTEGER NOT NULL,
    odds DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (n, other)
);
CREATE TABLE trace_lines (
    n INTEGER NOT NULL,
    stretch INTEGER NOT NULL,
    head INTEGER NOT NULL,
    members TEXT,
    PRIMARY KEY (n, stretch)
);
CREATE TABLE trace_parties (
    waits INTEGER NOT NULL,
    country TEXT NOT NULL,
    type TEXT NOT NULL,
    day DATE NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (waits, country, type, day, claim)
);
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
);
UPDATE alembic_version SET version_num = '0008';
INSERT INTO trace_mark ("one", "upto") VALUES (1, 3);
