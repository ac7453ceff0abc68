from __future__ import annotations

from datetime import timedelta

import numpy as np

from tests.forecast.series import CUT, event, tense
from tocsin.forecast import History, regimes, unusual
from tocsin.forecast.changes import change_points


def test_an_unusual_week_is_told_as_a_frequency():
    shots = [event(794 + n % 5, "PRK", "KOR", "ASSAULT", id=f"s{n}") for n in range(6)]
    found = unusual(History.of([*tense(), *shots]), CUT, kind="conflict")
    assert [(each.actor, each.recipient, each.count) for each in found] == [("PRK", "KOR", 6)]
    assert found[0].corrected > found[0].probability
    assert "week in" in found[0].words
    assert set(found[0].events) == {f"s{n}" for n in range(6)}
    assert unusual(History.of(tense()), CUT, kind="conflict") == ()


def test_a_planted_change_is_found():
    rng = np.random.default_rng(6)
    counts = np.concatenate([rng.poisson(0.5, 80), rng.poisson(4, 40)])
    (place,) = change_points(counts.tolist())
    assert abs(place - 80) <= 2


def test_a_steady_rate_has_no_changes():
    rng = np.random.default_rng(7)
    assert change_points(rng.poisson(1.0, 150).tolist()) == ()
    assert change_points([]) == ()


def test_a_regime_is_dated():
    war = [event(day, "PRK", "KOR", "ASSAULT", id=f"w{day}") for day in range(700, 800, 2)]
    found = regimes(History.of([*tense(), *war]), ("PRK", "KOR"), CUT)
    assert len(found) == 1
    assert abs(found[0].day - (CUT - timedelta(days=100))).days <= 10
    assert found[0].rate > 2 > found[0].before
    assert regimes(History.of(tense()), ("ISL", "MLT"), CUT) == ()
