"""What a ledger showed at a moment can be asked for later."""

from __future__ import annotations

from pathlib import Path

from tests.keeping.made import at, denial, fresh, many, plan, protest, shelling
from tocsin.keeping import Keeper, past
from tocsin.ledger import EventQuery, Ledger
from tocsin.records import Judgement


def test_the_past_is_what_was_shown_then(tmp_path: Path) -> None:
    ledger = fresh(tmp_path / "l.db")
    keeper, shown = Keeper(ledger), []
    for number, each in enumerate(many()):
        keeper.keep([each], now=at(number * 30))
        claims = sorted(report.claim.id for report in ledger.claims())
        if number == 5:
            same = Judgement("", "same", claims[0], "ann", at(number * 30), claims[-1])
            keeper.judge([same], now=at(number * 30))
        views = {view.event.id: view for view in ledger.events()}
        shown.append((views, set(ledger.expectations()), set(ledger.origins())))
    keeper.undo([ledger.judgements()[0].id], now=at(1000))
    for number, (views, expected, origins) in enumerate(shown):
        then = past(ledger, at(number * 30))
        assert {view.event.id: view for view in then.views} == views
        assert set(then.expectations) == expected
        assert set(then.origins) == origins
    ledger.close()


def test_past_events_are_found_by_each_of_their_parts(ledger: Ledger) -> None:
    told = [shelling(4, "Agency"), denial(), plan(), protest(6, "Bergen")]
    Keeper(ledger).keep(told, now=at(0))
    then = past(ledger, at(1))
    queries = [
        EventQuery(),
        EventQuery(type="PROTEST"),
        EventQuery(status="planned"),
        EventQuery(actor="nor"),
        EventQuery(actor="Norwegian Gunners"),
        EventQuery(recipient="ISL"),
        EventQuery(first=at(0).date()),
        EventQuery(last=at(0).date(), limit=1, offset=1),
        EventQuery(place="NOR"),
    ]
    for query in queries:
        assert then.events(query) == ledger.events(query), query
