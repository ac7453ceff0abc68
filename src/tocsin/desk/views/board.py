"""The board: situations with their lights, what changed since the last look, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tocsin.desk.views.parts import Json, cards, day_iso, day_short, expected_all
from tocsin.ledger import ExpectationQuery, Ledger
from tocsin.records import Alert, Indicator, IndicatorState, Situation

SHOWN = 14
WEEK = timedelta(7)
SETTLED_DAYS = 3


def board(ledger: Ledger, *, today: date, since: datetime) -> Json:
    """What the analyst sees first, beside what is `due`. ``since`` is when she looked last."""
    articles, claims = ledger.summaries.size()
    return {
        "today": day_iso(today),
        "since": since.isoformat(timespec="minutes"),
        "size": {"articles": articles, "claims": claims},
        "situations": situations(ledger, today=today),
        "changed": changed(ledger, today=today, since=since),
        "alerts": [alert(each) for each in ledger.watching.alerts(since=since, limit=8)],
    }


def situations(ledger: Ledger, *, today: date) -> list[Json]:
    """Every situation with its indicators."""
    watching = ledger.watching
    states = {(each.situation, each.indicator): each for each in watching.states()}
    return [situation(each, states, today=today) for each in watching.situations()]


def situation(
    found: Situation, states: Mapping[tuple[str, str], IndicatorState], *, today: date
) -> Json:
    """One situation; its level is the weighted mean of its indicators' strengths, 0 to 1."""
    from tocsin.watch import level

    mine = {key[1]: state for key, state in states.items() if key[0] == found.id}
    lights = [light(each, mine.get(each.id), today=today) for each in found.indicators]
    return {
        "id": found.id,
        "title": found.title,
        "description": found.description,
        "level": round(level(found, mine, today), 3),
        "indicators": lights,
        "actors": list(found.actors),
        "places": list(found.places),
    }


def light(indicator: Indicator, state: IndicatorState | None, *, today: date) -> Json:
    """An indicator with its state."""
    from tocsin.watch.checking import strength

    return {
        "id": indicator.id,
        "title": indicator.title,
        "rule": indicator.rule,
        "weight": indicator.weight,
        "state": state.state if state else "not-seen",
        "since": state.since.isoformat(timespec="minutes") if state else None,
        "last": day_iso(state.last) if state else None,
        "last_words": day_short(state.last, today.year) if state and state.last else None,
        "strength": round(strength(indicator, state, today), 3) if state else 0.0,
        "reason": state.reason if state else "",
        "events": list(state.events) if state else [],
        "claims": list(state.claims) if state else [],
    }


def changed(ledger: Ledger, *, today: date, since: datetime, limit: int = SHOWN) -> Json:
    """Events with claims that came since then."""
    moved = ledger.summaries.moved(since, limit=limit + 1)
    views = ledger.summaries.views([each.event for each in moved[:limit]])
    shown = {each["id"]: each for each in cards(ledger, list(views.values()), year=today.year)}
    rows = [
        shown[each.event] | {"new_claims": each.claims, "new": each.new}
        for each in moved[:limit]
        if each.event in shown
    ]
    return {"events": rows, "more": len(moved) > limit}


def due(ledger: Ledger, *, today: date) -> Json:
    """What is due today and within a week, and what became of what was due just now."""
    query = ExpectationQuery(first=today, last=today + WEEK, outcome="open", limit=60)
    coming = expected_all(ledger, ledger.expectations(query), today=today)
    now = [each for each in coming if is_now(each, today)]
    return {
        "due_today": now,
        "due_week": [each for each in coming if each not in now],
        "settled": settled(ledger, today=today),
    }


def is_now(found: Json, today: date) -> bool:
    """Whether today is its only day or its last."""
    last, first = found["last"], found["first"]
    return bool((last or first) == today.isoformat())


def settled(ledger: Ledger, *, today: date) -> list[Json]:
    """What was due in the last days and is settled."""
    query = ExpectationQuery(first=today - timedelta(SETTLED_DAYS), last=today, limit=40)
    found = [each for each in ledger.expectations(query) if each.outcome != "open"]
    return expected_all(ledger, found[-8:], today=today)


def alert(found: Alert) -> Json:
    """An alert in a list."""
    return {
        "id": found.id,
        "situation": found.situation,
        "indicator": found.indicator,
        "state": found.state,
        "event": found.event,
        "at": found.at.isoformat(timespec="minutes"),
        "headline": found.headline,
        "urgent": found.urgent,
    }
