"""Whether there is more of something than its own past lets expect.

The count of the current window is compared with its predictive distribution: counts per window are
taken as Poisson with an unknown rate, the rate has Jeffreys' prior Gamma(1/2, 0), so that after
``past`` events in ``windows`` windows the next count is negative binomial with size past + 1/2 and
mean (past + 1/2) / windows. This is the "Bayes" detector of Riebler (2004), as `algo.bayes` in the
R package surveillance (Höhle 2007, Computational Statistics 22, 571-582); the levels and the floor
of three events are our choice.
"""

from __future__ import annotations

from math import exp, fsum, lgamma, log

LEVEL = 0.01
EARLY = 0.1
LEAST = 3
"""Fewer events than this are never a surge."""


def tail(count: int, past: int, windows: float) -> float:
    """The probability of ``count`` events or more in one window, after ``past`` in ``windows``."""
    if count <= 0:
        return 1.0
    size, here, there = past + 0.5, -log(windows + 1), log(windows) - log(windows + 1)
    start = size * there - lgamma(size)
    logs = (start + lgamma(size + n) - lgamma(n + 1) + n * here for n in range(count))
    return max(0.0, 1.0 - fsum(exp(each) for each in logs))
