"""The numbers that were given for an event: all of them, who gave each, and which still stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tocsin.corroborate.weigh_names import Names
from tocsin.corroborate.weigh_voices import names
from tocsin.records import Attribution, Claim, Quantity, Report, StatedQuantity

_CORRECTION = ("correction", "clarification", "an earlier version", "editor's note")


def stated(reports: Sequence[Report]) -> tuple[StatedQuantity, ...]:
    """Every number in the order of the reports; ``by`` is the source as it is worded, else the
    publisher. A number that copies of one origin repeat is listed once."""
    found: dict[tuple[object, ...], StatedQuantity] = {}
    for report in reports:
        for quantity in report.claim.quantities:
            number = _stated(report, quantity)
            key = (report.origin or report.article, number.what, number.low, number.high)
            found.setdefault((*key, _source_key(report, quantity)), number)
    return tuple(found.values())


def current(
    quantities: Iterable[StatedQuantity], reports: Mapping[str, Report]
) -> tuple[StatedQuantity, ...]:
    """The numbers that still stand.

    A later number of a claimant for the same thing replaces its earlier ones, and a correction
    that a publisher prints replaces every number that it printed before. ``reports`` are by id of
    claim. Numbers of one report stand side by side.
    """
    listed = [(number, reports[number.claim]) for number in quantities]
    known = names(report for _, report in listed)
    return tuple(
        number
        for number, report in listed
        if not any(_replaces((new, later), (number, report), known) for new, later in listed)
    )


def _replaces(
    new: tuple[StatedQuantity, Report], old: tuple[StatedQuantity, Report], known: Names
) -> bool:
    (later, its), (earlier, before) = new, old
    if later.what != earlier.what or its.day is None or before.day is None:
        return False
    if its.day <= before.day:
        return False
    if is_correction(its.claim) and its.publisher == before.publisher:
        return True
    return _giver(later, its, known) == _giver(earlier, before, known)


def is_correction(claim: Claim) -> bool:
    """Whether the sentence says that it corrects an earlier report."""
    return claim.sentence.text.strip("[(*–— ").lower().startswith(_CORRECTION)


def _giver(number: StatedQuantity, report: Report, known: Names) -> str:
    for attribution in report.claim.attributions:
        if attribution.source.span.text == number.by:
            return known.of(attribution.source)
    return number.by


def _stated(report: Report, quantity: Quantity) -> StatedQuantity:
    source = _nearest(report.claim, quantity)
    by = source.source.span.text if source else report.publisher or report.article
    return StatedQuantity(
        quantity.what, quantity.low, quantity.high, quantity.approximate, by, report.claim.id
    )


def _source_key(report: Report, quantity: Quantity) -> str:
    source = _nearest(report.claim, quantity)
    return source.source.span.text.lower() if source else report.publisher or ""


def _nearest(claim: Claim, quantity: Quantity) -> Attribution | None:
    """The source that the number is of: the nearest one in the sentence that asserts."""
    assert_it = [each for each in claim.attributions if each.stance == "asserts"]
    return min(assert_it, key=lambda each: _distance(each, quantity), default=None)


def _distance(attribution: Attribution, quantity: Quantity) -> int:
    start = min(attribution.source.span.start, attribution.cue.start)
    end = max(attribution.source.span.end, attribution.cue.end)
    return max(start - quantity.span.end, quantity.span.start - end, 0)
