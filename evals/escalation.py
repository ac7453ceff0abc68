"""How well the escalation of pairs is forecast: the benchmark DYAD-ESC.

usage: python evals/escalation.py DIR [--split valid|test] [--only conflict_30] [--cache FOLDER]
                                  [--save FOLDER] [--json]

DIR holds ``events_icews0515.parquet``. Every model is refitted at the start of each quarter on
windows that ended before it. Prints Brier score, log loss (probabilities clipped to 1e-4), average
precision and calibration error (10 bins of equal mass) on all rows and on the onset rows, for the
logistic model, the trees, and their blend. ``--save`` writes the predictions as Parquet (date,
source, target, p). ``--cache`` keeps the rows.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tocsin.forecast.scores import summary  # noqa: E402
from training.forecast import escalation as recipe  # noqa: E402

SPLITS = {"valid": (2012, 2013), "test": (2014, 2015)}
TASKS = {"conflict_30": (30, 10), "conflict_7": (7, 7), "force_30": (30, 10), "force_7": (7, 7)}
MODELS = ("logistic", "trees", "blend")


def rows_of(folder: Path, horizon: int, step: int, cache: Path | None) -> recipe.Rows:
    """The rows, from the cache if they are there."""
    kept = cache / f"rows_{horizon}.npz" if cache else None
    if kept and kept.exists():
        with np.load(kept) as found:
            return recipe.Rows(**{name: found[name] for name in found.files})
    made = recipe.rows(recipe.history(folder), horizon, step)
    if kept:
        np.savez(kept, **{f.name: getattr(made, f.name) for f in dataclasses.fields(made)})
    return made


def predict(rows: recipe.Rows, target: str, horizon: int, years: tuple[int, int]) -> dict[str, Any]:
    """Log-odds of each model on the origins of these years that the panel has."""
    happened = (rows.count(target) > 0).astype(float)
    origin = (rows.day - dt.date(2006, 1, 2).toordinal()) % horizon == 0
    made = {name: np.full(len(happened), np.nan) for name in MODELS}
    starts = recipe.quarters(*years)
    for start, end in pairwise(starts):
        past = rows.day + horizon <= start
        now = (rows.day >= start) & (rows.day < end) & origin
        if not now.any():
            continue
        linear = recipe.fit_linear(rows.features[past], happened[past])
        trees = recipe.fit_trees(rows.features[past], happened[past])
        made["logistic"][now] = linear.log_odds(rows.features[now])
        made["trees"][now] = trees.predict(rows.features[now], raw_score=True)
    made["blend"] = (1 - recipe.BLEND) * made["logistic"] + recipe.BLEND * made["trees"]
    return made


def measure(task: str, folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """The scores of one task by model."""
    horizon, step = TASKS[task]
    target = task.split("_", maxsplit=1)[0]
    rows = rows_of(folder, horizon, step, arguments.cache)
    found: dict[str, Any] = {}
    for name, odds in predict(rows, target, horizon, SPLITS[arguments.split]).items():
        chosen = ~np.isnan(odds)
        chance = 1 / (1 + np.exp(-odds[chosen]))
        happened = (rows.count(target)[chosen] > 0).astype(float)
        calm = rows.onset[chosen].astype(bool)
        found[name] = {
            "all": summary(happened, chance),
            "onset": summary(happened[calm], chance[calm]),
        }
        if arguments.save:
            save(folder, (rows, chosen, chance), arguments.save / f"{task}_{name}.parquet")
    return found


def save(folder: Path, what: tuple[recipe.Rows, Any, Any], path: Path) -> None:
    """Predictions with the names that the panel uses."""
    rows, chosen, chance = what
    names = np.array(recipe.history(folder).actors)
    days = rows.day[chosen].astype(np.int64) - dt.date(1970, 1, 1).toordinal()
    table = {
        "date": pa.array(days.astype("datetime64[D]").astype("datetime64[us]")),
        "source": names[rows.actor[chosen].astype(int)],
        "target": names[rows.recipient[chosen].astype(int)],
        "p": chance,
    }
    pq.write_table(pa.table(table), path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=SPLITS, default="valid")
    parser.add_argument("--only", choices=TASKS)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    tasks = [arguments.only] if arguments.only else list(TASKS)
    found = {task: measure(task, arguments.folder, arguments) for task in tasks}
    if arguments.json:
        print(json.dumps(found, indent=2))
        return
    for task, models in found.items():
        for name, parts in models.items():
            for part, scores in parts.items():
                told = "  ".join(f"{key} {value:.5f}" for key, value in scores.items())
                print(f"{task:12} {name:9} {part:6} {told}")


if __name__ == "__main__":
    main()
