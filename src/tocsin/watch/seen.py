"""An event as the rules see it: its reports, how it stands, and the days on which it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin import ontology
from tocsin.records import Claim, Event, Expectation, Mention, Report, Situation, Standing
from tocsin.watch.grammar import Filter, Kind, Number


@dataclass(frozen=True, slots=True)
class Seen:
    """An event with its reports and standing. ``first`` and ``last`` are the first and last day on
    which it lies, None if nothing dates it: never the day on which we happened to read of it.

    ``urls`` are, for each report, the address of its article, or its id.
    """

    event: Event
    reports: tuple[Report, ...]
    standing: Standing | None = None
    urls: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def first(self) -> date | None:
        return min(self._days(), default=None)

    @property
    def last(self) -> date | None:
        return max(self._days(), default=None)

    @property
    def status(self) -> str:
        return self.standing.status if self.standing else "undetermined"

    def _days(self) -> list[date]:
        days = (day_of(report) for report in self.reports)
        return [day for day in days if day is not None]


@dataclass(frozen=True, slots=True)
class Awaited:
    """An expectation with the claim that made it, as an event of one report."""

    expectation: Expectation
    seen: Seen


def day_of(report: Report) -> date | None:
    """The day on which the event of a claim lies: the day that the text tells, if the report does
    not come before it, else that of the report; None for an undated report of an untold day."""
    when = report.claim.when
    told = when.start if when else None
    if told is not None and (report.day is None or told <= report.day):
        return told
    return report.day


def belongs(situation: Situation, seen: Seen) -> bool:
    """Whether the event is part of the situation."""
    claims = [report.claim for report in seen.reports]
    if situation.actors and not any(_has_party(claim, situation.actors) for claim in claims):
        return False
    if situation.types and not _is_kind(seen, tuple(Kind(code) for code in situation.types)):
        return False
    placed = [claim for claim in claims if claim.place]
    if situation.places and placed and not any(_in(claim, situation.places) for claim in placed):
        return False
    return not situation.words or _says(seen, situation.words)


def fits(held: Filter, seen: Seen) -> bool:
    """Whether the event is of the kind that a condition names, whatever its status and weight."""
    claims = [report.claim for report in seen.reports]
    if held.kinds and not _is_kind(seen, held.kinds):
        return False
    if not any(_fits_claim(held, claim) for claim in claims):
        return False
    return not held.words or _says(seen, held.words)


def counts(held: Filter, seen: Seen) -> bool:
    """Whether an event that fits also has the status, numbers and origins that are asked for."""
    if seen.status not in held.statuses:
        return False
    return all(_has_quantity(seen, number) for number in held.quantities) and all(
        _over_threshold(seen, number) for number in held.thresholds
    )


def names(mention: Mention) -> frozenset[str]:
    """All by which a party may be asked for, in lower case."""
    entity = mention.entity
    found = {mention.span.text, mention.head}
    if entity is not None:
        found |= {entity.id, entity.name, entity.country or ""}
        found.add(re.split(r":(?!.*:)", entity.id)[0] if "/" in entity.id else entity.id)
    return frozenset(name.casefold() for name in found if name)


def _fits_claim(held: Filter, claim: Claim) -> bool:
    if held.actors and not _any_named(claim.actors, held.actors):
        return False
    if held.recipients and not _any_named(claim.recipients, held.recipients):
        return False
    if held.places and not _in(claim, held.places):
        return False
    return held.between is None or _between(claim, *held.between)


def _between(claim: Claim, left: Sequence[str], right: Sequence[str]) -> bool:
    """In either direction; two actors that act together (a meeting) are between them too."""
    there = _any_named(claim.actors, left) and _any_named(claim.recipients, right)
    back = _any_named(claim.actors, right) and _any_named(claim.recipients, left)
    both = _any_named(claim.actors, left) and _any_named(claim.actors, right)
    return there or back or (both and len(claim.actors) > 1)


def _has_party(claim: Claim, wanted: Sequence[str]) -> bool:
    return _any_named((*claim.actors, *claim.recipients), wanted)


def _any_named(mentions: Iterable[Mention], wanted: Sequence[str]) -> bool:
    keys = {name.casefold() for name in wanted}
    return any(keys & names(mention) for mention in mentions)


def _in(claim: Claim, places: Sequence[str]) -> bool:
    keys = {name.casefold() for name in places}
    told = {word for place in claim.place for word in (place.country, place.name, place.span.text)}
    return bool(keys & {word.casefold() for word in told if word})


def _is_kind(seen: Seen, kinds: Sequence[Kind]) -> bool:
    found = {(report.claim.type, report.claim.mode or "") for report in seen.reports}
    quad = ontology.quad_class(seen.event.type)
    return any(
        quad == kind.quad
        if kind.quad
        else kind.type == seen.event.type and (not kind.mode or (kind.type, kind.mode) in found)
        for kind in kinds
    )


def _says(seen: Seen, words: Sequence[str]) -> bool:
    texts = [report.claim.sentence.text.casefold() for report in seen.reports]
    patterns = [re.compile(rf"\b{re.escape(word.casefold())}\b") for word in words]
    return any(pattern.search(text) for pattern in patterns for text in texts)


def _has_quantity(seen: Seen, number: Number) -> bool:
    """A stated range counts by its cautious end: ``>=`` by its low one."""
    stated = seen.standing.quantities if seen.standing else ()
    for quantity in stated:
        low, high = quantity.low, quantity.high
        if low is None and high is None:
            continue
        lowest = low if low is not None else 0.0
        highest = high if high is not None else float("inf")
        if number.what in quantity.what.casefold() and _meets(number, lowest, highest):
            return True
    return False


def _over_threshold(seen: Seen, number: Number) -> bool:
    if seen.standing is None:
        return False
    if number.what == "independent":
        value = float(seen.standing.independent)
    else:
        value = float(seen.standing.credibility or 6)
    return _meets(number, value, value)


def _meets(number: Number, low: float, high: float) -> bool:
    sign, value = number.sign, number.value
    if sign == "=":
        return low <= value <= high
    if sign in {">", ">="}:
        return low > value or (sign == ">=" and low == value)
    return high < value or (sign == "<=" and high == value)
