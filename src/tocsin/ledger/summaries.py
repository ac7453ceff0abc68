"""Counts and short lists for pages: asked of the database, so that no page loads all events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import derived
from tocsin.ledger.codec import decode
from tocsin.ledger.connect import Database
from tocsin.ledger.indexing import as_key
from tocsin.ledger.nouns import EventView
from tocsin.ledger.tables import (
    appearances,
    articles,
    claim_index,
    claims,
    event_claims,
    event_parties,
    events,
    expectations,
    origin_articles,
    standings,
)
from tocsin.records import Expectation

LATEST = 5000
"""How many of the last versions of claims are looked at for what is new."""
MANY = 400
ROLES = ("actor", "recipient")
"""The roles of the parties of events, named so that the key of the table, role first, is used."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An event with claims that came after a moment: how many, and whether it was new then."""

    event: str
    claims: int
    new: bool


@dataclass(frozen=True, slots=True)
class DyadEvent:
    """An event of two parties; ``forward`` if the first of them acts."""

    event: str
    day: date
    type: str
    status: str | None
    forward: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map with its events, the latest first (at most eight are named)."""

    lat: float
    lon: float
    country: str | None
    events: int
    last: date
    latest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Active:
    """A party by its key (country, entity or name, in lower case) and the events that name it."""

    key: str
    acts: int
    receives: int
    last: date


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: its printings, how many of them copy another's report, its first and last
    day."""

    name: str
    articles: int
    copies: int
    first: date | None
    last: date | None


