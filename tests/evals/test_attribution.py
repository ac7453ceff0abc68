"""Attributions by our rules, pairs with annotated ones, and the measures."""

from __future__ import annotations

from collections import Counter

import pytest

from evals import attribution
from evals.attributions import Found
from tocsin.language.types import Parse, Sentence, Token

ROWS = [
    ("The", "the", "DET", 1, "det"),
    ("minister", "minister", "NOUN", 2, "nsubj"),
    ("said", "say", "VERB", -1, "root"),
    ("that", "that", "SCONJ", 6, "mark"),
    ("troops", "troops", "NOUN", 6, "nsubj"),
    ("had", "have", "AUX", 6, "aux"),
    ("left", "leave", "VERB", 2, "ccomp"),
    (".", ".", "PUNCT", 2, "punct"),
]


def sentence() -> tuple[str, Parse]:
    """ "The minister said that troops had left." with its tree."""
    tokens, text = [], ""
    for word, lemma, upos, head, deprel in ROWS:
        text += "" if not text or upos == "PUNCT" else " "
        tokens.append(Token(len(text), len(text) + len(word), word, lemma, upos, "_", head, deprel))
        text += word
    return text, Parse((Sentence(0, len(text), text, tuple(tokens)),))


def annotated(text: str, source: str, cue: str, content: str) -> dict:
    def spans(part: str) -> list[list[int]]:
        return [[text.index(part), text.index(part) + len(part)]] if part else []

    return {"source": spans(source), "cue": spans(cue), "content": spans(content)}


def test_a_reported_clause_is_found_whole() -> None:
    text, parsed = sentence()
    gold = [annotated(text, "The minister", "said", "that troops had left")]
    found = attribution.evaluate([{"text": text, "attributions": gold}], lambda _: parsed)
    assert (found["found"], found["gold"], found["agr"]) == (1, 1, 1.0)
    assert found["relation_exact"]["f1"] == 1.0
    assert found["content_words"] == {"p": 1.0, "r": 1.0, "f1": 1.0}


def test_an_attribution_that_we_lack_costs_recall_only() -> None:
    text, parsed = sentence()
    gold = [
        annotated(text, "The minister", "said", "troops had left"),
        annotated(text, "", "left", "."),
    ]
    found = attribution.evaluate([{"text": text, "attributions": gold}], lambda _: parsed)
    assert (found["cue_exact"]["p"], found["cue_exact"]["r"]) == (1.0, 0.5)
    assert found["source_exact"]["r"] == 1.0
    assert (found["content_exact"]["p"], found["content_overlap"]["p"]) == (0.0, 1.0)
    assert 0 < found["alpha"] < 1


def test_pairs_are_one_to_one_and_the_cue_comes_first() -> None:
    def words(*numbers: int) -> frozenset[tuple[int, int]]:
        return frozenset((0, n) for n in numbers)

    none = frozenset[tuple[int, int]]()
    ours = [Found(none, words(1), words(2, 3, 4), (none, none, none))]
    gold = [
        attribution.Gold(none, words(9), words(2, 3, 4)),
        attribution.Gold(none, words(1), words(4)),
    ]
    assert attribution.pairs(ours, gold) == [(ours[0], gold[1])]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"none": 10, "cue": 10}, 1.0),
        ({"differ": 10, "none": 10, "cue": 10}, -0.9),
    ],
)
def test_alpha_is_one_for_agreement_and_negative_for_opposites(counts, expected: float) -> None:
    assert attribution.alpha(Counter(counts)) == pytest.approx(expected)
