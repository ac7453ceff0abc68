from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tocsin.desk.drawing import calendar

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)


def test_bars_stand_on_one_another() -> None:
    counts = [(FIRST, 1, 2), (FIRST, 4, 2), (LAST, 3, 1)]
    found = calendar.bars(counts, first=FIRST, last=LAST, width=140, height=100)
    assert [(bar["y"], bar["height"]) for bar in found] == [(50, 50), (0, 50), (75, 25)]
    assert found[2]["x"] > 120


def test_weeks_begin_on_mondays_and_the_fullest_is_darkest() -> None:
    events = [(date(2026, 3, 4), 4)] * 8 + [(date(2026, 3, 15), 4), (date(2026, 3, 15), 1)]
    found = calendar.weeks(events, first=FIRST, last=LAST)
    assert len(found) == 2
    assert found[0][4] == {"number": 8, "shade": 4, "monday": "2026-03-02"}
    assert (found[1][4]["shade"], found[1][2]["shade"]) == (1, 0)


@given(st.integers(0, 500), st.integers(1, 500))
def test_shades_are_none_to_four(number: int, top: int) -> None:
    shade = calendar.shade(number, max(number, top))
    assert 0 <= shade <= 4
    assert (shade == 0) == (number == 0)


@given(st.lists(st.tuples(st.integers(-5, 25), st.integers(0, 9)), max_size=40))
def test_windows_never_cover_one_another(spans: list[tuple[int, int]]) -> None:
    rows = [
        {
            "first": (FIRST + timedelta(start)).isoformat(),
            "last": (FIRST + timedelta(start + days)).isoformat(),
        }
        for start, days in spans
    ]
    found = calendar.lanes(rows, first=FIRST, last=LAST, width=1000)
    for one in found:
        assert 0 <= one["x"] <= 1000
        others = [o for o in found if o is not one and o["y"] == one["y"]]
        assert all(
            o["x"] >= one["x"] + one["width"] or one["x"] >= o["x"] + o["width"] for o in others
        )


def test_labels_stand_on_mondays() -> None:
    found = calendar.ticks(date(2026, 2, 24), date(2026, 3, 12), width=170)
    assert [tick["label"] for tick in found] == ["2 Mar", "9"]
