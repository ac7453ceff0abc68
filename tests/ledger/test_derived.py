from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.news import at, denial, shelling
from tocsin.errors import DataError
from tocsin.ledger import ClaimQuery, Entry, EventQuery, ExpectationQuery, Ledger
from tocsin.records import Event, Expectation, Join, Origin, Standing

ATTACK = Event("e1", "ASSAULT", ("shelling", "denial"), (Join("denial", "shelling", 0.8, ("r",)),))
TALKS = Event("e2", "CONSULT", ("talks",))
DISPUTED = Standing("e1", "disputed", independent=2, credibility=None)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_all([Entry(*shelling()), Entry(*denial())], now=at(0))
    ledger.put_events([ATTACK, TALKS])
    ledger.put_standings([DISPUTED])
    return ledger


def ids(ledger: Ledger, **query: object) -> list[str]:
    return [view.event.id for view in ledger.events(EventQuery(**query))]


def test_an_event_comes_back_with_its_standing(filled: Ledger) -> None:
    view = filled.event("e1")
    assert view is not None
    assert (view.event, view.standing) == (ATTACK, DISPUTED)
    assert view.days == (date(2026, 2, 24), date(2026, 3, 2))
    assert (view.place, view.lat, view.lon) == ("NOR", 69.65, 18.96)
    assert filled.event("none") is None
    assert [v.event.id for v in filled.events_of(["talks", "denial"])] == ["e1", "e2"]


def test_events_are_found_by_each_of_their_parts(filled: Ledger) -> None:
    cases: list[tuple[dict[str, object], str]] = [
        ({}, "e2 e1"),
        ({"type": "ASSAULT"}, "e1"),
        ({"actor": "nor"}, "e1"),
        ({"actor": "NOR", "recipient": "ISL"}, "e1"),
        ({"actor": "ISL"}, ""),
        ({"recipient": "Iceland"}, "e1"),
        ({"place": "NOR"}, "e1"),
        ({"status": "disputed"}, "e1"),
        ({"status": "occurred"}, ""),
        ({"last": date(2026, 2, 28)}, "e1"),
        ({"first": date(2026, 3, 3)}, ""),
        ({"limit": 1}, "e2"),
        ({"limit": 1, "offset": 1}, "e1"),
    ]
    for query, expected in cases:
        assert ids(filled, **query) == expected.split(), query
    assert {r.claim.id for r in filled.claims(ClaimQuery(event="e1"))} == set(ATTACK.claims)


def test_only_the_touched_events_are_replaced(filled: Ledger) -> None:
    apart = [Event("e3", "ASSAULT", ("shelling",)), Event("e4", "ASSAULT", ("denial",))]
    filled.put_events(apart)
    assert set(ids(filled)) == {"e2", "e3", "e4"}
    assert ids(filled, status="disputed") == []
    assert ids(filled, actor="NOR", recipient="ISL") == ["e3"]
    filled.put_events([ATTACK])
    filled.put_events([ATTACK])
    assert set(ids(filled)) == {"e1", "e2"}
    filled.drop_events(["e1"])
    assert ids(filled) == ["e2"]
    filled.put_events([ATTACK], everything=True)
    assert ids(filled) == ["e1"]


def test_a_claim_is_in_one_event(filled: Ledger) -> None:
    with pytest.raises(DataError, match="two events"):
        filled.put_events([ATTACK, Event("e5", "ASSAULT", ("denial",))])
    assert set(ids(filled)) == {"e1", "e2"}


def test_expectations_are_found_by_their_window(filled: Ledger) -> None:
    early = Expectation("talks", (date(2026, 3, 5), date(2026, 3, 9)))
    late = Expectation("denial", (None, date(2026, 4, 1)), outcome="kept", settled_by="e1")
    never = Expectation("shelling", condition="if talks fail")
    filled.put_expectations([never, late, early])
    assert filled.expectations() == (early, late, never)
    week = ExpectationQuery(first=date(2026, 3, 9), last=date(2026, 3, 16))
    assert filled.expectations(week) == (early,)
    assert filled.expectations(ExpectationQuery(outcome="kept")) == (late,)
    filled.put_expectations([Expectation("talks", outcome="missed")])
    assert len(filled.expectations()) == 3
    filled.put_expectations([early], everything=True)
    assert filled.expectations() == (early,)


def test_origins_give_reports_their_origin(filled: Ledger) -> None:
    first, second = shelling()[0].id, denial()[0].id
    filled.put_origins([Origin(first, (first, second), ("same words",))])
    assert {report.origin for report in filled.reports()} == {first}
    apart = (Origin(first, (first,)), Origin(second, (second,)))
    filled.put_origins(apart[1:])
    assert filled.origins() == apart[1:]
    assert {report.origin for report in filled.reports()} == {first, second}
    filled.put_origins(apart)
    assert set(filled.origins()) == set(apart)
