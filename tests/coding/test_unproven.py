"""What there is no evidence of did not happen, or is denied by who says so."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.language import parse


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize(
    ("text", "polarity", "sources"),
    [
        ("There is no evidence that Peru supplied the weapons.", "-", []),
        ("No evidence has been found that Peru supplied the weapons.", "-", []),
        ("Chile said there was no proof that Peru supplied weapons.", "+", [("Chile", "denies")]),
        ("Inspectors found no sign that Peru supplied weapons.", "+", [("Inspectors", "denies")]),
        ("Chile has evidence that Peru supplied the weapons.", "+", [("Chile", "asserts")]),
    ],
)
def test_no_evidence(text: str, polarity: str, sources: list, *, model: bool) -> None:
    [claim] = [c for c in code(parse(text), model=model).claims if c.type == "AID"]
    assert claim.polarity == polarity
    assert [(a.source.head, a.stance) for a in claim.attributions] == sources
