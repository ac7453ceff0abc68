"""Speed and size of the ledger: loads synthetic articles, then asks the commonest queries.

usage: python bench/ledger.py [--articles 10000 100000] [--database sqlite postgresql] [--batch N]
                              [--runs N] [--json]

For each size a new ledger is filled with articles of `bench/synthetic.py` (seven claims each), in
transactions of ``--batch`` articles (default 50; 1 is a transaction for each). Events of three
claims each are put, with standings, after every 20 articles or more. Printed: articles per second
(the making of the articles not counted), bytes on disk per article, and the median milliseconds of
``--runs`` (default 21) runs of each query, with other parameters each time. Sizes grow in one
ledger, one after the other.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.kills import postgres  # noqa: E402
from bench.synthetic import COUNTRIES, START, TYPES, VERBS, entries, moment  # noqa: E402
from tocsin.ledger import ClaimQuery, Entry, EventQuery, ExpectationQuery, Ledger  # noqa: E402
from tocsin.records import Event, Expectation, Standing  # noqa: E402

Measured = dict[str, float]
STATUSES = ("occurred", "planned", "disputed")


@contextmanager
def place(kind: str) -> Iterator[tuple[str, Callable[[], int]]]:
    """An empty ledger's place, and what tells its size in bytes."""
    with tempfile.TemporaryDirectory(prefix="tl") as folder:
        if kind == "sqlite":
            files = Path(folder)
            yield f"{folder}/l.db", lambda: sum(f.stat().st_size for f in files.glob("l.db*"))
            return
        server = postgres(Path(folder) / "data")
        server.psql("CREATE DATABASE news")
        question = "SELECT 'size=' || pg_database_size('news')"

        def size() -> int:
            return int(server.psql(question).split("size=")[1].split()[0])

        yield server.get_uri().replace("/postgres?", "/news?"), size
        server.cleanup()


def load(ledger: Ledger, first: int, last: int, batch: int) -> tuple[float, float]:
    """Add the articles; the seconds that articles took, and those that events took."""
    source, spent, derived = entries(last - first, first=first), 0.0, 0.0
    waiting: list[Entry] = []
    while part := list(islice(source, batch)):
        began = time.perf_counter()
        ledger.add_all(part, now=moment(first))
        spent += time.perf_counter() - began
        first += len(part)
        waiting += part
        if len(waiting) >= 20:
            began = time.perf_counter()
            derive(ledger, waiting)
            derived += time.perf_counter() - began
            waiting = []
    return spent, derived


def derive(ledger: Ledger, part: list[Entry]) -> None:
    """Events of three claims each."""
    claims = [claim for entry in part for claim in entry.claims]
    groups = [claims[n : n + 3] for n in range(0, len(claims), 3)]
    new = [Event(g[0].id, g[0].type, tuple(claim.id for claim in g)) for g in groups]
    ledger.put_events(new)
    ledger.put_standings(
        Standing(event.id, STATUSES[n % 3], independent=2) for n, event in enumerate(new)
    )
    planned = [claim for claim in claims if claim.modality == "planned" and claim.when]
    ledger.put_expectations(
        Expectation(claim.id, (claim.when.start, claim.when.end)) for claim in planned if claim.when
    )


def questions(ledger: Ledger, count: int, dice: random.Random) -> dict[str, Callable[[], Any]]:
    """The ten commonest queries, with parameters thrown by the dice."""
    number = dice.randrange(count - 1)
    entry = next(iter(entries(1, first=number)))
    actor, recipient, third = dice.sample(COUNTRIES, k=3)
    kind, verb = dice.choice(TYPES.split()), dice.choice(VERBS)
    day = START + timedelta(days=dice.randrange(count * 20 // 1440))
    rare = entry.article.text.split()[8 + dice.randrange(300)]
    claim = entry.claims[0].id
    return {
        "newest 50 claims": lambda: ledger.claims(ClaimQuery(limit=50)),
        "claims of a type in a week": lambda: ledger.claims(
            ClaimQuery(type=kind, published_from=day, published_to=day + timedelta(7), limit=50)
        ),
        "claims of a dyad": lambda: ledger.claims(
            ClaimQuery(actor=actor, recipient=recipient, limit=50)
        ),
        "who denies": lambda: ledger.claims(ClaimQuery(claimant=third, stance="denies", limit=50)),
        "claims by words": lambda: ledger.claims(ClaimQuery(text=f"{verb} {actor}", limit=50)),
        "claims as of a day": lambda: ledger.claims(
            ClaimQuery(actor=actor, type=kind, as_of=moment(number), limit=50)
        ),
        "events of a dyad": lambda: ledger.events(
            EventQuery(actor=actor, recipient=recipient, limit=50)
        ),
        "disputed events at a place": lambda: ledger.events(
            EventQuery(place=third, status="disputed", limit=50)
        ),
        "article search": lambda: ledger.search(f"{rare} {third}", limit=20),
        "the words behind an event": lambda: ledger.reports_of(
            [c for view in ledger.events_of([claim]) for c in view.event.claims]
        ),
        "expectations due in a week": lambda: ledger.expectations(
            ExpectationQuery(first=day, last=day + timedelta(7), limit=50)
        ),
    }


def ask(ledger: Ledger, count: int, runs: int) -> Measured:
    """The median milliseconds of each query."""
    dice, times = random.Random(count), dict[str, list[float]]()
    for _ in range(runs):
        for name, query in questions(ledger, count, dice).items():
            began = time.perf_counter()
            query()
            times.setdefault(name, []).append((time.perf_counter() - began) * 1000)
    return {name: round(statistics.median(found), 1) for name, found in times.items()}


def measure(kind: str, sizes: list[int], batch: int, runs: int) -> dict[int, Measured]:
    """All figures of one database at each size."""
    found: dict[int, Measured] = {}
    with place(kind) as (where, size), Ledger(where) as ledger:
        done = 0
        for count in sorted(sizes):
            spent, derived = load(ledger, done, count, batch)
            more, done = count - done, count
            speed = {"articles/s": more / spent, "articles/s with events": more / (spent + derived)}
            figures = speed | {"bytes per article": size() / count}
            found[count] = {name: round(value) for name, value in figures.items()}
            found[count] |= ask(ledger, count, runs)
    return found


def main() -> None:
    form = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = {k: measure(k, args.articles, args.batch, args.runs) for k in args.database}
    if args.json:
        print(json.dumps(found))
        return
    columns = [(kind, size) for kind, by_size in found.items() for size in by_size]
    print("| | " + " | ".join(f"{kind} {size:,}" for kind, size in columns) + " |")
    print("| --- " * (len(columns) + 1) + "|")
    for name in next(iter(found[columns[0][0]].values())):
        values = [f"{found[kind][size][name]:,}" for kind, size in columns]
        print(f"| {name} | " + " | ".join(values) + " |")


if __name__ == "__main__":
    main()
