"""Which claims are worth comparing: blocks of claims that share a type and a party, a time, a name.

Each claim is compared with its nearest neighbours, in the order of publication, within each of its
blocks. So the cost grows with the number of claims, not with its square, and the set of pairs
depends on the set of claims alone, not on the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tocsin.corroborate.same_pairs import near_of
from tocsin.corroborate.same_traits import Traits
from tocsin.corroborate.same_words import stem, weight

WINDOW = 64
"""Neighbours on either side that a claim is compared with in one block."""
SPAN = 16
"""Days of a time bucket; every claim stands in its own bucket and in the next one."""
_LONG = 3
"""Buckets that a claim with a long stretch of days may fill."""
_NAMES = 4
"""Names of the sentence that make blocks, the rarest first."""
_WORDS = 4
"""Stems of the claim that make blocks, the rarest first."""

Key = tuple[Hashable, ...]
Pair = tuple[str, str]


@dataclass(slots=True)
class Blocks:
    """The blocks. ``add`` says which pairs are new and which ones have drifted too far apart."""

    _blocks: dict[Key, list[Traits]] = field(default_factory=dict)
    _held: Counter[Pair] = field(default_factory=Counter)

    def add(self, new: Traits) -> tuple[set[Pair], set[Pair]]:
        """Put a claim into its blocks: pairs that are to be compared now, and pairs that are no
        longer."""
        before: dict[Pair, int] = {}
        for key in sorted(_keys(new), key=repr):
            for pair, change in self._insert(key, new):
                before.setdefault(pair, self._held[pair])
                self._held[pair] += change
        gained = {pair for pair, count in before.items() if not count and self._held[pair]}
        lost = {pair for pair, count in before.items() if count and not self._held[pair]}
        for pair in lost:
            del self._held[pair]
        return gained, lost

    def _insert(self, key: Key, new: Traits) -> Iterator[tuple[Pair, int]]:
        block = self._blocks.setdefault(key, [])
        at = bisect_left(block, new.order, key=lambda traits: traits.order)
        block.insert(at, new)
        low, high = max(0, at - WINDOW), min(len(block), at + WINDOW + 1)
        for i in range(low, high):
            if i != at:
                yield _pair(block[i], new), 1
        for i in range(low, at):
            if i + WINDOW + 1 < len(block):
                yield _pair(block[i], block[i + WINDOW + 1]), -1


def _pair(a: Traits, b: Traits) -> Pair:
    return (a.id, b.id) if a.order < b.order else (b.id, a.id)


def _keys(traits: Traits) -> set[Key]:
    """Blocks: type with party and time, with place or name, with rare word and time, with
    article; two near types with parties and time, with place, with article."""
    kind = traits.claim.type
    times = _buckets(traits)
    article: Key = ("article", traits.report.article)
    codes = traits.codes or {place.country or "?" for place in traits.claim.place} or {"?"}
    codes |= traits.told if len(traits.codes) < 2 else set()
    parties = {(code, time) for code in codes for time in times}
    named = sorted(traits.names, key=lambda name: (-weight(stem(name)), name))[:_NAMES]
    places = {("name", name) for name in (*traits.places, *named)}
    telling = sorted(traits.near, key=lambda name: (-weight(name), name))[:_WORDS]
    told = {("word", name, time) for name in telling for time in times}
    near = {article, ("codes", *sorted(codes), min(times)), ("codes", *sorted(codes), max(times))}
    near |= {("place", name) for name in traits.places}
    other = {tuple(sorted((kind, each))) for each in near_of(kind)}
    own = {article, *parties, *places, *told}
    return {(kind, *mark) for mark in own} | {(*each, *mark) for each in other for mark in near}


def _buckets(traits: Traits) -> set[int]:
    days = traits.days
    found = {_bucket(day) for day in (traits.report.day, days.first, days.last) if day}
    if days.first and days.last:
        whole = range(_bucket(days.first), _bucket(days.last) + 1)
        found |= set(whole[:_LONG])
    return {bucket + step for bucket in found for step in (0, 1)} or {-1}


def _bucket(day: date) -> int:
    return day.toordinal() // SPAN
