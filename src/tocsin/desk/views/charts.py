"""The timeline, the map and the pair of actors: what they show, before it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from tocsin import ontology
from tocsin.desk.views.parts import Json, cards, day_iso, expected_all, is_country
from tocsin.ledger import CodedQuery, EventQuery, ExpectationQuery, Ledger
from tocsin.ledger.summaries import DyadEvent
from tocsin.records import Expectation
from tocsin.wording import country_name

AHEAD = timedelta(21)
MOVERS = 10
MOST_PAIRS = 1000
MOVED_DAYS = 42


def timeline(
    ledger: Ledger, days: tuple[date, date], *, today: date, who: str | None, offset: int
) -> Json:
    """Events by day, and what is due in those days, from the first to the last of ``days``."""
    first, last = days
    limit = 40
    query = EventQuery(
        actor=who, first=first, last=min(last, today), limit=limit + 1, offset=offset
    )
    found = ledger.events(query)
    due = ledger.expectations(ExpectationQuery(first=first, last=last, limit=200))
    near = [each for each in due if each.due != (None, None)]
    near.sort(key=lambda e: (e.outcome != "open", _distance(e, today)))
    return {
        "first": day_iso(first),
        "last": day_iso(last),
        "counts": [
            {"day": day_iso(day), "quad": ontology.quad_class(type_), "number": number}
            for day, type_, number in ledger.summaries.days(first, min(last, today), who=who)
        ],
        "due": expected_all(ledger, near[:40], today=today),
        "events": cards(ledger, found[:limit], year=today.year),
        "more": len(found) > limit,
        "limit": limit,
        "offset": offset,
    }


def _distance(found: Expectation, today: date) -> int:
    """Days between today and the day by which it is due."""
    return abs(((found.due[1] or found.due[0] or today) - today).days)


def places(ledger: Ledger, *, first: date, last: date, who: str | None) -> list[Json]:
    """Points with their events and how exactly they are known."""
    found = ledger.summaries.points(first, last, who=who, limit=200)
    latest = [key for point in found for key in point.latest[:1]]
    views = ledger.summaries.views(latest)
    claims = {key: view.event.claims[:12] for key, view in views.items()}
    reports = ledger.reports_of([claim for some in claims.values() for claim in some])
    shown = []
    for point in found:
        told = [reports[c].claim for c in claims.get(point.latest[0], ()) if c in reports]
        here = [p for c in told for p in c.place if (p.lat, p.lon) == (point.lat, point.lon)]
        name = (here[0].name or here[0].span.text) if here else ""
        shown.append(
            {
                "lat": point.lat,
                "lon": point.lon,
                "country": point.country,
                "name": name or (country_name(point.country) if point.country else ""),
                "precision": here[0].precision if here else "",
                "events": point.events,
                "last": day_iso(point.last),
                "latest": list(point.latest),
            }
        )
    return shown


def dyad(ledger: Ledger, one: str, other: str, *, today: date, weeks: int) -> Json:
    """What two parties did to one another."""
    first = today - timedelta(7 * weeks)
    found = ledger.summaries.dyad(one, other, first=first, last=today)
    return {
        "one": one,
        "other": other,
        "one_name": country_name(one.upper()),
        "other_name": country_name(other.upper()),
        "first": day_iso(first),
        "last": day_iso(today),
        "weeks": weeks,
        "forward": series(found, forward=True),
        "back": series(found, forward=False),
        "counts": [_direction(found, True), _direction(found, False)],
        "movers": movers(ledger, found, today=today),
    }


def coded_by_others(
    ledger: Ledger, pair: tuple[str, str], *, first: date, last: date
) -> list[Json]:
    """How many events of a pair others coded in those days: a row for each coder and direction,
    with numbers by the coder's quad class, and of those that have none."""
    rows = []
    for actor, recipient in dict.fromkeys((pair, pair[::-1])):
        asked = CodedQuery(None, actor, recipient, None, first, last, None)
        held = Counter((each.coder, each.quad_class or 0) for each in ledger.coded_events(asked))
        names = {"actor": country_name(actor), "recipient": country_name(recipient)}
        for coder in sorted({coder for coder, _ in held}):
            quads = [held[coder, quad] for quad in (1, 2, 3, 4)]
            rows.append(names | {"coder": coder, "quads": quads, "none": held[coder, 0]})
    return rows


def series(found: Sequence[DyadEvent], *, forward: bool) -> list[Json]:
    """Day and quad class of what came to pass or was said, in one direction."""
    return [
        {"day": day_iso(each.day), "quad": ontology.quad_class(each.type)}
        for each in found
        if each.forward is forward and each.status not in {"planned", "did-not-occur"}
    ]


def _direction(found: Sequence[DyadEvent], forward: bool) -> Json:
    held = Counter(row["quad"] for row in series(found, forward=forward))
    return {"quads": [held[quad] for quad in (1, 2, 3, 4)], "events": sum(held.values())}


def movers(ledger: Ledger, found: Sequence[DyadEvent], *, today: date) -> list[Json]:
    """The events of the last six weeks that weigh most on PLOVER's scale, either way."""
    since = today - timedelta(MOVED_DAYS)
    recent = {e.event: e for e in found if e.day >= since and e.status != "did-not-occur"}
    ordered = sorted(
        recent.values(), key=lambda e: (abs(ontology.scale(e.type)), e.day, e.event), reverse=True
    )
    views = ledger.summaries.views([each.event for each in ordered[:MOVERS]])
    shown = cards(ledger, list(views.values()), year=today.year)
    return [row | {"scale": ontology.scale(row["type"])} for row in shown]


def busiest(ledger: Ledger, *, first: date, last: date, limit: int = 40) -> list[Json]:
    """Pairs of countries with most events; other parties whose key has three letters, such as a
    word of a text, are left out."""
    found = ledger.summaries.pairs(first, last, limit=MOST_PAIRS)
    pairs = [pair for pair in found if is_country(pair[0]) and is_country(pair[1])][:limit]
    return [
        {
            "one": one.upper(),
            "other": other.upper(),
            "one_name": country_name(one.upper()),
            "other_name": country_name(other.upper()),
            "events": number,
        }
        for one, other, number in pairs
    ]
