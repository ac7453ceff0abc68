"""When the rate of a pair changed: the likeliest division of its weeks into stretches of one rate,
under the Gamma-Poisson change-point model of Adams and MacKay 2007, over all weeks at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import lgamma

import numpy as np

from tocsin.forecast.features import Floats
from tocsin.forecast.history import History, Ints

HAZARD = 1 / 52
"""One change a year is expected beforehand (our choice)."""
CERTAIN = 0.5
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Regime:
    """From ``day`` on a pair had about ``rate`` events a week, before it ``before``."""

    day: date
    rate: float
    before: float


def change_points(counts: Sequence[int], *, hazard: float = HAZARD) -> tuple[int, ...]:
    """The places where the rate of these counts changed, by the most probable run lengths.

    The rate has the prior Gamma(1/2, 1/2 / mean of the counts). A change is told once the most
    probable run has begun after the one before by more than it and is ``SHORTEST`` long.
    """
    starts = _starts(np.asarray(counts, dtype=np.float64), hazard)
    found: list[int] = []
    place = len(starts) - 1
    while place > 0:
        start = int(starts[place])
        if start <= 0:
            break
        found.append(start)
        place = start - 1
    return tuple(sorted(found))


def _starts(counts: Floats, hazard: float) -> Ints:
    """For each place the start of its most probable run: a Viterbi reading of the run lengths."""
    shape, rate = 0.5, 0.5 / max(float(counts.mean()) if len(counts) else 1.0, 1e-3)
    total = np.concatenate([[0.0], np.cumsum(counts)])
    best, starts = np.zeros(len(counts) + 1), np.zeros(len(counts), dtype=np.int64)
    for end in range(1, len(counts) + 1):
        begin = np.arange(end)
        length, events = end - begin, total[end] - total[begin]
        evidence = _evidence(events, length, shape, rate)
        switch = np.where(begin > 0, np.log(hazard), 0.0) + (length - 1) * np.log1p(-hazard)
        scores = best[begin] + evidence + switch
        scores = np.where((length < SHORTEST) & (begin > 0), -np.inf, scores)
        starts[end - 1] = int(np.argmax(scores))
        best[end] = scores.max()
    return starts


def _evidence(events: Floats, length: Ints, shape: float, rate: float) -> Floats:
    """Log marginal likelihood of a run, without the factorials that all runs share."""
    grown = np.array([lgamma(shape + n) for n in events])
    prior = shape * np.log(rate) - lgamma(shape)
    made: Floats = grown + prior - (shape + events) * np.log(rate + length)
    return made


def regimes(
    history: History, pair: tuple[str, str], cutoff: date, *, conflict: bool = True
) -> tuple[Regime, ...]:
    """The dated changes of a directed pair's weekly rate (of material conflict, or of all events)
    up to the cut-off, the first first."""
    number = int(history.find([pair])[0])
    known, c = history.known(cutoff), history.columns
    if number < 0 or not known:
        return ()
    mask = history.pair[:known] == number
    if conflict:
        mask &= c.quad[:known] == 4
    first = int(c.day[:known].min())
    weeks = max(1, (cutoff.toordinal() - first) // 7)
    start = cutoff.toordinal() - weeks * 7
    week = (c.day[:known][mask] - start) // 7
    counts = np.bincount(week[week >= 0], minlength=weeks)[:weeks]
    points = (0, *change_points(counts.tolist()), weeks)
    rates = [float(counts[a:b].mean()) for a, b in pairwise(points)]
    day = date.fromordinal(start)
    return tuple(
        Regime(day + timedelta(weeks=point), rates[n + 1], rates[n])
        for n, point in enumerate(points[1:-1])
    )
