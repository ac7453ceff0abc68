"""Which claims are about one event.

Claims of one type (or of near types) that share a party, a time or a name are compared, each pair
gets a score from named features (`same_pairs`, `same_score`), and groups are formed by the mean
score (`same_groups`), a stretch of days at a time (`same_epochs`). A score depends on the two
claims alone, and only claims that hang together through pairs of positive odds can become one
event. So `Merger`, which takes claims as they come, redoes just the part of a stretch that new ones
touch, and what hangs on it later, and ends up where `events` does.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from tocsin.corroborate.paged import fetch, paged
from tocsin.corroborate.recall import EventRecall, EventTrace
from tocsin.corroborate.same_blocks import Blocks, Pair, Placed
from tocsin.corroborate.same_epochs import NONE, Epochs, Group
from tocsin.corroborate.same_groups import NEVER, UNKNOWN, Bounds
from tocsin.corroborate.same_judged import bounds, parted, together
from tocsin.corroborate.same_pairs import excluded, features
from tocsin.corroborate.same_score import odds, probability, reasons
from tocsin.corroborate.same_traits import Order, Traits, traits
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
    """Events of claims that come one after another; the same as `events` of all of them.

    With ``recall`` it goes on from where another one, whose `trace` was kept, had come; then
    `events` and ``everything`` hold only what it has looked at.
    """

    def __init__(
        self, judgements: Sequence[Judgement] = (), recall: EventRecall | None = None
    ) -> None:
        self._recall = recall
        self._bounds = bounds(judgements)
        self._apart = parted(self._bounds)
        self._traits = paged(self._recalled if recall else None)
        self._links: dict[str, dict[str, float]] = paged(recall.links if recall else None)
        self._blocks = Blocks(
            lambda left, right: right in self._links[left],
            paged(recall.blocks if recall else None),
            paged(self._placed if recall else None),
        )
        self._known: dict[str, dict[str, float]] = {}
        self._epochs = Epochs(
            self._links,
            self._odds,
            orders=self._orders if recall else None,
            lines=recall.lines if recall else None,
        )
        self._epochs.same = together(self._bounds)
        self._event: dict[str, Event] = paged(recall.events if recall else None)
        self._joins: dict[str, dict[str, Join]] = {}
        self._scored: set[Pair] = set()

    def knows(self, claims: Collection[str]) -> list[str]:
        """Those of the claims that were taken in; they stay known when others change them."""
        fetch(self._traits, claims)
        return [claim for claim in claims if claim in self._traits]

    def trace(self, *, everything: bool = False) -> EventTrace:
        """What changed since the last call, or all there is."""
        blocks, lines = self._blocks, self._epochs.lines
        claims = blocks.of if everything else blocks.into
        written = lines if everything else self._epochs.written
        pairs = self._scored
        if everything:
            pairs = {(one, other) for one, links in self._links.items() for other in links}
        placed = [blocks.of[claim] for claim in claims]
        made = EventTrace(
            [(key, order) for order, keys in blocks.out_of for key in sorted(keys)],
            [(key, order) for order, keys in placed for key in sorted(keys)],
            {pair: self._links.get(pair[0], {}).get(pair[1]) for pair in sorted(pairs)},
            {claim: lines.get(claim, {}) for claim in sorted(written)},
        )
        for done in (blocks.out_of, blocks.into, self._scored, self._epochs.written):
            done.clear()
        return made

    def _recalled(self, claims: Collection[str]) -> Mapping[str, Traits]:
        found = self._recall.reports(claims) if self._recall else {}
        return {claim: traits(report) for claim, report in found.items()}

    def _orders(self, claims: Collection[str]) -> Mapping[str, Order]:
        fetch(self._traits, claims)
        return {claim: self._traits[claim].order for claim in claims if claim in self._traits}

    def _placed(self, claims: Collection[str]) -> Mapping[str, Placed]:
        fetch(self._traits, claims)
        known = (self._traits[claim] for claim in claims if claim in self._traits)
        return {each.id: self._blocks.place(each) for each in known}

    def add(self, reports: Iterable[Report]) -> tuple[Event, ...]:
        """Take in reports; the events that hold them, or that they changed, afterwards."""
        return self.update(reports)

    def update(
        self,
        reports: Iterable[Report],
        gone: Iterable[str] = (),
        judgements: Sequence[Judgement] | None = None,
    ) -> tuple[Event, ...]:
        """Take claims out, take reports in and replace all judgements, in one step.

        The events that changed, or may have changed, afterwards. A claim that says something else
        now is both in ``gone`` and among the reports.
        """
        for claim in [claim for claim in gone if claim in self._traits]:
            self._forget(claim)
        new = (traits(report) for report in reports if report.claim.id not in self._traits)
        for each in sorted({each.id: each for each in new}.values(), key=lambda t: t.order):
            self._take(each)
        if judgements is not None:
            self._judge(bounds(judgements))
        return self._remade(self._epochs.settle())

    def judge(self, judgements: Sequence[Judgement]) -> tuple[Event, ...]:
        """Replace all judgements; the events that changed or may have changed."""
        return self.update((), judgements=judgements)

    def events(self) -> tuple[Event, ...]:
        """All events, in the order of their first claims."""
        found = {event.id: event for event in self._event.values()}
        return tuple(sorted(found.values(), key=lambda e: self._traits[e.claims[0]].order))

    def event_of(self, claim: str) -> Event | None:
        """The event that holds a claim."""
        return self._event.get(claim)

    def _take(self, new: Traits) -> None:
        """Put a claim in and link it."""
        self._traits[new.id] = new
        self._links[new.id] = {}
        self._epochs.add(new.id, new.order)
        self._pair(*self._blocks.add(new))

    def _forget(self, claim: str) -> None:
        """Take a claim out, with its links."""
        self._epochs.remove(claim)
        for other in self._links.pop(claim, {}):
            del self._links[other][claim]
            self._scored |= {(claim, other), (other, claim)}
        gained, lost = self._blocks.remove(self._traits.pop(claim))
        self._pair(gained, {pair for pair in lost if claim not in pair})
        for other in self._known.pop(claim, ()):
            del self._known[other][claim]
        for other in self._joins.pop(claim, {}):
            del self._joins[other][claim]
        self._event.pop(claim, None)

    def _pair(self, gained: Collection[Pair], lost: Iterable[Pair]) -> None:
        """Link new pairs of positive odds, and unlink those that are no longer compared."""
        for left, right in lost:
            if self._links[left].pop(right, None) is not None:
                del self._links[right][left]
                self._changed(left, right)
        fetch(self._traits, {claim for pair in gained for claim in pair})
        fetch(self._links, {claim for pair in gained for claim in pair})
        for left, right in gained:
            value = _scored(self._traits[left], self._traits[right])
            if value > 0:
                self._links[left][right] = self._links[right][left] = value
                self._changed(left, right)

    def _changed(self, left: str, right: str) -> None:
        self._scored |= {(left, right), (right, left)}
        self._epochs.touch(left, right)

    def _judge(self, new: Bounds) -> None:
        apart, old = parted(new), self._bounds
        changed = (old.same ^ new.same) | (self._apart ^ apart)
        self._epochs.same, self._bounds, self._apart = together(new), new, apart
        for claim in {claim for pair in changed for claim in pair}:
            self._epochs.shake(claim)

    def _odds(self, left: str, right: str) -> float:
        """The odds of any pair, scored once."""
        if _ordered(left, right) in self._apart:
            return NEVER
        known = self._links[left].get(right)
        if known is None:
            known = self._known.get(left, {}).get(right)
        if known is None:
            related = self._blocks.related(left, right)
            known = _scored(self._traits[left], self._traits[right]) if related else UNKNOWN
            self._known.setdefault(left, {})[right] = known
            self._known.setdefault(right, {})[left] = known
        return known

    def _remade(self, claims: Iterable[str]) -> tuple[Event, ...]:
        """The events of the claims, made anew."""
        found = {self._epochs.group(claim) for claim in claims}
        made = [self._made(g) for g in sorted(found, key=lambda g: self._traits[g[0]].order)]
        self._event |= {claim: event for event in made for claim in event.claims}
        return tuple(made)

    def _made(self, group: Group) -> Event:
        first = self._traits[group[0]].claim
        kinds = Counter(self._traits[claim].claim.type for claim in group)
        kind = max(kinds, key=lambda name: (kinds[name], name == first.type, name))
        place = {claim: number for number, claim in enumerate(group)}
        joins = tuple(self._join(claim, place, group[0]) for claim in group[1:])
        name = hashlib.sha256(f"event|{first.id}".encode()).hexdigest()[:16]
        return Event(name, kind, group, joins)

    def _join(self, claim: str, place: Mapping[str, int], first: str) -> Join:
        """The earlier claim that speaks most for this one, and why."""
        own = place[claim]
        judged = self._epochs.same.get(claim, NONE)
        said = [other for other in judged if place.get(other, own) < own]
        if said:
            return Join(claim, min(said, key=place.__getitem__), 1.0, ("judged to be the same",))
        links = self._links[claim]
        linked = [other for other in links if place.get(other, own) < own]
        if not linked:
            return Join(claim, first, 0.0, ("joined through other claims of the event",))
        to = min(linked, key=lambda other: (-links[other], place[other]))
        return self._joined(claim, to)

    def _joined(self, claim: str, to: str) -> Join:
        known = self._joins.setdefault(claim, {})
        if to not in known:
            found = features(self._traits[to], self._traits[claim])
            join = Join(claim, to, probability(self._links[claim][to]), reasons(found))
            known[to] = self._joins.setdefault(to, {})[claim] = join
        return known[to]


def _scored(left: Traits, right: Traits) -> float:
    return NEVER if excluded(left, right) else odds(features(left, right))


def _ordered(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
