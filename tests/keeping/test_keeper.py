"""Keeping ends where deriving everything anew does, whatever the order and whoever died."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.keeping.made import (
    at,
    denial,
    derived,
    fresh,
    many,
    meeting,
    plan,
    protest,
    result,
    shelling,
)
from tocsin.keeping import Keeper, follow, keep, refresh
from tocsin.ledger import ExpectationQuery, Ledger
from tocsin.records import Judgement

CHOICES = st.tuples(
    st.sampled_from("add add add add same different correct undo again new lost day".split()),
    st.integers(0, 1_000_000),
    st.integers(0, 1_000_000),
)


def test_reprints_are_one_origin_and_all_publishers_are_named(ledger: Ledger) -> None:
    told = [shelling(5, "The Fjord Courier"), shelling(4, "Harbour Agency"), shelling(6, "Herald")]
    kept = keep(ledger, told, now=at(0))
    assert kept.added == 3
    (view,) = ledger.events()
    assert kept.new == (view.event.id,)
    assert view.standing is not None
    assert view.standing.publishers == ("Harbour Agency", "The Fjord Courier", "Herald")
    assert view.standing.independent == 1
    assert len(ledger.origins()) == 1
    (report,) = ledger.claims()
    assert (report.publisher, report.day) == ("Harbour Agency", date(2026, 3, 4))


def test_a_denial_disputes_the_event_that_is_there(ledger: Ledger) -> None:
    first = keep(ledger, [shelling(4, "Harbour Agency")], now=at(0))
    second = keep(ledger, [denial()], now=at(1))
    assert (second.added, second.new, second.changed) == (1, (), first.new)
    (view,) = ledger.events()
    assert view.standing is not None
    assert view.standing.denied_by == ("NOR",)
    assert len(view.event.claims) == 2


def test_what_is_due_is_missed_by_silence_and_kept_by_news(ledger: Ledger) -> None:
    keeper = Keeper(ledger)
    keeper.keep([plan()], now=at(-24 * 30))
    assert [e.outcome for e in ledger.expectations()] == ["open"]
    keeper.follow(now=at(0))
    (missed,) = ledger.expectations(ExpectationQuery(outcome="missed"))
    assert missed.day == date(2026, 3, 16)
    keeper.keep([meeting()], now=at(1))
    (held,) = ledger.expectations()
    assert (held.outcome, held.settled_in) == ("kept", meeting().article.id)


def test_doing_it_again_changes_nothing(ledger: Ledger) -> None:
    keep(ledger, many(), now=at(0))
    before = derived(ledger)
    again = keep(ledger, many(), now=at(1))
    assert (again.added, again.new, again.changed) == (0, (), ())
    assert derived(ledger) == before


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_arrival_makes_no_difference(seed: int, tmp_path: Path) -> None:
    mixed, dice = many(), random.Random(seed)
    dice.shuffle(mixed)
    with fresh(tmp_path / "mixed.db") as ledger, fresh(tmp_path / "whole.db") as whole:
        while mixed:
            size = dice.choice([1, 1, 2, 3])
            keep(ledger, mixed[:size], now=at(len(mixed)))
            mixed = mixed[size:]
        keep(ledger, [], now=at(24))
        keep(whole, many(), now=at(24))
        assert derived(ledger, without="marks") == derived(whole, without="marks")


@settings(max_examples=12, deadline=None)
@given(st.lists(CHOICES, min_size=5, max_size=20))
def test_after_any_steps_the_tables_are_those_of_a_refresh(
    steps: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder) / "l.db") as ledger:
        keeper, now = Keeper(ledger), 0
        for step in steps:
            now += 20 if step[0] == "day" else 1
            keeper = _do(ledger, keeper, step, now)
        keeper.follow(now=at(now))
        kept = derived(ledger)
        refresh(ledger, now=at(now))
        assert derived(ledger) == kept


def _do(ledger: Ledger, keeper: Keeper, step: tuple[str, int, int], now: int) -> Keeper:
    what, left, right = step
    pool, claims = many(), sorted(report.claim.id for report in ledger.claims())
    chosen = pool[left % len(pool)]
    if what == "add":
        keeper.keep([chosen], now=at(now))
    elif what == "again":  # another reading of a text, or another text at an address
        told = protest(right % 9 + 1, "Bergen") if left % 2 else replace(chosen, claims=())
        page = replace(told.article, url=f"https://news.example/{left % 3}")
        keeper.keep([replace(told, article=page)], now=at(now))
    elif what == "lost":  # the process died before it derived
        ledger.add(chosen.article, chosen.claims, now=at(now))
    elif what == "undo" and (made := ledger.judgements(live=True)):
        keeper.undo([made[left % len(made)].id], now=at(now))
    elif what == "correct" and claims:
        value = ['"planned"', '"possible"', '"asserted"'][right % 3]
        claim = claims[left % len(claims)]
        keeper.judge(
            [Judgement("", what, claim, "ann", at(now), "", "modality", value)], now=at(now)
        )
    elif what in ("same", "different") and len(claims) > 1:
        pair = claims[left % len(claims)], claims[right % len(claims)]
        if pair[0] != pair[1]:
            keeper.judge([Judgement("", what, pair[0], "ann", at(now), pair[1])], now=at(now))
    return Keeper(ledger, brief=right % 3 > 0) if what in ("new", "lost") else keeper


def test_two_keepers_on_one_ledger_do_not_undo_one_another(where: str) -> None:
    with Ledger(where) as one, Ledger(where) as other:
        keepers = [Keeper(one), Keeper(other)]
        for number, each in enumerate(many()):
            keepers[number % 2].keep([each], now=at(number))
        one.add(protest(9, "Oslo").article, protest(9, "Oslo").claims, now=at(20))
        for keeper in keepers:
            keeper.follow(now=at(21))
        kept = derived(one)
        refresh(other, now=at(21))
        assert derived(one) == kept


def test_a_step_that_builds_on_what_is_gone_is_refused(ledger: Ledger) -> None:
    slow, quick = Keeper(ledger), Keeper(ledger)
    slow.keep([plan()], now=at(0))
    memory = slow._memory
    assert memory is not None
    fresh = slow._fresh(())
    quick.keep([denial()], now=at(1))
    step = memory.take(fresh, at(1).date())
    assert slow._put(step, at(1), base=memory.position) is False
    slow.follow(now=at(2))
    kept = derived(ledger)
    refresh(ledger, now=at(2))
    assert derived(ledger) == kept


def test_what_died_between_adding_and_deriving_is_made_up_for(ledger: Ledger) -> None:
    keep(ledger, [shelling(4, "Harbour Agency")], now=at(0))
    late = denial()
    ledger.add(late.article, late.claims, now=at(1))
    (view,) = ledger.events()
    assert len(view.event.claims) == 1
    kept = follow(ledger, now=at(2))
    assert kept.changed == (view.event.id,)
    (view,) = ledger.events()
    assert len(view.event.claims) == 2


def test_a_claim_without_parties_can_be_kept(ledger: Ledger) -> None:
    keep(ledger, [result(4, "Herald", ("Somebody fired.", "fired", "ASSAULT"))], now=at(0))
    assert len(ledger.events()) == 1


def test_the_first_published_printing_counts_whichever_came_first(tmp_path: Path) -> None:
    early, late = shelling(4, "Agency"), shelling(6, "Herald")
    moved = replace(late, claims=tuple(replace(c, when=None) for c in late.claims))
    found = []
    for order in ([early, moved], [moved, early], [moved, early, moved]):
        with fresh(tmp_path / f"{len(found)}.db") as ledger:
            for number, each in enumerate(order):
                keep(ledger, [each], now=at(number))
            found.append(derived(ledger, without="marks"))
            (report,) = ledger.claims()
            assert report.publisher == "Agency"
            assert report.claim.when is not None
    assert found[0] == found[1] == found[2]
