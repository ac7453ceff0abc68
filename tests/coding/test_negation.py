"""Negated, declined and outstanding verbs, on sentences of our own."""

from __future__ import annotations

import pytest

from tocsin.coding.grammar import Tree
from tocsin.coding.negation import is_declined, is_negative
from tocsin.language import parse


@pytest.mark.parametrize(
    ("text", "lemma", "negative", "declined"),
    [
        ("Chad did not confirm the raid.", "confirm", True, False),
        ("Neither Chad nor Niger confirmed the raid.", "confirm", True, False),
        ("Chad refused to confirm the raid.", "confirm", False, True),
        ("Chad has yet to confirm the raid.", "confirm", False, True),
        ("Chad has confirmed the raid.", "confirm", False, False),
    ],
)
def test_what_is_held_back(text: str, lemma: str, *, negative: bool, declined: bool) -> None:
    tree = Tree(parse(text).sentences[0])
    v = next(i for i in range(len(tree.tokens)) if tree.lemma(i) == lemma)
    assert (is_negative(tree, v), is_declined(tree, v)) == (negative, declined)
