"""The words for probabilities of ICD 203 (Director of National Intelligence, 2015)."""

from __future__ import annotations

from tocsin.errors import UsageError

BANDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper bounds and words, from the lowest probability to the highest. A bound belongs to the lower
band."""


def likelihood(probability: float) -> str:
    """The expression for a probability. Raises UsageError if it is not between 0 and 1."""
    if not 0.0 <= probability <= 1.0:
        raise UsageError(f"{probability} is no probability")
    return next(word for bound, word in BANDS if probability <= bound)
