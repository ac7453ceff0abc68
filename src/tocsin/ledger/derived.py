"""What was derived from the claims: events, standings, expectations, origins.

Nothing here is a source: all of it can be filled anew from the reports and judgements. Putting
replaces what the new rows touch and leaves the rest alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from tocsin.errors import DataError
from tocsin.ledger.codec import decode, encode
from tocsin.ledger.indexing import as_key
from tocsin.ledger.nouns import EventQuery, EventView, ExpectationQuery
from tocsin.ledger.tables import (
    claim_index,
    claim_parties,
    event_claims,
    event_parties,
    events,
    expectations,
    origin_articles,
    origins,
    standings,
)
from tocsin.records import Event, Expectation, Origin, Standing

MANY = 400
UNKNOWN_DAY = date(1, 1, 1)
Row = dict[str, Any]


def put_events(connection: sa.Connection, new: Sequence[Event], *, everything: bool) -> None:
    """Replace the events that share a claim with the new ones, or all.

    Raises DataError if a claim is in two of the new events.
    """
    members = [claim for event in new for claim in event.claims]
    if len(set(members)) != len(members):
        raise DataError("a claim is in two events")
    if everything:
        for table in (events, event_claims, event_parties, standings):
            connection.execute(table.delete())
    else:
        _drop_events(connection, members, [event.id for event in new])
    for part in parts(new):
        _insert_events(connection, part)


def drop_events(connection: sa.Connection, ids: Sequence[str]) -> None:
    """Take these events away, with their standings."""
    for part in parts(ids):
        for column in (events.c.id, event_claims.c.event, event_parties.c.event, standings.c.event):
            connection.execute(sa.delete(column.table).where(column.in_(part)))


def put_standings(connection: sa.Connection, new: Iterable[Standing]) -> None:
    """Replace the standings of these events."""
    rows = [{"event": s.event, "status": s.status, "body": encode(s)} for s in new]
    _replace(connection, standings.c.event, rows)


def put_expectations(
    connection: sa.Connection, new: Iterable[Expectation], *, everything: bool
) -> None:
    """Replace the expectations of these claims, or all."""
    if everything:
        connection.execute(expectations.delete())
    rows = [
        {
            "claim": item.claim,
            "due_first": item.due[0],
            "due_last": item.due[1],
            "outcome": item.outcome,
            "body": encode(item),
        }
        for item in new
    ]
    _replace(connection, expectations.c.claim, rows)


def put_origins(connection: sa.Connection, new: Sequence[Origin], *, everything: bool) -> None:
    """Replace the origins that share an article with the new ones, or all."""
    if everything:
        connection.execute(origins.delete())
        connection.execute(origin_articles.delete())
    members = [{"article": key, "origin": item.first} for item in new for key in item.articles]
    stale = _owners(connection, origin_articles.c.article, [row["article"] for row in members])
    for part in parts(list({*stale, *(item.first for item in new)})):
        connection.execute(origins.delete().where(origins.c.first.in_(part)))
        connection.execute(origin_articles.delete().where(origin_articles.c.origin.in_(part)))
    _insert(connection, origins, [{"first": item.first, "body": encode(item)} for item in new])
    _insert(connection, origin_articles, members)


def select_events(connection: sa.Connection, query: EventQuery) -> tuple[EventView, ...]:
    """The events that meet the query, the latest first."""
    chosen = sa.select(events, standings.c.body.label("standing"))
    chosen = chosen.outerjoin(standings, standings.c.event == events.c.id)
    day, number = events.c.last_day, events.c.id
    asked = [("actor", query.actor), ("recipient", query.recipient)]
    parties = [(role, as_key(name)) for role, name in asked if name is not None]
    for place, (role, key) in enumerate(parties):
        party = event_parties.alias()
        here = (party.c.role == role, party.c.key == key)
        chosen = chosen.join(party, party.c.event == events.c.id).where(*here)
        if not place:
            day, number = party.c.last_day, party.c.event
    chosen = chosen.where(*_event_conditions(query, day))
    ordered = chosen.order_by(day.desc(), number.desc())
    rows = connection.execute(ordered.limit(query.limit).offset(query.offset))
    return tuple(_view(row) for row in rows)


def event(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> EventView | None:
    """The event that meets the condition."""
    query = sa.select(events, standings.c.body.label("standing"))
    joined = query.outerjoin(standings, standings.c.event == events.c.id).where(condition)
    row = connection.execute(joined).first()
    return _view(row) if row else None


def all_of(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> tuple[EventView, ...]:
    """The events that meet the condition, in no order."""
    query = sa.select(events, standings.c.body.label("standing"))
    joined = query.outerjoin(standings, standings.c.event == events.c.id).where(condition)
    return tuple(_view(row) for row in connection.execute(joined))


def events_of(connection: sa.Connection, claims: Sequence[str]) -> tuple[EventView, ...]:
    """The events that hold any of these claims."""
    keys = sorted(_owners(connection, event_claims.c.claim, claims))
    found = (event(connection, events.c.id == key) for key in keys)
    return tuple(view for view in found if view)


def select_expectations(
    connection: sa.Connection, query: ExpectationQuery
) -> tuple[Expectation, ...]:
    """The expectations that meet the query, the first due first, those without a day last."""
    table = expectations.c
    chosen = sa.select(table.body)
    if query.first is not None:
        chosen = chosen.where(sa.func.coalesce(table.due_last, table.due_first) >= query.first)
    if query.last is not None:
        chosen = chosen.where(sa.func.coalesce(table.due_first, table.due_last) <= query.last)
    if query.outcome is not None:
        chosen = chosen.where(table.outcome == query.outcome)
    due = sa.func.coalesce(table.due_last, table.due_first)
    ordered = chosen.order_by(due.is_(None), due, table.claim)
    bodies = connection.execute(ordered.limit(query.limit).offset(query.offset)).scalars()
    return tuple(decode(body, Expectation) for body in bodies)


def select_origins(connection: sa.Connection) -> tuple[Origin, ...]:
    """All origins, by id."""
    bodies = connection.execute(sa.select(origins.c.body).order_by(origins.c.first)).scalars()
    return tuple(decode(body, Origin) for body in bodies)


def _event_conditions(query: EventQuery, day: Any) -> list[sa.ColumnElement[bool]]:
    wanted = [
        (events.c.type, "=", query.type),
        (events.c.place, "=", query.place),
        (standings.c.status, "=", query.status),
        (day, ">=", query.first),
        (events.c.first_day, "<=", query.last),
    ]
    return [column.op(sign)(value) for column, sign, value in wanted if value is not None]


def _view(row: Any) -> EventView:
    standing = decode(row.standing, Standing) if row.standing else None
    days = (row.first_day, row.last_day)
    return EventView(decode(row.body, Event), standing, days, row.place, row.lat, row.lon)


def _drop_events(connection: sa.Connection, claims: Sequence[str], ids: Iterable[str]) -> None:
    drop_events(connection, list({*_owners(connection, event_claims.c.claim, claims), *ids}))


def _owners(connection: sa.Connection, column: sa.Column[Any], members: Sequence[str]) -> set[str]:
    """The events of these claims, or the origins of these articles."""
    owner = next(other for other in column.table.c if other is not column)
    found: set[str] = set()
    for part in parts(members):
        found.update(connection.execute(sa.select(owner).where(column.in_(part))).scalars())
    return found


def _insert_events(connection: sa.Connection, new: Sequence[Event]) -> None:
    told = _told(connection, [claim for event in new for claim in event.claims])
    names = _party_names(connection, [row.n for row in told.values()])
    rows, parties = [], set[tuple[str, str, date, str]]()
    for event in new:
        versions = [told[claim] for claim in event.claims if claim in told]
        row = _event_row(event, versions)
        rows.append(row)
        for version in versions:
            parties |= {(*name, row["last_day"], event.id) for name in names[version.n]}
    _insert(connection, events, rows)
    held = [{"claim": claim, "event": event.id} for event in new for claim in event.claims]
    _insert(connection, event_claims, held)
    columns = ("role", "key", "last_day", "event")
    party_rows = [dict(zip(columns, row, strict=True)) for row in sorted(parties)]
    _insert(connection, event_parties, party_rows)


def _told(connection: sa.Connection, claims: Sequence[str]) -> dict[str, Any]:
    """The last version of each claim, so that it does not matter when events are put."""
    found: dict[str, Any] = {}
    for part in parts(claims):
        query = sa.select(claim_index).where(claim_index.c.id.in_(part))
        found |= {row.id: row for row in connection.execute(query.order_by(claim_index.c.n))}
    return found


def _party_names(
    connection: sa.Connection, versions: Sequence[int]
) -> dict[int, list[tuple[str, str]]]:
    """The names of actors and recipients of the versions."""
    party, found = claim_parties.c, defaultdict[int, list[tuple[str, str]]](list)
    for part in parts(versions):
        query = sa.select(party.n, party.role, party.key).where(party.n.in_(part))
        for row in connection.execute(query.where(party.role != "source")):
            found[row.n].append((row.role, row.key))
    return found


def _event_row(event: Event, told: Sequence[Any]) -> Row:
    places = Counter(row.place for row in told if row.place)
    points = Counter((row.lat, row.lon) for row in told if row.lat is not None)
    lat, lon = _commonest(points) or (None, None)
    return {
        "id": event.id,
        "type": event.type,
        "first_day": min((row.first_day for row in told), default=UNKNOWN_DAY),
        "last_day": max((row.last_day for row in told), default=UNKNOWN_DAY),
        "place": _commonest(places),
        "lat": lat,
        "lon": lon,
        "body": encode(event),
    }


def _commonest(counts: Counter[Any]) -> Any:
    """The commonest value; of several the smallest, whatever the order of counting."""
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _replace(connection: sa.Connection, key: sa.Column[Any], rows: Sequence[Row]) -> None:
    table = key.table
    for part in parts([row[key.name] for row in rows]):
        connection.execute(sa.delete(table).where(key.in_(part)))
    _insert(connection, table, rows)


def _insert(connection: sa.Connection, table: Any, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The items in parts that one statement can name."""
    for start in range(0, len(items), MANY):
        yield items[start : start + MANY]
