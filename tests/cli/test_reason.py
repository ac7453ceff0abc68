"""The reason for a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin.cli.reason import find_claim, rows
from tocsin.errors import UsageError
from tocsin.pipeline import Result
from tocsin.records import Claim, Quantity, Span


def test_every_field_has_a_row_with_its_words(claim: Claim) -> None:
    shown = [(field, span.text, meaning) for field, span, meaning in rows(claim)]
    assert shown == [
        ("trigger", "deployed", "MOBILIZE troops"),
        ("actor", "Norway", "Norway = NOR/GOV"),
        ("recipient", "Iceland", "unknown"),
        ("source", "Oslo", "Norway = NOR/GOV"),
        ("cue", "According to", "asserts"),
        ("source", "Iceland", "unknown"),
        ("cue", "denied", "denies"),
        ("place", "Tromso", "Tromsø NOR city 69.65, 18.96"),
        ("when", "this week", "2026-03-09 to 2026-03-15"),
        ("quantity", "about 3,000 troops", "about 3,000 troops"),
        ("condition", "if talks fail", ""),
        ("purpose", "to deter Iceland", ""),
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (5.0, None, "5 or more people"),
        (None, 20.0, "at most 20 people"),
        (24.0, 99.0, "24 to 99 people"),
        (1500000.0, 1500000.0, "1,500,000 people"),
        (2.5, 2.5, "2.5 people"),
    ],
)
def test_ranges(claim: Claim, low, high, words: str) -> None:
    held = replace(claim, quantities=(Quantity(Span(0, 1, "x"), low, high, "people"),))
    assert [meaning for field, _, meaning in rows(held) if field == "quantity"] == [words]


def test_an_id_that_two_claims_share_is_refused(claim: Claim, result: Result) -> None:
    two = Result(result.article, (claim, replace(claim, id="abd000")))
    assert find_claim(two, "abc") is claim
    assert find_claim(two, "2").id == "abd000"
    with pytest.raises(UsageError, match="2 claims have ids that start so"):
        find_claim(two, "ab")
    with pytest.raises(UsageError, match="no claim '0'"):
        find_claim(two, "0")
