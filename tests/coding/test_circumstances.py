"""The words of a number, and its range."""

from __future__ import annotations

import pytest

from tocsin.coding.circumstances import quantity
from tocsin.coding.grammar import Tree
from tocsin.language import parse


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Norway announced the arrest of two men.", "men", "two men"),
        ("Norway announced the arrest of at least two men.", "men", "at least two men"),
        ("Norway sent more than 300 troops.", "troops", "more than 300 troops"),
        ("Norway rounded up 200 people.", "people", "200 people"),
    ],
)
def test_a_number_has_its_qualifier_and_no_preposition(text: str, word: str, wanted: str) -> None:
    tree = Tree(parse(text).sentences[0], 0)
    head = next(i for i, token in enumerate(tree.tokens) if token.text == word)
    found = quantity(tree, head, "")
    assert found is not None
    assert found.span.text == wanted
