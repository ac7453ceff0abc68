"""Which claims are about one event.

Claims of one type (or of near types) that share a party, a time or a name are compared, each pair
gets a score from named features (`same_pairs`, `same_score`), and groups are formed by the mean
score (`same_groups`). A score depends on the two claims alone, and only claims that hang together
through pairs of positive odds can become one event. So `Merger`, which takes claims as they
come, redoes just the part that new ones touch and ends up where `events` does.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from tocsin.corroborate.same_blocks import Blocks, Pair
from tocsin.corroborate.same_groups import NEVER, Bounds, groups
from tocsin.corroborate.same_judged import bounds
from tocsin.corroborate.same_pairs import excluded, features
from tocsin.corroborate.same_score import odds, probability, reasons
from tocsin.corroborate.same_traits import Traits, traits
from tocsin.records import Event, Join, Judgement, Report


def events(reports: Iterable[Report], judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
    """The events of all reports, in the order of their first claims (day, article, offset).

    Every claim is in exactly one event. ``judgements`` of kind ``same`` and ``different`` are
    kept, whatever the scores say. A report whose claim was there before is passed over.
    """
    merger = Merger(judgements)
    merger.add(reports)
    return merger.events()


class Merger:
    """Events of claims that come one after another; the same as `events` of all of them."""

    def __init__(self, judgements: Sequence[Judgement] = ()) -> None:
        self._bounds = bounds(judgements)
        self._traits: dict[str, Traits] = {}
        self._blocks = Blocks()
        self._odds: dict[str, dict[str, float]] = {}
        self._event: dict[str, Event] = {}
        self._joins: dict[Pair, Join] = {}

    def add(self, reports: Iterable[Report]) -> tuple[Event, ...]:
        """Take in reports; the events that hold them, or that they changed, afterwards."""
        touched: set[str] = set()
        for report in reports:
            if report.claim.id not in self._traits:
                touched |= self._compare(traits(report))
        return self._redo(touched)

    def judge(self, judgements: Sequence[Judgement]) -> tuple[Event, ...]:
        """Replace all judgements; the events that changed or may have changed."""
        old, self._bounds = self._bounds, bounds(judgements)
        pairs = (old.same ^ self._bounds.same) | (old.different ^ self._bounds.different)
        return self._redo({claim for pair in pairs for claim in pair if claim in self._traits})

    def events(self) -> tuple[Event, ...]:
        """All events, in the order of their first claims."""
        found = {event.id: event for event in self._event.values()}
        return tuple(sorted(found.values(), key=lambda e: self._traits[e.claims[0]].order))

    def _compare(self, new: Traits) -> set[str]:
        """Score the pairs of a new claim; the claims that this touches."""
        self._traits[new.id] = new
        self._odds[new.id] = {}
        gained, lost = self._blocks.add(new)
        for left, right in lost:
            self._odds[left].pop(right)
            self._odds[right].pop(left)
        for left, right in gained:
            value = _scored(self._traits[left], self._traits[right])
            self._odds[left][right] = self._odds[right][left] = value
        return {new.id} | {claim for pair in gained | lost for claim in pair}

    def _redo(self, touched: set[str]) -> tuple[Event, ...]:
        """Group anew all that hangs together with the touched claims."""
        done: set[str] = set()
        changed: dict[str, Event] = {}
        links = _links(self._bounds)
        for claim in sorted(touched, key=lambda claim: self._traits[claim].order):
            if claim not in done:
                whole = self._together(claim, links)
                done |= whole
                changed |= {event.id: event for event in self._group(whole)}
        return tuple(changed.values())

    def _together(self, claim: str, links: dict[str, set[str]]) -> set[str]:
        """All claims that can be reached from one over pairs with positive odds."""
        found, ahead = {claim}, [claim]
        while ahead:
            at = ahead.pop()
            linked = {other for other, value in self._odds[at].items() if value > 0}
            linked |= {other for other in links.get(at, ()) if other in self._traits}
            ahead += linked - found
            found |= linked
        return found

    def _group(self, whole: set[str]) -> list[Event]:
        ordered = sorted(whole, key=lambda claim: self._traits[claim].order)
        inside = {
            (left, right): value
            for left in ordered
            for right, value in self._odds[left].items()
            if right in whole and self._traits[left].order < self._traits[right].order
        }
        found = groups(ordered, inside, _within(self._bounds, whole))
        made = [self._made(group) for group in found]
        self._event |= {claim: event for event in made for claim in event.claims}
        return made

    def _made(self, group: list[str]) -> Event:
        first = self._traits[group[0]].claim
        kinds = Counter(self._traits[claim].claim.type for claim in group)
        kind = max(kinds, key=lambda name: (kinds[name], name == first.type, name))
        joins = tuple(self._join(claim, group[:n]) for n, claim in enumerate(group) if n)
        name = hashlib.sha256(f"event|{first.id}".encode()).hexdigest()[:16]
        return Event(name, kind, tuple(group), joins)

    def _join(self, claim: str, earlier: list[str]) -> Join:
        """The earlier claim that speaks most for this one, and why."""
        judged = [old for old in earlier if _ordered(claim, old) in self._bounds.same]
        if judged:
            return Join(claim, judged[0], 1.0, ("judged to be the same",))
        known = self._odds[claim]
        to, value = earlier[0], NEVER
        for old in earlier:
            if known.get(old, NEVER) > value:
                to, value = old, known[old]
        if value == NEVER:
            return Join(claim, to, 0.0, ("joined through other claims of the event",))
        if (claim, to) not in self._joins:
            found = features(self._traits[to], self._traits[claim])
            self._joins[claim, to] = Join(claim, to, probability(value), reasons(found))
        return self._joins[claim, to]


def _scored(left: Traits, right: Traits) -> float:
    return NEVER if excluded(left, right) else odds(features(left, right))


def _ordered(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _links(known: Bounds) -> dict[str, set[str]]:
    links: dict[str, set[str]] = {}
    for left, right in known.same:
        links.setdefault(left, set()).add(right)
        links.setdefault(right, set()).add(left)
    return links


def _within(known: Bounds, whole: set[str]) -> Bounds:
    same = (pair for pair in known.same if whole.issuperset(pair))
    return Bounds(frozenset(same), frozenset(p for p in known.different if whole.issuperset(p)))
