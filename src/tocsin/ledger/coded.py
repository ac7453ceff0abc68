"""Events that others coded: kept as they came, each once, and looked up by day and parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.connect import Database
from tocsin.ledger.nouns import CodedQuery
from tocsin.ledger.tables import coded_events
from tocsin.records import CodedEvent, CodedParty

BATCH = 5000
PARTY = ("name", "country", "sector")
PLAIN = (
    "id", "coder", "key", "day", "published", "type", "mode", "cameo", "quad_class", "goldstein",
    "place", "lat", "lon", "url", "count",
)  # fmt: skip
c = coded_events.c


def add(database: Database, events: Iterable[CodedEvent], now: datetime) -> int:
    """Keep events in batches, each one transaction; how many were not there before."""
    coming, added = iter(events), 0
    while batch := list(islice(coming, BATCH)):
        rows = {row["id"]: row for row in (_row(event, now) for event in batch)}
        with database.write() as connection:
            known = set(connection.execute(sa.select(c.id).where(c.id.in_(rows))).scalars())
            fresh = [row for key, row in rows.items() if key not in known]
            if fresh:
                connection.execute(coded_events.insert(), fresh)
            added += len(fresh)
    return added


def find(database: Database, query: CodedQuery) -> Iterator[CodedEvent]:
    """The events, the earliest first, read in pages from one snapshot."""
    asked = sa.select(coded_events).where(*_conditions(query)).order_by(c.day, c.id)
    asked = asked.limit(query.limit).offset(query.offset)
    with database.read() as connection:
        for row in connection.execution_options(yield_per=BATCH).execute(asked).mappings():
            yield _event(row)


def _conditions(query: CodedQuery) -> list[sa.ColumnElement[bool]]:
    wanted = (
        (c.coder, query.coder),
        (c.actor_country, query.actor),
        (c.recipient_country, query.recipient),
        (c.type, query.type),
    )
    found = [column == value for column, value in wanted if value is not None]
    if query.first is not None:
        found.append(c.day >= query.first)
    if query.last is not None:
        found.append(c.day <= query.last)
    return found


def _row(event: CodedEvent, now: datetime) -> dict[str, Any]:
    row = {name: getattr(event, name) for name in PLAIN}
    for role in ("actor", "recipient"):
        party = getattr(event, role)
        row |= {f"{role}_{part}": getattr(party, part) for part in PARTY}
    return row | {"added": now}


def _event(row: sa.RowMapping) -> CodedEvent:
    actor, recipient = (
        CodedParty(*(row[f"{role}_{part}"] for part in PARTY)) for role in ("actor", "recipient")
    )
    plain = {name: row[name] for name in PLAIN if name != "id"}
    return CodedEvent(actor=actor, recipient=recipient, **plain)
