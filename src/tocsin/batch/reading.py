"""From files to jobs, and from a job to its article."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tocsin import intake
from tocsin.batch import tables, warc
from tocsin.batch.files import File, Kind, is_remote
from tocsin.batch.jobs import Job, Saved
from tocsin.errors import InputError
from tocsin.records import Article

_READERS: dict[Kind, Callable[[File], Iterator[Job]]] = {
    "jsonl": tables.jsonl,
    "csv": tables.csv_rows,
    "parquet": tables.parquet,
    "warc": warc.pages,
}
# EOFError and zlib.error are what gzip raises, ValueError and its children what pyarrow raises
_PIECE = 1 << 20
_BROKEN = (InputError, OSError, EOFError, zlib.error, ValueError)


def jobs(files: Iterable[File], *, start: int = 0) -> Iterator[Job]:
    """All articles of the files, as a stream; ``start`` bytes of the corpus lie before them.

    A file that breaks off is one job with a problem, after those that came out of it.
    """
    for file in files:
        end = start + file.size
        try:
            for job in _of(file):
                yield replace(job, at=min(start + job.at, end))
        except _BROKEN as error:
            yield Job(file.name, problem=_told(file, error), at=end)
        start = end


def _of(file: File) -> Iterator[Job]:
    if file.kind == "page":
        yield Job(file.name, file, at=file.size)
    else:
        yield from _READERS[file.kind](file)


def _told(file: File, error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, InputError):
        return text
    return f"{file.name} is broken or cut off: {text}"


@dataclass(frozen=True, slots=True)
class _Download:
    url: str
    data: bytes
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Archive:
    """Stands in for the network: whatever is asked for, it has this page."""

    page: Saved

    def fetch(self, url: str) -> _Download:
        return _Download(self.page.url, self.page.data, self.page.charset)


def article_of(job: Job, published: date | None = None) -> Article:
    """The article of a job; ``published`` overrides its day. Raises `InputError` if there is
    none."""
    if isinstance(job.item, Article):
        return replace(job.item, published=published or job.item.published)
    if isinstance(job.item, Saved):
        return intake.read(job.item.url, published=published, fetcher=_Archive(job.item))
    if isinstance(job.item, File):
        return _page(job.item, published)
    raise InputError(job.problem or f"{job.name} holds no article")


def _page(file: File, published: date | None) -> Article:
    if not is_remote(file.name):
        return intake.read(Path(file.name), published=published)
    with file.open() as stream:
        data = stream.read(intake.MAX_BYTES + 1)
    return replace(intake.read(data, published=published), name=file.name)


def count(files: Iterable[File]) -> int | None:
    """How many articles the files hold, if that can be told without reading more than lines:
    the filled lines of JSONL, one for a page; None if there are files of other kinds.

    Raises `InputError` for a file that cannot be read.
    """
    total = 0
    for file in files:
        if file.kind == "page":
            total += 1
        elif file.kind == "jsonl" and not file.name.lower().endswith(".gz"):
            with file.open() as stream:
                total += _filled(stream)
        else:
            return None
    return total


def _filled(stream: BinaryIO) -> int:
    """How many lines hold something, without ever holding a whole one."""
    total, filled = 0, False
    while data := stream.readline(_PIECE):
        filled = filled or bool(data.strip())
        if data.endswith(b"\n"):
            total, filled = total + filled, False
    return total + filled