class Summaries:
    """What pages ask of a ledger (`Ledger.summaries`). Each method is one read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def size(self) -> tuple[int, int]:
        """How many articles were kept, and how many claims were read in them."""
        with self._database.read() as connection:
            counts = [sa.select(sa.func.max(table.c.n)) for table in (articles, claims)]
            numbers = [connection.execute(query).scalar() or 0 for query in counts]
            return numbers[0], numbers[1]

    def newest(self) -> date | None:
        """The last day on which a report was published."""
        with self._database.read() as connection:
            return connection.execute(sa.select(sa.func.max(claim_index.c.day))).scalar()

    def moved(self, since: datetime, *, limit: int = 50) -> tuple[Moved, ...]:
        """Events with claims that were read, or corrected, after that moment, the latest first.

        At most the last 5,000 versions of claims are looked at.
        """
        index = claim_index.c
        with self._database.read() as connection:
            last = connection.execute(sa.select(sa.func.max(index.n))).scalar() or 0
            number = sa.func.count(sa.distinct(index.id)).label("number")
            query = sa.select(event_claims.c.event, number).join(
                event_claims, event_claims.c.claim == index.id
            )
            fresh = query.where(index.n > last - LATEST, index.since > since, index.until.is_(None))
            grouped = fresh.group_by(event_claims.c.event).order_by(sa.func.max(index.n).desc())
            rows = connection.execute(grouped.limit(limit)).all()
            known = _older(connection, [row.event for row in rows], since)
            return tuple(Moved(row.event, row.number, row.event not in known) for row in rows)

    def dyad(self, one: str, other: str, *, first: date, last: date) -> tuple[DyadEvent, ...]:
        """Events between the two in those days, by day; a day is the last that the event tells."""
        with self._database.read() as connection:
            return tuple(
                sorted(
                    (
                        DyadEvent(row.id, row.last_day, row.type, row.status, forward)
                        for forward, pair in ((True, (one, other)), (False, (other, one)))
                        for row in _between(connection, *pair, first, last)
                    ),
                    key=lambda found: (found.day, found.event, found.forward),
                )
            )

    def days(
        self, first: date, last: date, *, who: str | None = None
    ) -> tuple[tuple[date, str, int], ...]:
        """How many events of each type ended on each day: (day, type, number)."""
        day = events.c.last_day
        query = sa.select(day, events.c.type, sa.func.count()).where(day.between(first, last))
        if who is not None:
            query = query.where(events.c.id.in_(_of(who, first, last)))
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(day, events.c.type).order_by(day))
            return tuple((row[0], row[1], row[2]) for row in rows)

    def points(
        self, first: date, last: date, *, who: str | None = None, limit: int = 400
    ) -> tuple[Point, ...]:
        """Places with the events of those days, those with most events first."""
        day = events.c.last_day
        query = sa.select(events).where(day.between(first, last), events.c.lat.is_not(None))
        if who is not None:
            query = query.where(events.c.id.in_(_of(who, first, last)))
        held = defaultdict[tuple[float, float], list[Any]](list)
        with self._database.read() as connection:
            for row in connection.execute(query.order_by(day.desc(), events.c.id.desc())):
                held[row.lat, row.lon].append(row)
        ordered = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(
            Point(*at, rows[0].place, len(rows), rows[0].last_day, tuple(r.id for r in rows[:8]))
            for at, rows in ordered[:limit]
        )

    def actors(self, first: date, last: date) -> tuple[Active, ...]:
        """Parties of the events of those days, the busiest first."""
        party = event_parties.c
        number, day = sa.func.count(), sa.func.max(party.last_day)
        query = sa.select(party.role, party.key, number.label("number"), day.label("last"))
        query = query.where(party.last_day.between(first, last)).group_by(party.role, party.key)
        roles = defaultdict[str, Counter[str]](Counter)
        latest = dict[str, date]()
        with self._database.read() as connection:
            for row in connection.execute(query):
                roles[row.key][row.role] += row.number
                latest[row.key] = max(latest.get(row.key, row.last), row.last)
        found = [
            Active(key, counts["actor"], counts["recipient"], latest[key])
            for key, counts in roles.items()
        ]
        return tuple(sorted(found, key=lambda each: (-each.acts - each.receives, each.key)))

    def partners(self, who: str, *, first: date, last: date) -> tuple[tuple[str, int], ...]:
        """Countries that stand in events with this party, with the number of those events."""
        mine = _of(who, first, last)
        party = event_parties.c
        query = sa.select(party.key, sa.func.count(sa.distinct(party.event)).label("number"))
        query = query.where(party.event.in_(mine), sa.func.length(party.key) == 3)
        query = query.where(party.key != as_key(who)).group_by(party.key)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(sa.desc("number"), party.key))
            return tuple((row.key, row.number) for row in rows)

    def pairs(
        self, first: date, last: date, *, limit: int = 40
    ) -> tuple[tuple[str, str, int], ...]:
        """Pairs of countries (codes in lower case) in the events of those days: one acts, the other
        receives, in either direction; with the number of events, most first."""
        one, other = event_parties.alias(), event_parties.alias()
        number = sa.func.count().label("number")
        query = sa.select(one.c.key, other.c.key.label("other"), number).where(
            one.c.role == "actor",
            one.c.last_day.between(first, last),
            sa.func.length(one.c.key) == 3,
        )
        same = sa.and_(other.c.event == one.c.event, other.c.role == "recipient")
        query = query.join(other, same).where(
            sa.func.length(other.c.key) == 3, other.c.key != one.c.key
        )
        held = Counter[tuple[str, str]]()
        with self._database.read() as connection:
            for row in connection.execute(query.group_by(one.c.key, other.c.key)):
                held[min(row.key, row.other), max(row.key, row.other)] += row.number
        ordered = sorted(held.items(), key=lambda item: (-item[1], item[0]))
        return tuple((*pair, count) for pair, count in ordered[:limit])

    def outlets(self) -> tuple[Outlet, ...]:
        """Publishers, those with most articles first."""
        table = appearances.c
        copied = origin_articles.c
        copies = sa.func.sum(sa.case((copied.origin != copied.article, 1), else_=0))
        query = sa.select(
            table.publisher,
            sa.func.count().label("articles"),
            sa.func.coalesce(copies, 0).label("copies"),
            sa.func.min(table.published).label("first"),
            sa.func.max(table.published).label("last"),
        ).outerjoin(origin_articles, copied.article == table.article)
        query = query.where(table.publisher.is_not(None)).group_by(table.publisher)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(sa.desc("articles"), table.publisher)).all()
            return tuple(Outlet(*row) for row in rows)

    def printed_by(self, publisher: str, *, limit: int = 50) -> tuple[tuple[str, str, date], ...]:
        """The latest articles of a publisher: (id, title, day)."""
        table = appearances.c
        query = sa.select(table.article, table.title, table.published)
        query = query.where(table.publisher == publisher).order_by(table.n.desc()).limit(limit)
        with self._database.read() as connection:
            return tuple((row[0], row[1], row[2]) for row in connection.execute(query))

    def uncertain(self, first: date, *, limit: int = 50, below: float = 0.8) -> tuple[str, ...]:
        """Claims reported since that day that the model was least sure of."""
        index = claim_index.c
        query = sa.select(index.id).where(
            index.day >= first, index.until.is_(None), index.score < below
        )
        with self._database.read() as connection:
            ordered = query.order_by(index.score, index.n.desc()).limit(limit)
            return tuple(connection.execute(ordered).scalars())

    def expected_of(self, claims_: Sequence[str]) -> tuple[str, ...]:
        """Those of the claims that are expectations."""
        found: list[str] = []
        with self._database.read() as connection:
            for start in range(0, len(claims_), MANY):
                some = expectations.c.claim.in_(claims_[start : start + MANY])
                found += connection.execute(sa.select(expectations.c.claim).where(some)).scalars()
        return tuple(found)

    def expectations(self, claims_: Sequence[str]) -> tuple[Expectation, ...]:
        """The expectations that these claims are (at most 400 of them), by claim."""
        some = expectations.c.claim.in_(claims_[:MANY])
        query = sa.select(expectations.c.body).where(some).order_by(expectations.c.claim)
        with self._database.read() as connection:
            bodies = connection.execute(query).scalars()
            return tuple(decode(body, Expectation) for body in bodies)

    def events_of(self, claims_: Sequence[str]) -> dict[str, str]:
        """The event of each of these claims, by claim."""
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for start in range(0, len(claims_), MANY):
                some = event_claims.c.claim.in_(claims_[start : start + MANY])
                query = sa.select(event_claims.c.claim, event_claims.c.event).where(some)
                found |= {row.claim: row.event for row in connection.execute(query)}
        return found

    def views(self, keys: Sequence[str]) -> dict[str, EventView]:
        """Those of the events that are there, in that order."""
        found: dict[str, EventView] = {}
        with self._database.read() as connection:
            for start in range(0, len(keys), MANY):
                some = events.c.id.in_(keys[start : start + MANY])
                found |= {view.event.id: view for view in derived.all_of(connection, some)}
        return {key: found[key] for key in keys if key in found}

    def near(
        self, event: str, *, days: int = 10, limit: int = 12
    ) -> tuple[tuple[str, date, str], ...]:
        """Other events with a party of this one in the days around it: (id, day, type)."""
        mine = sa.select(events.c.last_day).where(events.c.id == event)
        party = event_parties.c
        with self._database.read() as connection:
            day = connection.execute(mine).scalar()
            if day is None:
                return ()
            span, names = timedelta(days), sa.select(party.key).where(party.event == event)
            shared = sa.func.count().label("shared")
            some = sa.select(party.event, shared).where(
                party.role.in_(ROLES),
                party.key.in_(names),
                party.last_day.between(day - span, day + span),
                party.event != event,
            )
            best = some.group_by(party.event).order_by(shared.desc(), party.event).limit(limit)
            most = best.subquery()
            query = sa.select(events.c.id, events.c.last_day, events.c.type)
            query = query.join(most, most.c.event == events.c.id)
            query = query.order_by(most.c.shared.desc(), events.c.id)
            return tuple((row.id, row.last_day, row.type) for row in connection.execute(query))


def _older(connection: sa.Connection, found: Sequence[str], since: datetime) -> set[str]:
    """Those of the events with a claim that was there before."""
    index = claim_index.c
    query = sa.select(event_claims.c.event).join(claim_index, index.id == event_claims.c.claim)
    query = query.where(event_claims.c.event.in_(found), index.since <= since)
    return set(connection.execute(query.distinct()).scalars())


def _between(
    connection: sa.Connection, actor: str, recipient: str, first: date, last: date
) -> Sequence[Any]:
    one, other = event_parties.alias(), event_parties.alias()
    query = sa.select(events.c.id, events.c.last_day, events.c.type, standings.c.status)
    query = query.join(one, one.c.event == events.c.id)
    query = query.join(other, other.c.event == events.c.id)
    query = query.outerjoin(standings, standings.c.event == events.c.id)
    query = query.where(
        one.c.role == "actor",
        one.c.key == as_key(actor),
        one.c.last_day.between(first, last),
        other.c.role == "recipient",
        other.c.key == as_key(recipient),
        other.c.last_day == one.c.last_day,
    )
    return connection.execute(query).all()


def _of(who: str, first: date, last: date) -> sa.Select[Any]:
    """The events of those days in which this party acts or receives."""
    party = event_parties.c
    return sa.select(party.event).where(
        party.role.in_(ROLES),
        party.key == as_key(who),
        party.last_day.between(first, last),
    )
