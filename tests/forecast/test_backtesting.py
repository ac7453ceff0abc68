from __future__ import annotations

import pytest

from tests.forecast.series import event, tense
from tocsin.errors import UsageError
from tocsin.forecast import History, backtest, page
from tocsin.forecast.backtesting import OURS, SIMPLE


def restless():
    """Conflict in bursts of some months, so that there is something to foresee."""
    bursts = [day for start in (100, 420, 700) for day in range(start, start + 90, 4)]
    return [*tense(), *(event(day, "PRK", "KOR", "ASSAULT", id=f"b{day}") for day in bursts)]


def test_a_backtest_scores_ours_beside_the_simple_ones():
    found = backtest(History.of(restless()), horizon=30)
    assert set(found.summaries["all"]) == {OURS, *SIMPLE}
    assert found.origins == 14
    ours, base = found.summaries["all"][OURS], found.summaries["all"]["base rate"]
    assert ours["log_loss"] < base["log_loss"]
    assert found.summaries["onset"][OURS]["number"] < ours["number"]
    for mean, low, high in found.gaps.values():
        assert low <= mean <= high
    assert sum(band.number for band in found.bands) == ours["number"]
    assert found.misses[0].probability != pytest.approx(found.misses[0].count)


def test_the_page_is_whole_and_escaped():
    text = page(backtest(History.of([*restless(), *odd()]), horizon=7, target="force"))
    assert text.startswith("<!doctype html>")
    assert text.count("<svg") == text.count("</svg>") == 2
    assert "<b>odd" not in text
    assert "&lt;b&gt;odd" in text
    assert "script" not in text


def odd():
    return [event(day, "<b>odd", "KOR", "ASSAULT", id=f"o{day}") for day in range(300, 790, 9)]


def test_too_short_a_past_is_refused():
    with pytest.raises(UsageError, match="too short"):
        backtest(History.of(tense()[:20]))
    with pytest.raises(UsageError, match="empty"):
        backtest(History.of([]))
