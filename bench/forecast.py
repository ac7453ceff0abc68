"""How fast forecasts are made: many pairs at once, and a daily update for many actors.

usage: python bench/forecast.py [--actors N ...] [--events N] [--train]

Events are drawn: actors by Zipf's law, five years. Prints CPU seconds (one thread) for loading
the models, for building the history, for 1,000 pairs, and for a daily update (building and all
watched pairs, both targets, 7 and 30 days, and the surprises of the week). ``--train`` adds what
fitting costs: the rows of all origins, ten days apart, then both models of one target.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tocsin.forecast import History, Settings, forecasts, unusual, watched  # noqa: E402
from tocsin.forecast.model import shipped  # noqa: E402
from tocsin.records import DyadEvent  # noqa: E402

FIRST, DAYS = date(2006, 1, 2), 1826
KINDS = (("ACCUSE", 3, 11), ("CONSULT", 1, 4), ("AID", 2, 7), ("ASSAULT", 4, 19))


def events(actors: int, number: int) -> list[DyadEvent]:
    """Events of so many actors, the same at every run."""
    rng = np.random.default_rng(0)
    weight = 1 / np.arange(1, actors + 1)
    ends = rng.choice(actors, size=(number, 2), p=weight / weight.sum())
    kinds = rng.choice(4, size=number, p=(0.3, 0.5, 0.1, 0.1))
    days = rng.integers(DAYS, size=number)
    made = []
    for n, ((a, b), kind, day) in enumerate(zip(ends, kinds, days, strict=True)):
        when, (type_, quad, root) = FIRST + timedelta(days=int(day)), KINDS[kind]
        names = f"A{a}", f"A{b}"
        made.append(DyadEvent(f"e{n}", when, when, *names, type_, quad, root, quad == 4))
    return made


def load() -> None:
    start = process_time()
    for target in ("conflict", "force"):
        for horizon in (7, 30):
            shipped(target, horizon)
    print(f"the four models {process_time() - start:.2f} s")


def train(history: History) -> None:
    from training.forecast import escalation as recipe

    start = process_time()
    rows = recipe.rows(history, 30, 10)
    made = process_time() - start
    happened = (rows.conflict > 0).astype(float)
    recipe.fit_linear(rows.features, happened)
    recipe.fit_trees(rows.features, happened)
    fitted = process_time() - start - made
    print(f"  training: {len(happened)} rows {made:.1f} s, both models {fitted:.1f} s")


def measure(actors: int, number: int, *, training: bool) -> None:
    past, cut = events(actors, number), FIRST + timedelta(days=DAYS)
    start = process_time()
    history = History.of(past)
    built = process_time() - start
    some = [(history.actors[a], history.actors[b]) for a, b in history.pairs[:1000]]
    start = process_time()
    forecasts(history, some, cut)
    thousand = process_time() - start
    start = process_time()
    pairs = watched(history, cut)
    for target in ("conflict", "force"):
        for horizon in (7, 30):
            forecasts(history, pairs, cut, horizon, settings=Settings(target=target))
    unusual(history, cut)
    daily = built + process_time() - start
    print(
        f"{actors} actors, {number} events, {len(history.pairs)} pairs: history {built:.2f} s, "
        f"1,000 pairs {thousand:.2f} s, daily update of {len(pairs)} watched pairs {daily:.2f} s"
    )
    if training:
        train(history)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--actors", type=int, nargs="*", default=[500, 5000])
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--train", action="store_true")
    arguments = parser.parse_args()
    load()
    for actors in arguments.actors:
        measure(actors, arguments.events, training=arguments.train)


if __name__ == "__main__":
    main()
