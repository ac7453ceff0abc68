"""Many articles into a ledger: read, skipped if they are there, coded, kept; none stops the run."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from tocsin import intake, pipeline
from tocsin.batch import Report
from tocsin.batch.files import files, measure
from tocsin.batch.jobs import Job
from tocsin.batch.local import Task, cores, outcomes
from tocsin.batch.reading import article_of, count, jobs
from tocsin.errors import DataError, TocsinError
from tocsin.keeping import Keeper, Kept
from tocsin.ledger import Ledger
from tocsin.pipeline import Result
from tocsin.records import Article

BATCH = 16
SECONDS = 2.0
"""Results wait for so many others, or so long, before they are kept."""
Source = Job | str | bytes
STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for all articles: the day of publication, the publisher, every sentence
    parsed, articles coded again that the ledger has, and so many processes (None: one per core)."""

    published: date | None = None
    publisher: str | None = None
    everything: bool = False
    again: bool = False
    processes: int | None = None


@dataclass(frozen=True, slots=True)
class Got:
    """One article on its way: read, then coded; or what is wrong with it."""

    name: str
    article: Article | None = None
    result: Result | None = None
    problem: str = ""


@dataclass(slots=True)
class Added:
    """What a run brought: counts of articles, problems by name, and ids of events."""

    added: int = 0
    skipped: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    new: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)

    def summary(self, ledger: str) -> str:
        """One line for the end of the run."""
        parts = [f"{self.added} articles added"]
        parts += [f"{self.skipped} skipped (already there)"] if self.skipped else []
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        events = f"{len(self.new)} events new, {len(self.changed)} changed"
        return f"{', '.join(parts)}; {events}; in {ledger}"


def add_all(
    ledger: Ledger,
    inputs: Sequence[str],
    wish: Wish,
    *,
    stream: BinaryIO,
    report: Report,
) -> Added:
    """Add the articles of all inputs: files, folders, patterns, addresses, ``-`` for the stream.

    Raises `UsageError` if an input means no file, `TocsinError` if a process dies.
    """
    sources, total = _sources(inputs, stream)
    report.total(total)
    run = _Run(Keeper(ledger, brief=True), ledger, wish, report)
    run.follow()
    many = wish.processes or cores()
    many = many if total is None else min(many, max(1, total))
    task = Task(partial(coded, everything=wish.everything))
    with closing(outcomes(task, run.fresh(sources), many)) as found:
        run.keep_all(found)
    return run.found


def coded(got: Got, *, everything: bool) -> Got:
    """Code an article that was read; whatever goes wrong becomes part of it."""
    if got.article is None:
        return got
    try:
        return replace(got, result=pipeline.run(got.article, everything=everything))
    except TocsinError as error:
        return replace(got, problem=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one article must not end the run
        return replace(got, problem=f"internal error: {type(error).__name__}: {error}")


def _sources(inputs: Sequence[str], stream: BinaryIO) -> tuple[Iterator[Source], int | None]:
    """The articles still to be read, in order: jobs of files and of the stream, addresses."""
    given = list(dict.fromkeys(inputs))
    addresses = [name for name in given if name.startswith(("http://", "https://"))]
    paths = [name for name in given if name not in addresses and name != "-"]
    measure(paths)
    piped = _piped(stream) if "-" in given else []
    total = count(files(paths))
    if total is not None:
        total += len(piped) + len(addresses)
    return chain(jobs(files(paths)), piped, addresses), total


def _piped(stream: BinaryIO) -> list[Source]:
    """What comes in on standard input: lines of JSONL, or one article."""
    data = stream.read()
    if not data.lstrip().startswith(b"{"):
        return [data]
    return [
        Job(item.name or STDIN, problem=str(item))
        if isinstance(item, intake.BadLine)
        else Job(item.name, item)
        for item in intake.read_jsonl(BytesIO(data))
    ]


class _Run:
    def __init__(self, keeper: Keeper, ledger: Ledger, wish: Wish, report: Report) -> None:
        self.found = Added()
        self._keeper, self._ledger, self._wish, self._report = keeper, ledger, wish, report

    def follow(self) -> None:
        """Derive what a run before may have left undone."""
        self._tell(self._keeper.follow(now=_now()))

    def fresh(self, sources: Iterable[Source]) -> Iterator[Got]:
        """The articles to code, and the problems; those that the ledger has are passed over."""
        for source in sources:
            if isinstance(source, Job) and source.passed:
                continue
            got = self._read(source)
            if got.article and not self._wish.again and _is_there(self._ledger, got.article):
                self.found.skipped += 1
                self._report.step()
            else:
                yield got

    def _read(self, source: Source) -> Got:
        name = _name(source)
        try:
            article = _article(source, self._wish.published)
        except TocsinError as error:
            return Got(name, problem=str(error))
        if self._wish.publisher:
            article = replace(article, publisher=self._wish.publisher)
        return Got(name, article)

    def keep_all(self, found: Iterable[Got]) -> None:
        """Keep the results as they come, some at a time."""
        waiting: list[Got] = []
        since = time.monotonic()
        for got in found:
            if got.result is None:
                self._fail(got)
                continue
            waiting.append(got)
            if len(waiting) >= BATCH or time.monotonic() - since > SECONDS:
                self._keep(waiting)
                waiting, since = [], time.monotonic()
        self._keep(waiting)

    def _keep(self, some: Sequence[Got]) -> None:
        try:
            self._tell(self._keeper.keep([got.result for got in some if got.result], now=_now()))
        except DataError as error:
            if len(some) == 1:
                self._fail(replace(some[0], problem=str(error)))
                return
            for got in some:
                self._keep([got])
            return
        for _ in some:
            self._report.step()

    def _tell(self, kept: Kept) -> None:
        self.found.added += kept.added
        self.found.new |= dict.fromkeys(kept.new)
        self.found.changed |= dict.fromkeys(
            key for key in kept.changed if key not in self.found.new
        )

    def _fail(self, got: Got) -> None:
        self.found.failed.append((got.name, got.problem))
        self._report.failed(got.name, got.problem)
        self._report.step()


def _name(source: Source) -> str:
    if isinstance(source, bytes):
        return STDIN
    return source if isinstance(source, str) else source.name


def _article(source: Source, published: date | None) -> Article:
    """Read one article. Raises `TocsinError` if it cannot be read."""
    if isinstance(source, bytes):
        return intake.read("-", published=published, stream=source)
    if isinstance(source, str):
        return intake.read(source, published=published)
    return article_of(source, published)


def _is_there(ledger: Ledger, article: Article) -> bool:
    """Whether the ledger has this printing of the text."""
    told = (article.url, article.title, article.publisher, article.author, article.published)
    return any(
        (each.url, each.title, each.publisher, each.author, each.published) == told
        and each.name == article.name
        for each in ledger.printings(article.id)
    )


def _now() -> datetime:
    return datetime.now(UTC)
