"""What a rule is once it is read: conditions on events, and how they are put together."""

from __future__ import annotations

from dataclasses import dataclass

WINDOW = 30
"""Days that a condition looks back on if it does not say ``within``."""
SURGE_WINDOW = 7
SURGE_PAST = 84
HAPPENED = ("occurred", "ongoing")
"""The statuses that count if a condition names none."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A PLOVER type, perhaps with a mode, or (``type`` empty) a quad class."""

    type: str = ""
    mode: str = ""
    quad: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """``what >= 10``: a comparison with a number. ``sign`` is one of ``>= <= > < =``."""

    what: str
    sign: str
    value: float


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events count. Empty fields do not filter; of several values one must fit.

    ``between`` are two sides, in either direction. ``thresholds`` are on ``independent`` origins
    and on ``credibility`` (1 is best).
    """

    kinds: tuple[Kind, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    between: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    quantities: tuple[Number, ...] = ()
    statuses: tuple[str, ...] = HAPPENED
    thresholds: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """At least ``amount`` such events within so many ``days``."""

    of: Filter
    amount: int = 1
    days: int = WINDOW


@dataclass(frozen=True, slots=True)
class Surge:
    """More such events in ``days`` than the ``past`` days before them let expect."""

    of: Filter
    days: int = SURGE_WINDOW
    past: int = SURGE_PAST


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation of such an event with this ``outcome``; ``due`` bounds the days until it is
    due, ``days`` how long ago it was settled."""

    of: Filter
    outcome: str
    due: int | None = None
    days: int = WINDOW


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Rule


Rule = Count | Surge | Expected | All | AnyOf | Not


def window(rule: Rule) -> int:
    """How many days of events the rule needs."""
    if isinstance(rule, Count | Expected):
        return rule.days
    if isinstance(rule, Surge):
        return rule.days + max(rule.past, rule.days)
    return max(window(part) for part in parts(rule))


def parts(rule: All | AnyOf | Not) -> tuple[Rule, ...]:
    """The rules that this one is made of."""
    return (rule.part,) if isinstance(rule, Not) else rule.parts


def counts_each(rule: Rule) -> bool:
    """Whether every further event is worth an alert of its own: no amounts, no surges."""
    if isinstance(rule, Count):
        return rule.amount == 1
    if isinstance(rule, AnyOf):
        return all(counts_each(part) for part in rule.parts)
    return isinstance(rule, Expected)


def affirms(rule: Rule) -> bool:
    """Whether something must be seen for the rule to hold."""
    if isinstance(rule, Not):
        return False
    if isinstance(rule, All):
        return any(affirms(part) for part in rule.parts)
    if isinstance(rule, AnyOf):
        return all(affirms(part) for part in rule.parts)
    return True
