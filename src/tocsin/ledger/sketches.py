"""Events and claims without their words, for counting over the whole ledger: read several times as
fast as the whole records, and never all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import derived, judging
from tocsin.ledger.codec import decode
from tocsin.ledger.nouns import EventSketch, Members, Side, Sketch, Sketched
from tocsin.ledger.tables import appearances, claim_index, claims, events, readings, standings
from tocsin.records import Claim

PAGE = derived.MANY
index = claim_index.c
_TOLD = (
    sa.select(index.id, claims.c.body, appearances.c.published)
    .join(claims, claims.c.n == index.claim)
    .join(readings, readings.c.id == index.reading)
    .join(appearances, appearances.c.id == readings.c.appearance)
    .where(index.until.is_(None))
)
_EVENTS = sa.select(
    events.c.id,
    events.c.type,
    events.c.first_day,
    events.c.last_day,
    events.c.body,
    standings.c.status,
).outerjoin(standings, standings.c.event == events.c.id)


def sketches(connection: sa.Connection) -> Iterator[EventSketch]:
    """Every event with those of its claims that stand, in no order, from one snapshot."""
    corrected = judging.corrections(connection, None)
    rows = connection.execution_options(yield_per=PAGE).execute(_EVENTS)
    for part in rows.partitions():
        members = [decode(row.body, Members).claims for row in part]
        told = _told(connection, [claim for some in members for claim in some], corrected)
        for row, some in zip(part, members, strict=True):
            mine = tuple(told[claim] for claim in some if claim in told)
            yield EventSketch(row.id, row.type, (row.first_day, row.last_day), row.status, mine)


def _told(
    connection: sa.Connection, ids: Sequence[str], corrected: judging.Corrections
) -> dict[str, Sketched]:
    found: dict[str, Sketched] = {}
    for part in derived.parts(ids):
        for row in connection.execute(_TOLD.where(index.id.in_(part))):
            found[row.id] = Sketched(_sketch(row, corrected), row.published)
    return found


def _sketch(row: Any, corrected: judging.Corrections) -> Sketch:
    if row.id not in corrected:
        return decode(row.body, Sketch)
    whole = judging.correct(decode(row.body, Claim), corrected[row.id])
    actors, recipients = (
        tuple(Side(each.entity) for each in group) for group in (whole.actors, whole.recipients)
    )
    certain = (whole.modality, whole.polarity)
    return Sketch(whole.id, whole.type, whole.mode, actors, recipients, *certain)
