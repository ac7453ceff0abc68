from __future__ import annotations

import numpy as np

from tocsin.language.names import names
from tocsin.language.types import Name

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def found(tags: list[str], forms: str, upos: str | None = None) -> tuple[Name, ...]:
    scores = np.zeros((len(tags), len(LABELS)), dtype=np.float32)
    for i, tag in enumerate(tags):
        scores[i, LABELS.index(tag)] = 2
    return names(scores, LABELS, forms.split(), upos.split() if upos else ["PROPN"] * len(tags))


def test_names_side_by_side() -> None:
    tags = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]
    assert found(tags, "Ann Roe in Oslo Norway") == (
        Name(0, 1, "PER"),
        Name(3, 3, "LOC"),
        Name(4, 4, "LOC"),
    )


def test_an_impossible_sequence_is_repaired() -> None:
    scores = np.array([[3, 0, 0, 0, 0], [2.5, 2, 3, 0, 0], [0, 0, 3, 0, 0]], dtype=np.float32)
    assert names(scores, LABELS, ["met", "Ann", "Roe"], ["VERB", "PROPN", "PROPN"]) == (
        Name(1, 2, "PER"),
    )


def test_titles_are_no_part_of_a_name() -> None:
    tags = ["B-PER", "I-PER", "I-PER", "I-PER"]
    assert found(tags, "Foreign Minister Ann Roe") == (Name(2, 3, "PER"),)
    assert found(["B-PER"], "Mr.") == ()


def test_a_name_has_a_proper_noun_and_is_no_address() -> None:
    assert found(["B-LOC"], "there", "ADV") == ()
    assert found(["B-PER"], "ann@example.org") == ()


def test_no_names() -> None:
    assert found(["O", "O"], "it rained") == ()
    assert names(np.zeros((0, 5), dtype=np.float32), LABELS, [], []) == ()
