from __future__ import annotations

import json

import pytest

from evals import cdec
from tocsin.errors import DataError

GOLD = [frozenset("abc"), frozenset("de"), frozenset("f")]
FIRST = "Soldiers shelled the village of Hesse on Monday ."
SECOND = "The president resigned after soldiers shelled the village of Hesse ."


def row(name, text, *events):
    mentions = [
        {
            "id": str(n),
            "start": text.index(word),
            "end": text.index(word) + len(word),
            "group": "event",
            "cluster": cluster,
            "selected": True,
        }
        for n, (word, cluster) in enumerate(events)
    ]
    place = {"id": "p", "start": 0, "end": 3, "group": "loc", "cluster": None, "selected": True}
    sents = [[0, 0, len(text)]]
    made = {"id": name, "topic": 1, "subtopic": "1_a", "text": text, "sents": sents}
    return made | {"mentions": [*mentions, place]}


def test_a_perfect_answer():
    pytest.importorskip("scipy")
    assert set(cdec.scores(GOLD, GOLD).values()) == {1.0}


def test_singletons():
    pytest.importorskip("scipy")
    alone = [frozenset(m) for m in "abcdef"]
    found = cdec.scores(GOLD, alone)
    assert found["muc"] == 0
    assert found["b3"] == pytest.approx(2 * 0.5 / 1.5, abs=1e-4)  # p 1, r (3/3 + 2/2 + 1) / 6
    total = 0.5 + 2 / 3 + 1
    assert found["ceafe"] == pytest.approx(2 * total / (3 + 6), abs=1e-4)


def test_muc_counts_links():
    ours = [frozenset("ab"), frozenset("cde"), frozenset("f")]
    assert cdec.muc(GOLD, ours) == pytest.approx(2 / 3)


def test_mentions_become_claims_with_parties():
    items = cdec.told(row("x", FIRST, ("shelled", "C1")))
    assert [(i.id, i.lemma, i.cluster) for i in items] == [("x:0", "shell", "C1")]
    claim = items[0].report.claim
    assert claim.sentence.text == FIRST
    assert [m.head for m in claim.actors] == ["Soldiers"]
    assert [m.head for m in claim.recipients] == ["village"]


def test_the_table_of_rows(tmp_path):
    pytest.importorskip("scipy")
    docs = [
        row("x", FIRST, ("shelled", "C1")),
        row("y", SECOND, ("resigned", None), ("shelled", "C1")),
    ]
    path = tmp_path / "docs.jsonl"
    path.write_text("".join(json.dumps(d) + "\n" for d in docs), encoding="utf-8")
    found = cdec.evaluate([path])
    assert (found["mentions"], found["clusters"]) == (3, 2)
    assert found["lemma"]["conll"] == 1.0
    assert {name for name in found if name.startswith("same event")} == {
        "same event",
        "same event topic",
        "same event subtopic",
    }


def test_a_file_of_another_kind(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": 1}\n')
    with pytest.raises(DataError):
        cdec.evaluate([path])
