"""How contexts are counted against names of an older list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import contexts
from tocsin.errors import UsageError


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


def test_labels_of_claims(tmp_path: Path) -> None:
    docs, claims, labels = (tmp_path / name for name in ("docs", "claims", "labels"))
    docs.write_text(
        json.dumps({"id": "a", "date": "2026-01-05", "sentences": ["Chad shelled Gao."]})
    )
    told = {
        **{key: [] for key in ("actors", "recipients", "place", "quantities", "sources")},
        **dict.fromkeys(("when", "condition", "under")),
        "s": 0,
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "trigger": "shelled",
        "modality": "asserted",
        "polarity": "+",
        "time": "past",
        "implicit": False,
    }
    claims.write_text(json.dumps({"id": "a", "claims": [told]}))
    labels.write_text("# document\tclaim\tcontexts\na\t0\tmilitary;legal\n")
    assert contexts.of_claims(docs, claims, labels, misses=False) == [
        ([{"military"}, {"legal"}], ("military",))
    ]
    labels.write_text("a\t7\tlegal\n")
    with pytest.raises(UsageError, match="labels claim 7 of a"):
        contexts.of_claims(docs, claims, labels, misses=False)
