"""Rules from kind to kind: having met yesterday, how often do two hold talks today?

For each two kinds and each age of the earlier one: on what share of the days on which the pair
stood so did the later kind happen? (The one-step rules of TLogic, Liu and others 2022, by age.)
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tocsin.forecast.who_past import Past
from tocsin.forecast.who_tally import Floats, Ints, spread

Doubles = npt.NDArray[np.float64]
AGES = np.array([1, 2, 3, 5, 8, 15, 30, 60, 120, 250])
"""The first day of each of the ten bins of age."""
_AFTER = np.append(AGES[1:], 10**7)
_SHRINK = 50.0
_SEEN = 1e5


def age_bin(age: npt.NDArray[np.floating]) -> Ints:
    """The bin of an age in days."""
    return np.clip(np.searchsorted(AGES, age, side="right") - 1, 0, len(AGES) - 1)


class Rules:
    """Counts of both, learned as the past is brought forward; `settle` makes ``share`` from what
    was seen so far."""

    def __init__(self, past: Past) -> None:
        self._past, self._both = past, past.both
        self._hits: Doubles = np.zeros(past.both * past.both * len(AGES))
        self._days: Doubles = np.zeros(past.both * len(AGES))
        self.share: Floats = np.zeros(len(self._hits), dtype=np.float32)
        self._kind: Ints = past.tallies["ark"].keys % past.both
        past.before_day.append(self.see)

    def see(self, events: slice, day: int) -> None:
        """Learn from the events of a day."""
        past, table = self._past, self._past.tallies["ark"]
        of, rows = spread(*past.partners(past.rows["ar"][events]))
        age = day - table.last[rows]
        old = age < _SEEN
        rule = self._kind[rows[old]] * self._both + past.kind[events][of[old]]
        np.add.at(self._hits, rule * len(AGES) + age_bin(age[old]), 1.0)
        renewed = np.unique(past.rows["ark"][events])
        renewed = renewed[table.last[renewed] >= 0]
        self._days += self._lived(renewed, day - table.last[renewed])

    def _lived(self, rows: Ints, days: npt.NDArray[np.floating]) -> Doubles:
        lived = np.zeros((self._both, len(AGES)))
        for b, (first, after) in enumerate(zip(AGES, _AFTER, strict=True)):
            inside = np.clip(np.minimum(days, after - 1) - first + 1, 0, None)
            lived[:, b] = np.bincount(self._kind[rows], inside, self._both)
        return lived.ravel()

    def settle(self, day: int) -> None:
        """Make the shares by what was known before that day; rare ones lean on their kind's."""
        table = self._past.tallies["ark"]
        live = np.flatnonzero(table.last[:-1] >= 0)
        days = self._days + self._lived(live, day - 1 - table.last[live])
        hits = self._hits.reshape(self._both, self._both, len(AGES))
        spent = days.reshape(self._both, 1, len(AGES))
        prior = hits.sum(0, keepdims=True) / np.maximum(spent.sum(0, keepdims=True), 1)
        share = (hits + _SHRINK * prior) / (spent + _SHRINK)
        self.share = share.astype(np.float32).ravel()

    def pool(self, pairs: Ints, kinds: Ints, day: int) -> Floats:
        """For pairs (rows of ``ar``) and kinds: the shares of all rules that apply to them, as sum,
        as noisy or, their greatest, and how many. Shape (pairs, 4)."""
        found = np.zeros((len(pairs), 4), dtype=np.float32)
        known = np.flatnonzero(pairs < len(self._past.tallies["ar"].keys))
        of, rows = spread(*self._past.partners(pairs[known]))
        age = day - self._past.tallies["ark"].last[rows]
        live = age < _SEEN
        item, rows, age = known[of[live]], rows[live], age[live]
        rule = (self._kind[rows] * self._both + kinds[item]) * len(AGES) + age_bin(age)
        share, n = self.share[rule], len(pairs)
        found[:, 0] = np.bincount(item, share, n)
        found[:, 1] = 1 - np.exp(np.bincount(item, np.log1p(-np.minimum(share, 0.99)), n))
        np.maximum.at(found[:, 2], item, share)
        found[:, 3] = np.bincount(item, minlength=n)
        return found
