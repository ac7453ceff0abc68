"""Counts that fade: how often each key was seen, by five half-lives, and when last.

Everything that is asked about the past of actors is a question to one of these tables. They are
filled day by day, so an answer can never rest on something later than the day it is given for.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

HALF_LIVES = (2.0, 7.0, 21.0, 60.0, 200.0)
"""Days in which the weight of an event halves; column 0 of a row is the plain count."""
_BLEND = np.array([0.01, 1, 1, 1, 1, 1], dtype=np.float32)
_LONG_AGO = -1e6


class Tally:
    """A table by key (64-bit numbers). Row ``n`` (the last) stands for all keys never seen.

    ``rows`` has the shape (keys + 1, 1 + half-lives), ``last`` the day on which each was last seen.
    """

    def __init__(self, keys: Ints) -> None:
        self.keys: Ints = np.unique(keys)
        self.rows: Floats = np.zeros((len(self.keys) + 1, 1 + len(HALF_LIVES)), dtype=np.float32)
        self.last: Floats = np.full(len(self.keys) + 1, _LONG_AGO, dtype=np.float32)
        self._day = 0

    def find(self, keys: Ints) -> Ints:
        """The rows of these keys."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place, len(self.keys))

    def fade(self, day: int) -> None:
        """Let the weights fade to that day."""
        if day > self._day:
            factor = np.exp2(-(day - self._day) / np.array(HALF_LIVES))
            self.rows[:, 1:] *= factor.astype(np.float32)
            self._day = day

    def add(self, rows: Ints, day: int) -> None:
        """Count what was seen on that day. The table must have faded to it."""
        seen, times = np.unique(rows, return_counts=True)
        self.rows[seen] += times[:, None].astype(np.float32)
        self.last[seen] = day

    def fill(self, rows: Ints, days: Ints, day: int) -> None:
        """Count everything at once, as known on that day, in place of `fade` and `add`."""
        size = len(self.keys) + 1
        self.rows[:, 0] = np.bincount(rows, minlength=size)
        for column, half_life in enumerate(HALF_LIVES, 1):
            weight = np.exp2((days - day) / half_life)
            self.rows[:, column] = np.bincount(rows, weight, size)
        np.maximum.at(self.last, rows, days.astype(np.float32))
        self._day = day

    def weight(self, rows: Ints) -> Floats:
        """One number for how much and how lately: the sum over the half-lives."""
        found: Floats = self.rows[rows] @ _BLEND
        return found

    def members(self, groups: Ints, width: int) -> tuple[Ints, Ints]:
        """First row and row after the last of the keys ``group * width ... + width - 1``."""
        return np.searchsorted(self.keys, groups * width), np.searchsorted(
            self.keys, (groups + 1) * width
        )


def spread(first: Ints, after: Ints) -> tuple[Ints, Ints]:
    """Write ranges out: for each number of each range which range it is of, and the number."""
    sizes = after - first
    of = np.repeat(np.arange(len(first)), sizes)
    start = np.cumsum(sizes) - sizes
    return of, np.arange(int(sizes.sum())) - np.repeat(start - first, sizes)


def rank(of: Ints, score: npt.NDArray[np.floating]) -> Ints:
    """The place of each item, from 0, among those of its group by falling score."""
    order = np.lexsort((-score, of))
    sorted_ = of[order]
    fresh = np.r_[True, sorted_[1:] != sorted_[:-1]] if len(of) else np.zeros(0, dtype=bool)
    start = np.maximum.accumulate(np.where(fresh, np.arange(len(of)), 0))
    places = np.empty(len(of), dtype=np.int64)
    places[order] = np.arange(len(of)) - start
    return places


def best(of: Ints, score: npt.NDArray[np.floating], limit: int) -> Ints:
    """The indices of the ``limit`` highest scores of each group, in the order of the groups."""
    order = np.lexsort((-score, of))
    places = rank(of[order], score[order])
    return order[places < limit]
