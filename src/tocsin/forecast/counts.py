"""From the probability of at least one event to the number of events.

The number is taken as negative binomial with a size that was fitted on the training years, and with
the mean that gives exactly the forecast probability of one or more.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p


def expected(probability: float, size: float) -> float:
    """The mean number, given the probability of one or more."""
    if probability <= 0:
        return 0.0
    return float(size * ((1 - min(probability, 1 - 1e-9)) ** (-1 / size) - 1))


def interval(mean: float, size: float, *, share: float = 0.8) -> tuple[int, int]:
    """The quantiles that hold ``share`` of the distribution (at least), with equal tails."""
    low, high = (1 - share) / 2, (1 + share) / 2
    return _quantile(mean, size, low), _quantile(mean, size, high)


def _quantile(mean: float, size: float, level: float) -> int:
    if mean <= 0:
        return 0
    here, there = log(mean / (size + mean)), -size * log1p(mean / size)
    total, number = 0.0, 0
    while number < 10_000:
        chance = lgamma(size + number) - lgamma(size) - lgamma(number + 1) + number * here + there
        total += exp(chance)
        if total >= level:
            return number
        number += 1
    return number
