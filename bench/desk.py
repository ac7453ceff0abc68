"""Times of the desk's pages on a large ledger: median and 95th percentile per page.

    python -m bench.desk fill ledger.db 100000     (half an hour or so)
    python -m bench.desk time ledger.db --rounds 100 --readers 20 --write

The articles are those of `bench.synthetic`; events are made of their claims by type, place, actor
and week, so that there are as many as in earnest, without judging pairs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.synthetic import COUNTRIES, entries, moment
from tocsin.ledger import Derived, Entry, Ledger
from tocsin.records import Event, Expectation, Report, Stand, Standing

BATCH = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["fill", "time"])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--readers", type=int, default=1)
    parser.add_argument(
        "--pause", type=float, default=0.0, help="seconds a reader looks at a page, on average"
    )
    parser.add_argument("--page", action="append", help="only pages that begin so")
    parser.add_argument("--write", action="store_true", help="another process adds meanwhile")
    asked = parser.parse_args()
    with Ledger(asked.ledger) as ledger:
        if asked.what == "fill":
            fill(ledger, asked.articles)
        else:
            with writing(asked.ledger) if asked.write else nullcontext():
                measure(ledger, asked.rounds, (asked.readers, asked.pause), tuple(asked.page or ()))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Meanwhile another process adds articles and events, five at a time, as a watch does."""
    process = multiprocessing.get_context("spawn").Process(target=write, args=(path,), daemon=True)
    process.start()
    yield
    process.terminate()
    process.join()


def write(path: Path) -> None:
    with Ledger(path) as ledger:
        first = ledger.summaries.size()[0]
        for number in range(first, first + 1_000_000, 5):
            keep(ledger, list(entries(5, first=number)))
            time.sleep(0.5)


def fill(ledger: Ledger, count: int) -> None:
    """Articles, then events and expectations of their claims, a week at a time."""
    held = list[Entry]()
    for entry in entries(count):
        held.append(entry)
        if len(held) == BATCH:
            keep(ledger, held)
            held = []
    if held:
        keep(ledger, held)


def keep(ledger: Ledger, batch: list[Entry]) -> None:
    """Add the articles and put what follows, with the mark by which pages see a change."""
    number = ledger.summaries.size()[0]
    ledger.add_all(batch, now=moment(number))
    claims = list(reports(batch))
    groups = defaultdict[tuple[Any, ...], list[Report]](list)
    for report in claims:
        claim = report.claim
        week = report.day.isocalendar()[:2] if report.day else None
        entity = claim.actors[0].entity
        groups[claim.type, claim.place[0].country, entity and entity.country, week].append(report)
    made = [group[:12] for group in groups.values()]
    events = [
        Event(each[0].claim.id, each[0].claim.type, tuple(r.claim.id for r in each))
        for each in made
    ]
    ahead = [r for r in claims if r.claim.modality in {"planned", "threatened"}]
    due = tuple(
        Expectation(r.claim.id, (r.day, r.day + timedelta(9)) if r.day else (None, None))
        for r in ahead
    )
    standings = tuple(standing(event, each) for event, each in zip(events, made, strict=True))
    base, _ = ledger.progress()
    upto = max((change.n for change in ledger.changes(base)), default=base)
    step = Derived(upto, moment(number).date(), tuple(events), standings, due)
    assert ledger.put(step, base=base), "another process derives from this ledger"


def reports(batch: list[Entry]) -> Iterator[Report]:
    for entry in batch:
        article = entry.article
        for claim in entry.claims:
            yield Report(claim, article.id, article.published, article.publisher, article.id)


def standing(event: Event, told: list[Report]) -> Standing:
    stands = tuple(
        Stand(held.source.head, held.stance, report.claim.id)
        for report in told
        for held in report.claim.attributions
    )
    names = tuple(dict.fromkeys(report.publisher or "" for report in told))
    return Standing(event.id, "occurred", (), stands, (), (), names, len(told), (), 2)


def measure(
    ledger: Ledger, rounds: int, crowd: tuple[int, float], only: tuple[str, ...] = ()
) -> None:
    """Ask every page so often, by so many readers at once, each of whom pauses before it asks for
    a time that is exponentially distributed about that mean.

    CPU is that of the whole process for each request, the readers and what is made behind the
    pages included; unlike the times it does not depend on what else the machine does.
    """
    from starlette.testclient import TestClient

    from tocsin.desk import app
    from tocsin.desk.serving import look_for_cycles_rarely

    look_for_cycles_rarely()
    last = ledger.summaries.newest()
    assert last is not None
    now = datetime.combine(last, datetime.min.time(), UTC)
    client = TestClient(app(ledger, clock=lambda: now), base_url="http://127.0.0.1")
    event = ledger.events()[0].event
    report = next(iter(ledger.reports_of(event.claims).values()))
    one, other = COUNTRIES[0], COUNTRIES[1]
    pages = [
        "/", "/events", f"/events?actor={one}", f"/event/{event.id}", f"/article/{report.article}",
        "/claims", f"/claims?claimant={one}&stance=denies", "/claims?type=ASSAULT&modality=planned",
        "/timeline", "/map", "/dyads", f"/dyad/{one}..{other}", "/actors", f"/actor/{one}",
        "/sources", "/review", "/search?q=news",
    ]  # fmt: skip
    readers, pause = crowd
    for page in pages:
        if only and not page.startswith(only):
            continue
        first, spent = once(client, page), time.process_time()
        with ThreadPoolExecutor(readers) as pool:
            times = sorted(pool.map(lambda _, p=page: reading(client, p, pause), range(rounds)))
        median, high = statistics.median(times), times[int(len(times) * 0.95) - 1]
        cpu = (time.process_time() - spent) / rounds * 1000
        print(
            f"{page:46} first {first:7.1f} ms  median {median:7.1f}  95th {high:7.1f}"
            f"  CPU {cpu:6.1f}",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB, articles {ledger.summaries.size()[0]}")


def reading(client: Any, page: str, pause: float) -> float:
    if pause:
        time.sleep(random.expovariate(1 / pause))
    return once(client, page)


def once(client: Any, page: str) -> float:
    start = time.perf_counter()
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
