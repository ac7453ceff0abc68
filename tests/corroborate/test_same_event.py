"""Which claims become one event."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from evals import gold_claims
from evals.inputs import SHARED, rows
from tests.corroborate.same_makers import judgement, mention, report
from tocsin.corroborate import same_blocks, same_event
from tocsin.corroborate.same_event import Merger, events
from tocsin.corroborate.same_traits import Traits
from tocsin.records import Attribution, Event, Report, Span

NOR, ISL = ("Norwegian gunners", "NOR"), ("the Icelandic port of Hofn", "ISL")
STORIES = SHARED / "stories/dev"


def shelling(name: str, day: str, on: str | None, **given: object) -> Report:
    sentence = "Norwegian gunners shelled the Icelandic port of Hofn, the mayor said."
    base = {"actors": [NOR], "recipients": [ISL], "mode": "heavy-weapons", "places": ["Hofn"]}
    return report(name, day, sentence, "shelled", on=on, **(base | given))


def ids(found: tuple[Event, ...]) -> list[set[str]]:
    return [set(event.claims) for event in found]


def test_two_reports_of_one_day_are_one_event_and_say_why() -> None:
    (event,) = events(
        [shelling("b:0", "2026-03-05", "2026-03-04"), shelling("a:0", "2026-03-04", "2026-03-04")]
    )
    assert event.claims == ("a:0", "b:0")
    assert event.type == "ASSAULT"
    (join,) = event.joins
    assert (join.claim, join.to) == ("b:0", "a:0")
    assert join.score > 0.5
    assert any(reason.startswith("same day (+") for reason in join.reasons)


def test_tuesdays_shelling_is_not_fridays() -> None:
    found = events(
        [shelling("a:0", "2026-03-04", "2026-03-03"), shelling("b:0", "2026-03-07", "2026-03-06")]
    )
    assert ids(found) == [{"a:0"}, {"b:0"}]


def test_an_undated_claim_does_not_tie_two_days_together() -> None:
    told = [
        shelling("a:0", "2026-03-04", "2026-03-03"),
        shelling("b:0", "2026-03-07", "2026-03-06"),
        shelling("c:0", "2026-03-07", None),
    ]
    assert not any({"a:0", "b:0"} <= group for group in ids(events(told)))


def test_swapped_roles_are_two_events() -> None:
    turned = shelling("b:0", "2026-03-04", "2026-03-04", actors=[ISL], recipients=[NOR])
    assert len(events([shelling("a:0", "2026-03-04", "2026-03-04"), turned])) == 2


def test_a_denial_joins_what_it_denies() -> None:
    said = shelling("a:0", "2026-03-04", "2026-03-04")
    denied = shelling("b:0", "2026-03-05", "2026-03-04")
    voice = Attribution(mention("Oslo", "NOR"), Span(0, 6, "denied"), "denies")
    denied = replace(denied, claim=replace(denied.claim, attributions=(voice,)))
    assert len(events([said, denied])) == 1


def test_talks_planned_and_held_are_one_event() -> None:
    sides = [("Norway", "NOR"), ("Iceland", "ISL")]
    planned = report(
        "a:0",
        "2026-03-02",
        "Norway and Iceland will hold talks in Bergen on Thursday.",
        "talks",
        type="CONSULT",
        actors=sides,
        on="2026-03-05",
        places=["Bergen"],
        modality="planned",
        time="future",
    )
    held = report(
        "b:0",
        "2026-03-06",
        "Norway and Iceland held talks in Bergen on Thursday.",
        "talks",
        type="CONSULT",
        actors=sides,
        on="2026-03-05",
        places=["Bergen"],
    )
    assert len(events([planned, held])) == 1


def test_different_keeps_apart_and_same_joins_whatever_the_scores() -> None:
    one, two = (
        shelling("a:0", "2026-03-04", "2026-03-04"),
        shelling("b:0", "2026-03-05", "2026-03-04"),
    )
    other = shelling("c:0", "2026-03-20", "2026-03-19")
    assert len(events([one, two], [judgement("different", "a:0", "b:0")])) == 2
    first, *_ = events([one, two, other], [judgement("same", "c:0", "a:0")])
    assert {"a:0", "c:0"} <= set(first.claims)
    assert any("judged" in reason for join in first.joins for reason in join.reasons)


def test_a_report_that_comes_twice_counts_once() -> None:
    one = shelling("a:0", "2026-03-04", "2026-03-04")
    assert events([one, one]) == events([one])


def test_judging_later_gives_what_judging_first_gives() -> None:
    told = [shelling(f"{n}:0", "2026-03-05", "2026-03-04") for n in "abc"]
    verdicts = [judgement("different", "a:0", "b:0")]
    merger = Merger()
    merger.add(told)
    merger.judge(verdicts)
    assert merger.events() == events(told, verdicts)
    merger.judge([])
    assert merger.events() == events(told)


def remembering(score: Callable[[Traits, Traits], float]) -> Callable[[Traits, Traits], float]:
    """The scorer, asked once for each pair."""
    known: dict[tuple[str, str], float] = {}

    def scored(left: Traits, right: Traits) -> float:
        pair = (left.id, right.id)
        if pair not in known:
            known[pair] = score(left, right)
        return known[pair]

    return scored


@pytest.fixture(scope="module")
def told() -> list[Report]:
    if not STORIES.is_dir():
        pytest.skip("the storylines of ../shared are not there")
    found = []
    for folder in sorted(STORIES.glob("*/"))[:1]:
        records = {row["id"]: row["claims"] for row in rows(folder / "claims.jsonl", "id")}
        for doc in rows(folder / "docs.jsonl", "id")[:6]:
            found += gold_claims.reports(doc, records[doc["id"]])
    return found


def test_twenty_random_orders_of_arrival_end_alike(told: list[Report], monkeypatch) -> None:
    monkeypatch.setattr(same_event, "_scored", remembering(same_event._scored))
    names = sorted(told, key=lambda r: r.claim.id)
    expected = events(told)
    for seed in range(20):
        mixed = list(names)
        random.Random(seed).shuffle(mixed)
        merger = Merger()
        at = 0
        while at < len(mixed):
            step = random.Random(seed + at).randint(1, 40)
            merger.add(mixed[at : at + step])
            at += step
        assert merger.events() == expected


@pytest.mark.parametrize("seed", range(4))
def test_claims_that_go_and_come_back_leave_no_trace(seed: int, told, monkeypatch) -> None:
    monkeypatch.setattr(same_blocks, "WINDOW", 3)
    dice, pool = random.Random(seed), {report.claim.id: report for report in told}
    merger, held = Merger(), set[str]()
    for _ in range(25):
        chosen = set(dice.sample(sorted(pool), k=min(len(pool), 9)))
        merger.update([pool[claim] for claim in chosen - held], chosen & held)
        held ^= chosen
    assert merger.events() == events(pool[claim] for claim in held)
