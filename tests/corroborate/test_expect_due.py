from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.corroborate.made import days, event, told
from tocsin.corroborate.expect_due import (
    condition_met,
    conditions,
    is_expectation,
    window,
)
from tocsin.corroborate.expect_known import known
from tocsin.records import Report, Span, Standing

TEXT = "If the hostages are not freed by 9 May, Niger will close the border."
IF = Span(0, 38, "If the hostages are not freed by 9 May")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"modality": "planned"}, True),
        ({"modality": "threatened"}, True),
        ({"modality": "conditional"}, True),
        ({"modality": "demanded", "when": days("2025-05-09")}, True),
        ({"modality": "demanded"}, False),
        ({"modality": "possible"}, False),
        ({"modality": "planned", "time": "past"}, False),
        ({"modality": "planned", "polarity": "-"}, False),
    ],
)
def test_which_claims_are_expectations(fields: dict[str, object], expected: bool) -> None:
    claim = told("2025-05-01", "Star", **{"time": "future", **fields}).claim
    assert is_expectation(claim) is expected


def close(**fields: object) -> Report:
    given = {"modality": "conditional", "time": "future", "condition": IF, **fields}
    return told("2025-05-01", "Star", "SANCTION", at=45, article="a", **given)


def test_the_window_is_the_stated_one() -> None:
    report = close(when=days("2025-05-10", "2025-05-12"))
    assert window(report, ()) == (date(2025, 5, 10), date(2025, 5, 12))
    assert window(close(), ()) == (None, None)


def test_the_deadline_of_the_condition_opens_the_window() -> None:
    freed = told("2025-05-01", "Star", "RETREAT", when=days("2025-05-01", "2025-05-09"), at=8)
    assert window(close(), (freed,)) == (date(2025, 5, 9), None)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("if they are not back within a week", date(2025, 5, 8)),
        ("unless paid within 10 days", date(2025, 5, 11)),
    ],
)
def test_a_delay_in_the_condition_opens_the_window(words: str, first: date) -> None:
    assert window(close(condition=Span(0, len(words), words)), ()) == (first, None)


def test_conditions_are_the_claims_inside() -> None:
    freed = told("2025-05-01", "Star", "RETREAT", at=20, article="a", polarity="-")
    closing, other = close(), told("2025-05-01", "Star", "RETREAT", at=60, article="a")
    which, reports = event(freed, closing, other)
    assert conditions(closing, known(reports, [which], [])) == (freed,)


def test_a_condition_that_points_back_is_the_claim_before() -> None:
    launch = told("2025-05-01", "Star", "MOBILIZE", at=10, article="a")
    suspend = close(condition=Span(40, 51, "if one does"))
    which, reports = event(launch, suspend)
    assert conditions(suspend, known(reports, [which], [])) == (launch,)


@pytest.mark.parametrize(
    ("status", "polarity", "words", "met"),
    [
        ("occurred", "+", "if it happens", True),
        ("did-not-occur", "+", "if it happens", False),
        ("did-not-occur", "-", "if it does not happen", True),
        ("occurred", "+", "unless it happens", False),
        ("planned", "+", "if it happens", None),
    ],
)
def test_whether_a_condition_was_met(status: str, polarity: str, words: str, met: bool) -> None:
    first = told("2025-05-01", "Star", "RETREAT", at=3, article="a", polarity=polarity)
    closing = close(condition=Span(0, 30, words))
    which, reports = event(first, name="e")
    facts = known({**reports, closing.claim.id: closing}, [which], [Standing("e", status)])
    assert condition_met(closing, first, facts) is met
    assert condition_met(closing, replace(first, claim=replace(first.claim, id="?")), facts) is None
