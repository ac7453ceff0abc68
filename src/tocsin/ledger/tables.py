"""The tables. Those of `KEPT` only ever grow; those of `DERIVED` can be filled anew from them;
those of `WATCHED` are the memory of the watch; those of `FORESEEN` hold forecasts, those of
`IMPORTED` events of others. More tables stand in ``people_tables`` and ``trace_tables``.

Rows are numbered by the ledger itself, in the order of adding, so that the same input gives the
same ledger to the last row. ``migrations`` makes these tables; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from tocsin.errors import UsageError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment, kept as microseconds since 1970 in UTC. It must know its time zone."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise UsageError(f"{value.isoformat()} has no time zone: give one, for example +00:00")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


metadata = sa.MetaData()


def column(name: str, kind: Any = sa.Text, **options: Any) -> sa.Column[Any]:
    """A column that always holds something."""
    return sa.Column(name, kind, **{"nullable": False, **options})


def maybe(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    """A column that may be empty."""
    return sa.Column(name, kind, nullable=True)


def key(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    """A column of the primary key, numbered by the ledger."""
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


articles = sa.Table(
    "articles",
    metadata,
    key("n", sa.Integer),
    column("id", unique=True),
    column("hash"),
    column("language"),
    column("text"),
    column("added", Instant),
)
appearances = sa.Table(
    "appearances",
    metadata,
    key("n", sa.Integer),
    column("id", unique=True),
    column("article", index=True),
    sa.Column("url", sa.Text, index=True),
    column("title"),
    maybe("publisher"),
    maybe("author"),
    maybe("published", sa.Date),
    column("name"),
    sa.Column("supersedes", sa.Text, index=True),
    column("added", Instant),
)
readings = sa.Table(
    "readings",
    metadata,
    key("id"),
    column("article", index=True),
    column("appearance"),
    column("added", Instant),
)
supersessions = sa.Table(
    "supersessions", metadata, key("old"), key("new"), column("added", Instant)
)
claims = sa.Table(
    "claims",
    metadata,
    key("n", sa.Integer),
    column("id"),
    column("reading", index=True),
    column("body"),
    sa.UniqueConstraint("id", "reading"),
)
assessments = sa.Table(
    "assessments",
    metadata,
    key("n", sa.Integer),
    column("id"),
    column("reading", index=True),
    column("kind"),
    column("body"),
    sa.UniqueConstraint("id", "reading"),
)
judgements = sa.Table(
    "judgements",
    metadata,
    key("id"),
    column("kind"),
    column("left_id", index=True),
    column("right_id", index=True),
    column("author"),
    column("time", Instant),
    column("field"),
    column("value"),
    maybe("score", sa.Double),
    column("reason"),
)
undone = sa.Table("undone", metadata, key("judgement"), column("time", Instant))
reliability = sa.Table(
    "reliability",
    metadata,
    key("n", sa.Integer),
    column("who"),
    column("letter"),
    column("author"),
    column("time", Instant),
)
# What was added or judged, in order: kind is article or judgement, key its id.
changes = sa.Table("changes", metadata, key("n", sa.Integer), column("kind"), column("key"))

# One row per version of a claim: from `since` on, until it was corrected or superseded.
claim_index = sa.Table(
    "claim_index",
    metadata,
    key("n", sa.Integer),
    column("claim", sa.Integer, index=True),
    column("id", index=True),
    column("reading", index=True),
    column("article", index=True),
    column("day", sa.Date),
    column("start", sa.Integer),
    column("type"),
    maybe("mode"),
    column("modality"),
    column("polarity"),
    column("time"),
    maybe("place"),
    maybe("lat", sa.Double),
    maybe("lon", sa.Double),
    column("first_day", sa.Date),
    column("last_day", sa.Date),
    column("score", sa.Double),
    column("since", Instant),
    maybe("until", Instant),
    sa.Index("ix_claim_index_day", "day", "n"),
    sa.Index("ix_claim_index_first_day", "first_day", "n"),
    sa.Index("ix_claim_index_type_day", "type", "day", "n"),
    sa.Index("ix_claim_index_modality_day", "modality", "day", "n"),
    sa.Index("ix_claim_index_place_day", "place", "day", "n"),
)
# role: actor, recipient or source; key: country, entity id, name or words, in lower case; "*" is
# any source, so that a stance can be looked up without a claimant.
claim_parties = sa.Table(
    "claim_parties",
    metadata,
    key("role"),
    key("key"),
    key("day", sa.Date),
    key("n", sa.Integer),
    key("stance"),
    sa.Index("ix_claim_parties_n", "n"),
    sqlite_with_rowid=False,
)

events = sa.Table(
    "events",
    metadata,
    key("id"),
    column("type"),
    column("first_day", sa.Date),
    column("last_day", sa.Date),
    maybe("place"),
    maybe("lat", sa.Double),
    maybe("lon", sa.Double),
    column("body"),
    sa.Index("ix_events_last_day", "last_day", "id"),
    sa.Index("ix_events_type_last_day", "type", "last_day", "id"),
    sa.Index("ix_events_place_last_day", "place", "last_day", "id"),
)
event_claims = sa.Table(
    "event_claims",
    metadata,
    key("claim"),
    column("event", index=True),
    sqlite_with_rowid=False,
)
event_parties = sa.Table(
    "event_parties",
    metadata,
    key("role"),
    key("key"),
    key("last_day", sa.Date),
    key("event"),
    sa.Index("ix_event_parties_event", "event"),
    sqlite_with_rowid=False,
)
standings = sa.Table(
    "standings", metadata, key("event"), column("status", index=True), column("body")
)
expectations = sa.Table(
    "expectations",
    metadata,
    key("claim"),
    sa.Column("due_first", sa.Date, index=True),
    maybe("due_last", sa.Date),
    column("outcome", index=True),
    column("body"),
)
origins = sa.Table("origins", metadata, key("first"), column("body"))
origin_articles = sa.Table(
    "origin_articles",
    metadata,
    key("article"),
    column("origin", index=True),
    sqlite_with_rowid=False,
)

# How far what is derived has come: `upto` is a number of `changes`, `today` a day.
marks = sa.Table("marks", metadata, key("name"), column("value"))

# The memory of the watch: what it looks at and has seen, what it found, and whom it told.
watch_sources = sa.Table("watch_sources", metadata, key("address"), column("body"))
watch_items = sa.Table(
    "watch_items",
    metadata,
    key("source"),
    key("key"),
    column("mark"),
    column("status"),
    column("due", Instant),
    column("tries", sa.Integer),
    column("note"),
    column("body"),
    sa.Index("ix_watch_items_mark", "source", "mark"),
    sa.Index("ix_watch_items_due", "status", "due"),
)
watch_situations = sa.Table(
    "watch_situations", metadata, key("id"), column("place", sa.Integer), column("body")
)
watch_states = sa.Table(
    "watch_states", metadata, key("situation"), key("indicator"), column("body")
)
watch_changes = sa.Table(
    "watch_changes",
    metadata,
    key("n", sa.Integer),
    column("situation"),
    column("at", Instant, index=True),
    column("body"),
)
watch_alerts = sa.Table(
    "watch_alerts",
    metadata,
    key("id"),
    column("situation", index=True),
    column("at", Instant, index=True),
    column("body"),
)
watch_told = sa.Table(
    "watch_told", metadata, key("mark"), column("situation", index=True), column("alert")
)
watch_outbox = sa.Table(
    "watch_outbox",
    metadata,
    key("alert"),
    key("channel"),
    column("delivery", index=True),
    column("due", Instant),
    column("tries", sa.Integer),
    column("status"),
    column("error"),
    sa.Index("ix_watch_outbox_due", "status", "due"),
)
watch_mutes = sa.Table(
    "watch_mutes", metadata, key("target"), column("until", Instant), column("author")
)

# Forecasts and dated questions: written once, scored when due, never edited.
forecasts = sa.Table(
    "forecasts",
    metadata,
    key("n", sa.Integer),
    column("id", unique=True),
    column("actor"),
    column("recipient"),
    column("target"),
    column("horizon", sa.Integer),
    column("cutoff", sa.Date),
    column("due", sa.Date, index=True),
    column("body"),
    sa.Index("ix_forecasts_pair", "actor", "recipient", "target", "horizon", "n"),
)
forecast_scores = sa.Table(
    "forecast_scores", metadata, key("forecast"), column("scored", Instant), column("body")
)
questions = sa.Table(
    "questions",
    metadata,
    key("n", sa.Integer),
    column("id", unique=True),
    column("claim", index=True),
    column("closes", sa.Date, index=True),
    column("body"),
)
answers = sa.Table(
    "answers",
    metadata,
    key("question"),
    column("answered", Instant),
    column("outcome"),
    maybe("settled_by"),
    column("body"),
)

# What others coded, as it came: never mixed with what was read in a text of ours.
coded_events = sa.Table(
    "coded_events",
    metadata,
    key("id"),
    column("coder"),
    column("key"),
    column("day", sa.Date),
    maybe("published", sa.Date),
    column("actor_name"),
    maybe("actor_country"),
    maybe("actor_sector"),
    column("recipient_name"),
    maybe("recipient_country"),
    maybe("recipient_sector"),
    maybe("type"),
    maybe("mode"),
    column("cameo"),
    maybe("quad_class", sa.Integer),
    maybe("goldstein", sa.Double),
    maybe("place"),
    maybe("lat", sa.Double),
    maybe("lon", sa.Double),
    maybe("url"),
    column("count", sa.Integer),
    column("added", Instant),
    sa.Index("ix_coded_events_day", "day", "id"),
    sa.Index("ix_coded_events_pair", "actor_country", "recipient_country", "day", "id"),
)

KEPT = (
    articles,
    appearances,
    readings,
    supersessions,
    claims,
    assessments,
    judgements,
    undone,
    reliability,
    changes,
)
DERIVED = (
    claim_index,
    claim_parties,
    events,
    event_claims,
    event_parties,
    standings,
    expectations,
    origins,
    origin_articles,
    marks,
)
WATCHED = (
    watch_sources,
    watch_items,
    watch_situations,
    watch_states,
    watch_changes,
    watch_alerts,
    watch_told,
    watch_outbox,
    watch_mutes,
)
FORESEEN = (forecasts, forecast_scores, questions, answers)
IMPORTED = (coded_events,)
