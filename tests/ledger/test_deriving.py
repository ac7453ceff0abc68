"""How far what is derived has come, and the user's letters."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.news import at, denial, shelling
from tocsin.errors import UsageError
from tocsin.ledger import Change, Derived, Entry, Ledger, Rating
from tocsin.records import Event, Expectation, Judgement, Origin, Standing

DAY = date(2026, 3, 1)


def step(upto: int, *events: Event, **more: object) -> Derived:
    standings = tuple(Standing(event.id, "occurred") for event in events)
    return Derived(upto, DAY, events, standings, **more)


def test_changes_are_numbered_as_they_come(ledger: Ledger) -> None:
    ledger.add_all([Entry(*shelling()), Entry(*denial())], now=at(0))
    ledger.add(*shelling(), now=at(1))
    (made,) = ledger.judge(Judgement("", "same", "shelling", "ann", at(2), right="denial"))
    ledger.judge(made)
    ledger.undo(made.id, now=at(3))
    ledger.undo(made.id, now=at(4))
    first, second = shelling()[0].id, denial()[0].id
    kinds = [
        ("article", first),
        ("article", second),
        ("judgement", made.id),
        ("judgement", made.id),
    ]
    assert ledger.changes() == tuple(Change(n, *each) for n, each in enumerate(kinds, 1))
    assert [change.n for change in ledger.changes(2)] == [3, 4]


def test_a_step_is_put_as_one_and_on_what_it_builds_on(ledger: Ledger) -> None:
    ledger.add_all([Entry(*shelling()), Entry(*denial())], now=at(0))
    assert ledger.progress() == (0, None)
    both = Event("e1", "ASSAULT", ("shelling", "denial"))
    due = (Expectation("talks"),)
    origin = (Origin(shelling()[0].id, (shelling()[0].id,)),)
    assert ledger.put(step(2, both, expectations=due, origins=origin))
    assert ledger.progress() == (2, DAY)
    assert not ledger.put(step(3, Event("e9", "AID", ("talks",))))
    assert [view.event.id for view in ledger.events()] == ["e1"]
    later = step(3, Event("e2", "ASSAULT", ("shelling",)), gone=("denial",), settled=("talks",))
    assert ledger.put(later, base=2)
    assert [view.event.claims for view in ledger.events()] == [("shelling",)]
    assert ledger.expectations() == ()
    assert not ledger.put(step(2, both, everything=True))
    assert ledger.put(step(3, both, everything=True), base=1)
    assert ledger.origins() == ()


def test_letters_are_kept_with_their_history(ledger: Ledger) -> None:
    assert ledger.rate(Rating("Herald", "B", "ann", at(0)), Rating("Oslo", "F", "ann", at(0))) == 2
    assert ledger.rate(Rating("Herald", "B", "bob", at(1))) == 0
    assert ledger.rate(Rating("Herald", "C", "bob", at(2))) == 1
    assert {who: each.letter for who, each in ledger.ratings().items()} == {
        "Herald": "C",
        "Oslo": "F",
    }
    assert ledger.ratings(as_of=at(1))["Herald"].letter == "B"
    for bad in (Rating("Herald", "G", "ann", at(3)), Rating(" ", "A", "ann", at(3))):
        with pytest.raises(UsageError):
            ledger.rate(bad)
