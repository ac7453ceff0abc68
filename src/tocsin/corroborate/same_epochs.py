"""Groups of claims that grow one stretch of days after the other: the claims of each join one
another and the groups of the stretches before, which never come apart again.

So what a new claim can change is bounded: the groups that its own stretch touches, and whatever of
later ones hangs on those. The groups of a stretch depend on the claims up to its end alone, hence
not on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from tocsin.corroborate.paged import Load, fetch, paged
from tocsin.corroborate.same_groups import Pair, merged
from tocsin.corroborate.same_traits import Order

EPOCH = 45
"""Days of publication that are grouped in one go: fewer cost less, and fix groups before all of a
story is told. On the dev storylines (a month each) the CoNLL F1 is 0.904 with 1 day, 0.916 with 30,
0.919 with 45, 0.913 with 60, 0.916 with one stretch for all."""

Group = tuple[str, ...]
Line = dict[int, Group]
"""The groups of one claim by the stretches from which on they hold."""
NONE: frozenset[str] = frozenset()


class Epochs:
    """The groups as of every stretch. ``links`` are the pairs of positive odds, shared with the
    caller; ``same`` are the claims that were judged to be the same as one; ``odds`` are those of
    any pair. ``orders`` and ``lines`` fetch those of claims that were taken in by another process;
    ``written`` are the claims whose ``lines`` changed since it was last emptied."""

    def __init__(
        self,
        links: Mapping[str, Iterable[str]],
        odds: Callable[[str, str], float],
        *,
        orders: Load[str, Order] | None = None,
        lines: Load[str, Line] | None = None,
    ) -> None:
        self._links, self._odds = links, odds
        self._order = paged(orders)
        self._epoch = paged(_epochs(orders) if orders else None)
        self.lines = paged(lines)
        self.written: set[str] = set()
        self._dirty: dict[int, set[str]] = {}
        self.same: Mapping[str, frozenset[str]] = {}

    def add(self, claim: str, order: Order) -> None:
        """Take in a claim; its links have to be told with `touch`."""
        self._order[claim] = order
        self._epoch[claim] = order[0].toordinal() // EPOCH
        self.lines[claim] = {}
        self.written.add(claim)
        self._mark(self._epoch[claim], claim)

    def remove(self, claim: str) -> None:
        """Take a claim out, before its links go."""
        line = self.lines.pop(claim)
        self.written.add(claim)
        for when, group in line.items():
            for mate in group:
                self._mark(when, mate)
        for other in self._linked(claim):
            self.touch(claim, other)
        del self._order[claim], self._epoch[claim]

    def touch(self, left: str, right: str) -> None:
        """Say that the link of two claims came or went."""
        when = max(self._epoch[left], self._epoch[right])
        self._mark(when, left)
        self._mark(when, right)

    def shake(self, claim: str) -> None:
        """Say that something changed that bears on all groups a claim was ever part of."""
        for member in self.group(claim) if claim in self.lines else ():
            if member in self._epoch:
                self._mark(self._epoch[member], member)
                self._follow(member, self._epoch[member])

    def group(self, claim: str) -> Group:
        """The claims of a group, in order."""
        line = self.lines[claim]
        return line[max(line)] if line else (claim,)

    def settle(self) -> set[str]:
        """Group anew whatever was touched; the claims whose groups may be others now."""
        looked: set[str] = set()
        while self._dirty:
            when = min(self._dirty)
            looked |= self._redo(when, self._dirty.pop(when))
        return {claim for claim in looked if claim in self._epoch}

    def _redo(self, when: int, seeds: set[str]) -> set[str]:
        scope = self._scope(when, seeds)
        old = {claim: self._until(claim, when) for claim in scope}
        units = {self._until(claim, when - 1) for claim in scope}
        ordered = sorted(units, key=lambda unit: self._order[unit[0]])
        for group in merged(ordered, self._inside(scope, when), self._odds, self._judged(scope)):
            whole = tuple(sorted(group, key=self._order.__getitem__))
            for claim in whole:
                self._write(claim, when, whole)
        for claim in scope:
            if old[claim] != self._until(claim, when):
                self._follow(claim, when)
        return scope

    def _scope(self, when: int, seeds: Iterable[str]) -> set[str]:
        """All that hangs together with the seeds over links of that stretch's claims."""
        found: set[str] = set()
        ahead = set(seeds)
        while ahead:
            self._fetch(ahead)
            units = {
                self._until(c, when - 1) for c in ahead if self._epoch.get(c, when + 1) <= when
            }
            members = {member for unit in units for member in unit} - found
            found |= members
            ahead = self._beside(members, when) - found
        return found

    def _beside(self, claims: set[str], when: int) -> set[str]:
        """The claims that a stretch's groups and links put beside these."""
        self._fetch(claims)
        fetch(self._epoch, {other for claim in claims for other in self._linked(claim)})
        mates = {mate for claim in claims for mate in self.lines[claim].get(when, ())}
        return mates.union(*(self._near(claim, when) for claim in claims))

    def _fetch(self, claims: set[str]) -> None:
        for held in (self._epoch, self.lines, self._links):
            fetch(held, claims)

    def _near(self, claim: str, when: int) -> Iterator[str]:
        """The claims linked to one by a link that counts first in that stretch."""
        own = self._epoch[claim]
        for other in self._linked(claim):
            if max(own, self._epoch.get(other, when + 1)) == when:
                yield other

    def _inside(self, scope: set[str], when: int) -> list[Pair]:
        return [(claim, other) for claim in scope for other in self._near(claim, when)]

    def _judged(self, scope: set[str]) -> set[Pair]:
        pairs = ((one, other) for one in scope for other in self.same.get(one, NONE))
        return {(one, other) for one, other in pairs if one < other and other in scope}

    def _linked(self, claim: str) -> Iterator[str]:
        yield from self._links.get(claim, ())
        for other in self.same.get(claim, NONE):
            if other in self._epoch:
                yield other

    def _until(self, claim: str, when: int) -> Group:
        """The group as of a stretch."""
        line = self.lines[claim]
        last = max((day for day in line if day <= when), default=None)
        return (claim,) if last is None else line[last]

    def _write(self, claim: str, when: int, group: Group) -> None:
        line = self.lines[claim]
        before = line.pop(when, None)
        if self._epoch[claim] == when or self._until(claim, when) != group:
            line[when] = group
        if line.get(when) != before:
            self.written.add(claim)

    def _follow(self, claim: str, when: int) -> None:
        """Mark what hangs on a claim in later stretches."""
        for day in self.lines[claim]:
            if day > when:
                self._mark(day, claim)
        for other in self._linked(claim):
            if self._epoch[other] > when:
                self._mark(self._epoch[other], other)

    def _mark(self, when: int, claim: str) -> None:
        self._dirty.setdefault(when, set()).add(claim)


def _epochs(orders: Load[str, Order]) -> Load[str, int]:
    def load(claims: Collection[str]) -> Mapping[str, int]:
        return {claim: each[0].toordinal() // EPOCH for claim, each in orders(claims).items()}

    return load
