from __future__ import annotations

import pytest

from tests.watch.scene import TODAY, ago, awaited, seen
from tocsin.watch.evaluate import FULL, NONE, PART, Picture, evaluate
from tocsin.watch.rules import read_rule


def found(rule: str, *events, **told):
    return evaluate(read_rule(rule), Picture(tuple(events), **told), TODAY)


def ids(finding):
    return [each.event.id for each in finding.events]


def test_a_count_needs_events_of_standing_in_its_window():
    old, new, planned = seen("old", days=40), seen("new"), seen("plan", status="planned")
    assert (found("ASSAULT", old).level, found("ASSAULT").level) == (NONE, NONE)
    assert found("ASSAULT", planned).level == PART
    assert ids(found("ASSAULT", old, new, planned)) == ["new"]
    assert found("at least 2 ASSAULT", new, planned).level == PART
    assert found("at least 2 ASSAULT", new, seen("b")).level == FULL
    assert found("ASSAULT within 50 days", old).level == FULL
    assert found("at least 2 ASSAULT", new, planned).reason == (
        "1 of 2 in 30 days, 1 of other standing"
    )


def test_the_first_and_last_day_of_a_window():
    assert found("ASSAULT within 3 days", seen("e", days=2)).level == FULL
    assert found("ASSAULT within 3 days", seen("e", days=3)).level == NONE
    assert found("ASSAULT within 3 days", seen("e", days=-1)).level == FULL
    assert found("ASSAULT within 3 days", seen("e", days=-2)).level == NONE


def test_undated_events_are_never_of_today():
    finding = found("ASSAULT", seen("e", days=None))
    assert (finding.level, finding.reason) == (PART, "0 in 30 days, 1 undated")


def test_and_or_not():
    hit, talk = seen("hit"), seen("talk", "CONSULT")
    assert ids(found("ASSAULT and CONSULT", hit, talk)) == ["hit", "talk"]
    assert found("ASSAULT and CONSULT", hit).level == PART
    assert found("ASSAULT and not CONSULT", hit).level == FULL
    assert found("ASSAULT and not CONSULT", hit, talk).level == PART
    assert found("ASSAULT and not CONSULT", talk).level == NONE
    assert found("ASSAULT and not CONSULT").level == NONE
    assert ids(found("ASSAULT or CONSULT", hit, talk)) == ["hit", "talk"]
    assert ids(found("ASSAULT or at least 2 CONSULT", hit, talk)) == ["hit"]


@pytest.mark.parametrize(("burst", "level"), [(2, NONE), (4, NONE), (5, PART), (9, FULL)])
def test_a_surge_is_measured_against_the_past(burst, level):
    past = [seen(f"p{week}-{n}", days=8 + 7 * week) for week in range(12) for n in range(2)]
    now = [seen(f"n{n}", days=1) for n in range(burst)]
    finding = found("surge of ASSAULT", *past, *now, start=ago(200))
    assert finding.level == level
    assert "where 2.0 are usual" in finding.reason


def test_weeks_that_vary_much_need_more_for_a_surge():
    """The same 24 events before, all of them in two of the twelve weeks."""
    past = [seen(f"p{n}", days=15 if n < 12 else 50) for n in range(24)]
    now = [seen(f"n{n}", days=1) for n in range(9)]
    assert found("surge of ASSAULT", *past, *now, start=ago(200)).level == PART


def test_a_past_shorter_than_the_window_is_one_window():
    now = [seen(f"n{n}", days=1) for n in range(9)]
    rule = "surge of ASSAULT within 10 days against 3 days"
    assert found(rule, *now, start=ago(19)).reason == "9 of 10 days of past to compare with"
    before = [seen(f"p{n}", days=18) for n in range(9)]
    assert found(rule, *now, *before, start=ago(20)).level == NONE


def test_a_surge_says_how_rare_it_is():
    past = [seen(f"p{week}-{n}", days=8 + 7 * week) for week in range(12) for n in range(2)]
    now = [seen(f"n{n}", days=1) for n in range(9)]
    finding = found("surge of ASSAULT", *past, *now, start=ago(200))
    assert finding.reason.startswith("9 in 7 days where 2.0 are usual: one week in ")
    long = found("surge of ASSAULT within 30 days", *past, *now, start=ago(200))
    assert "window" in long.reason


def test_without_enough_of_a_past_there_is_no_surge():
    now = [seen(f"n{n}", days=1) for n in range(9)]
    finding = found("surge of ASSAULT", *now, start=ago(30))
    assert (finding.level, finding.reason) == (NONE, "23 of 84 days of past to compare with")
    assert found("surge of ASSAULT", *now).level == NONE
    assert found("surge of ASSAULT", *now, start=ago(91)).level == FULL


def test_expectations():
    missed = awaited("missed", "missed", ago(2))
    waiting = awaited("open", "open", ago(-2))
    rule = "expected CONSULT missed"
    assert ids(found(rule, awaited=(missed, waiting))) == ["missed"]
    assert ids(found(rule, awaited=(waiting,))) == ["open"]
    assert found(rule, awaited=(waiting,)).level == PART
    assert found(rule).level == NONE
    assert found(rule, awaited=(awaited("x", "missed", ago(40)),)).level == NONE
    soon = "expected CONSULT due within 3 days open"
    assert found(soon, awaited=(waiting,)).level == FULL
    assert found(soon, awaited=(awaited("late", "open", ago(-9)),)).level == NONE
    assert found("expected ASSAULT open", awaited=(waiting,)).level == NONE


def test_the_evidence_is_in_order_of_its_days():
    finding = found("ASSAULT", seen("b", days=1), seen("a", days=1), seen("c", days=5))
    assert ids(finding) == ["c", "a", "b"]
    assert finding.last == ago(1)
