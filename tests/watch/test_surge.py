from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from tocsin.watch.surge import tail


@given(st.integers(0, 60), st.integers(0, 300), st.integers(1, 60))
def test_the_tail_is_that_of_the_negative_binomial(count, past, windows):
    expected = nbinom.sf(count - 1, past + 0.5, windows / (windows + 1))
    assert tail(count, past, windows) == pytest.approx(expected, abs=1e-9)


def test_more_of_the_same_is_no_surge_and_a_burst_is():
    assert tail(5, 60, 12) > 0.5
    assert tail(15, 60, 12) < 0.01
    assert tail(3, 0, 12) < 0.01
    assert tail(30_000, 10_000, 12) == pytest.approx(0, abs=1e-9)
