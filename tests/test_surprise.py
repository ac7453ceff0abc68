from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tocsin.surprise import frequency, surprise, tail


@pytest.mark.parametrize(("count", "mean"), [(1, 0.5), (3, 0.5), (7, 2.0), (40, 20.0)])
def test_the_tail_of_known_poisson_cases(count, mean):
    assert tail(count, float("inf"), mean) == pytest.approx(stats.poisson.sf(count - 1, mean))


@pytest.mark.parametrize(("count", "size", "mean"), [(2, 0.5, 0.1), (9, 3.0, 2.0)])
def test_the_tail_of_known_negative_binomials(count, size, mean):
    p = size / (size + mean)
    assert tail(count, size, mean) == pytest.approx(stats.nbinom.sf(count - 1, size, p))


def test_a_surprise_is_as_rare_as_it_says():
    """Of Poisson weeks, one in twenty or fewer has a probability under 0.05."""
    rng = np.random.default_rng(5)
    weeks = rng.poisson(1.5, size=(400, 53))
    rare = [surprise(int(row[0]), row[1:].tolist())[0] < 0.05 for row in weeks]
    assert np.mean(rare) <= 0.05


def test_weeks_that_vary_much_surprise_less():
    even, bursts = [2] * 52, [0] * 46 + [17, 18, 17, 18, 17, 17]
    assert surprise(9, even)[0] < 0.01 < surprise(9, bursts)[0]


@given(st.integers(0, 60), st.integers(0, 30), st.integers(1, 60))
def test_after_even_windows_the_size_is_that_of_the_prior(count, each, windows):
    past = each * windows
    expected = stats.nbinom.sf(count - 1, past + 0.5, windows / (windows + 1))
    assert surprise(count, [each] * windows)[0] == pytest.approx(expected, abs=1e-9)


def test_more_of_the_same_is_no_surprise_and_a_burst_is():
    assert surprise(5, [5] * 12)[0] > 0.5
    assert surprise(15, [5] * 12)[0] < 0.01
    assert surprise(3, [0] * 12)[0] < 0.01
    assert surprise(30_000, [833] * 12)[0] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("p", "told"),
    [(0.7, "most weeks"), (0.25, "one week in 4"), (1 / 52, "one week in 50"),
     (0.0025, "one week in 400"), (1e-9, "less than one week in 10,000")],
)  # fmt: skip
def test_frequencies(p, told):
    assert frequency(p) == told
