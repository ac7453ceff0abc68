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
