"""The gate: hashed features, context, and what it lets through."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from tocsin.coding import gate, wanted
from tocsin.coding.gate import features, with_context

NEWS = [
    "Norway recalls its envoy from Iceland after clashes at sea",
    "Norway expelled two Icelandic diplomats on Monday, the foreign ministry said.",
    "Icelandic coast guards had fired on a Norwegian trawler and arrested its crew.",
    "Thousands protested in Reykjavik, where police used tear gas against the crowd.",
    "The United Nations urged both governments to hold talks.",
]
GARDEN = [
    "How to grow tomatoes on a small balcony",
    "Choose a pot that is at least ten inches deep and fill it with rich compost.",
    "Water the plants every morning and feed them once a week.",
    "Pick the fruit when it is bright red and slightly soft.",
    "Enjoy your salad with a little olive oil and basil.",
]


def columns(sentence: str) -> list[int]:
    return sorted(features([sentence]).columns.tolist())


def test_case_marks_and_the_value_of_digits_do_not_count() -> None:
    assert columns("“Kill” 12 dogs — NOW!") == columns("kill 99 Dogs, now")
    assert columns("kill 99 dogs") != columns("kill 999 dogs")
    assert columns("Élysée") == columns("élysée")


def test_each_sentence_has_what_it_has_alone() -> None:
    sentences = ["Two ships left.", "", "…", "A naïve fox", "Two ships left."]
    found = features(sentences)
    assert found.words.tolist() == [3, 0, 0, 3, 3]
    for row, sentence in enumerate(sentences):
        assert sorted(found.columns[found.rows == row].tolist()) == columns(sentence)


def test_words_of_one_stem_share_features() -> None:
    one, other = set(columns("attacking")), set(columns("attackers"))
    assert len(one & other) == 2
    assert not one & set(columns("banana"))


def test_a_pair_is_within_one_sentence_and_in_order() -> None:
    assert len(features(["two ships"]).rows) == 7
    assert len(features(["two", "ships"]).rows) == 6
    assert columns("two ships") != columns("ships two")


def test_context_is_the_title_and_the_sentence_before() -> None:
    chosen = np.array([False, False, False, True, False])
    assert with_context(chosen).tolist() == [True, False, True, True, False]
    assert not with_context(np.zeros(5, bool)).any()
    assert with_context(np.zeros(0, bool)).tolist() == []


def test_news_passes_and_gardening_does_not() -> None:
    assert wanted(NEWS) == [True] * 5
    assert wanted(GARDEN) == [False] * 5


def test_news_among_other_things_brings_its_context() -> None:
    found = wanted([*GARDEN, *NEWS])
    assert found[0]
    assert found[5:] == [True] * 5
    assert not all(found)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_very_short_text_is_taken_whole(count: int) -> None:
    assert wanted(GARDEN[:count]) == [True] * count


@pytest.mark.parametrize("text", ["", " ", "\ud800", "日本が動いた。", "x\x00y\nz", "’", "Â"])
def test_odd_sentences(text: str) -> None:
    assert len(wanted([text] * 5)) == 5


def test_the_weights_are_small() -> None:
    assert len(files("tocsin.coding").joinpath("data", "gate.npz").read_bytes()) < 300_000
    held = gate.shipped()
    assert held.table.shape == (2**gate.BITS,)
    assert held.facts.shape == (gate.FACTS,)


def test_few_annotated_claims_are_lost(shared: Path) -> None:
    folder = shared / "claims/dev"
    docs = {r["id"]: r for r in map(json.loads, (folder / "docs.jsonl").open(encoding="utf-8"))}
    claims = lost = 0
    for row in map(json.loads, (folder / "claims.jsonl").open(encoding="utf-8")):
        kept = wanted(docs[row["id"]]["sentences"])
        claims += len(row["claims"])
        lost += sum(not kept[claim["s"]] for claim in row["claims"])
    assert claims > 600
    assert lost <= 0.01 * claims
