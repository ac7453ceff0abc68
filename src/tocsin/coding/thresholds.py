"""How the network's odds and the rules' reading are weighed: numbers chosen on the dev texts."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``event`` is a probability; the others are log-odds of one word being that argument.

    ``before`` is added to the odds of words of earlier sentences; ``best`` are the odds from which
    the likeliest party is taken if none reaches the threshold. ``said_*`` is what the rules'
    reading of a field adds to the network's log-odds of it, ``other`` what it takes from all other
    words; ``frame`` and ``record`` weigh in the odds of an event that a frame fired and how often
    it was right, ``disputed`` that somebody denies it or is asked about it.
    """

    event: float = 0.35
    actor: float = 0.0
    recipient: float = 0.0
    source: float = 0.0
    place: float = 0.0
    when: float = 0.0
    quantity: float = 0.0
    condition: float = -1.0
    cue: float = -1.0
    before: float = 0.0
    best: float = 0.0
    frame: float = 0.0
    record: float = 0.0
    disputed: float = 0.0
    other: float = 0.0
    said_party: float = 0.0
    said_source: float = 0.0
    said_modality: float = 0.0
    said_polarity: float = 0.0
    said_time: float = 0.0
    said_mode: float = 0.0


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The shipped thresholds."""
    text = files("tocsin.coding").joinpath("model", "thresholds.json").read_text(encoding="utf-8")
    return Thresholds(**json.loads(text))


def log_odds(p: float) -> float:
    """Log-odds of a probability, kept within about 14 either way."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def chance(odds: float) -> float:
    """Probability of log-odds."""
    return 1 / (1 + math.exp(-odds))
