"""Floors and ceilings, and the input lines of the claim evaluation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import check_floors, claims

SCORES = {"detection": {"f1": 0.6}, "false_fact": 0.2}


@pytest.mark.parametrize(
    ("bounds", "broken"),
    [
        ({"floors": {"detection.f1": 0.6}}, 0),
        ({"floors": {"detection.f1": 0.604}}, 0),
        ({"floors": {"detection.f1": 0.61}}, 1),
        ({"ceilings": {"false_fact": 0.2}}, 0),
        ({"ceilings": {"false_fact": 0.19}}, 1),
        ({"floors": {"detection.f1": 0.9}, "ceilings": {"false_fact": 0.1}}, 2),
    ],
)
def test_bounds(bounds, broken: int) -> None:
    assert len(check_floors.failures("x", bounds, SCORES)) == broken


def test_absent_data_is_skipped_and_said(capsys) -> None:
    assert check_floors.run("x", {"program": "claims.py", "args": ["../nowhere/docs.jsonl"]}) == []
    assert "x: skipped, ../nowhere/docs.jsonl is absent" in capsys.readouterr().out


def test_every_floor_names_a_program() -> None:
    folder = Path(check_floors.__file__).parent
    floors = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    for wanted in floors.values():
        assert (folder / wanted["program"]).exists()
        assert wanted["floors"]


@pytest.mark.parametrize(
    ("date", "published"),
    [("2026-03-12", "2026-03-12"), ("Dec 17, 2016 11:08 AM", None), (None, None)],
)
def test_a_document_as_an_article(date, published) -> None:
    made = claims.article({"id": "a", "date": date, "sentences": ["One.", "Two."]})
    assert (made["id"], made["text"], made.get("published")) == ("a", "One.\nTwo.", published)
