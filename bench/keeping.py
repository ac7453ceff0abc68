"""What it costs to keep the events of a growing ledger up to date.

usage: python bench/keeping.py [--articles 160 320 640] [--step 16] [--source DIR] [--json]

Articles of `bench/synthetic.py` (seven claims each) come ``--step`` at a time into one ledger on
SQLite, in a folder of its own. At each size: CPU seconds so far of adding and deriving (the making
of the articles not counted), those of a warm step of one more article, and those of a cold step:
the ledger is opened anew and takes one more, as `tocsin add` does, in a process whose code is
loaded. ``--source`` measures another
checkout's ``src``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
Measured = dict[int, dict[str, float]]


def measure(sizes: list[int], step: int) -> Iterator[tuple[int, dict[str, float]]]:
    """The CPU seconds at each size."""
    from bench.synthetic import entries, moment
    from tocsin.keeping import Keeper
    from tocsin.ledger import Ledger
    from tocsin.pipeline import Result

    def keep(keeper: Any, first: int, last: int) -> float:
        made = [
            Result(e.article, e.claims, e.assessments) for e in entries(last - first, first=first)
        ]
        began = time.process_time()
        keeper.keep(made, now=moment(last))
        return time.process_time() - began

    with tempfile.TemporaryDirectory(prefix="tk") as folder:
        where, done, spent = f"{folder}/l.db", 0, 0.0
        ledger = Ledger(where)
        keeper = Keeper(ledger)
        for size in sizes:
            while done < size - 2:
                last = min(done + step, size - 2)
                spent += keep(keeper, done, last)
                done = last
            warm = keep(keeper, size - 2, size - 1)
            ledger.close()
            began = time.process_time()
            ledger = Ledger(where)
            first = Keeper(
                ledger, **({"brief": True} if "brief" in signature(Keeper).parameters else {})
            )
            opened = time.process_time() - began
            cold = keep(first, size - 1, size) + opened
            done, keeper = size, Keeper(ledger)
            keeper.follow(now=moment(size))
            yield size, {"cpu": spent, "warm step": warm, "cold step": cold}


def main() -> None:
    """Measure and print."""
    form = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--articles", type=int, nargs="+", default=[160, 320, 640])
    parser.add_argument("--step", type=int, default=16)
    parser.add_argument("--source", type=Path, default=ROOT / "src")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    sys.path[:0] = [str(args.source), str(ROOT)]
    if not args.json:
        print("| articles | CPU s | one warm step | one cold step |\n| --- | --- | --- | --- |")
    found: Measured = {}
    for size, figures in measure(sorted(args.articles), args.step):
        found[size] = {name: round(value, 2) for name, value in figures.items()}
        if not args.json:
            print("| " + " | ".join(map(str, (size, *found[size].values()))) + " |", flush=True)
    if args.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
