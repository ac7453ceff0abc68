"""Threats and plans in force, and expectations falling due: what they add to the log-odds.

No public event data has them, so that their weights cannot be learned from it: they are set by hand
(`WEIGHTS`) and shown as such. Recalibration on the user's own forecasts corrects their level.
"""

from __future__ import annotations

import numpy as np

from tocsin.forecast.features import Floats
from tocsin.forecast.history import NEVER, Flags, History, Ints

WEIGHTS = {
    "threat_in_force": 0.5,
    "plan_in_force": 0.8,
    "r_threat_in_force": 0.2,
    "r_plan_in_force": 0.3,
    "talks_in_force": -0.2,
}
"""Log-odds of one; several count with the logarithm to base 2 of their number plus one."""
OPEN_END = 60
"""A threat or plan without a day is in force for so many days (our choice)."""


def intents(history: History, cutoff: int, horizon: int, pairs: Ints) -> tuple[Floats, Floats]:
    """How many there are, and what they add to the log-odds: pairs by `WEIGHTS`."""
    made = np.zeros((len(pairs), len(WEIGHTS)))
    live = in_force(history, cutoff, horizon)
    due, size = history.due, len(history.pairs)
    mirror = np.where(pairs >= 0, history.mirror[pairs], -1) if size else pairs
    ways = {"": pairs, "r_": mirror}
    for n, name in enumerate(WEIGHTS):
        rows = ways["r_" if name.startswith("r_") else ""]
        mask = live & kind_of(history, name)
        made[:, n] = np.append(np.bincount(due.pair[mask], minlength=size), 0.0)[rows]
    return made, np.log2(made + 1) * np.array(list(WEIGHTS.values()))


def kind_of(history: History, name: str) -> Flags:
    """Which of the intended events a name of `WEIGHTS` is about."""
    due = history.due
    if name.endswith("threat_in_force"):
        return due.threat
    plan: Flags = ~due.threat & (due.conflict if name.endswith("plan_in_force") else due.peaceful)
    return plan


def in_force(history: History, cutoff: int, horizon: int) -> Flags:
    """Those that were known before the cut-off, not settled before it, and can still fall due
    within the horizon."""
    due = history.due
    last = np.where(due.last >= NEVER, due.seen + OPEN_END, due.last)
    live: Flags = (
        (due.seen < cutoff)
        & (due.settled >= cutoff)
        & (last >= cutoff)
        & (due.first < cutoff + horizon)
    )
    return live
