"""Fitting our own forecasts to what came of them (Platt 1999): log-odds to a + b times log-odds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 200
"""Forecasts that must have come due before they are used."""
PRIOR = 10.0
"""How strongly (1, 0) is held to: the weight of a Gaussian prior on a and b (our choice)."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The log-odds of a forecast become ``shift + slope * log-odds``; learned from ``number``."""

    shift: float = 0.0
    slope: float = 1.0
    number: int = 0


def calibrate(probabilities: Sequence[float], happened: Sequence[bool]) -> Calibration:
    """The calibration by forecasts that came due; none at all if they are fewer than ``LEAST``."""
    if len(probabilities) < LEAST:
        return Calibration(number=len(probabilities))
    p = np.clip(np.asarray(probabilities, dtype=np.float64), 1e-4, 1 - 1e-4)
    y = np.asarray(happened, dtype=np.float64)
    x = np.stack([np.ones_like(p), np.log(p / (1 - p))], axis=1)
    start = np.array([0.0, 1.0])
    beta = start.copy()
    for _ in range(50):
        fitted = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (y - fitted) - PRIOR * (beta - start)
        curve = (x * (fitted * (1 - fitted))[:, None]).T @ x + PRIOR * np.eye(2)
        step = np.linalg.solve(curve, slope)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Calibration(float(beta[0]), float(max(beta[1], 0.05)), len(p))
