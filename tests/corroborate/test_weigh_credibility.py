from __future__ import annotations

import pytest

from tests.corroborate.made import by, told, who
from tocsin.corroborate.weigh_credibility import credibility, independent, letter, letters
from tocsin.corroborate.weigh_status import sides, verdict
from tocsin.corroborate.weigh_voices import voices
from tocsin.errors import DataError
from tocsin.records import Report

GUNS = (who("Beninese guns", "BEN", "MIL"),)
DENIAL = by(who("Cotonou", "BEN", "GOV"), "denies")
OFFICERS = by(who("two officers", "FRA", "MIL"))


def digit(*reports: Report) -> int | None:
    found = sides(voices(reports), None)
    return credibility(found, verdict(found).status)[0]


def told_by(publisher: str, *sources: object, origin: str = "", **fields: object) -> Report:
    given = {"actors": GUNS, **fields}
    return told("2025-05-01", publisher, "ASSAULT", *sources, origin=origin, **given)  # type: ignore[arg-type]


def test_one_needs_two_independent_origins_and_no_denial() -> None:
    assert digit(told_by("Star"), told_by("Sun")) == 1
    assert digit(told_by("Star", origin="w"), told_by("Sun", origin="w")) == 2
    assert digit(told_by("Star"), told_by("Sun"), told_by("Sun", DENIAL)) == 2
    assert digit(told_by("Star")) == 3


def test_a_dispute_is_three_or_four() -> None:
    assert digit(told_by("Star", OFFICERS, DENIAL)) == 4
    assert digit(told_by("Star", OFFICERS, DENIAL), told_by("Sun", OFFICERS)) == 3


def test_five_needs_a_contradiction() -> None:
    plan = told_by("Star", modality="planned", time="future")
    assert digit(plan, told_by("Sun", polarity="-")) == 5


def test_what_nobody_says_happened_cannot_be_judged() -> None:
    assert digit(told_by("Star", modality="planned", time="future")) is None
    assert digit() is None


def test_unnamed_sources_alone_are_doubtful() -> None:
    cue = by(who("reportedly"))
    unnamed = told_by("Star", type(cue)(type(cue.source)(cue.source.span, "", "cue"), cue.cue))
    assert digit(unnamed) == 4


def test_independent_counts_neither_copies_nor_a_publisher_twice() -> None:
    copies = [told("2025-05-01", "Star", origin="w"), told("2025-05-02", "Sun", origin="w")]
    later = told("2025-05-09", "Sun")
    assert independent(copies) == 1
    assert independent([*copies, later]) == 1
    assert independent([*copies, told("2025-05-03", "Moon")]) == 2
    assert independent([]) == 0


def test_letters_are_quoted_and_f_is_none() -> None:
    said = voices([told_by("Star", OFFICERS)])
    assert letters(said, {"Star": "b", "FRA": "F", "Sun": "A"}) == {
        "FRA": None,
        "Star": "B",
    }
    assert letter("Moon", {}) is None


@pytest.mark.parametrize("wrong", ["G", "", "AB"])
def test_no_other_letters(wrong: str) -> None:
    with pytest.raises(DataError, match="Star"):
        letter("Star", {"Star": wrong})
