"""Whether the last week of a pair was out of the ordinary. A detector, not a forecast.

The count of the last 7 days is compared with the 52 weeks before, as `tocsin.surprise` says. The
probability is then corrected for looking at many pairs at once (Šidák 1967).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.forecast.history import History
from tocsin.surprise import frequency, surprise

WEEK = 7
WEEKS = 52
KINDS = ("conflict", "force", "all")


@dataclass(frozen=True, slots=True)
class Surprise:
    """``count`` events in the 7 days before the cut-off where ``expected`` were usual.
    ``probability`` is that of so many or more in one week of this pair, ``corrected`` that of such
    a week among all ``watched`` pairs. ``words`` say it as a frequency, ``events`` are ids."""

    actor: str
    recipient: str
    kind: str
    count: int
    expected: float
    probability: float
    corrected: float
    watched: int
    words: str
    events: tuple[str, ...] = ()


def unusual(
    history: History, cutoff: date, *, kind: str = "all", least: int = 3
) -> tuple[Surprise, ...]:
    """The surprises of all pairs with ``least`` events or more in the last week, rarest first.

    All pairs with an event in the last year count as watched.
    """
    known, day = history.known(cutoff), cutoff.toordinal()
    c = history.columns
    mask = _of_kind(history, kind)[:known]
    age = day - c.day[:known]
    week = (age - 1) // WEEK
    recent = mask & (week <= WEEKS)
    weeks = min(WEEKS, (int(age.max()) - 1) // WEEK) if known else 0
    watched = len(np.unique(history.pair[:known][age <= 365]))
    table = np.zeros((len(history.pairs), WEEKS + 1), dtype=np.int64)
    np.add.at(table, (history.pair[:known][recent], week[recent]), 1)
    found = []
    for n in np.flatnonzero(table[:, 0] >= least):
        chance, usual = surprise(int(table[n, 0]), table[n, 1 : weeks + 1].tolist())
        ids = _ids(history, np.flatnonzero(recent & (week == 0) & (history.pair[:known] == n)))
        found.append(_told(history, int(n), (kind, int(table[n, 0]), usual, chance, watched), ids))
    return tuple(sorted(found, key=lambda s: (s.probability, s.actor, s.recipient)))


def _told(
    history: History, pair: int, what: tuple[str, int, float, float, int], ids: tuple[str, ...]
) -> Surprise:
    kind, count, usual, chance, watched = what
    corrected = -float(np.expm1(watched * np.log1p(-min(chance, 1 - 1e-12))))
    actor, recipient = (history.actors[n] for n in history.pairs[pair])
    words = (
        f"{count} in the last 7 days, {usual:.1f} are usual: {frequency(chance)} of this pair; "
        f"among {watched} pairs such a week comes {frequency(corrected)}"
    )
    return Surprise(actor, recipient, kind, count, usual, chance, corrected, watched, words, ids)


def _of_kind(history: History, kind: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    c = history.columns
    if kind == "all":
        return np.ones(len(c.day), dtype=np.bool_)
    return c.force if kind == "force" else c.quad == 4


def _ids(history: History, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[str, ...]:
    return tuple(history.events[row].id for row in rows) if history.events else ()
