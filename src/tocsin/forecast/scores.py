"""How good probabilities were: proper scores, ranking, calibration, and intervals for differences.

Brier (1950); the logarithmic score clips probabilities to 1e-4; average precision steps through
the ranking with ties taken together; the calibration error has ten bins of equal mass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from tocsin.forecast.features import Floats
from tocsin.forecast.history import Ints
from tocsin.ontology.likelihood import BANDS

CLIP = 1e-4
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Band:
    """Forecasts whose probability has one ICD 203 word: how many, their mean, how often it
    happened, and the 95 % interval of that share (Wilson 1927)."""

    word: str
    number: int
    mean: float
    share: float
    low: float
    high: float


def losses(happened: Floats, chance: Floats) -> Floats:
    """The logarithmic score of each."""
    p = np.clip(chance, CLIP, 1 - CLIP)
    made: Floats = -(happened * np.log(p) + (1 - happened) * np.log(1 - p))
    return made


def squares(happened: Floats, chance: Floats) -> Floats:
    """The Brier score of each."""
    made: Floats = (chance - happened) ** 2
    return made


def average_precision(happened: Floats, chance: Floats) -> float:
    """The area under precision over recall, in steps; 0 if nothing happened."""
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(happened[order])
    last = np.append(np.flatnonzero(np.diff(chance[order])), len(chance) - 1)
    if not len(chance) or hits[-1] == 0:
        return 0.0
    precision, recall = hits[last] / (last + 1), hits[last] / hits[-1]
    return float((np.diff(np.concatenate([[0.0], recall])) * precision).sum())


def calibration_error(happened: Floats, chance: Floats, bins: int = 10) -> float:
    """Mean distance of forecast and share over bins of equal mass."""
    order = np.argsort(chance, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    off = sum(abs(happened[p].mean() - chance[p].mean()) * len(p) for p in parts)
    return float(off / max(len(chance), 1))


def summary(happened: Floats, chance: Floats) -> dict[str, float]:
    """Number, share, and all scores; only the number if there is nothing."""
    if not len(happened):
        return {"number": 0}
    return {
        "number": len(happened),
        "happened": float(happened.sum()),
        "brier": float(squares(happened, chance).mean()),
        "log_loss": float(losses(happened, chance).mean()),
        "average_precision": average_precision(happened, chance),
        "calibration_error": calibration_error(happened, chance),
    }


def bands(happened: Floats, chance: Floats) -> tuple[Band, ...]:
    """Reliability by ICD 203 word, for words that were used."""
    bounds = np.array([bound for bound, _ in BANDS])
    place = np.searchsorted(bounds, chance, side="left")
    made = []
    for n, (_, word) in enumerate(BANDS):
        mine = place == n
        number = int(mine.sum())
        if number:
            low, high = wilson(float(happened[mine].sum()), number)
            mean, share = float(chance[mine].mean()), float(happened[mine].mean())
            made.append(Band(word, number, mean, share, low, high))
    return tuple(made)


def wilson(hits: float, number: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share."""
    share = hits / number
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z / (1 + z * z / number) * sqrt(share * (1 - share) / number + z * z / (4 * number**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(
    ours: Floats, theirs: Floats, block: Ints, *, draws: int = DRAWS, seed: int = 0
) -> tuple[float, float, float]:
    """Mean of ours less theirs with its 95 % interval, by drawing whole blocks (origins) with
    replacement; both are scores of the same rows."""
    _, place = np.unique(block, return_inverse=True)
    gap, size = np.bincount(place, ours - theirs), np.bincount(place)
    pick = np.random.default_rng(seed).integers(len(gap), size=(draws, len(gap)))
    drawn = gap[pick].sum(axis=1) / size[pick].sum(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(gap.sum() / size.sum()), float(low), float(high)


Score = Callable[[Floats, Floats], Floats]
