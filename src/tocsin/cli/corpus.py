"""The pipeline over many articles, in one process or several; no article stops the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tocsin.cli.inputs import Job, count, expand, jobs
from tocsin.cli.output import Output, errors_path
from tocsin.errors import TocsinError

_AHEAD = 4  # articles in the queue of each process


class Report(Protocol):
    """Who is told how far the run is."""

    def total(self, count: int) -> None:
        """How many articles there are."""

    def step(self) -> None:
        """One more is through."""

    def failed(self, name: str, problem: str) -> None:
        """One failed."""


@dataclass(slots=True)
class Tally:
    """How many articles were coded, were there already, and failed."""

    coded: int = 0
    skipped: int = 0
    failed: int = 0
    claims: int = 0

    def summary(self, output: Path) -> str:
        """One line for the end of the run."""
        text = f"{self.coded} articles coded, {self.claims} claims, in {output}"
        if self.skipped:
            text += f"; {self.skipped} skipped (already there)"
        return text + (f"; {self.failed} failed, see {errors_path(output)}" if self.failed else "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The claims of one article as JSON, or what is wrong with it."""

    name: str
    claims: list[dict[str, Any]]
    problem: str = ""


Given = TypeVar("Given")
Made = TypeVar("Made")


def code_corpus(
    inputs: Sequence[str],
    output: Path,
    *,
    processes: int | None,
    report: Report,
    everything: bool = False,
) -> Tally:
    """Code all articles that are not in ``output`` yet, in the order of the inputs.

    ``processes`` None means one for each core; ``everything`` as in `tocsin.pipeline.run`. Raises
    `UsageError` if an input means no file or the output cannot be written, `DataError` if the
    output holds something else, `TocsinError` if a process dies.
    """
    files = expand(inputs, without=(output, errors_path(output)))
    total = count(files)
    report.total(total)
    tally = Tally()
    with Output(output) as out:
        fresh = _fresh(jobs(files), set(out.done), tally, report)
        code_one = partial(work, everything=everything)
        with closing(outcomes(code_one, fresh, min(processes or cores(), total))) as found:
            for outcome in found:
                _keep(outcome, out, tally, report)
                report.step()
    return tally


def work(job: Job, *, everything: bool = False) -> Outcome:
    """Code one article; whatever goes wrong becomes part of the outcome."""
    try:
        return Outcome(job.name, _claims(job, everything))
    except TocsinError as error:
        return Outcome(job.name, [], str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one article must not end the run
        return Outcome(job.name, [], f"internal error: {type(error).__name__}: {error}")


def _claims(job: Job, everything: bool) -> list[dict[str, Any]]:
    from tocsin import pipeline
    from tocsin.claim_json import claim_json

    if isinstance(job.item, TocsinError):
        raise job.item
    if isinstance(job.item, Path):
        result = pipeline.read(job.item, everything=everything)
    else:
        result = pipeline.run(job.item, everything=everything)
    return [claim_json(claim) for claim in result.claims]


def cores() -> int:
    """How many processes may work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _fresh(stream: Iterable[Job], seen: set[str], tally: Tally, report: Report) -> Iterator[Job]:
    """The jobs whose id is not yet in the output nor earlier in the input."""
    for job in stream:
        if job.name in seen:
            tally.skipped += 1
            report.step()
            continue
        seen.add(job.name)
        yield job


def _keep(outcome: Outcome, out: Output, tally: Tally, report: Report) -> None:
    if outcome.problem:
        tally.failed += 1
        out.fail(outcome.name, outcome.problem)
        report.failed(outcome.name, outcome.problem)
        return
    tally.coded += 1
    tally.claims += len(outcome.claims)
    out.add(outcome.name, outcome.claims)


def outcomes(
    code_one: Callable[[Given], Made], stream: Iterator[Given], processes: int
) -> Generator[Made, None, None]:
    """What a function makes of each item, in order, with so many processes.

    Raises `TocsinError` if a process dies.
    """
    if processes <= 1:
        yield from map(code_one, stream)
        return
    context = multiprocessing.get_context("spawn")
    threads = max(1, cores() // processes)
    pool = ProcessPoolExecutor(processes, context, _start_worker, (threads,))
    try:
        yield from _in_order(pool, code_one, stream, processes * _AHEAD)
    except BrokenProcessPool:
        raise TocsinError(
            "a process died, perhaps for lack of memory; run the same command again to go on,"
            " with fewer --processes"
        ) from None
    finally:
        # Not by asking the pool: an interrupt at the wrong moment would leave it waiting for ever.
        for child in multiprocessing.active_children():
            child.terminate()
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    code_one: Callable[[Given], Made],
    stream: Iterator[Given],
    ahead: int,
) -> Iterator[Made]:
    """Outcomes in the order of the jobs, never more than ``ahead`` jobs under way."""
    waiting: deque[Future[Made]] = deque()
    for job in stream:
        waiting.append(pool.submit(code_one, job))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _start_worker(threads: int) -> None:
    """Leave Ctrl-C to the parent, and share the cores between the processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["TOCSIN_THREADS"] = str(threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent has gone, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
