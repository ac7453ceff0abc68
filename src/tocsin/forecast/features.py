"""What is measured of a pair before a cut-off: counts and decayed rates, never a later day.

Everything is computed for all pairs of a history at once, from columns, in one pass per half-life.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.forecast.history import History, Ints

Floats = npt.NDArray[np.float64]

HALF_LIVES = (7, 30, 90, 365, 1500)
WINDOWS = (7, 30, 90, 365)
ROOTS = {
    "threat": 13,
    "demand": 10,
    "protest": 14,
    "posture": 15,
    "reduce": 16,
    "coerce": 17,
    "assault": 18,
    "fight": 19,
}
"""Kinds that are one CAMEO root."""
KINDS = ("q1", "q2", "q3", "q4", "force", *ROOTS, "days")
LONG_AGO = 2000
NEAR = 400
"""So many of the most active actors count as neighbours."""


@dataclass(frozen=True)
class Table:
    """A row for each pair and a column for each name."""

    names: tuple[str, ...]
    values: Floats


def measure(history: History, cutoff: int, horizon: int, pairs: Ints) -> Table:
    """The features of these pairs (numbers of ``history.pairs``; -1 for one without a past) at the
    ordinal ``cutoff``, for a forecast of ``horizon`` days."""
    past = _Past(history, cutoff)
    columns: dict[str, Floats] = {}
    _rates(past, pairs, columns)
    _counts(past, pairs, columns)
    _since(past, pairs, columns)
    _blocks(past, pairs, horizon, columns)
    _actors(past, pairs, columns)
    _neighbours(past, pairs, columns)
    _world(past, pairs, columns)
    names = tuple(columns)
    return Table(names, np.stack([columns[name] for name in names], axis=1))


class _Past:
    """The events known before the cut-off, with their ages and kinds."""

    def __init__(self, history: History, cutoff: int) -> None:
        self.history, self.cutoff = history, cutoff
        known = history.known(cutoff)
        c = history.columns
        self.size = len(history.pairs)
        self.pair = history.pair[:known]
        self.age = (cutoff - c.day[:known]).astype(np.float64)
        self.quad, self.root, self.force = c.quad[:known], c.root[:known], c.force[:known]
        self.first = cutoff - int(c.day[:known].min()) if known else 1
        self.rows = self._rows()
        self.tables = {half: self._decayed(half) for half in HALF_LIVES}

    def _rows(self) -> dict[str, Ints]:
        """Where the events of each kind stand; ``days`` is the first material conflict of a day."""
        rows = {f"q{n}": np.flatnonzero(self.quad == n) for n in (1, 2, 3, 4)}
        rows["force"] = np.flatnonzero(self.force)
        rows |= {name: np.flatnonzero(self.root == root) for name, root in ROOTS.items()}
        keys = self.pair[rows["q4"]] * 10**6 + self.age[rows["q4"]].astype(np.int64)
        rows["days"] = rows["q4"][np.unique(keys, return_index=True)[1]]
        return rows

    def _decayed(self, half: int) -> Floats:
        """Events a day by pair and kind (one more row of zeros for pairs without a past)."""
        weight = np.exp2(-self.age / half)
        seen = half / np.log(2) * (1 - 2.0 ** (-self.first / half))
        table = np.zeros((self.size + 1, len(KINDS)))
        for n, kind in enumerate(KINDS):
            rows = self.rows[kind]
            table[:-1, n] = np.bincount(self.pair[rows], weight[rows], self.size)
        made: Floats = table / max(seen, 1.0)
        return made

    def recent(self, kind: str, window: int) -> Ints:
        """The pairs of the events of a kind in the last days."""
        if kind == "all":
            return self.pair[self.age <= window]
        rows = self.rows[kind]
        return self.pair[rows[self.age[rows] <= window]]

    def mirror(self, pairs: Ints) -> Ints:
        return np.where(pairs >= 0, self.history.mirror[pairs], -1) if self.size else pairs

    def ends(self, pairs: Ints) -> tuple[Ints, Ints]:
        both = self.history.pairs[pairs] if self.size else np.zeros((len(pairs), 2), dtype=np.int64)
        return both[:, 0], both[:, 1]


def _rates(past: _Past, pairs: Ints, columns: dict[str, Floats]) -> None:
    for way, rows in (("", pairs), ("r_", past.mirror(pairs))):
        for half, table in past.tables.items():
            for n, kind in enumerate(KINDS):
                columns[f"{way}{kind}_{half}"] = table[rows, n] * 30


def _counts(past: _Past, pairs: Ints, columns: dict[str, Floats]) -> None:
    for window in WINDOWS:
        for kind in ("q3", "q4", "force", "threat", "all"):
            found = past.recent(kind, window)
            count = np.append(np.bincount(found, minlength=past.size), 0.0)
            columns[f"n_{kind}_{window}"] = count[pairs]
            columns[f"r_n_{kind}_{window}"] = count[past.mirror(pairs)]


def _since(past: _Past, pairs: Ints, columns: dict[str, Floats]) -> None:
    for kind in ("q4", "force", "q3", "q2"):
        last = np.full(past.size + 1, float(LONG_AGO))
        rows = past.rows[kind]
        np.minimum.at(last, past.pair[rows], past.age[rows])
        columns[f"since_{kind}"] = last[pairs]
        columns[f"r_since_{kind}"] = last[past.mirror(pairs)]


def _blocks(past: _Past, pairs: Ints, horizon: int, columns: dict[str, Floats]) -> None:
    """In how many past windows of the same length it happened, lately and over all."""
    number = int(np.ceil(past.first / horizon))
    for kind in ("q4", "force"):
        rows = past.rows[kind]
        block = ((past.age[rows] - 1) // horizon).astype(np.int64)
        keys = np.unique(past.pair[rows] * 10**5 + block)
        pair, block = keys // 10**5, keys % 10**5
        ever = np.append(np.bincount(pair, minlength=past.size) / max(number, 1), 0.0)
        columns[f"share_{kind}_all"] = ever[pairs]
        for half in (3, 12, 48):
            weight = np.exp2(-np.arange(max(number, 1)) / half).sum()
            share = np.bincount(pair, np.exp2(-block / half), past.size) / weight
            share = np.append(share, 0.0)
            columns[f"share_{kind}_{half}"] = share[pairs]
            columns[f"r_share_{kind}_{half}"] = share[past.mirror(pairs)]


def _actors(past: _Past, pairs: Ints, columns: dict[str, Floats]) -> None:
    """What either side does to and suffers from everybody else, and at home."""
    actor, recipient = past.ends(pairs)
    of, to = past.history.pairs[:, 0], past.history.pairs[:, 1]
    size, mirror = max(len(past.history.actors), 1), past.mirror(pairs)
    home = _home(past)
    abroad = of != to
    for half in (30, 365):
        table = past.tables[half] * 30
        for kind in ("q1", "q3", "q4", "force"):
            rate = table[:, KINDS.index(kind)]
            gives = np.bincount(of[abroad], rate[:-1][abroad], size)
            takes = np.bincount(to[abroad], rate[:-1][abroad], size)
            ours, theirs = rate[pairs], rate[mirror]
            columns[f"actor_gives_{kind}_{half}"] = gives[actor] - ours
            columns[f"actor_takes_{kind}_{half}"] = takes[actor] - theirs
            columns[f"recipient_gives_{kind}_{half}"] = gives[recipient] - theirs
            columns[f"recipient_takes_{kind}_{half}"] = takes[recipient] - ours
            columns[f"actor_home_{kind}_{half}"] = rate[home[actor]]
            columns[f"recipient_home_{kind}_{half}"] = rate[home[recipient]]


def _home(past: _Past) -> Ints:
    pairs = past.history.pairs
    home = np.full(max(len(past.history.actors), 1), -1, dtype=np.int64)
    own = np.flatnonzero(pairs[:, 0] == pairs[:, 1])
    home[pairs[own, 0]] = own
    return home


def _neighbours(past: _Past, pairs: Ints, columns: dict[str, Floats]) -> None:
    """Conflict of the actor with the partners of the recipient, and the other way round."""
    history, size = past.history, max(len(past.history.actors), 1)
    table = past.tables[365]
    busy = np.bincount(history.pairs[:, 0], table[:-1, :4].sum(1), size)
    chosen = np.argsort(-busy, kind="stable")[:NEAR]
    place = np.full(size, -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    a, b = place[history.pairs[:, 0]], place[history.pairs[:, 1]]
    both = (a >= 0) & (b >= 0) & (a != b)
    size = len(chosen)

    def dense(values: Floats) -> Floats:
        made = np.zeros((size + 1, size + 1))
        made[a[both], b[both]] = values[:-1][both]
        return made

    near = np.sqrt(dense(table[:, :4].sum(1)))
    near = near + near.T
    near /= np.maximum(near.sum(1, keepdims=True), 1e-9)
    actor, recipient = past.ends(pairs)
    x, y = place[actor], place[recipient]
    for half in (30, 365):
        conflict = np.sqrt(dense(past.tables[half][:, KINDS.index("q4")] * 30))
        columns[f"like_recipient_{half}"] = (conflict @ near.T)[x, y]
        columns[f"like_actor_{half}"] = (near @ conflict)[x, y]
        columns[f"around_{half}"] = (near @ conflict @ near.T)[x, y]


def _world(past: _Past, pairs: Ints, columns: dict[str, Floats]) -> None:
    ones = np.ones(len(pairs))
    for window in (30, 365):
        number = len(past.recent("all", window))
        columns[f"world_{window}"] = ones * (number / window)
        share = len(past.recent("q4", window)) / max(number, 1)
        columns[f"world_share_{window}"] = ones * share
    turn = 2 * np.pi * (past.cutoff % 365.25) / 365.25
    columns["season_sin"], columns["season_cos"] = ones * np.sin(turn), ones * np.cos(turn)
