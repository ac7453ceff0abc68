"""What a rule finds in the events of a situation: all of what it asks for, a part, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.surprise import frequency, surprise
from tocsin.watch.grammar import All, Count, Expected, Not, Rule, Surge
from tocsin.watch.seen import Awaited, Seen, counts, fits

NONE, PART, FULL = 0, 1, 2
SLACK = timedelta(1)
"""Reports may be a day ahead of us: it is tomorrow already where they are printed."""
LEVEL, EARLY = 0.01, 0.1
"""Below which probability a surge is seen, and below which a part of it (our choice)."""
LEAST = 3
"""Fewer events than this are never a surge."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of one situation. ``start`` is the first day that the ledger has reports of,
    which tells whether there is a past to compare with."""

    events: tuple[Seen, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """``level`` is `NONE`, `PART` or `FULL`; ``events`` the evidence, the oldest first; ``reason``
    says in words what was found."""

    level: int = NONE
    events: tuple[Seen, ...] = ()
    reason: str = ""

    @property
    def last(self) -> date | None:
        """The last day of the evidence."""
        return max((seen.last for seen in self.events if seen.last), default=None)


def evaluate(rule: Rule, picture: Picture, today: date) -> Finding:
    """What the rule finds in the picture."""
    if isinstance(rule, Count):
        return _count(rule, picture, today)
    if isinstance(rule, Surge):
        return _surge(rule, picture, today)
    if isinstance(rule, Expected):
        return _expected(rule, picture, today)
    if isinstance(rule, Not):
        inner = evaluate(rule.part, picture, today)
        return Finding(NONE if inner.level == FULL else FULL, (), f"not ({inner.reason})")
    found = [evaluate(part, picture, today) for part in rule.parts]
    return _both(rule, found) if isinstance(rule, All) else _either(found)


def _both(rule: All, found: list[Finding]) -> Finding:
    """A part of it is seen if something is: a "not" that holds by itself is nothing seen."""
    reason = " and ".join(each.reason for each in found)
    events = _ordered(seen for each in found for seen in each.events)
    if all(each.level == FULL for each in found):
        return Finding(FULL, events, reason)
    seen = any(
        each.level != NONE
        for part, each in zip(rule.parts, found, strict=True)
        if not isinstance(part, Not)
    )
    return Finding(PART if seen else NONE, events if seen else (), reason)


def _either(found: list[Finding]) -> Finding:
    level = max(each.level for each in found)
    best = [each for each in found if each.level == level]
    events = _ordered(seen for each in best for seen in each.events)
    return Finding(level, events, " or ".join(each.reason for each in best))


def _count(rule: Count, picture: Picture, today: date) -> Finding:
    near = [seen for seen in picture.events if fits(rule.of, seen)]
    dated = [seen for seen in near if _within(seen, rule.days, today)]
    undated = [seen for seen in near if seen.last is None]
    full = [seen for seen in dated if counts(rule.of, seen)]
    asked = f"{len(full)} of {rule.amount}" if rule.amount > 1 else f"{len(full)}"
    reason = f"{asked} in {rule.days} days"
    if len(full) >= rule.amount:
        return Finding(FULL, _ordered(full), reason)
    if dated or undated:
        others = len(dated) - len(full)
        reason += f", {others} of other standing" if others else ""
        reason += f", {len(undated)} undated" if undated else ""
        return Finding(PART, _ordered([*dated, *undated]), reason)
    return Finding(NONE, (), reason)


def _surge(rule: Surge, picture: Picture, today: date) -> Finding:
    windows = max(rule.past // rule.days, 1)
    need = windows * rule.days
    have = (today - picture.start).days - rule.days if picture.start else 0
    if have < need:
        reason = f"{max(have, 0)} of {need} days of past to compare with"
        return Finding(NONE, (), reason)
    full = [seen for seen in picture.events if fits(rule.of, seen) and counts(rule.of, seen)]
    now = [seen for seen in full if _begun(seen, today, -1, rule.days)]
    past = [
        sum(_begun(seen, today, oldest - rule.days, oldest) for seen in full)
        for oldest in range(2 * rule.days, need + rule.days + 1, rule.days)
    ]
    chance, usual = surprise(len(now), past)
    told = frequency(chance, unit="week" if rule.days == 7 else "window")
    reason = f"{len(now)} in {rule.days} days where {usual:.1f} are usual: {told}"
    if len(now) < LEAST or chance >= EARLY:
        return Finding(NONE, (), reason)
    return Finding(FULL if chance < LEVEL else PART, _ordered(now), reason)


def _expected(rule: Expected, picture: Picture, today: date) -> Finding:
    near = [each for each in picture.awaited if fits(rule.of, each.seen)]
    full = [each for each in near if _settled(rule, each, today)]
    if full:
        events = _ordered(each.seen for each in full)
        return Finding(FULL, events, f"{len(full)} expected, {rule.outcome}")
    waiting = [each for each in near if each.expectation.outcome == "open"]
    if waiting and rule.outcome != "open":
        events = _ordered(each.seen for each in waiting)
        return Finding(PART, events, f"{len(waiting)} expected, still open")
    return Finding(NONE, (), f"none expected that is {rule.outcome}")


def _settled(rule: Expected, awaited: Awaited, today: date) -> bool:
    expectation = awaited.expectation
    if expectation.outcome != rule.outcome:
        return False
    due = expectation.due[1] or expectation.due[0]
    if rule.due is not None:
        return due is not None and today <= due <= today + timedelta(rule.due)
    if rule.outcome == "open":
        return True
    day = expectation.day or due
    return day is not None and day >= today - timedelta(rule.days)


def _within(seen: Seen, days: int, today: date) -> bool:
    first, last = seen.first, seen.last
    if first is None or last is None:
        return False
    return last > today - timedelta(days) and first <= today + SLACK


def _begun(seen: Seen, today: date, newest: int, oldest: int) -> bool:
    """Whether it began at least ``newest`` and fewer than ``oldest`` days ago."""
    return seen.first is not None and newest <= (today - seen.first).days < oldest


def _ordered(events: Iterable[Seen]) -> tuple[Seen, ...]:
    found = {seen.event.id: seen for seen in events}
    return tuple(sorted(found.values(), key=lambda seen: (seen.last or date.min, seen.event.id)))
