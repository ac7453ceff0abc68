"""Events of our own for the tests of the watch."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tocsin.records import (
    Claim,
    Entity,
    Event,
    Expectation,
    Indicator,
    Mention,
    Place,
    Report,
    Situation,
    Span,
    Standing,
    StatedQuantity,
    When,
)
from tocsin.watch import Awaited, Seen

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
NAMES = {"NOR": "Norway", "ISL": "Iceland", "SWE": "Sweden", "FIN": "Finland"}


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def mention(code: str) -> Mention:
    if code not in NAMES:
        return Mention(Span(0, len(code), code), code)
    entity = Entity(f"{code}/GOV:cabinet", f"Government of {NAMES[code]}", code, "GOV")
    return Mention(Span(0, 6, NAMES[code]), NAMES[code], entity=entity)


def claim(key: str, kind: str = "ASSAULT", by: str = "NOR", to: str = "ISL", **told) -> Claim:
    type_, _, mode = kind.partition("/")
    text = told.pop("text", f"{by} hit {to} ({key}).")
    place = told.pop("place", "")
    when = told.pop("when", None)
    return Claim(
        Span(0, 3, told.pop("trigger", "hit")),
        type_,
        mode or None,
        Span(0, len(text), text),
        tuple(mention(code) for code in by.split("+") if code),
        tuple(mention(code) for code in to.split("+") if code),
        (Place(Span(0, len(place), place), place, country=place),) if place else (),
        When(Span(0, 1, "x"), when, when, "day") if when else None,
        id=key,
        **told,
    )


def report(made: Claim, day: date | None, article: str = "") -> Report:
    return Report(made, article or f"article of {made.id}", day, "The Fjord Courier")


def seen(key: str, kind: str = "ASSAULT", days: int | None = 1, **told) -> Seen:
    """An event of one report, so many days old (None: undated)."""
    status = told.pop("status", "occurred")
    independent = told.pop("independent", 1)
    killed = told.pop("killed", None)
    url = told.pop("url", f"https://fjord.example/{key}")
    made = claim(f"c-{key}", kind, **told)
    stated = (StatedQuantity("killed", *killed, False, "NOR", made.id),) if killed else ()
    standing = Standing(key, status, independent=independent, quantities=stated, credibility=2)
    day = None if days is None else ago(days)
    event = Event(key, made.type, (made.id,))
    return Seen(event, (report(made, day),), standing, (url,), ("A title",))


def awaited(key: str, outcome: str = "open", due: date | None = None, **told) -> Awaited:
    held = seen(key, told.pop("kind", "CONSULT"), **told)
    day = told.get("day", due)
    return Awaited(Expectation(f"c-{key}", (due, due), outcome=outcome, day=day), held)


def indicator(rule: str, **told) -> Indicator:
    return Indicator(told.pop("id", "one"), told.pop("title", "It happens"), rule, **told)


def situation(*indicators: Indicator | str, **told) -> Situation:
    made = [each if isinstance(each, Indicator) else indicator(each) for each in indicators]
    return Situation("fjord", "The fjord", indicators=tuple(made), **told)
