from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tocsin.errors import DataError
from tocsin.language.encoder import Encoder
from tocsin.language.types import letter_case


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(threads=1)


@pytest.mark.parametrize(
    ("word", "case"),
    [("the", 1), ("Oslo", 2), ("NATO", 3), ("McKay", 4), ("A", 5), ("10,000", 0), ("U.S.", 3)],
)
def test_letter_case(word: str, case: int) -> None:
    assert letter_case(word) == case


def test_shapes(encoder: Encoder) -> None:
    (article,) = encoder.encode([[["Oslo", "slept", "."], ["Hm"]]])
    first, second = article
    labels = len(encoder.vocab["ner"])
    assert first.arcs.shape == first.labels.shape == (3, 4)
    assert first.ner.shape == (3, labels)
    assert first.upos == ["PROPN", "VERB", "PUNCT"]
    assert second.arcs.shape == (1, 2)


def test_only_the_root_is_called_root(encoder: Encoder) -> None:
    ((scores,),) = encoder.encode([[["Rain", "fell", "on", "Oslo", "today", "."]]])
    assert encoder.vocab["deprel"].index("root") not in scores.labels[:, 1:]


def test_articles_do_not_change_one_another(encoder: Encoder) -> None:
    one = [["Oslo", "slept", "."], ["The", "talks", "failed", "."]]
    two = [["Nothing", "else", "happened", "in", "the", "whole", "long", "day", "."]]
    (alone,) = encoder.encode([one])
    together, _ = encoder.encode([one, two])
    assert all(np.array_equal(a.arcs, b.arcs) for a, b in zip(alone, together, strict=True))


def test_words_have_at_most_twelve_pieces_and_at_least_one(encoder: Encoder) -> None:
    assert len(encoder.pieces("xq" * 40)) <= 12
    assert encoder.pieces("\u200b")


def test_no_articles_and_no_sentences(encoder: Encoder) -> None:
    assert list(encoder.encode([])) == []
    assert list(encoder.encode([[], []])) == [[], []]


def test_a_missing_model_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"labels\.json"):
        Encoder(tmp_path)


def test_threads_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_THREADS", "3")
    assert Encoder().threads == 3
    assert Encoder(threads=1).threads == 1
