"""Fading counts."""

from __future__ import annotations

import numpy as np

from tocsin.forecast.who_tally import HALF_LIVES, Tally, best, rank, spread


def test_a_count_fades_by_half_in_a_half_life() -> None:
    tally = Tally(np.array([7, 3, 7]))
    tally.add(tally.find(np.array([7])), 0)
    for column, days in enumerate(HALF_LIVES, 1):
        other = Tally(np.array([7]))
        other.add(np.array([0]), 0)
        other.fade(int(days))
        assert np.isclose(other.rows[0, column], 0.5)
        assert other.rows[0, 0] == 1
    assert tally.find(np.array([3, 7, 9])).tolist() == [0, 1, 2]
    assert not tally.rows[2].any()


def test_filling_at_once_is_the_same_as_day_by_day() -> None:
    chance = np.random.default_rng(0)
    days, keys = np.sort(chance.integers(0, 40, 200)), chance.integers(0, 12, 200)
    slow, quick = Tally(keys), Tally(keys)
    for day in range(40):
        slow.fade(day)
        slow.add(slow.find(keys[days == day]), day)
    slow.fade(40)
    quick.fill(quick.find(keys), days, 40)
    assert np.allclose(slow.rows, quick.rows, rtol=1e-4)
    assert (slow.last == quick.last).all()


def test_places_and_the_best_of_groups() -> None:
    of, score = np.array([1, 0, 1, 0, 1]), np.array([3.0, 1, 5, 2, 4])
    assert rank(of, score).tolist() == [2, 1, 0, 0, 1]
    assert best(of, score, 2).tolist() == [3, 1, 2, 4]
    first, number = spread(np.array([5, 9]), np.array([7, 9]))
    assert first.tolist() == [0, 0]
    assert number.tolist() == [5, 6]


def test_nothing_is_no_trouble() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert len(rank(none, none.astype(float))) == 0
    assert Tally(none).find(np.array([4])).tolist() == [0]
