"""Forecasts in the report of a situation, from the ledger to the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from tocsin import demo
from tocsin.brief import Material, fault, gather, write
from tocsin.forecast import History, forecast
from tocsin.histories import dyad_events
from tocsin.ledger import Ledger
from tocsin.outlooks import foreseen, settle

NOW = datetime(2026, 4, 9, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Material]]:
    from tocsin.watch import load

    with Ledger(tmp_path_factory.mktemp("outlooks") / "story.db") as ledger:
        demo.load(ledger)
        with demo.situations_path() as plan:
            situation = load(plan).situations[0]
        yield ledger, gather(ledger, situation)


def test_a_report_looks_ahead(story: tuple[Ledger, Material]) -> None:
    ledger, material = story
    ahead = foreseen(ledger, material, NOW.date())
    pairs = [(each.actor, each.recipient) for each in ahead.forecasts]
    assert pairs[0] == ("PER", "ECU")
    assert len(pairs) == len(set(pairs))
    made = write(ahead, first=date(2026, 4, 3), now=NOW)
    outlook = next(section for section in made.sections if section.title == "Outlook")
    likelihoods = [s for s in outlook.sentences if s.probability is not None]
    assert len(likelihoods) * 2 == len(outlook.sentences)
    assert all(s.claims and fault(s, ahead.reports) is None for s in outlook.sentences)
    assert not any("onfidence" in s.text for s in likelihoods)


def test_nothing_is_said_of_pairs_without_a_past(story: tuple[Ledger, Material]) -> None:
    ledger, material = story
    assert foreseen(ledger, material, date(2026, 1, 1)).forecasts == ()
    empty = Material(material.situation, (), {})
    assert foreseen(ledger, empty, NOW.date()) is empty


def test_what_came_due_is_scored_once(story: tuple[Ledger, Material]) -> None:
    ledger, _ = story
    store, cutoff = ledger.forecasting, date(2026, 3, 9)
    made = forecast(History.of(dyad_events(ledger)), ("PER", "ECU"), cutoff, 7)
    store.write([made])
    settle(ledger, NOW.replace(month=3, day=12))
    assert store.scored() == ()
    settle(ledger, NOW)
    ((_, found),) = store.scored()
    assert found.happened
    assert found.events
    asked = store.questions()
    assert asked
    settle(ledger, NOW + timedelta(hours=1))
    assert store.scored() == ((made, found),)
    assert store.questions() == asked
