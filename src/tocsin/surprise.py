"""How rarely chance alone brings so many: for a pair's week, and for an indicator's surge.

The count of one window is compared with its predictive distribution given the windows of the same
length before it: negative binomial, from a Poisson count whose rate has Jeffreys' prior
Gamma(1/2, 0) (the "Bayes" detector of Riebler 2004; `algo.bayes` of the R package surveillance,
Höhle 2007, Computational Statistics 22, 571-582). If the windows vary more than that allows, the
size is lowered to the moment estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, lgamma, log

_ENOUGH = 8
"""Windows from which on their variance is estimated (our choice)."""


def surprise(count: int, past: Sequence[int]) -> tuple[float, float]:
    """The probability of ``count`` events or more in one window after windows with these counts,
    and the usual number."""
    windows = max(len(past), 1)
    size, mean = sum(past) + 0.5, (sum(past) + 0.5) / windows
    if len(past) >= _ENOUGH:
        average = sum(past) / windows
        variance = fsum((each - average) ** 2 for each in past) / (windows - 1)
        if variance > average > 0:
            size = min(size, average**2 / (variance - average))
    return tail(count, size, mean), mean


def tail(count: int, size: float, mean: float) -> float:
    """The probability that a negative binomial number of this size and mean is ``count`` or more;
    a size of infinity is the Poisson distribution."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if size == float("inf"):
        logs = [n * log(mean) - mean - lgamma(n + 1) for n in range(count)]
    else:
        here, there = log(mean / (size + mean)), log(size / (size + mean))
        logs = [
            lgamma(size + n) - lgamma(size) - lgamma(n + 1) + n * here + size * there
            for n in range(count)
        ]
    return min(1.0, max(0.0, 1.0 - fsum(exp(each) for each in logs)))


def frequency(probability: float, *, unit: str = "week") -> str:
    """How rarely something so improbable comes: "one week in 400", "most weeks"."""
    if probability >= 0.5:
        return f"most {unit}s"
    if probability < 1e-4:
        return f"less than one {unit} in 10,000"
    number = 1 / probability
    digits = 0 if number < 20 else 1 if number < 200 else 2
    return f"one {unit} in {round(number / 10**digits) * 10**digits:,}"
