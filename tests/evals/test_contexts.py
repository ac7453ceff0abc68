"""How contexts are counted against names of an older list."""

from __future__ import annotations

import pytest

from evals import contexts


def test_old_names_allow_todays() -> None:
    assert contexts.wanted({"context": "military, refugees"}) == [
        {"military"},
        {"asylum", "migration"},
    ]
    assert contexts.wanted({"context": "unknown"}) == contexts.wanted({"context": None}) == []


def test_scores() -> None:
    pairs = [
        ([{"military"}, {"asylum", "migration"}], ("military", "economic")),
        ([{"legal"}], ("legal",)),
        ([{"legal"}], None),
    ]
    found = contexts.scores(pairs)
    assert (found["n"], found["none"], found["each"]) == (3, 1, 1)
    assert found["found"] == 0.5
    assert found["any"] == found["precision"] == pytest.approx(2 / 3, abs=1e-3)
