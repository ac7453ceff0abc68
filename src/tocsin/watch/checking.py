"""From what is known of a situation to the states of its indicators, what changed, and alerts.

`check` is pure: the same events, states and time give the same answer, and what it is told of
earlier alerts keeps it from telling the same again, also after an edit or a restart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tocsin.records import Alert, Change, Indicator, IndicatorState, Situation
from tocsin.watch.evaluate import FULL, NONE, PART, Finding, Picture, evaluate
from tocsin.watch.grammar import Rule, counts_each
from tocsin.watch.rules import read_rule
from tocsin.watch.seen import Seen, belongs
from tocsin.watch.telling import make_alert, marks

NOT_SEEN, EMERGING, OBSERVED, REVERSED = "not-seen", "emerging", "observed", "reversed"
STATES = (NOT_SEEN, EMERGING, OBSERVED, REVERSED)
_BY_LEVEL = {NONE: NOT_SEEN, PART: EMERGING, FULL: OBSERVED}
REVERSED_FOR = 4
"""A reversal is shown for so many half-lives. Our choice: by then its weight is a sixteenth."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was known at the last check: the states by indicator, and the alerts by the marks of
    their events (see `tocsin.watch.telling.marks`)."""

    states: Mapping[str, IndicatorState] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check gives. ``told`` are marks that later checks must know, with their alerts."""

    states: tuple[IndicatorState, ...] = ()
    changes: tuple[Change, ...] = ()
    alerts: tuple[Alert, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """One indicator at one check."""

    situation: Situation
    indicator: Indicator
    rule: Rule
    now: datetime
    old: IndicatorState | None


def check(situation: Situation, picture: Picture, *, now: datetime, before: Before) -> Outcome:
    """States, changes and alerts of the situation at ``now``.

    Events of the picture that do not belong to the situation are left out. Raises `UsageError` if a
    rule cannot be read.
    """
    events = tuple(seen for seen in picture.events if belongs(situation, seen))
    awaited = tuple(each for each in picture.awaited if belongs(situation, each.seen))
    own = replace(picture, events=events, awaited=awaited)
    states, changes, alerts = list[IndicatorState](), list[Change](), list[Alert]()
    told: dict[str, str] = {}
    for indicator in situation.indicators:
        old = before.states.get(indicator.id)
        step = _Step(situation, indicator, read_rule(indicator.rule), now, old)
        state, evidence = _state(step, own)
        states.append(state)
        change = _change(step, state)
        changes.extend([change] if change else [])
        for alert, keys in _alerts(step, state, evidence, {**before.told, **told}):
            told |= dict.fromkeys(keys, alert.id)
            alerts.extend([alert] if alert.headline else [])
    return Outcome(tuple(states), tuple(changes), tuple(alerts), told)


def level(situation: Situation, states: Mapping[str, IndicatorState], today: date) -> float:
    """How far the situation has gone: the weighted mean of the strengths, 0 to 1, as of today."""
    total = sum(indicator.weight for indicator in situation.indicators)
    held = sum(
        indicator.weight * strength(indicator, states[indicator.id], today)
        for indicator in situation.indicators
        if indicator.id in states
    )
    return held / total if total else 0.0


def strength(indicator: Indicator, state: IndicatorState, today: date) -> float:
    """1 for observed and 0.5 for emerging on the day of the last evidence, halved with every
    half-life since; undated evidence is as old as the state."""
    full = {OBSERVED: 1.0, EMERGING: 0.5}.get(state.state, 0.0)
    age = max(0, (today - (state.last or state.since.date())).days)
    return float(full * 0.5 ** (age / indicator.half_life))


def _state(step: _Step, picture: Picture) -> tuple[IndicatorState, tuple[Seen, ...]]:
    today = step.now.date()
    finding = evaluate(step.rule, picture, today)
    name, finding = _named(step, finding, picture)
    since = step.old.since if step.old and step.old.state == name else step.now
    claims = [report.claim.id for seen in finding.events for report in seen.reports]
    state = IndicatorState(
        step.situation.id,
        step.indicator.id,
        name,
        since,
        tuple(seen.event.id for seen in finding.events),
        tuple(claims),
        finding.last,
        reason=finding.reason,
    )
    kept = replace(state, strength=round(strength(step.indicator, state, today), 4))
    return kept, finding.events


def _named(step: _Step, finding: Finding, picture: Picture) -> tuple[str, Finding]:
    """The name of the state, and the finding that it rests on."""
    was = step.old.state if step.old else NOT_SEEN
    against = _against(step, picture)
    if against is not None and (was != NOT_SEEN or finding.level != NONE):
        newer = (against.last or date.min) >= (finding.last or date.min)
        if newer or finding.level != FULL:
            return REVERSED, replace(against, reason=f"reversed by: {against.reason}")
    if finding.level == FULL:
        return OBSERVED, finding
    lost = _lost(step, picture) if was == OBSERVED else ()
    if lost:
        words = ", ".join(sorted({seen.status for seen in lost}))
        return REVERSED, Finding(NONE, lost, f"what was observed is now {words}")
    if was == REVERSED and step.old and _fresh(step, step.old):
        kept = tuple(seen for seen in picture.events if seen.event.id in step.old.events)
        return REVERSED, Finding(NONE, kept, step.old.reason)
    return _BY_LEVEL[finding.level], finding


def _against(step: _Step, picture: Picture) -> Finding | None:
    if not step.indicator.reversed_by:
        return None
    found = evaluate(read_rule(step.indicator.reversed_by), picture, step.now.date())
    return found if found.level == FULL else None


def _lost(step: _Step, picture: Picture) -> tuple[Seen, ...]:
    """Events that were evidence and are now told otherwise: denied, disputed, taken back."""
    claims = set(step.old.claims) if step.old else set()
    return tuple(
        seen
        for seen in picture.events
        if seen.status in {"disputed", "did-not-occur"}
        and claims & {report.claim.id for report in seen.reports}
    )


def _fresh(step: _Step, old: IndicatorState) -> bool:
    return step.now - old.since <= timedelta(days=REVERSED_FOR * step.indicator.half_life)


def _change(step: _Step, state: IndicatorState) -> Change | None:
    old = step.old
    before = old.state if old else NOT_SEEN
    new = tuple(key for key in state.events if not old or key not in old.events)
    if before == state.state and (not new or state.state == NOT_SEEN):
        return None
    known = set(old.claims) if old else set()
    claims = tuple(key for key in state.claims if key not in known)
    if before != state.state:
        new, claims = state.events, state.claims
    return Change(
        step.situation.id,
        step.indicator.id,
        before,
        state.state,
        step.now,
        new,
        claims,
        state.reason,
    )


def _alerts(
    step: _Step, state: IndicatorState, evidence: tuple[Seen, ...], told: Mapping[str, str]
) -> Iterator[tuple[Alert, tuple[str, ...]]]:
    """Alerts with the marks of their events that are new. One without a headline is not to be
    told: it only keeps the marks of an event that grew, or that was there before us.

    A rule without amounts alerts for every event, but at its first check for the newest alone; any
    other rule alerts when the state is entered, for the newest event that was not told.
    """
    if state.state not in step.indicator.alert_on or not evidence:
        return
    each = state.state == OBSERVED and counts_each(step.rule) and step.old is not None
    turned = step.old is None or step.old.state != state.state
    known = dict(told)
    for seen in reversed(evidence):
        keys = marks(state, seen)
        earlier = next((known[key] for key in keys if key in known), None)
        alert = make_alert(step.situation, step.indicator, state, seen, evidence)
        if earlier is None and (each or turned):
            turned = False
        else:
            alert = replace(alert, id=earlier or alert.id, headline="")
        known |= dict.fromkeys(keys, alert.id)
        yield alert, tuple(key for key in keys if key not in told)
