"""From scored pairs to groups: the pairs of highest mean score join first.

Average-link agglomeration over the compared pairs (Sokal and Michener 1958), ended where the mean
log-odds of two groups is no longer above 0. A pair that was not compared counts as `UNKNOWN`.
Ties go to the group whose first member comes first, so the result does not depend on any order of
the input.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
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
    """Groups by number, the summed odds and the number of compared pairs between two of them."""

    members: dict[int, list[str]]
    sums: dict[int, dict[int, tuple[float, int]]]
    apart: dict[int, set[int]]
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    def mean(self, a: int, b: int) -> float:
        total, count = self.sums[a].get(b, (0.0, 0))
        pairs = len(self.members[a]) * len(self.members[b])
        return round((total + (pairs - count) * UNKNOWN) / pairs, 9)

    def offer(self, a: int, b: int) -> None:
        mean = self.mean(a, b)
        if mean > 0 and b not in self.apart[a]:
            low, high = sorted((a, b))
            heapq.heappush(self.heap, (-mean, low, high))

    def join(self, a: int, b: int) -> None:
        """Put group ``b`` into ``a``."""
        self.members[a] += self.members.pop(b)
        for other, (total, count) in self.sums.pop(b).items():
            self.sums[other].pop(b)
            if other != a:
                mine = self.sums[a].get(other, (0.0, 0))
                self.sums[a][other] = self.sums[other][a] = (mine[0] + total, mine[1] + count)
        self.apart[a].discard(b)
        for other in self.apart.pop(b) - {a, b}:
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)


def groups(
    members: Sequence[str], odds: Mapping[Pair, float], bounds: Bounds = Bounds()
) -> list[list[str]]:
    """Groups of members, each in the order of ``members``, sorted by their first ones."""
    place = {member: number for number, member in enumerate(members)}
    state = _start(place, odds, bounds.different)
    for a, b in _joined(place, bounds.same):
        state.join(a, b)
    for a in sorted(state.sums):
        for b in state.sums[a]:
            if a < b:
                state.offer(a, b)
    while state.heap:
        mean, a, b = heapq.heappop(state.heap)
        alive = a in state.members and b in state.members and b not in state.apart[a]
        if alive and state.mean(a, b) == -mean:
            state.join(a, b)
            for other in sorted(state.sums[a]):
                state.offer(a, other)
    found = [sorted(group, key=place.__getitem__) for group in state.members.values()]
    return sorted(found, key=lambda group: place[group[0]])


def _start(
    place: Mapping[str, int], odds: Mapping[Pair, float], different: Iterable[Pair]
) -> _State:
    state = _State(
        {number: [member] for member, number in place.items()},
        {number: {} for number in place.values()},
        {number: set() for number in place.values()},
    )
    for (left, right), value in odds.items():
        a, b = place[left], place[right]
        state.sums[a][b] = state.sums[b][a] = (max(-LIMIT, min(LIMIT, value)), 1)
    never = [pair for pair, value in odds.items() if value == NEVER]
    for left, right in (*different, *never):
        state.apart[place[left]].add(place[right])
        state.apart[place[right]].add(place[left])
    return state


def _joined(place: Mapping[str, int], same: Iterable[Pair]) -> list[tuple[int, int]]:
    """Which group goes into which, for members that must be together: the first one stays."""
    root = {number: number for number in place.values()}
    steps = []
    for left, right in sorted(same):
        a, b = sorted((_root(root, place[left]), _root(root, place[right])))
        if a != b:
            root[b] = a
            steps.append((a, b))
    return steps


def _root(root: dict[int, int], number: int) -> int:
    while root[number] != number:
        number = root[number]
    return number
