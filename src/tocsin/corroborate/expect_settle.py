"""What later reports make of an expectation: the rules, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.corroborate.days import NEWS, Days, day_of, days_of, gap
from tocsin.corroborate.expect_due import Window, condition_met
from tocsin.corroborate.expect_known import (
    HELD,
    NOT_HELD,
    Known,
    alike,
    asserted,
    held,
    no_clash,
    share,
)
from tocsin.records import Event, Report

SLACK = 1
"""Days by which an event may miss its window and still be the one that was meant: night, and time
zones."""
REACH = 60
"""Days after publication within which an event of another group may settle an undated expectation.
Our choice."""
NARROW = timedelta(14)
"""The longest window that an event of another group settles by its day alone. Our choice."""
_POSTPONE = re.compile(
    r"\b(?:postpon|defer|delay|adjourn|reschedul|slip|mov(?:e|ing)|(?:put|puts|putting|push\w*) "
    r"(?:off|back)|put back)",
    re.IGNORECASE,
)
_CANCEL = re.compile(r"\b(?:cancel|scrap|abandon|shelv|call(?:s|ed|ing)? off)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wait:
    """An expectation that waits: its report, its event, its window, and its conditions."""

    report: Report
    event: Event
    due: Window
    conditions: tuple[Report, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Settlement:
    """An outcome, the report that settles it, and in words why."""

    outcome: str
    by: Report | None
    reason: str


def settle(wait: Wait, today: date | None) -> Settlement:
    """The first rule that fits decides; without any it is open."""
    for rule in _RULES:
        found = rule(wait)
        if found is not None:
            return found
    return _by_silence(wait, today)


def _kept(wait: Wait) -> Settlement | None:
    for report, days in _happenings(wait):
        if _fits(wait, days):
            return Settlement("kept", report, f"it took place{_on(days)}, as announced")
    return None


def _kept_elsewhere(wait: Wait) -> Settlement | None:
    """The event may have been told as one of its own; an express report that it was not held, or
    that its condition failed, goes before such a guess."""
    for report in wait.known.elsewhere(wait.report, wait.due[1], HELD, news=True):
        days = held(report, wait.report.claim)
        if days is not None and _fits_closely(wait.report, wait.due, report, days):
            if _missed(wait) or _missed_elsewhere(wait) or _condition_failed(wait):
                return None
            return Settlement("kept", report, f"the same parties did so{_on(days)}, as announced")
    return None


def _moved_or_missed(wait: Wait) -> Settlement | None:
    """Put off, or reported as not held without any condition: the earlier news counts."""
    moved, missed = _postponed(wait), _missed(wait)
    if moved is None or moved.by is None or missed is None or missed.by is None:
        return moved
    return missed if day_of(missed.by) < day_of(moved.by) else moved


def _postponed(wait: Wait) -> Settlement | None:
    if wait.report.claim.modality != "planned":
        return None
    moved = next(_rejections(wait, _POSTPONE), None)
    anew = next(_planned_anew(wait), None)
    if moved is not None:
        return Settlement("postponed", moved, f"put off ({moved.claim.trigger.text})")
    if anew is not None:
        return Settlement("postponed", anew, f"a later day was set{_on(days_of(anew))}")
    return None


def _condition_failed(wait: Wait) -> Settlement | None:
    for condition in wait.conditions:
        if condition_met(wait.report, condition, wait.known) is False:
            event = wait.known.event_of[condition.claim.id]
            later = list(wait.known.later(event, wait.report))
            if later:
                text = wait.report.claim.condition
                return Settlement(
                    "condition-not-met", later[-1], f"not met: {text.text if text else ''}"
                )
    return None


def _missed(wait: Wait) -> Settlement | None:
    for report in wait.known.later(wait.event, wait.report):
        if asserted(report) == "not" and _is_over(wait, report):
            return _not_held(report)
    return None


def _missed_elsewhere(wait: Wait) -> Settlement | None:
    for report in wait.known.elsewhere(wait.report, wait.due[1], NOT_HELD, news=False):
        days = days_of(report)
        if _is_over(wait, report) and _fits_closely(wait.report, wait.due, report, days):
            return _not_held(report)
    return None


def _not_held(report: Report) -> Settlement:
    return Settlement("missed", report, "a later report says that it did not happen")


def _called_off(wait: Wait) -> Settlement | None:
    off = next(_rejections(wait, _CANCEL), None)
    return Settlement("missed", off, f"called off ({off.claim.trigger.text})") if off else None


def _late(wait: Wait) -> Settlement | None:
    for report, days in _happenings(wait):
        if _is_after(wait.due, days):
            return Settlement("missed", report, f"it took place only later{_on(days)}")
    return None


def _late_elsewhere(wait: Wait) -> Settlement | None:
    for report in wait.known.elsewhere(wait.report, wait.due[1], HELD, news=True):
        days = held(report, wait.report.claim)
        if days is not None and _is_late(wait.report, wait.due, report, days):
            return Settlement("missed", report, f"the same parties did so only later{_on(days)}")
    return None


def may_settle(waiting: Report, due: Window, report: Report) -> bool:
    """Whether a later report of another event, of the same type or a rejection, can settle an
    expectation with this window under any rule, whatever the events are."""
    if report.claim.type == "REJECT" and _puts_off(report):
        return True
    if report.claim.type != waiting.claim.type or not no_clash(waiting, report):
        return False
    said, days = asserted(report), days_of(report)
    if said in NOT_HELD:
        return _fits_closely(waiting, due, report, days)
    if said not in HELD:
        return False
    return _fits_closely(waiting, due, report, days) or _is_late(waiting, due, report, days)


def _puts_off(report: Report) -> bool:
    """Whether a rejection says in words that something was put off or called off."""
    trigger = report.claim.trigger.text
    return bool(_POSTPONE.search(trigger) or _CANCEL.search(trigger))


def _is_late(waiting: Report, due: Window, report: Report, days: Days) -> bool:
    """Whether the same parties did the same in the same manner, but only after the window."""
    after = _is_after(due, days)
    return after and alike(waiting, report) and _same_manner(waiting, report)


def _is_after(due: Window, days: Days) -> bool:
    last = due[1]
    return last is not None and days.first is not None and days.first > last


_RULES: tuple[Callable[[Wait], Settlement | None], ...] = (
    _kept,
    _kept_elsewhere,
    _moved_or_missed,
    _condition_failed,
    _missed,
    _missed_elsewhere,
    _called_off,
    _late,
    _late_elsewhere,
)


def _by_silence(wait: Wait, today: date | None) -> Settlement:
    told = silent_from(wait.due)
    if today is None or told is None or today < told:
        return Settlement("open", None, "no later report settles it")
    met = [condition_met(wait.report, each, wait.known) for each in wait.conditions]
    if wait.report.claim.condition is not None and True not in met:
        return Settlement("open", None, "overdue, but whether its condition came true is unknown")
    return Settlement("missed", None, f"due by {wait.due[1]}, and no report of it by {told}")


def silent_from(due: Window) -> date | None:
    """The day from which silence speaks: when an event in the window would have been reported."""
    return due[1] + timedelta(NEWS + 1) if due[1] else None


def _happenings(wait: Wait) -> Iterator[tuple[Report, Days]]:
    """Later reports that it took place, those with stated days first."""
    found = [
        (report, days)
        for report in wait.known.later(wait.event, wait.report)
        if (days := held(report, wait.report.claim)) is not None
    ]
    yield from sorted(found, key=lambda pair: not pair[1].stated)


def _fits(wait: Wait, days: Days) -> bool:
    """Whether it took place when it was due; an undated report fits if no new day was set."""
    first, last = wait.due
    if first is None and last is None:
        return days.last is None or wait.report.day is None or days.last >= wait.report.day
    apart = gap(Days(first, last, stated=True), days)
    if days.stated:
        return apart is not None and apart <= SLACK
    near = apart is not None and apart <= SLACK
    moved = wait.report.claim.modality != "planned" or next(_planned_anew(wait), None) is not None
    return near or not moved


def _fits_closely(waiting: Report, due: Window, report: Report, days: Days) -> bool:
    """As `_fits`, for a claim that is not known to be of the same event: a stated day must fall
    into the window, else the mode or a word of the trigger must speak for it."""
    modes = {waiting.claim.mode, report.claim.mode} - {None}
    first, last = due
    after = first or waiting.day
    if len(modes) > 1 or after is None or days.last is None or days.first is None:
        return False
    if gap(Days(first, last, stated=True), days) not in (None, 0):
        return False
    narrow = first is not None and last is not None and last - first <= NARROW
    if narrow and days.stated and alike(waiting, report):
        return True
    soon = days.last >= after and days.first <= after + timedelta(REACH)
    return soon and _same_manner(waiting, report)


def _same_manner(left: Report, right: Report) -> bool:
    same_mode = left.claim.mode is not None and left.claim.mode == right.claim.mode
    if alike(left, right) and (same_mode or left.claim.type == "CONSULT"):
        return True
    stems = [
        {word[:5].lower() for word in each.claim.trigger.text.split() if len(word) > 3}
        for each in (left, right)
    ]
    return bool(stems[0] & stems[1])


def _planned_anew(wait: Wait) -> Iterator[Report]:
    """Later announcements of the same event for days after the window."""
    last = wait.due[1] or wait.due[0]
    if last is None:
        return
    for report in wait.known.later(wait.event, wait.report):
        days = days_of(report)
        if asserted(report) == "planned" and days.stated and days.first and days.first > last:
            yield report


def _rejections(wait: Wait, words: re.Pattern[str]) -> Iterator[Report]:
    """Later reports that the parties put it off, or called it off, in these words."""
    own = (*wait.report.claim.actors, *wait.report.claim.recipients)
    for report in wait.known.of_parties(wait.report, "REJECT", wait.due[1]):
        theirs = (*report.claim.actors, *report.claim.recipients)
        said = words.search(report.claim.trigger.text)
        if said and share(own, theirs) and _aims(wait, report):
            yield report


def _aims(wait: Wait, report: Report) -> bool:
    """Whether a rejection can be of what was expected: both are of a meeting, or the article tells
    of the expected event, and its day is no earlier than the announcement and near the window."""
    told = {each.claim.id for each in wait.known.in_article[report.article]}
    meeting = wait.event.type == "CONSULT" and report.claim.mode == "meet"
    if not meeting and not told.intersection(wait.event.claims):
        return False
    days, last = days_of(report), wait.due[1] or wait.due[0]
    announced = wait.report.day
    if days.stated and announced is not None and days.last is not None and days.last <= announced:
        return False
    return last is None or days.first is None or days.first <= last + timedelta(NEWS)


def _is_over(wait: Wait, report: Report) -> bool:
    """Whether the window was over when the report was published."""
    last = wait.due[1]
    return last is None or report.day is None or report.day >= last


def _on(days: Days) -> str:
    if not days.stated or days.first is None:
        return ""
    return f" on {days.first}" if days.first == days.last else f" from {days.first} on"
