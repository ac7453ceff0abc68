"""Fits the shipped escalation models on all years of the ICEWS panel.

usage: python -m training.forecast.fit_escalation DIR [--cache FOLDER] [--trees]

Writes ``src/tocsin/forecast/data/escalation.json`` (terms, negative-binomial sizes, class rates)
and, with ``--trees``, ``escalation_*.txt.gz`` beside it. `evals/escalation.py` measures the recipe.
"""

from __future__ import annotations

import argparse
import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import gammaln

from evals.escalation import TASKS, rows_of
from tocsin.forecast.model import BOUNDS, class_of
from training.forecast import escalation as recipe

DATA = Path(__file__).resolve().parents[2] / "src/tocsin/forecast/data"
VERSION = "icews-2015"
MOST = 50


def size_of(chance: Any, count: Any) -> float:
    """The size of the negative binomial that makes the counts likeliest, given the chance of one
    or more. Counts over 50 are cut."""
    p, n = np.clip(chance, 1e-4, 1 - 1e-4), np.minimum(count, MOST)

    def loss(log_size: float) -> float:
        r = float(np.exp(log_size))
        mean = r * ((1 - p) ** (-1 / r) - 1)
        told = gammaln(r + n) - gammaln(r) - gammaln(n + 1)
        told += n * np.log(mean / (r + mean)) + r * np.log(r / (r + mean))
        return float(-told.mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3, 3), method="bounded").x))


def class_rates(rows: recipe.Rows, target: str) -> dict[str, float]:
    """How often it happened by class of pair, with half an event added to each class."""
    happened = rows.count(target) > 0
    place = {name: n for n, name in enumerate(recipe.TREES)}
    events = rows.features[:, place["n_all_365"]].astype(int)
    conflict = rows.features[:, place["n_q4_365"]] > 0
    bound = np.array(BOUNDS)[np.searchsorted(BOUNDS, events, side="right") - 1]
    made = {}
    for least in BOUNDS:
        for before in (False, True):
            mine = (bound == least) & (conflict == before)
            made[class_of(least, before=before)] = round(
                float((happened[mine].sum() + 0.5) / (mine.sum() + 1 / 0.02)), 5
            )
    return made


def model_of(task: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """One model as the package keeps it."""
    (horizon, step), target = TASKS[task], task.split("_", maxsplit=1)[0]
    rows = rows_of(arguments.folder, horizon, step, arguments.cache)
    count = rows.count(target)
    linear = recipe.fit_linear(rows.features, (count > 0).astype(float))
    chance = 1 / (1 + np.exp(-linear.log_odds(rows.features)))
    terms = zip(recipe.LOGISTIC, linear.mean, linear.spread, linear.weights, strict=True)
    if arguments.trees:
        booster = recipe.fit_trees(rows.features, (count > 0).astype(float))
        packed = gzip.compress(booster.model_to_string().encode(), 9, mtime=0)
        (DATA / f"escalation_{task}.txt.gz").write_bytes(packed)
    return {
        "blend": recipe.BLEND if arguments.trees else 0.0,
        "intercept": round(linear.intercept, 5),
        "size": round(size_of(chance, count), 4),
        "classes": class_rates(every(arguments.folder, horizon), target),
        "tree_features": recipe.TREES,
        "terms": [[name, *(round(float(v), 5) for v in values)] for name, *values in terms],
    }


@cache
def every(folder: Path, horizon: int) -> recipe.Rows:
    """Rows of all pairs that ever had an event, at few origins: for the rates of classes."""
    return recipe.rows(recipe.history(folder), horizon, 150, least=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--trees", action="store_true")
    arguments = parser.parse_args()
    DATA.mkdir(exist_ok=True)
    made = {task: model_of(task, arguments) for task in TASKS}
    told = {"version": VERSION, "models": made}
    (DATA / "escalation.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for task, each in made.items():
        print(task, each["size"], each["classes"])


if __name__ == "__main__":
    main()
