"""The weights of the features, the score that they make, and the words for it."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

from tocsin.corroborate.same_pairs import Features

BASE = "base"
"""Name of the constant that every pair starts with."""
_SPOKEN = 0.15
"""A feature that moves the log-odds by less is not named as a reason."""


@cache
def weights() -> dict[str, float]:
    """Log-odds for a feature value of 1, by feature, and the constant ``base``."""
    text = (files("tocsin.corroborate") / "data/weights.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {name: float(value) for name, value in rows}


def odds(found: Features) -> float:
    """Log-odds that the pair is one event."""
    known = weights()
    return known[BASE] + math.fsum(known.get(name, 0.0) * found[name] for name in found)


def probability(log_odds: float) -> float:
    """The log-odds as a number between 0 and 1, to four digits."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 4)


def reasons(found: Features) -> tuple[str, ...]:
    """The features that moved the score, heaviest first: ``same actor (+1.2)``."""
    moved = {name: weights().get(name, 0.0) * value for name, value in found.items()}
    spoken = [(name, value) for name, value in moved.items() if abs(value) >= _SPOKEN]
    spoken.sort(key=lambda item: (-abs(item[1]), item[0]))
    return tuple(f"{name} ({value:+.1f})" for name, value in spoken)
