"""Which articles are worth comparing: those that share a key, found without looking at all pairs.

A text gets two kinds of keys over its runs of four words: bands of a MinHash (Broder 1997; the
bands are the locality-sensitive hashing of Indyk and Motwani 1998), which meet for texts that are
alike as a whole, and anchors, the runs whose hash is a multiple of a number, which meet also when a
short text was cut out of a long one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
from rensa import RMinHash

from tocsin.corroborate.paged import Load, fetch, paged
from tocsin.corroborate.wire_text import WireText

_SEED = 20261123
_BANDS = 16
_ROWS = 4
"""Texts whose runs are alike by 0.5 (Jaccard) meet in some band with 64 %, by 0.7 with 99 %."""
_DENSE = 200
"""Words at the head of a text in which anchors stand close: copies keep the head."""
_EVERY = np.uint64(8)
_EVERY_LATER = np.uint64(32)
_HEADS = 16
"""An article is compared with so many of the earliest under each key, so that a key that thousands
share costs no more for each of them."""

Order = tuple[date, int, str, str, str, str]
Pair = tuple[int, int]


def keys(text: WireText) -> list[int]:
    """The keys of a text: 64-bit numbers, each once, in order."""
    whole = int(text.id, 16) if text.id else 0
    return sorted({whole, *_bands(text), *_anchors(text)})


def _bands(text: WireText) -> Iterator[int]:
    if not len(text.sorted_shingles):
        return
    hashes = text.sorted_shingles.tolist()
    matrix = RMinHash.digest_matrix_from_token_hash_sets([hashes], _BANDS * _ROWS, _SEED)
    row = matrix.to_rows()[0]
    for band in range(_BANDS):
        yield hash((band, *row[band * _ROWS : (band + 1) * _ROWS]))


def _anchors(text: WireText) -> list[int]:
    head, rest = text.shingles[:_DENSE], text.shingles[_DENSE:]
    kept = np.concatenate((head[head % _EVERY == 0], rest[rest % _EVERY_LATER == 0]))
    found: list[int] = kept.tolist()
    return found


class Keys:
    """Articles (numbers) under their keys, and how many keys support each pair.

    Under a key every article is paired with the earliest ones, in the order of publication. So the
    pairs are the same whatever the order of arrival. ``order`` is shared with the caller;
    ``under`` fetches the articles under keys, in order, and ``keys_of`` makes those of an article.
    """

    def __init__(
        self,
        order: dict[int, Order] | None = None,
        under: Load[int, int | list[int]] | None = None,
        keys_of: Callable[[int], list[int]] | None = None,
    ) -> None:
        self._order = {} if order is None else order
        self._keys_of = keys_of
        self._under = paged(under)
        self._support: Counter[Pair] = Counter()

    def add(self, number: int, order: Order, its: list[int]) -> tuple[set[Pair], set[Pair]]:
        """Put an article under its keys; the pairs gained and lost, the earlier one first.

        An article that comes before many that are known already costs as much as they are.
        """
        self._order[number] = order
        change: Counter[Pair] = Counter()
        fetch(self._under, its)
        for key in its:
            self._place(number, key, change)
        return self._apply(change, number)

    def paired(self, number: int) -> set[Pair]:
        """All pairs of an article."""
        found: set[Pair] = set()
        its = self._keys_of(number) if self._keys_of else []
        fetch(self._under, its)
        for key in its:
            found |= {self._pair(number, other) for other in self._met(number, key)}
        return found

    def _met(self, number: int, key: int) -> list[int]:
        """Those that an article is paired with under a key."""
        members = self._under.get(key)
        if members is None or isinstance(members, int) or number not in members:
            return []
        head = members[:_HEADS]
        return [other for other in (members if number in head else head) if other != number]

    def _place(self, number: int, key: int, change: Counter[Pair]) -> None:
        members = self._under.get(key)
        if members is None:
            self._under[key] = number  # most keys have one article: no list
            return
        if isinstance(members, int):
            members = self._under[key] = [members]
        at = bisect_left(members, self._order[number], key=self._order.__getitem__)
        if at < _HEADS:
            for other in members:
                change[self._pair(number, other)] += 1
            for late in members[_HEADS:]:
                change[self._pair(members[_HEADS - 1], late)] -= 1
        else:
            for head in members[:_HEADS]:
                change[head, number] += 1
        insort(members, number, key=self._order.__getitem__)

    def _pair(self, left: int, right: int) -> Pair:
        return (left, right) if self._order[left] < self._order[right] else (right, left)

    def _counted(self, pair: Pair, by: int, new: int) -> int:
        """The support of a pair before it changed."""
        if self._keys_of is None or new in pair or pair in self._support:
            return self._support[pair]
        one, other = pair
        return sum(other in self._met(one, key) for key in self._keys_of(one)) - by

    def _apply(self, change: Counter[Pair], new: int) -> tuple[set[Pair], set[Pair]]:
        gained: set[Pair] = set()
        lost: set[Pair] = set()
        for pair, by in change.items():
            before = self._counted(pair, by, new)
            after = before + by
            self._support[pair] = after
            if not after:
                del self._support[pair]
            if before <= 0 < after:
                gained.add(pair)
            elif before > 0 >= after:
                lost.add(pair)
        return gained, lost
