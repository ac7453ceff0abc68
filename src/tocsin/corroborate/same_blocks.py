"""Which claims are worth comparing: blocks of claims that share a type and a party, a time, a name.

Each claim is compared with its nearest neighbours, in the order of publication, within each of its
blocks. So the cost grows with the number of claims, not with its square, and the set of pairs
depends on the set of claims alone, not on the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from tocsin.corroborate.paged import fetch
from tocsin.corroborate.same_pairs import near_of
from tocsin.corroborate.same_traits import Order, Traits
from tocsin.corroborate.same_words import stem, weight

WINDOW = 32
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
Placed = tuple[Order, frozenset[int]]


@dataclass(slots=True)
class Blocks:
    """The blocks. ``add`` says which pairs are new and which linked ones have drifted too far
    apart. ``blocks`` are their members in order, ``of`` the order and the blocks of each claim;
    ``into`` and ``out_of`` tell what was put in and taken out since they were last emptied."""

    linked: Callable[[str, str], bool]
    """Whether a pair is linked: what becomes of the others does not matter."""
    blocks: dict[int, list[Order]] = field(default_factory=dict)
    of: dict[str, Placed] = field(default_factory=dict)
    into: dict[str, None] = field(default_factory=dict)
    out_of: list[Placed] = field(default_factory=list)
    _numbers: dict[Key, int] = field(default_factory=dict)

    def add(self, new: Traits) -> tuple[set[Pair], set[Pair]]:
        """Put a claim into its blocks: pairs that are to be compared now, and linked pairs that are
        compared no longer."""
        keys = self.place(new)[1]
        self.of[new.id] = (new.order, keys)
        self.into[new.id] = None
        fetch(self.blocks, keys)
        beside: set[Order] = set()
        apart: set[Pair] = set()
        for key in keys:
            block = self.blocks.setdefault(key, [])
            at = bisect_left(block, new.order)
            beside.update(block[max(0, at - WINDOW) : at + WINDOW])
            block.insert(at, new.order)
            apart.update(pair for pair in _drifted(block, at) if self.linked(*pair))
        lost = {pair for pair in apart if not self._beside(*pair)}
        return {_pair(each, new.order) for each in beside}, lost

    def remove(self, old: Traits) -> tuple[set[Pair], set[Pair]]:
        """Take a claim out of its blocks: as `add`, of the others and of its own pairs."""
        order, keys = self.of.get(old.id) or self.place(old)
        self.out_of.append((order, keys))
        fetch(self.blocks, keys)
        beside: set[Order] = set()
        nearer: set[Pair] = set()
        places = {key: bisect_left(self.blocks[key], order) for key in keys}
        for key, at in places.items():
            block = self.blocks[key]
            beside.update(block[max(0, at - WINDOW) : at], block[at + 1 : at + WINDOW + 1])
            nearer.update(_drifted(block, at))
        gained = {pair for pair in nearer if not self._beside(*pair)}
        for key, at in places.items():
            self.blocks[key].pop(at)
        self.of.pop(old.id, None)
        self.into.pop(old.id, None)
        return gained, {_pair(each, order) for each in beside}

    def place(self, traits: Traits) -> Placed:
        """The order of a claim and the numbers of its blocks."""
        return traits.order, frozenset(self._number(key) for key in _keys(traits))

    def _number(self, key: Key) -> int:
        """A number that is the same in every process, kept because making it costs."""
        number = self._numbers.get(key)
        if number is None:
            made = blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            number = self._numbers[key] = int.from_bytes(made, signed=True)
        return number

    def related(self, left: str, right: str) -> bool:
        """Whether two claims share a block, however far apart they stand in it."""
        return not self.of[left][1].isdisjoint(self.of[right][1])

    def _beside(self, left: str, right: str) -> bool:
        """Whether two claims are compared."""
        (one, mine), (other, its) = self.of[left], self.of[right]
        blocks = (self.blocks[key] for key in mine & its)
        return any(
            abs(bisect_left(block, one) - bisect_left(block, other)) <= WINDOW for block in blocks
        )


def _drifted(block: list[Order], at: int) -> Iterator[Pair]:
    """The pairs that only the claim at a place keeps from being neighbours."""
    for i in range(max(0, at - WINDOW), min(at, len(block) - WINDOW - 1)):
        yield _pair(block[i], block[i + WINDOW + 1])


def _pair(a: Order, b: Order) -> Pair:
    return (a[3], b[3]) if a < b else (b[3], a[3])


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
