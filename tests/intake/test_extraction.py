"""The measures of the extraction evaluation."""

from __future__ import annotations

import json

import pytest

from evals.extraction import common_subsequence, evaluate, f1, gold_words


@pytest.mark.parametrize(
    ("left", "right", "length"),
    [
        ("a b c d", "a c d", 3),
        ("a b", "b a", 1),
        ("", "a", 0),
        ("a a b", "a b b", 2),
        ("x y z", "p q", 0),
    ],
)
def test_common_subsequence(left, right, length):
    assert common_subsequence(left.split(), right.split()) == length


def test_f1():
    assert f1(2, 4, 2) == pytest.approx(2 / 3)
    assert f1(0, 4, 2) == 0.0


def test_optional_paragraph_counts_only_if_predicted():
    assert gold_words(["One two.", "[Three four.]"], ["one", "two"]) == ["one", "two"]
    assert gold_words(["One.", "[Three four.]"], ["three", "four"]) == ["one", "three", "four"]


def test_evaluate(tmp_path):
    text = "The army left the town of the two bridges on Friday."
    (tmp_path / "a.html").write_text(f"<html><body><p>{text}</p></body></html>")
    (tmp_path / "a.jsonl").write_text(json.dumps({"html": "a.html", "paragraphs": [text]}))
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"html": "a.html", "with": ["two bridges"], "without": ["Share"]})
    )
    assert evaluate(tmp_path / "a.jsonl")["with rules"] == {
        "pages": 1.0,
        "token_f1": 1.0,
        "rouge_l": 1.0,
    }
    assert evaluate(tmp_path / "b.jsonl")["with rules"]["wanted_found"] == 1.0
