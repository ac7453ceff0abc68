"""Which claims are expectations, when they are due, and on what they depend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tocsin.corroborate.expect_known import Known
from tocsin.records import Claim, Report

Window = tuple[date | None, date | None]

_ANAPHOR = re.compile(
    r"\b(?:it|one|that|this|these|those|so|they) (?:do|does|did|happens?|fails?)\b"
)
_WITHIN = re.compile(
    r"\bwithin (an?|the|\d+|two|three|four|five|six|seven|ten) (day|week|month)s?\b"
)
_NUMBER = {"a": 1, "an": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MORE_NUMBERS = {"seven": 7, "ten": 10}
_DAYS = {"day": 1, "week": 7, "month": 30}


def is_expectation(claim: Claim) -> bool:
    """Whether a claim is one: planned, threatened or conditional for the future, or demanded by a
    stated day. What is only possible, and what is promised *not* to happen, is none."""
    if claim.time != "future" or claim.polarity != "+":
        return False
    if claim.modality == "demanded":
        return claim.when is not None and claim.when.end is not None
    return claim.modality in ("planned", "threatened", "conditional")


def window(report: Report, conditions: Sequence[Report]) -> Window:
    """First and last day on which it is due.

    Days of the claim itself, else for a condition with a deadline any day from that deadline on.
    """
    when = report.claim.when
    if when and (when.start or when.end):
        return when.start, when.end
    for condition in conditions:
        limit = condition.claim.when
        if limit and limit.end:
            return limit.end, None
    return _after_delay(report), None


def _after_delay(report: Report) -> date | None:
    condition = report.claim.condition
    found = _WITHIN.search(condition.text) if condition else None
    if found is None or report.day is None:
        return None
    word, unit = found.groups()
    number = int(word) if word.isdigit() else _NUMBER[word]
    return report.day + timedelta(number * _DAYS[unit])


def conditions(report: Report, known: Known) -> tuple[Report, ...]:
    """The claims that the condition is made of: those whose trigger stands in it. A condition that
    only points back ("if one does") is the claim told before it."""
    condition = report.claim.condition
    if condition is None:
        return ()
    told = [each for each in known.in_article[report.article] if each.claim.id != report.claim.id]
    inside = tuple(
        each for each in told if condition.start <= each.claim.trigger.start < condition.end
    )
    if inside or not _ANAPHOR.search(condition.text):
        return inside
    before = [each for each in told if each.claim.trigger.end <= condition.start]
    return tuple(before[-1:])


def condition_met(report: Report, condition: Report, known: Known) -> bool | None:
    """Whether the condition came true, None if that is not known."""
    event = known.event_of.get(condition.claim.id)
    standing = known.standings.get(event.id) if event else None
    status = standing.status if standing else ""
    came = {"occurred": True, "ongoing": True, "did-not-occur": False}.get(status)
    if came is None or report.claim.condition is None:
        return None
    text = report.claim.condition
    inside = text.start <= condition.claim.trigger.start < text.end
    negative = inside and condition.claim.polarity == "-"
    return came != (negative != text.text.lower().startswith("unless"))
