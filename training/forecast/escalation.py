"""The recipe of the escalation models: data, rows, fitting. Used by `fit_escalation` (which ships
the models) and by ``evals/escalation.py`` (which measures them).

Rows are made as the panel of DYAD-ESC is: directed pairs of different countries with ten events or
more in the year before an origin. For 30 days the training also has origins every 10 days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from sklearn.linear_model import LogisticRegression

from tocsin.forecast.features import Floats, measure
from tocsin.forecast.history import Columns, History
from tocsin.forecast.model import transform

FORCE = (15, 18, 19, 20)
NOBODY = "~"
"""Stands for all actors without a country."""
LOGISTIC = """
q4_7 q4_30 q4_90 q4_365 q4_1500 r_q4_30 r_q4_365 force_30 force_365 q3_30 q3_365 r_q3_30 threat_30
threat_365 q1_30 q1_365 q2_365 days_30 days_365 days_1500 share_q4_3 share_q4_12 share_q4_48
r_share_q4_12 since_q4 r_since_q4 n_all_30 n_all_365 coerce_365 reduce_365 protest_365 assault_365
fight_365 posture_365 actor_gives_q4_30 actor_gives_q4_365 recipient_takes_q4_30
recipient_takes_q4_365 actor_gives_q3_30 recipient_takes_q3_30 actor_home_q4_30
recipient_home_q4_30
""".split()
TREES = [
    *LOGISTIC,
    *"""
like_recipient_365 like_actor_365 around_365 r_q4_90 r_q4_1500 r_force_365 r_days_365 q3_90 q3_1500
threat_90 r_threat_365 force_1500 share_force_48 share_force_12 r_share_q4_48 n_q4_365 since_force
since_q3 r_q3_365 coerce_1500 reduce_1500 fight_1500 assault_1500 actor_takes_q4_365
recipient_gives_q4_365 recipient_takes_force_365 actor_gives_force_365 like_recipient_30
like_actor_30 world_30 world_share_365 world_share_30 world_365
""".split(),
]
STRENGTH = 0.003
PARAMETERS: dict[str, Any] = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.04, "feature_fraction": 0.2,
    "bagging_fraction": 0.5, "bagging_freq": 1, "min_data_in_leaf": 200, "lambda_l2": 10.0,
    "max_bin": 63, "num_threads": 1, "verbose": -1, "seed": 0, "deterministic": True,
}  # fmt: skip
ROUNDS = 300
BLEND = 0.9
"""The share of the trees in the blended log-odds, chosen on 2012-2013."""


@dataclass(frozen=True)
class Rows:
    """One row for each pair and origin: features, and the counts within the horizon."""

    day: Floats
    actor: Floats
    recipient: Floats
    features: Floats
    conflict: Floats
    force: Floats
    onset: Floats

    def count(self, target: str) -> Floats:
        return self.conflict if target == "conflict" else self.force


def history(folder: Path) -> History:
    """The ICEWS events of 2005 to 2015 in this folder, countries only."""
    names = ["date", "source_iso3", "target_iso3", "root", "quad"]
    table = pq.read_table(folder / "events_icews0515.parquet", columns=names)
    actor = [name or NOBODY for name in table["source_iso3"].to_pylist()]
    recipient = [name or NOBODY for name in table["target_iso3"].to_pylist()]
    known = sorted({*actor, *recipient})
    number = {name: n for n, name in enumerate(known)}
    epoch = dt.date(1970, 1, 1).toordinal()
    day = table["date"].to_numpy().astype("datetime64[D]").astype(np.int64) + epoch
    order = np.argsort(day, kind="stable")
    root = np.array([int(each) for each in table["root"].to_pylist()])[order]
    columns = Columns(
        actor=np.array([number[name] for name in actor])[order],
        recipient=np.array([number[name] for name in recipient])[order],
        day=day[order],
        seen=day[order],
        quad=table["quad"].to_numpy().astype(np.int64)[order],
        root=root,
        force=np.isin(root, FORCE),
    )
    return History.from_columns(known, columns)


def rows(past: History, horizon: int, step: int, *, least: int = 10) -> Rows:
    """The rows at every ``step``-th day from 2 January 2006 on."""
    parts: list[list[Floats]] = [[] for _ in range(7)]
    last = int(past.columns.day.max()) - horizon + 1
    for day in range(dt.date(2006, 1, 2).toordinal(), last + 1, step):
        pairs, *counted = _outcomes(past, day, horizon, least)
        table = measure(past, day, horizon, pairs)
        place = {name: n for n, name in enumerate(table.names)}
        made = table.values[:, [place[name] for name in TREES]].astype(np.float32)
        ends = past.pairs[pairs]
        found = [np.full(len(pairs), day), ends[:, 0], ends[:, 1], made, *counted]
        for part, each in zip(parts, found, strict=True):
            part.append(each)
    return Rows(*(np.concatenate(part) for part in parts))


def _outcomes(past: History, day: int, horizon: int, least: int) -> tuple[Any, ...]:
    c, size = past.columns, len(past.pairs)
    known, until = past.known(day), past.known(day + horizon)
    year, quarter = past.known(day - 365), past.known(day - 90)
    number = np.bincount(past.pair[year:known], minlength=size)
    abroad = past.pairs[:, 0] != past.pairs[:, 1]
    named = (past.pairs != past.number.get(NOBODY, -1)).all(axis=1)
    pairs = np.flatnonzero((number >= least) & abroad & named)
    conflict = c.quad == 4

    def count(mask: Any, start: int, end: int) -> Any:
        chosen = past.pair[start:end][mask[start:end]]
        return np.bincount(chosen, minlength=size)[pairs]

    calm = count(conflict, quarter, known) == 0
    return pairs, count(conflict, known, until), count(c.force, known, until), calm


@dataclass(frozen=True)
class Linear:
    mean: Floats
    spread: Floats
    weights: Floats
    intercept: float

    def log_odds(self, features: Floats) -> Floats:
        made = transform(features[:, : len(LOGISTIC)])
        return (made - self.mean) / self.spread @ self.weights + self.intercept


def fit_linear(features: Floats, happened: Floats) -> Linear:
    """The logistic model: L2-penalised, on standardised logarithms."""
    made = transform(features[:, : len(LOGISTIC)]).astype(np.float64)
    mean, spread = made.mean(axis=0), made.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=500)
    fitted.fit((made - mean) / spread, happened)
    return Linear(mean, spread, fitted.coef_[0], float(fitted.intercept_[0]))


def fit_trees(features: Floats, happened: Floats) -> Any:
    """The boosted trees of 7 leaves."""
    import lightgbm

    return lightgbm.train(PARAMETERS, lightgbm.Dataset(features, happened), ROUNDS)


def quarters(first: int, last: int) -> list[int]:
    """The ordinals of the first days of all quarters of these years, and of the year after."""
    starts = [dt.date(year, month, 1) for year in range(first, last + 1) for month in (1, 4, 7, 10)]
    return [day.toordinal() for day in (*starts, dt.date(last + 1, 1, 1))]
