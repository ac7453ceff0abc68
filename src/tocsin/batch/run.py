"""A corpus from its inputs to its output: what is new is coded, and what was done stays done."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Literal, Protocol

from tocsin.batch.coding import settled, work
from tocsin.batch.files import File, files, measure
from tocsin.batch.jobs import Job, Outcome
from tocsin.batch.local import Task, cores, outcomes
from tocsin.batch.output import DayLines, Errors, Lines, Output, errors_path
from tocsin.batch.reading import jobs
from tocsin.batch.seen import Seen, digest
from tocsin.errors import UsageError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/")


class Report(Protocol):
    """Who is told how far the run is."""

    def total(self, count: int | None) -> None:
        """How much there is: bytes of a corpus, or articles; None if that is not known."""

    def step(self, share: int = 1) -> None:
        """One more article is through; it stands for so much of the total."""

    def failed(self, name: str, problem: str) -> None:
        """One failed."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is coded.

    ``processes`` None means one for each core (of the cluster, with ``engine="ray"``);
    ``everything`` as in `tocsin.pipeline.run`; ``sample`` so many articles, chosen by a hash of
    their ids: always the same ones, and the smaller sample is part of the larger. With
    ``partition`` the output is a folder with one folder for each day of publication.
    """

    processes: int | None = None
    everything: bool = False
    engine: Literal["local", "ray"] = "local"
    sample: int | None = None
    partition: Literal["day"] | None = None


@dataclass(slots=True)
class Tally:
    """How many articles were coded, were there already, failed; and what was no article at all."""

    coded: int = 0
    skipped: int = 0
    failed: int = 0
    claims: int = 0
    passed: Counter[str] = field(default_factory=Counter)

    def summary(self, output: Path) -> str:
        """One line for the end of the run."""
        text = f"{self.coded} articles coded, {self.claims} claims, in {output}"
        if self.skipped:
            text += f"; {self.skipped} skipped (already there)"
        if self.passed:
            reasons = ", ".join(f"{count} {reason}" for reason, count in self.passed.most_common())
            text += f"; {self.passed.total()} records are no pages ({reasons})"
        return text + (f"; {self.failed} failed, see {errors_path(output)}" if self.failed else "")

    def json(self, output: Path) -> dict[str, object]:
        """The counts as a JSON object, with the paths of the output and of the failures."""
        return {
            "output": str(output),
            "coded": self.coded,
            "claims": self.claims,
            "skipped": self.skipped,
            "failed": self.failed,
            "errors": str(errors_path(output)) if self.failed else None,
            "passed_over": dict(self.passed),
        }


def code_corpus(
    inputs: Sequence[str], output: Path, *, options: Options | None = None, report: Report
) -> Tally:
    """Code all articles that are not in ``output`` yet, in the order of the inputs.

    ``inputs`` are files, folders, patterns and addresses of object stores. An output that ends in
    ``.parquet`` is a folder of Parquet files; any other is one JSONL file, or with a partition a
    folder of them. A kill at any moment loses nothing: the same call goes on. Raises `UsageError`
    if an input means no file, an extra is missing, or the output cannot be written, `DataError`
    if the output holds something else.
    """
    wish = options or Options()
    own = (output, errors_path(output))
    _, size = measure(inputs, without=own)
    report.total(size)
    opened, errors, tally = _output(output, wish), Errors(output), Tally()
    with opened as out:
        chosen = Choice(_limit(jobs(files(inputs, without=own)), wish.sample))
        corpus = Corpus(tuple(inputs), own, chosen, out.done)
        with closing(_engine(corpus, wish)) as found:
            _keep_all(found, _Keeper(out, errors, tally, report))
    return tally


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles are meant: those whose digest is at most ``limit``; all if that is None."""

    limit: bytes | None = None

    def takes(self, job: Job) -> bool:
        """Whether this article is meant."""
        return self.limit is None or digest(job.name) <= self.limit


