"""Scoring forecasts that came due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import log

import numpy as np

from tocsin.forecast.calibrate import Calibration, calibrate
from tocsin.forecast.history import History, Ints
from tocsin.records import Forecast, ForecastScore

CLIP = 1e-4


def score(
    history: History, made: Iterable[Forecast], *, now: datetime
) -> tuple[ForecastScore, ...]:
    """What came of these forecasts, by the events of the history as it is known now."""
    return tuple(_score(history, each, now) for each in made)


def learned(scored: Iterable[tuple[Forecast, ForecastScore]], target: str) -> Calibration:
    """The calibration by the forecasts of a target that came due and were no class rates; none
    before there are 200."""
    mine = [(f, s) for f, s in scored if f.target == target and not f.note]
    return calibrate([f.probability for f, _ in mine], [s.happened for _, s in mine])


def _score(history: History, made: Forecast, now: datetime) -> ForecastScore:
    c, start = history.columns, made.cutoff.toordinal()
    kind = c.force if made.target == "force" else c.quad == 4
    pair = int(history.find([(made.actor, made.recipient)])[0])
    inside = (c.day >= start) & (c.day < start + made.horizon)
    rows: Ints = np.flatnonzero(kind & inside & (history.pair == pair))
    happened, p = len(rows) > 0, min(max(made.probability, CLIP), 1 - CLIP)
    return ForecastScore(
        forecast=made.id,
        scored=now,
        happened=happened,
        count=len(rows),
        brier=(made.probability - happened) ** 2,
        log_loss=-log(p if happened else 1 - p),
        events=tuple(history.events[row].id for row in rows) if history.events else (),
    )
