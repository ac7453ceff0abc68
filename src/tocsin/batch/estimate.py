"""What a corpus would cost: articles, time and disk, from a small sample that is really coded."""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from tocsin.batch.coding import work
from tocsin.batch.files import File, files, measure
from tocsin.batch.jobs import Job, Outcome
from tocsin.batch.local import Task, cores, outcomes
from tocsin.batch.output import errors_path
from tocsin.batch.reading import jobs
from tocsin.batch.run import Options

WHOLE = 50_000_000
"""A corpus of at most so many bytes is counted, not estimated."""
PLACES = 12
"""Files, evenly spread, of which a beginning is read to estimate the number of articles."""
READ = 4_000_000
"""Bytes to read of each of them."""
CODED = 48
"""Articles to code, at most, and the seconds to take for it."""
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was found of a corpus, and what follows from it.

    ``articles`` is counted if ``counted``, else estimated from the bytes of the articles read.
    ``seconds`` and ``output_bytes`` (of JSONL) are for all of them, from ``sampled`` articles that
    took ``sample_seconds`` on the processes meant; without any success they are None.
    """

    files: int
    input_bytes: int
    articles: int
    counted: bool
    processes: int
    sampled: int
    failed: int
    sample_seconds: float
    seconds: float | None
    output_bytes: int | None
    free_bytes: int

    def json(self) -> dict[str, object]:
        """As a JSON object; the keys are the fields."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """As a few lines for a person."""
        about = "" if self.counted else "about "
        yield f"{self.files:,} files, {_size(self.input_bytes)}: {about}{self.articles:,} articles"
        if self.seconds is None or self.output_bytes is None:
            yield "none of the sample could be coded, so time and disk are not known"
            return
        rate = self.sampled / self.sample_seconds
        yield (
            f"about {_time(self.seconds)} at {rate:.1f} articles/s on {self.processes} processes"
            f" ({self.sampled} coded to measure it, {self.failed} of them failed)"
        )
        yield f"about {_size(self.output_bytes)} of JSONL; {_size(self.free_bytes)} are free"


def estimate(inputs: Sequence[str], output: Path, *, options: Options | None = None) -> Estimate:
    """Read and code a small part of a corpus, write nothing, and say what all of it would take.

    The sample is spread over the files. A rate measured in seconds on a machine that has other
    work is a rough one. Raises `UsageError` as `code_corpus` does.
    """
    wish = options or Options()
    own = (output, errors_path(output))
    count, size = measure(inputs, without=own)
    found = files(inputs, without=own)
    counted = size <= WHOLE
    articles, sample = _all(found) if counted else _some(found, count, size)
    if wish.sample is not None:
        articles = min(articles, wish.sample)
    many = min(wish.processes or cores(), max(1, len(sample)))
    done, seconds = _measured(sample, many, wish.everything)
    good = [outcome for outcome in done if not outcome.problem]
    written = sum(len(_line(outcome)) for outcome in good)
    return Estimate(
        files=count,
        input_bytes=size,
        articles=articles,
        counted=counted,
        processes=many,
        sampled=len(done),
        failed=len(done) - len(good),
        sample_seconds=seconds,
        seconds=articles * seconds / len(done) if good else None,
        output_bytes=round(articles * written / len(done)) if good else None,
        free_bytes=_free(output),
    )


def _all(found: Iterator[File]) -> tuple[int, list[Job]]:
    """The number of articles, and some of them, evenly spread."""
    kept: list[Job] = []
    count, every = 0, 1
    for job in jobs(found):
        if job.passed:
            continue
        if count % every == 0:
            kept.append(job)
        count += 1
        if len(kept) >= 2 * CODED:
            kept, every = kept[::2], every * 2
    return count, kept[:: max(1, math.ceil(len(kept) / CODED))]


def _some(found: Iterator[File], count: int, size: int) -> tuple[int, list[Job]]:
    """The same from the beginnings of some files, by the share of bytes that were read."""
    read, articles, kept = 0, 0, list[Job]()
    for file in islice(found, 0, None, max(1, count // PLACES)):
        some, at = _beginning(file)
        read, articles = read + at, articles + len(some)
        kept += some[:: max(1, len(some) // (CODED // PLACES))][: CODED // PLACES]
    return round(articles * size / max(1, read)), kept


def _beginning(file: File) -> tuple[list[Job], int]:
    some, at = list[Job](), 0
    for job in jobs([file]):
        at = job.at
        if not job.passed:
            some.append(job)
        if at >= READ:
            break
    return some, max(1, at)


def _measured(sample: list[Job], many: int, everything: bool) -> tuple[list[Outcome], float]:
    """Code the sample, and the seconds from the first answers on: loading the model is not
    counted."""
    done: list[Outcome] = []
    warm = [*sample[:many], *sample]
    start = time.perf_counter()
    for number, outcome in enumerate(
        outcomes(Task(partial(work, everything=everything)), iter(warm), many), 1
    ):
        if number <= many:
            start = time.perf_counter()
            continue
        done.append(outcome)
        if time.perf_counter() - start > SECONDS:
            break
    return done, max(1e-6, time.perf_counter() - start)


def _line(outcome: Outcome) -> bytes:
    import json

    row = {"id": outcome.name, "claims": outcome.claims}
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _free(output: Path) -> int:
    place = output.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free


def _size(count: int) -> str:
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if amount >= 10 or unit == "B" else f"{amount:.1f} {unit}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours" if seconds < 172_800 else f"{seconds / 86_400:.1f} days"