@dataclass(frozen=True, slots=True)
class Corpus:
    """What an engine works on: the inputs, the paths among them that are our own, the articles
    meant, and those that are done, to which it adds."""

    inputs: tuple[str, ...]
    own: tuple[Path, ...]
    chosen: Choice
    done: Seen

    def files(self) -> Iterator[File]:
        """All files, as a stream."""
        return files(self.inputs, without=self.own)


def _output(path: Path, wish: Options) -> Output:
    if _ADDRESS.match(str(path)):
        raise UsageError(f"{path}: the output is a path on this machine; copy it when it is done")
    if path.suffix.lower() in {".parquet", ".pq"}:
        from tocsin.batch.shards import Shards

        return Shards(path, by_day=wish.partition == "day")
    return DayLines(path) if wish.partition == "day" else Lines(path)


def _limit(found: Iterable[Job], count: int | None) -> bytes | None:
    """The largest digest among the ``count`` smallest; None if all articles are meant."""
    if count is None:
        return None
    heap: list[int] = []  # negative, so that the largest is on top
    held: set[int] = set()
    for job in found:
        key = -int.from_bytes(digest(job.name), "big")
        if job.passed or key in held or (len(heap) >= count and key <= heap[0]):
            continue
        held.add(key)
        heapq.heappush(heap, key)
        if len(heap) > count:
            held.discard(heapq.heappop(heap))
    return (-heap[0]).to_bytes(16, "big") if heap else b""


def _engine(corpus: Corpus, wish: Options) -> Generator[Outcome, None, None]:
    if wish.engine == "ray":
        from tocsin.batch.cluster import ray_outcomes

        return ray_outcomes(corpus, wish)
    task = Task(partial(_work, everything=wish.everything), _ready, _lost)
    stream, many = _marked(corpus), wish.processes or cores()
    first = list(islice(stream, many))
    return outcomes(task, chain(first, stream), len(first))


@dataclass(frozen=True, slots=True)
class _Known:
    """A job that the output has already, or that stands earlier in the inputs."""

    job: Job


def _marked(corpus: Corpus) -> Iterator[Job | _Known]:
    """The articles meant, those that are done marked."""
    for job in jobs(corpus.files()):
        if job.passed or (corpus.chosen.takes(job) and corpus.done.add(job.name)):
            yield job
        elif corpus.chosen.takes(job):
            yield _Known(job)


def _work(job: Job | _Known, *, everything: bool) -> Outcome:
    return skipped(job.job) if isinstance(job, _Known) else work(job, everything=everything)


def _ready(job: Job | _Known) -> Outcome | None:
    return skipped(job.job) if isinstance(job, _Known) else settled(job)


def _lost(job: Job | _Known) -> Outcome:
    if isinstance(job, _Known):
        return skipped(job.job)
    problem = "the process died while coding it, twice, perhaps for lack of memory"
    return Outcome(job.name, problem=problem, at=job.at)


def skipped(job: Job) -> Outcome:
    """The outcome of a job that is done already."""
    return Outcome(job.name, skipped=True, at=job.at)


@dataclass(frozen=True, slots=True)
class _Keeper:
    out: Output
    errors: Errors
    tally: Tally
    report: Report

    def keep(self, outcome: Outcome) -> None:
        """Count an outcome, and write it where it belongs."""
        if outcome.skipped:
            self.tally.skipped += 1
        elif outcome.passed:
            self.tally.passed[outcome.passed] += 1
        elif outcome.problem:
            self.tally.failed += 1
            self.errors.add(outcome.name, outcome.problem)
            self.report.failed(outcome.name, outcome.problem)
        else:
            self.tally.coded += 1
            self.tally.claims += len(outcome.claims)
            self.out.add(outcome)


def _keep_all(found: Iterable[Outcome], keeper: _Keeper) -> None:
    at = 0
    for outcome in found:
        keeper.keep(outcome)
        keeper.report.step(max(0, outcome.at - at))
        at = max(at, outcome.at)
