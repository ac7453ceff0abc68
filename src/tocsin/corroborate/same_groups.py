"""From scored pairs to groups: the pairs of highest mean score join first.

Average-link agglomeration over the compared pairs (Sokal and Michener 1958), ended where the mean
log-odds of two groups is no longer above 0. A pair that was not compared counts as `UNKNOWN`.
Ties go to the group whose first member comes first, so the result does not depend on any order of
the input.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[str, str]
UNKNOWN = -1.5
"""Log-odds of a pair that was not compared."""
NEVER = -math.inf
"""Log-odds of a pair that must not be in one group, not even by way of others."""
LIMIT = 4.0
"""Log-odds beyond which a pair does not count for more, so that copies do not drown the rest."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What must and what must not be together: pairs of members."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(slots=True)
class _State:
    """Groups by number, which of them are linked, and the summed odds between two of them, made
    when they are asked for."""

    members: dict[int, list[str]]
    odds: Callable[[str, str], float]
    near: dict[int, set[int]]
    sums: dict[int, dict[int, float]]
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    def mean(self, a: int, b: int) -> float:
        pairs = len(self.members[a]) * len(self.members[b])
        return round(self._total(a, b) / pairs, 9)

    def _total(self, a: int, b: int) -> float:
        known = self.sums[a].get(b)
        if known is None:
            known = _summed(self.members[a], self.members[b], self.odds)
            self.sums[a][b] = self.sums[b][a] = known
        return known

    def offer(self, a: int, b: int) -> None:
        mean = self.mean(a, b)
        if mean > 0:
            low, high = sorted((a, b))
            heapq.heappush(self.heap, (-mean, low, high))

    def join(self, a: int, b: int) -> None:
        """Put group ``b`` into ``a``."""
        near = (self.near[a] | self.near.pop(b)) - {a, b}
        for other in near:
            total = self._total(a, other)
            if total != NEVER:
                total += self._total(b, other)
            self.sums[a][other] = self.sums[other][a] = total
            self.near[other].discard(b)
            self.near[other].add(a)
        self.near[a] = near
        self.members[a] += self.members.pop(b)
        for other in self.sums.pop(b):
            self.sums[other].pop(b, None)
        for other in [other for other in self.sums[a] if other not in near]:
            del self.sums[a][other], self.sums[other][a]


def groups(
    members: Sequence[str], odds: Mapping[Pair, float], bounds: Bounds = Bounds()
) -> list[list[str]]:
    """Groups of members, each in the order of ``members``, sorted by their first ones."""
    place = {member: number for number, member in enumerate(members)}
    known = {frozenset(pair): value for pair, value in odds.items()}
    known |= {frozenset(pair): NEVER for pair in bounds.different}
    links = [pair for pair, value in odds.items() if value > 0]
    units = [(member,) for member in members]
    found = merged(units, links, lambda a, b: known.get(frozenset((a, b)), UNKNOWN), bounds.same)
    whole = [sorted(group, key=place.__getitem__) for group in found]
    return sorted(whole, key=lambda group: place[group[0]])


def merged(
    units: Sequence[Sequence[str]],
    links: Iterable[Pair],
    odds: Callable[[str, str], float],
    same: Iterable[Pair] = (),
) -> list[list[str]]:
    """Units (groups that are there already) that were joined, in no order.

    Only units that are linked, or become so by joining, are looked at; of two pairs that are
    equally near, that of the units that come first in ``units`` joins. ``same`` must be together.
    """
    place = {member: number for number, unit in enumerate(units) for member in unit}
    state = _start(units, ((place[x], place[y]) for x, y in links), odds)
    for a, b in _joined(range(len(units)), ((place[x], place[y]) for x, y in same)):
        state.join(a, b)
    for a in sorted(state.near):
        for b in state.near[a]:
            if a < b:
                state.offer(a, b)
    while state.heap:
        mean, a, b = heapq.heappop(state.heap)
        alive = a in state.members and b in state.members
        if alive and state.mean(a, b) == -mean:
            state.join(a, b)
            for other in state.near[a]:
                state.offer(a, other)
    return list(state.members.values())


def _start(
    units: Sequence[Sequence[str]],
    links: Iterable[tuple[int, int]],
    odds: Callable[[str, str], float],
) -> _State:
    near: dict[int, set[int]] = {number: set() for number in range(len(units))}
    for a, b in links:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    members = {number: list(unit) for number, unit in enumerate(units)}
    return _State(members, odds, near, {number: {} for number in near})


def _summed(left: list[str], right: list[str], odds: Callable[[str, str], float]) -> float:
    values = []
    for x in left:
        for y in right:
            value = odds(x, y)
            if value == NEVER:
                return NEVER
            values.append(max(-LIMIT, min(LIMIT, value)))
    return math.fsum(values)


def _joined(numbers: Iterable[int], same: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which group goes into which, for members that must be together: the first one stays."""
    root = {number: number for number in numbers}
    steps = []
    for left, right in sorted(same):
        a, b = sorted((_root(root, left), _root(root, right)))
        if a != b:
            root[b] = a
            steps.append((a, b))
    return steps


def _root(root: dict[int, int], number: int) -> int:
    while root[number] != number:
        number = root[number]
    return number
