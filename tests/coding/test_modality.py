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
