"""Groups that grow day by day."""

from __future__ import annotations

import random
from datetime import date

import pytest

from tests.corroborate.same_makers import judgement, report
from tocsin.corroborate import same_blocks, same_epochs
from tocsin.corroborate.same_epochs import Epochs
from tocsin.corroborate.same_event import Merger, events
from tocsin.records import Report

DAY = date(2026, 3, 4).toordinal() // 100 * 100


def epochs(odds: dict[tuple[str, str], float], days: dict[str, int]) -> Epochs:
    links: dict[str, set[str]] = {name: set() for name in days}
    for (a, b), value in odds.items():
        if value > 0:
            links[a].add(b)
            links[b].add(a)
    made = Epochs(links, lambda a, b: odds.get((min(a, b), max(a, b)), -1.5))
    for name, day in days.items():
        made.add(name, (date.fromordinal(DAY + day), name, 0, name))
    return made


@pytest.fixture(autouse=True)
def daily(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_epochs, "EPOCH", 1)


def test_what_joined_earlier_does_not_come_apart_for_a_better_match_later() -> None:
    odds = {("a", "b"): 1.0, ("b", "c"): 4.0, ("a", "c"): -9.0}
    early = epochs(odds, {"a": 1, "b": 1, "c": 2})
    early.settle()
    assert [early.group(name) for name in "abc"] == [("a", "b"), ("a", "b"), ("c",)]
    late = epochs(odds, {"a": 1, "b": 2, "c": 2})
    late.settle()
    assert [late.group(name) for name in "abc"] == [("a",), ("b", "c"), ("b", "c")]


def test_only_what_hangs_on_a_new_claim_is_looked_at() -> None:
    made = epochs({("a", "b"): 1.0, ("c", "d"): 1.0}, {"a": 1, "b": 2, "c": 1, "d": 2})
    assert made.settle() == set("abcd")
    made.shake("d")
    assert made.settle() == {"c", "d"}


def told(count: int) -> list[Report]:
    """Reports of a few days whose parties, places and days overlap in many ways."""
    dice, found = random.Random(7), []
    for number in range(count):
        day, town = dice.randrange(1, 9), dice.choice(["Hofn", "Vik", "Bergen"])
        sentence = f"Norwegian gunners shelled the port of {town} and {dice.choice('2345')} died."
        on = f"2026-03-{day:02}" if dice.random() < 0.5 else None
        given = {"actors": [("Norwegian gunners", "NOR")], "places": [town]}
        published = f"2026-03-{day + dice.randrange(2):02}"
        found.append(report(f"{number:02}:0", published, sentence, "shelled", on=on, **given))
    return found


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("days", [1, 3])
def test_any_order_of_coming_going_and_judging_ends_alike(
    seed: int, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_epochs, "EPOCH", days)
    monkeypatch.setattr(same_blocks, "WINDOW", 4)
    dice, pool = random.Random(seed), {each.claim.id: each for each in told(24)}
    merger, held, judged = Merger(), set[str](), []
    for _ in range(10):
        chosen = set(dice.sample(sorted(pool), k=6))
        if dice.random() < 0.4:
            kind = dice.choice(["same", "different"])
            judged = [*judged[-2:], judgement(kind, *dice.sample(sorted(pool), k=2))]
        merger.update([pool[claim] for claim in sorted(chosen - held)], chosen & held, judged)
        held ^= chosen
        assert merger.events() == events([pool[claim] for claim in sorted(held)], judged)
