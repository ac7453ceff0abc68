"""When it happened: the days that a claim speaks of, and how two stretches of days stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.records import Claim, Report

NEWS = 3
"""How many days before publication an undated past event is taken to lie: reports of the day
before, and of a weekend."""
AHEAD = 30
"""How many days an undated future event may lie ahead."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included; None is open. ``stated`` tells days that the words give
    from days that only the tense and the day of publication suggest."""

    first: date | None
    last: date | None
    stated: bool

    @property
    def length(self) -> int | None:
        """Number of days, None if an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1


def days(claim: Claim, published: date | None) -> Days:
    """The days of the event: those that the claim states, else those that its tense suggests."""
    when = claim.when
    if when and (when.start or when.end):
        return Days(when.start, when.end, stated=True)
    if published is None or claim.time == "historical":
        return Days(None, None, stated=False)
    if claim.time == "future" or claim.modality in ("planned", "conditional", "threatened"):
        return Days(published, published + timedelta(AHEAD), stated=False)
    return Days(published - timedelta(NEWS), published, stated=False)


def days_of(report: Report) -> Days:
    """The days of the event that a report speaks of."""
    return days(report.claim, report.day)


def gap(left: Days, right: Days) -> int | None:
    """Days between two stretches: 0 if they share a day, None if that cannot be told."""
    if any(stretch.first is None and stretch.last is None for stretch in (left, right)):
        return None
    first, second = sorted((left, right), key=_start)
    end, start = first.last, second.first
    if end is None or start is None:
        return 0
    return max(0, (start - end).days)


def _start(stretch: Days) -> date:
    return stretch.first or date.min


def day_of(report: Report) -> date:
    """The day of publication; an undated report comes last."""
    return report.day or date.max


def order(report: Report) -> tuple[date, str, int, str]:
    """By day, article and offset."""
    claim = report.claim
    return (day_of(report), report.article, claim.trigger.start, claim.id)
