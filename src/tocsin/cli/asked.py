"""Asking a ledger, as it stands or as it stood, and saying what it holds in lines of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tocsin.errors import UsageError
from tocsin.ledger import EventQuery, EventView, ExpectationQuery, Ledger
from tocsin.records import Expectation, Report
from tocsin.wording import event_sentence, linked, standing_lines

if TYPE_CHECKING:
    from tocsin.keeping import Past

MANY = 400


class Asked:
    """A ledger as it stands, or as it stood at a moment, which costs deriving it anew."""

    def __init__(self, ledger: Ledger, as_of: datetime | None = None) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self._past: Past | None = None
        if as_of is not None:
            from tocsin.keeping import past

            self._past = past(ledger, as_of)

    def events(self, query: EventQuery) -> tuple[EventView, ...]:
        """The events that meet the query, the latest first."""
        return self._past.events(query) if self._past else self.ledger.events(query)

    def event(self, key: str) -> EventView | None:
        """The event with this id."""
        if self._past is None:
            return self.ledger.event(key)
        return next((view for view in self._past.views if view.event.id == key), None)

    def event_of(self, claim: str) -> EventView | None:
        """The event that holds the claim."""
        if self._past is None:
            return next(iter(self.ledger.events_of([claim])), None)
        return next((view for view in self._past.views if claim in view.event.claims), None)

    def reports(self, views: Iterable[EventView]) -> dict[str, Report]:
        """The claims of these events, and those that they tell the content of."""
        found = self.reports_of([claim for view in views for claim in view.event.claims])
        return found | self.reports_of(linked(found))

    def reports_of(self, claims: Sequence[str]) -> dict[str, Report]:
        """Those of the claims that stand."""
        if self._past is None:
            return self.ledger.reports_of(claims)
        return {c: self._past.reports[c] for c in claims if c in self._past.reports}

    def expectations(self, outcome: str | None) -> tuple[Expectation, ...]:
        """All expectations with this outcome, the first due first."""
        if self._past is None:
            return self.ledger.expectations(ExpectationQuery(outcome=outcome, limit=None))
        found = [each for each in self._past.expectations if outcome in (None, each.outcome)]
        return tuple(sorted(found, key=_due))

    def expectations_of(self, claims: Sequence[str]) -> dict[str, Expectation]:
        """What is expected by these claims, by claim."""
        if self._past is not None:
            wanted = frozenset(claims)
            return {each.claim: each for each in self._past.expectations if each.claim in wanted}
        parts = (claims[at : at + MANY] for at in range(0, len(claims), MANY))
        found = (self.ledger.summaries.expectations(part) for part in parts)
        return {each.claim: each for part in found for each in part}


def _due(found: Expectation) -> tuple[bool, date, str]:
    day = found.due[1] or found.due[0]
    return (day is None, day or date.min, found.claim)


def event_lines(ledger: Ledger, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each of these events that is there, in one sentence."""
    asked = Asked(ledger)
    views = [view for key in keys if (view := ledger.event(key))]
    reports = asked.reports(views)
    for view in views:
        yield view.event.id, event_sentence(view, reports)


def event_words(asked: Asked, view: EventView) -> str:
    """The event in one sentence."""
    return event_sentence(view, asked.reports([view]))


def told(view: EventView, reports: Mapping[str, Report]) -> Iterator[str]:
    """The event in lines: its sentence, how it stands, its origins for and against, its id."""
    yield event_sentence(view, reports)
    yield from standing_lines(view, reports)
    for_it, against = origins(view, reports)
    yield f"Origins: {len(for_it)} for, {len(against)} against."


def origins(view: EventView, reports: Mapping[str, Report]) -> tuple[set[str], set[str]]:
    """The origins of those who say so, and of those who deny it."""
    stands = view.standing.stands if view.standing else ()
    found: dict[str, set[str]] = {}
    for stand in stands:
        if stand.claim in reports:
            found.setdefault(stand.stance, set()).add(reports[stand.claim].origin)
    return found.get("asserts", set()), found.get("denies", set())


def as_day(text: str | None) -> date | None:
    """An option's day. Raises UsageError if it is none."""
    from tocsin.pipeline import as_date

    return as_date(text) if text else None


def as_days(text: str) -> int:
    """``7d`` or ``2w`` in days. Raises UsageError for anything else."""
    number, unit = text[:-1], text[-1:].lower()
    if text.isdigit():
        return int(text)
    if not number.isdigit() or unit not in "dw":
        raise UsageError(f"{text!r} is no stretch of days; write 7d or 2w")
    return int(number) * (7 if unit == "w" else 1)
