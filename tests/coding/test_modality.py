"""Whether what a sentence tells did happen. Our own sentences, parsed by the shipped model."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.language import Parser


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The patrol fired no shot at the Peruvian soldiers.", "-"),
        ("Not one round was fired at the Ecuadorian camp.", "-"),
        ("The soldiers killed nobody.", "-"),
        ("Chad killed no fewer than 12 Sudanese soldiers.", "+"),
        ("The talks in Lima brought no result.", "+"),
    ],
)
def test_what_none_of_anything_was_done_to_did_not_happen(text: str, polarity: str) -> None:
    parse = Parser().parse(text)
    found = [c for c in code(parse).claims if c.modality == "asserted"]
    assert found
    assert {c.polarity for c in found} == {polarity}


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Kenya may withdraw its troops depending on the vote.", "depending on the vote"),
        ("Kenya will withdraw its troops subject to a vote.", "subject to a vote"),
        ("In the event of an attack, Chad will deploy troops.", "In the event of an attack"),
        ("Chad prepares sanctions that could come depending on the vote.", "depending on the vote"),
        ("In this case, Kenya will withdraw its troops.", None),
        ("A man who spoke on condition of anonymity said Chad will deploy troops.", None),
    ],
)
def test_what_an_act_is_bound_to(text: str, condition: str | None) -> None:
    found = [c for c in code(Parser().parse(text), model=False).claims if c.type != "ASSAULT"]
    assert [c.condition and c.condition.text for c in found[:1]] == [condition]
    assert (found[0].modality == "conditional") == bool(condition)
