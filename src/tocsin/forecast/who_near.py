"""Who is like whom: actors as vectors from whom they deal with, and recent chains of two steps."""

from __future__ import annotations

import numpy as np

from tocsin.forecast.who_past import Past
from tocsin.forecast.who_tally import Floats, Ints, best, spread

DIMENSIONS = 32


def _unit(vectors: Floats) -> Floats:
    made: Floats = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return made


class Near:
    """Vectors of actors (``place``; ``unit``: of length one) and of what an actor's recipients of
    a kind have in common (``taste``, by rows of the table ``ak``). `settle` makes them anew.

    The vectors are the leading singular vectors of the log counts of pairs, scaled by degree.
    """

    def __init__(self, past: Past) -> None:
        self._past = past
        self.place: Floats = np.zeros((past.actors, DIMENSIONS), dtype=np.float32)
        self.unit: Floats = self.place
        self.taste: Floats = np.zeros((1, DIMENSIONS), dtype=np.float32)

    def settle(self) -> None:
        """Make the vectors by what is known now."""
        import scipy.sparse as sp
        from scipy.sparse.linalg import svds

        past, pairs, n = self._past, self._past.tallies["ar"], self._past.actors
        rows = pairs.rows[:-1]
        value = np.log1p(rows[:, 5] + 0.1 * rows[:, 0]).astype(np.float64)
        seen = value > 0
        at = (pairs.keys[seen] // n, pairs.keys[seen] % n)
        counts = sp.csr_matrix((value[seen], at), shape=(n, n))
        scale = sp.diags((np.asarray(counts.sum(1)).ravel() + 3.0) ** -0.5)
        size = min(DIMENSIONS, n - 2)
        if size < 1 or not seen.any():
            return
        left, strength, _ = svds(scale @ counts @ scale, k=size, v0=np.ones(n))
        self.place = np.zeros((n, DIMENSIONS), dtype=np.float32)
        self.place[:, :size] = left * strength
        self.unit = _unit(self.place)
        self.taste = _unit(self._tastes(past))

    def _tastes(self, past: Past) -> Floats:
        import scipy.sparse as sp

        table, done = past.tallies["ark"], past.tallies["ak"]
        rows = np.flatnonzero(table.rows[:-1, 0] > 0)
        pair, kind = table.keys[rows] // past.both, table.keys[rows] % past.both
        row = done.find(pair // past.actors * past.both + kind)
        value = table.rows[rows, 4] + 0.3 * table.rows[rows, 5]
        shape = (len(done.keys) + 1, past.actors)
        summed = sp.csr_matrix((value, (row, pair % past.actors)), shape=shape) @ self.unit
        return np.asarray(summed, dtype=np.float32)


def chains(past: Past, actors: Ints) -> tuple[Ints, Floats]:
    """Partners of partners of the last days: sorted keys ``index of the actor * actors +
    candidate``, and the weight of each."""
    pairs, n = past.tallies["ar"], past.actors
    weight = pairs.rows[:, 2]

    def lately(ids: Ints, limit: int) -> tuple[Ints, Ints]:
        of, rows = spread(*pairs.members(ids, n))
        live = np.flatnonzero(weight[rows] > 0.02)
        chosen = live[best(of[live], weight[rows[live]], limit)]
        return of[chosen], rows[chosen]

    of, first = lately(actors, 15)
    middle = pairs.keys[first] % n
    busy = past.tallies["a"].rows[past.tallies["a"].find(middle), 2] + 1
    via, second = lately(middle, 25)
    key = of[via] * n + pairs.keys[second] % n
    found, index = np.unique(key, return_inverse=True)
    total = np.bincount(index, (weight[first] / busy)[via] * weight[second], len(found))
    return found, total.astype(np.float32)
