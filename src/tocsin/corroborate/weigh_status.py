"""The status of an event: rules in the order in which they are tried, one reason line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from tocsin.corroborate.weigh_voices import Voice
from tocsin.records import StatusChange

FRESH = timedelta(14)
"""How long after the last report of it an event is taken to go on. Our choice."""
_HELD = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, and in words why."""

    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The voices about one event up to a day, by what they do for it."""

    affirm: tuple[Voice, ...]
    firm: tuple[Voice, ...]
    negate: tuple[Voice, ...]
    deny: tuple[Voice, ...]
    withhold: tuple[Voice, ...]
    doubt: tuple[Voice, ...]
    plan: tuple[Voice, ...]
    possible: tuple[Voice, ...]
    on: date | None


def sides(voices: Sequence[Voice], on: date | None) -> Sides:
    """The voices sorted. Who says of an affirmed event that it did not happen denies it."""
    affirm = _pick(voices, lambda v: v.stance == "asserts" and v.says in _HELD)
    negate = _pick(voices, lambda v: v.stance == "asserts" and v.says == "not")
    deny = _pick(voices, lambda v: v.stance == "denies" and v.says != "not")
    if affirm:
        deny += _pick(negate, lambda v: not v.own)
        negate = _pick(negate, lambda v: v.own)
    return Sides(
        affirm,
        _pick(affirm, _is_firm),
        negate,
        deny,
        _pick(voices, lambda v: v.stance == "withholds"),
        _pick(voices, lambda v: v.stance == "doubts"),
        _pick(voices, lambda v: v.stance == "asserts" and v.says == "planned"),
        _pick(voices, lambda v: v.stance == "asserts" and v.says == "possible"),
        on,
    )


def _pick(voices: Sequence[Voice], wanted: Callable[[Voice], bool]) -> tuple[Voice, ...]:
    return tuple(voice for voice in voices if wanted(voice))


def _is_firm(voice: Voice) -> bool:
    """A report in its own voice that names who did it, a body that takes no side, or an admission
    of the accused."""
    return (voice.own and voice.blames and not voice.partisan) or voice.neutral


def verdict(found: Sides) -> Verdict:
    """The status of an event by its sides."""
    if found.affirm or found.deny:
        return _contested(found) or _held(found)
    return _not_held(found)


def _contested(found: Sides) -> Verdict | None:
    against = found.deny or _silent(found) or found.doubt
    if against and not found.firm:
        verb = {"denies": "denies it", "withholds": "will not confirm it", "doubts": "doubts it"}
        what = verb.get(against[0].stance, "says that it did not happen")
        return Verdict("disputed", f"{against[0].who} {what}; no report affirms it by itself")
    if found.affirm and all(voice.partisan for voice in found.affirm):
        who = found.affirm[0].who
        return Verdict("disputed", f"only the side that it was done to says so ({who})")
    if found.negate and not any(voice.own for voice in found.affirm):
        return Verdict("disputed", "a report says that it did not happen, a source that it did")
    return None


def _silent(found: Sides) -> tuple[Voice, ...]:
    """Those who will not confirm it and would know: the side that is said to have done it, or
    anybody if no claim says who did it."""
    blamed = any(voice.blames for voice in found.affirm)
    return _pick(found.withhold, lambda voice: voice.accused or not blamed)


def _held(found: Sides) -> Verdict:
    last = found.affirm[-1]
    day = last.report.day
    fresh = found.on is not None and day is not None and found.on - day <= FRESH
    if last.says == "ongoing" and fresh:
        return Verdict("ongoing", f"still going on by the last report of it ({day})")
    voice = next(iter(found.firm), found.affirm[0])
    who = "a report says so itself" if voice.own else f"{voice.who} says so"
    return Verdict("occurred", who + (", against a denial" if found.deny else ""))


def _not_held(found: Sides) -> Verdict:
    if found.negate and not _planned_anew(found):
        return Verdict("did-not-occur", f"{found.negate[-1].who} says that it did not happen")
    if found.plan:
        return Verdict("planned", f"announced ({found.plan[-1].who}), not yet reported as held")
    if found.possible:
        return Verdict("possible", "only feared, demanded, threatened or made conditional")
    return Verdict("undetermined", "nobody says whether it happened")


def _planned_anew(found: Sides) -> bool:
    if not found.plan:
        return False
    last, negated = found.plan[-1].report.day, found.negate[-1].report.day
    return last is not None and negated is not None and last > negated


def history(voices: Sequence[Voice]) -> tuple[StatusChange, ...]:
    """The days on which the status changed, with the claims of the day. Undated reports count
    last."""
    changes: list[StatusChange] = []
    ordered = sorted(
        voices, key=lambda voice: (voice.report.day is None, voice.report.day or date.min)
    )
    seen: list[Voice] = []
    for day, group in groupby(ordered, key=lambda voice: voice.report.day):
        today = list(group)
        seen += today
        status = verdict(sides(seen, day)).status
        if not changes or changes[-1].status != status:
            claims = dict.fromkeys(voice.report.claim.id for voice in today)
            changes.append(StatusChange(day, status, tuple(claims)))
    return tuple(changes)
