"""What was announced, threatened or demanded by a day, and what became of it.

`docs/expectations.md` has the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tocsin.corroborate.days import order
from tocsin.corroborate.expect_due import conditions, is_expectation, window
from tocsin.corroborate.expect_known import Known, known
from tocsin.corroborate.expect_records import TrackRecord, proposed_letter, track_records
from tocsin.corroborate.expect_settle import Wait, settle, silent_from
from tocsin.records import Event, Expectation, Report, Standing

__all__ = ["TrackRecord", "due", "expectations", "proposed_letter", "track_records"]


def expectations(
    reports: Mapping[str, Report],
    events: Iterable[Event],
    standings: Iterable[Standing],
    *,
    today: date | None,
) -> tuple[Expectation, ...]:
    """Every expectation in the order of publication (day, article, offset).

    ``reports`` are by id of claim. ``today`` decides whether a due date that passed in silence is
    missed; with None such an expectation stays open. Give reports and standings of the same day
    (``as_of``) to see how it stood then.
    """
    facts = known(reports, events, standings)
    waiting = [report for report in reports.values() if is_expectation(report.claim)]
    return tuple(expectation(report, facts, today) for report in sorted(waiting, key=order))


def due(found: Iterable[Expectation], today: date, days: int = 7) -> tuple[Expectation, ...]:
    """The open expectations whose window has a day from today until that many days later, by the
    day on which they begin."""
    until = today + timedelta(days)
    coming = [
        each
        for each in found
        if each.outcome == "open"
        and each.due != (None, None)
        and (each.due[0] or date.min) <= until
        and (each.due[1] or date.max) >= today
    ]
    return tuple(sorted(coming, key=lambda each: (each.due[0] or date.min, each.claim)))


def expectation(report: Report, facts: Known, today: date | None) -> Expectation:
    """What became of one expectation by a day."""
    claim = report.claim
    depends = conditions(report, facts)
    event = facts.event_of.get(claim.id) or Event(claim.id, claim.type, (claim.id,))
    wait = Wait(report, event, window(report, depends), depends, facts)
    result = settle(wait, today)
    by = result.by
    settled = facts.event_of.get(by.claim.id) if by else None
    return Expectation(
        claim.id,
        wait.due,
        claim.condition.text if claim.condition else None,
        result.outcome,
        settled.id if settled else None,
        by.article if by else None,
        by.day if by else (silent_from(wait.due) if result.outcome == "missed" else None),
        result.reason,
    )
