"""Stretches of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.corroborate.same_makers import report
from tocsin.corroborate.days import AHEAD, NEWS, Days, days_of, gap

DAY = date(2026, 3, 4)


def told(**given: object):
    return report("a:0", "2026-03-04", "Norway shelled Hofn.", "shelled", **given)


def test_stated_days_win_over_the_tense() -> None:
    assert days_of(told(on="2026-03-01")) == Days(date(2026, 3, 1), date(2026, 3, 1), True)


def test_tense_places_an_undated_event() -> None:
    assert days_of(told()) == Days(DAY - timedelta(NEWS), DAY, False)
    assert days_of(told(time="future")) == Days(DAY, DAY + timedelta(AHEAD), False)
    assert days_of(told(time="historical")) == Days(None, None, False)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((1, 1), (1, 1), 0),
        ((1, 3), (2, 5), 0),
        ((1, 1), (4, 4), 3),
        ((1, None), (9, 9), 0),
        ((None, 3), (5, 5), 2),
        ((None, None), (5, 5), None),
    ],
)
def test_gap_is_the_same_from_both_sides(left, right, expected) -> None:
    a, b = (
        Days(*(date(2026, 3, d) if d else None for d in ends), stated=True)
        for ends in (left, right)
    )
    assert gap(a, b) == gap(b, a) == expected
