from __future__ import annotations

import json

import pytest

from evals import wire
from tests.corroborate import wire_makers as make
from tocsin.errors import DataError


def doc(name, article, copy_of=None):
    sentences = article.text.split("\n")
    when, by = article.published.isoformat(), article.publisher
    return {"id": name, "date": when, "publisher": by, "sentences": sentences, "copy_of": copy_of}


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def story(tmp_path):
    docs = [doc("w", make.wire()), doc("c", make.cut(), "w"), doc("f", make.follow_up())]
    write(tmp_path / "docs.jsonl", [*docs, doc("q", make.quoting(), "w")])
    return tmp_path


@pytest.fixture
def pairs(tmp_path):
    made = [("copy", make.cut()), ("quotes", make.quoting()), ("independent", make.cut())]
    rows = [
        {"id": str(n), "text_a": make.wire().text, "text_b": b.text, "label": label}
        for n, (label, b) in enumerate(made)
    ]
    return write(tmp_path / "pairs.jsonl", rows)


def test_pairs_of_a_storyline(story):
    scores = wire.stories([story])
    assert scores == {"p": 1.0, "r": 0.3333, "f1": 0.5, "pairs": 3}


def test_labelled_pairs(pairs):
    scores = wire.pairs([pairs])
    assert (scores["p"], scores["r"]) == (0.5, 1.0)
    assert (scores["copy"], scores["quotes"], scores["rewritten"]) == ("1/1", "0/1", "0/0")


def test_both_in_one_run(story, pairs):
    assert set(wire.evaluate([story, pairs])) == {"stories", "pairs"}


def test_a_pair_without_a_label(tmp_path):
    row = {"id": "nowhere", "text_a": "a", "text_b": "b", "label": None}
    with pytest.raises(DataError, match="nowhere"):
        wire.pairs([write(tmp_path / "p.jsonl", [row])])


def test_labels_are_of_the_four_kinds():
    assert set(wire.labels().values()) <= set(wire.KINDS)
