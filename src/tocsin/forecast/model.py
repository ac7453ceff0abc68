"""The shipped models: a logistic one with readable coefficients, and boosted trees beside it.

``data/escalation.json`` holds for each target and horizon the terms (feature, mean, spread,
coefficient), the intercept, the size of the negative binomial for counts, and the rates of classes
of pairs. ``data/escalation_*.txt.gz`` are LightGBM models; they are used if LightGBM is installed
(extra ``forecast``), and their log-odds are averaged with those of the logistic model.
``training/forecast`` makes all of them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from tocsin.errors import UsageError
from tocsin.forecast.features import Floats, Table

OFFSET = 0.03
TARGETS = ("conflict", "force")
HORIZONS = (7, 30)
BOUNDS = (0, 1, 10, 50, 200)
"""Classes of pairs by the least number of events in the last year."""


@dataclass(frozen=True)
class Model:
    """One target and horizon. ``names`` are all features that either part reads."""

    target: str
    horizon: int
    version: str
    hash: str
    features: tuple[str, ...]
    mean: Floats
    spread: Floats
    weights: Floats
    intercept: float
    size: float
    class_rates: dict[str, float]
    trees: Any = None
    tree_features: tuple[str, ...] = ()
    blend: float = 0.0

    def terms(self, table: Table) -> tuple[Floats, tuple[str, ...], float]:
        """What every feature adds to the log-odds (pairs by features), the features' names, and
        the intercept; the sum over a row and the intercept is the log-odds."""
        linear = self._linear(table)
        if self.trees is None:
            return linear, self.features, self.intercept
        place = {name: n for n, name in enumerate(table.names)}
        rows = table.values[:, [place[name] for name in self.tree_features]]
        trees = np.asarray(self.trees.predict(rows, pred_contrib=True), dtype=np.float64)
        names = tuple(dict.fromkeys((*self.features, *self.tree_features)))
        at = {name: n for n, name in enumerate(names)}
        made = np.zeros((len(rows), len(names)))
        made[:, [at[name] for name in self.features]] += (1 - self.blend) * linear
        made[:, [at[name] for name in self.tree_features]] += self.blend * trees[:, :-1]
        start = float(trees[0, -1]) if len(trees) else 0.0
        return made, names, (1 - self.blend) * self.intercept + self.blend * start

    def log_odds(self, table: Table) -> Floats:
        """The log-odds of each row."""
        linear = self._linear(table).sum(axis=1) + self.intercept
        if self.trees is None:
            return np.asarray(linear, dtype=np.float64)
        place = {name: n for n, name in enumerate(table.names)}
        rows = table.values[:, [place[name] for name in self.tree_features]]
        raw = np.asarray(self.trees.predict(rows, raw_score=True), dtype=np.float64)
        return np.asarray((1 - self.blend) * linear + self.blend * raw, dtype=np.float64)

    def _linear(self, table: Table) -> Floats:
        place = {name: n for n, name in enumerate(table.names)}
        rows = table.values[:, [place[name] for name in self.features]]
        made: Floats = (transform(rows) - self.mean) / self.spread * self.weights
        return made

    def class_rate(self, events: int, *, before: bool) -> float:
        """How often it happened to pairs with so many events in the last year, that did or did not
        come to material conflict in it."""
        return self.class_rates[class_of(events, before=before)]


def transform(values: Floats) -> Floats:
    """Rates and counts on the scale on which the logistic model is linear."""
    made: Floats = np.log(np.maximum(values, 0) + OFFSET)
    return made


def class_of(events: int, *, before: bool) -> str:
    """The name of a class: ``10-calm`` is 10 to 49 events, none of them material conflict."""
    bound = max(b for b in BOUNDS if b <= events)
    return f"{bound}-{'conflict' if before else 'calm'}"


@cache
def shipped(target: str, horizon: int, *, trees: bool = True) -> Model:
    """The model of Tocsin. Raises UsageError for another target or horizon than there are."""
    if target not in TARGETS or horizon not in HORIZONS:
        raise UsageError(
            f"there is no model of {target!r} within {horizon} days: "
            f"the targets are {', '.join(TARGETS)}, the horizons 7 and 30 days"
        )
    key = f"{target}_{horizon}"
    data = files("tocsin.forecast") / "data"
    text = (data / "escalation.json").read_bytes()
    told = json.loads(text)
    mine = told["models"][key]
    packed = (data / f"escalation_{key}.txt.gz").read_bytes() if mine["blend"] else b""
    booster = _booster(packed) if trees and packed else None
    terms = mine["terms"]
    return Model(
        target=target,
        horizon=horizon,
        version=told["version"] + ("" if booster is None else "+trees"),
        hash=hashlib.sha256(text + (b"" if booster is None else packed)).hexdigest()[:16],
        features=tuple(term[0] for term in terms),
        mean=np.array([term[1] for term in terms]),
        spread=np.array([term[2] for term in terms]),
        weights=np.array([term[3] for term in terms]),
        intercept=mine["intercept"],
        size=mine["size"],
        class_rates=mine["classes"],
        trees=booster,
        tree_features=tuple(mine["tree_features"]),
        blend=mine["blend"],
    )


def _booster(packed: bytes) -> Any:
    try:
        import lightgbm
    except ImportError:
        return None
    return lightgbm.Booster(model_str=gzip.decompress(packed).decode())
