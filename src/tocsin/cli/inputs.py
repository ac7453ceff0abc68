"""Which articles a corpus run reads: files, folders and patterns as a stream of jobs."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import UsageError
from tocsin.intake import BadLine, read_jsonl
from tocsin.records import Article

_TABLES = {".jsonl", ".ndjson"}
_PAGES = {".html", ".htm", ".xhtml", ".txt", ".text", ".md"}


@dataclass(frozen=True, slots=True)
class Job:
    """One article to code: read already (a line of JSONL), still a file, or a line that is none.

    ``name`` is the ``id`` of the output line: that of the JSONL line, else the path as given.
    """

    name: str
    item: Article | Path | BadLine


def expand(inputs: Iterable[str], *, without: Iterable[Path] = ()) -> list[Path]:
    """The files that the inputs mean, each once, in order; those in ``without`` are left out.

    Raises `UsageError` for an input that means no file.
    """
    banned = {path.resolve() for path in without}
    found: dict[Path, None] = {}
    for given in inputs:
        files = [path for path in _files(given) if path.resolve() not in banned]
        if not files:
            raise UsageError(
                f"{given}: no file to code; give JSONL, HTML or text files, folders or patterns"
            )
        found.update(dict.fromkeys(files))
    return list(found)


def _files(given: str) -> list[Path]:
    if given.startswith(("http://", "https://")):
        raise UsageError(f"{given}: tocsin code reads files; use tocsin read for a URL")
    path = Path(given)
    if path.is_dir():
        return [
            p
            for p in sorted(path.rglob("*"))
            if p.is_file() and p.suffix.lower() in _TABLES | _PAGES
        ]
    if path.exists():
        return [path]
    # Path.glob takes no absolute pattern
    matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207
    return [p for p in map(Path, matches) if p.is_file()]


def count(files: Iterable[Path]) -> int:
    """How many articles the files hold: the filled lines of JSONL, one for any other file.

    Raises `UsageError` for a JSONL file that cannot be read.
    """
    return sum(_lines(path) if path.suffix.lower() in _TABLES else 1 for path in files)


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error


def jobs(files: Iterable[Path]) -> Iterator[Job]:
    """All articles of the files, as a stream."""
    for path in files:
        if path.suffix.lower() not in _TABLES:
            yield Job(path.as_posix(), path)
            continue
        for item in read_jsonl(path):
            fallback = f"{path.as_posix()}:{item.line}" if isinstance(item, BadLine) else ""
            yield Job(item.name or fallback, item)
