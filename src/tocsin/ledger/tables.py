"""The tables. Those of `KEPT` only ever grow; those of `DERIVED` can be filled anew from them;
those of `WATCHED` are the memory of the watch; those of `FORESEEN` hold forecasts, those of
`IMPORTED` events that others coded.

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


def _column(name: str, kind: Any = sa.Text, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, **{"nullable": False, **options})


def _maybe(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _key(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


articles = sa.Table(
    "articles",
    metadata,
    _key("n", sa.Integer),
    _column("id", unique=True),
    _column("hash"),
    _column("language"),
    _column("text"),
    _column("added", Instant),
)
appearances = sa.Table(
    "appearances",
    metadata,
    _key("n", sa.Integer),
    _column("id", unique=True),
    _column("article", index=True),
    sa.Column("url", sa.Text, index=True),
    _column("title"),
    _maybe("publisher"),
    _maybe("author"),
    _maybe("published", sa.Date),
    _column("name"),
    sa.Column("supersedes", sa.Text, index=True),
    _column("added", Instant),
)
readings = sa.Table(
    "readings",
    metadata,
    _key("id"),
    _column("article", index=True),
    _column("appearance"),
    _column("added", Instant),
)
supersessions = sa.Table(
    "supersessions", metadata, _key("old"), _key("new"), _column("added", Instant)
)
claims = sa.Table(
    "claims",
    metadata,
    _key("n", sa.Integer),
    _column("id"),
    _column("reading", index=True),
    _column("body"),
    sa.UniqueConstraint("id", "reading"),
)
assessments = sa.Table(
    "assessments",
    metadata,
    _key("n", sa.Integer),
    _column("id"),
    _column("reading", index=True),
    _column("kind"),
    _column("body"),
    sa.UniqueConstraint("id", "reading"),
)
judgements = sa.Table(
    "judgements",
    metadata,
    _key("id"),
    _column("kind"),
    _column("left_id", index=True),
    _column("right_id", index=True),
    _column("author"),
    _column("time", Instant),
    _column("field"),
    _column("value"),
    _maybe("score", sa.Double),
    _column("reason"),
)
undone = sa.Table("undone", metadata, _key("judgement"), _column("time", Instant))
reliability = sa.Table(
    "reliability",
    metadata,
    _key("n", sa.Integer),
    _column("who"),
    _column("letter"),
    _column("author"),
    _column("time", Instant),
)
# What was added or judged, in order: kind is article or judgement, key its id.
changes = sa.Table("changes", metadata, _key("n", sa.Integer), _column("kind"), _column("key"))

# One row per version of a claim: from `since` on, until it was corrected or superseded.
claim_index = sa.Table(
    "claim_index",
    metadata,
    _key("n", sa.Integer),
    _column("claim", sa.Integer, index=True),
    _column("id", index=True),
    _column("reading", index=True),
    _column("article", index=True),
    _column("day", sa.Date),
    _column("start", sa.Integer),
    _column("type"),
    _maybe("mode"),
    _column("modality"),
    _column("polarity"),
    _column("time"),
    _maybe("place"),
    _maybe("lat", sa.Double),
    _maybe("lon", sa.Double),
    _column("first_day", sa.Date),
    _column("last_day", sa.Date),
    _column("score", sa.Double),
    _column("since", Instant),
    _maybe("until", Instant),
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
    _key("role"),
    _key("key"),
    _key("day", sa.Date),
    _key("n", sa.Integer),
    _key("stance"),
    sa.Index("ix_claim_parties_n", "n"),
    sqlite_with_rowid=False,
)

events = sa.Table(
    "events",
    metadata,
    _key("id"),
    _column("type"),
    _column("first_day", sa.Date),
    _column("last_day", sa.Date),
    _maybe("place"),
    _maybe("lat", sa.Double),
    _maybe("lon", sa.Double),
    _column("body"),
    sa.Index("ix_events_last_day", "last_day", "id"),
    sa.Index("ix_events_type_last_day", "type", "last_day", "id"),
    sa.Index("ix_events_place_last_day", "place", "last_day", "id"),
)
event_claims = sa.Table(
    "event_claims",
    metadata,
    _key("claim"),
    _column("event", index=True),
    sqlite_with_rowid=False,
)
event_parties = sa.Table(
    "event_parties",
    metadata,
    _key("role"),
    _key("key"),
    _key("last_day", sa.Date),
    _key("event"),
    sa.Index("ix_event_parties_event", "event"),
    sqlite_with_rowid=False,
)
standings = sa.Table(
    "standings", metadata, _key("event"), _column("status", index=True), _column("body")
)
expectations = sa.Table(
    "expectations",
    metadata,
    _key("claim"),
    sa.Column("due_first", sa.Date, index=True),
    _maybe("due_last", sa.Date),
    _column("outcome", index=True),
    _column("body"),
)
origins = sa.Table("origins", metadata, _key("first"), _column("body"))
origin_articles = sa.Table(
    "origin_articles",
    metadata,
    _key("article"),
    _column("origin", index=True),
    sqlite_with_rowid=False,
)

# How far what is derived has come: `upto` is a number of `changes`, `today` a day.
marks = sa.Table("marks", metadata, _key("name"), _column("value"))

# The memory of the watch: what it looks at and has seen, what it found, and whom it told.
watch_sources = sa.Table("watch_sources", metadata, _key("address"), _column("body"))
watch_items = sa.Table(
    "watch_items",
    metadata,
    _key("source"),
    _key("key"),
    _column("mark"),
    _column("status"),
    _column("due", Instant),
    _column("tries", sa.Integer),
    _column("note"),
    _column("body"),
    sa.Index("ix_watch_items_mark", "source", "mark"),
    sa.Index("ix_watch_items_due", "status", "due"),
)
watch_situations = sa.Table(
    "watch_situations", metadata, _key("id"), _column("place", sa.Integer), _column("body")
)
watch_states = sa.Table(
    "watch_states", metadata, _key("situation"), _key("indicator"), _column("body")
)
watch_changes = sa.Table(
    "watch_changes",
    metadata,
    _key("n", sa.Integer),
    _column("situation"),
    _column("at", Instant, index=True),
    _column("body"),
)
watch_alerts = sa.Table(
    "watch_alerts",
    metadata,
    _key("id"),
    _column("situation", index=True),
    _column("at", Instant, index=True),
    _column("body"),
)
watch_told = sa.Table(
    "watch_told", metadata, _key("mark"), _column("situation", index=True), _column("alert")
)
watch_outbox = sa.Table(
    "watch_outbox",
    metadata,
    _key("alert"),
    _key("channel"),
    _column("delivery", index=True),
    _column("due", Instant),
    _column("tries", sa.Integer),
    _column("status"),
    _column("error"),
    sa.Index("ix_watch_outbox_due", "status", "due"),
)
watch_mutes = sa.Table(
    "watch_mutes", metadata, _key("target"), _column("until", Instant), _column("author")
)

# Forecasts and dated questions: written once, scored when due, never edited.
forecasts = sa.Table(
    "forecasts",
    metadata,
    _key("n", sa.Integer),
    _column("id", unique=True),
    _column("actor"),
    _column("recipient"),
    _column("target"),
    _column("horizon", sa.Integer),
    _column("cutoff", sa.Date),
    _column("due", sa.Date, index=True),
    _column("body"),
    sa.Index("ix_forecasts_pair", "actor", "recipient", "target", "horizon", "n"),
)
forecast_scores = sa.Table(
    "forecast_scores", metadata, _key("forecast"), _column("scored", Instant), _column("body")
)
questions = sa.Table(
    "questions",
    metadata,
    _key("n", sa.Integer),
    _column("id", unique=True),
    _column("claim", index=True),
    _column("closes", sa.Date, index=True),
    _column("body"),
)
answers = sa.Table(
    "answers",
    metadata,
    _key("question"),
    _column("answered", Instant),
    _column("outcome"),
    _maybe("settled_by"),
    _column("body"),
)

# What others coded, as it came: never mixed with what was read in a text of ours.
coded_events = sa.Table(
    "coded_events",
    metadata,
    _key("id"),
    _column("coder"),
    _column("key"),
    _column("day", sa.Date),
    _maybe("published", sa.Date),
    _column("actor_name"),
    _maybe("actor_country"),
    _maybe("actor_sector"),
    _column("recipient_name"),
    _maybe("recipient_country"),
    _maybe("recipient_sector"),
    _maybe("type"),
    _maybe("mode"),
    _column("cameo"),
    _maybe("quad_class", sa.Integer),
    _maybe("goldstein", sa.Double),
    _maybe("place"),
    _maybe("lat", sa.Double),
    _maybe("lon", sa.Double),
    _maybe("url"),
    _column("count", sa.Integer),
    _column("added", Instant),
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
