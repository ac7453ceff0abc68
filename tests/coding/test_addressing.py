"""A party told what it must do, on sentences of our own."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.coding.addressing import addressees, speakers
from tocsin.coding.grammar import Tree
from tocsin.language import parse


def told(text: str, modal: str) -> tuple[list[str], list[str]]:
    """Who says and who must."""
    tree = Tree(parse(text).sentences[0])
    i = next(i for i, t in enumerate(tree.tokens) if t.text == modal)
    words = [[tree.tokens[k].text for k in of(tree, i)] for of in (speakers, addressees)]
    return words[0], words[1]


@pytest.mark.parametrize(
    ("text", "modal", "who", "whom"),
    [
        ("Chile said that Peru must pay.", "must", ["Chile"], ["Peru"]),
        ("Peru and Bolivia should pay, Chile said.", "should", ["Chile"], ["Peru", "Bolivia"]),
        ("Chile said that Peru needs to pay.", "needs", ["Chile"], ["Peru"]),
        ("Chile said that the prisoners must be freed.", "must", ["Chile"], []),
        ("Chile asked whether Peru should pay.", "should", [], []),
        ("Chile said that we must pay.", "must", ["Chile"], []),
        ("Chile denied that Peru must pay.", "must", [], ["Peru"]),
        ("Peru must pay.", "must", [], ["Peru"]),
    ],
)
def test_who_tells_whom(text: str, modal: str, who: list[str], whom: list[str]) -> None:
    assert told(text, modal) == (who, whom)


@pytest.mark.parametrize("model", [True, False])
def test_it_is_a_request_to_the_party(model: bool) -> None:
    found = code(parse("Russia said on Monday that Sudan must return the ship."), model=model)
    [claim] = [c for c in found.claims if c.type == "REQUEST"]
    assert [m.head for m in claim.actors] == ["Russia"]
    assert [m.head for m in claim.recipients] == ["Sudan"]
    assert claim.trigger.text == "must"


def test_a_plain_duty_is_none() -> None:
    found = code(parse("Sudan must hold elections every four years."), model=False)
    assert not [c for c in found.claims if c.type == "REQUEST"]
