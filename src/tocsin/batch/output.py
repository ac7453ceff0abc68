"""The JSONL files that a corpus run writes, and goes on with after a stop."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from tocsin.batch.jobs import Outcome
from tocsin.batch.seen import Seen
from tocsin.errors import DataError, UsageError

_OPENING = b'{"id": '
_MIDDLE = ', "claims": ['
_ENDING = "]}\n"
_OPEN_DAYS = 64
UNDATED = "undated"


class Output(Protocol):
    """Where the claims go. ``done`` holds the ids that are there when it is opened."""

    done: Seen

    def __enter__(self) -> Self:
        """Get ready to write."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is held back, and close."""

    def add(self, outcome: Outcome) -> None:
        """Write the claims of one article."""


class Errors:
    """``<output>.errors``: one line ``{"id", "error"}`` for each failure.

    Each run begins it anew; it is absent if nothing failed.
    """

    def __init__(self, output: Path) -> None:
        self.path = errors_path(output)
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror or error}") from error

    def add(self, name: str, problem: str) -> None:
        """Write down that an article failed."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": name, "error": problem}, ensure_ascii=False) + "\n")


def errors_path(output: Path) -> Path:
    """Where the failures of a run go: the name of the output with ``.errors`` behind."""
    return output.with_name(output.name + ".errors")


class Lines:
    """One JSONL file: one line ``{"id", "claims"}`` for each article.

    Opening reads the ids that are there already and cuts off a last line that a kill left torn.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.done = path, Seen()
        for name in _repair(path):
            self.done.add(name)

    def __enter__(self) -> Self:
        self._file = _append_to(self.path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, outcome: Outcome) -> None:
        """Write the claims of one article, and have the system take the line at once."""
        _write(self._file, outcome)


class DayLines:
    """A folder with one JSONL file for each day of publication: ``day=2026-03-02/claims.jsonl``.

    Each file is as that of `Lines`; articles without a date are in ``day=undated``.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.done = path, Seen()
        self._open: OrderedDict[Path, TextIO] = OrderedDict()
        require_folder(path)
        for file in sorted(path.glob("day=*/claims.jsonl")):
            for name in _repair(file):
                self.done.add(name)

    def __enter__(self) -> Self:
        make_folder(self.path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._open.values():
            file.close()

    def add(self, outcome: Outcome) -> None:
        """Write the claims of one article, and have the system take the line at once."""
        _write(self._file(self.path / folder_of(outcome) / "claims.jsonl"), outcome)

    def _file(self, path: Path) -> TextIO:
        """The open file of a day; of many, those used last stay open."""
        if path not in self._open:
            if len(self._open) >= _OPEN_DAYS:
                self._open.popitem(last=False)[1].close()
            make_folder(path.parent)
            self._open[path] = _append_to(path)
        self._open.move_to_end(path)
        return self._open[path]


def folder_of(outcome: Outcome) -> str:
    """The folder of an article's day, as Hive, Spark and DuckDB name it."""
    return f"day={outcome.head.get('published') or UNDATED}"


def require_folder(path: Path) -> None:
    """Raise `DataError` if the path is there and is a file, `UsageError` if it is an address."""
    if path.exists() and not path.is_dir():
        raise DataError(f"{path} is no folder; name another with -o")


def make_folder(path: Path) -> None:
    """Make a folder. Raises `UsageError` if it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def _append_to(path: Path) -> TextIO:
    try:
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def _write(file: TextIO, outcome: Outcome) -> None:
    row = {"id": outcome.name, "claims": outcome.claims}
    file.write(json.dumps(row, ensure_ascii=False) + "\n")
    file.flush()


def _repair(path: Path) -> Iterator[str]:
    """The ids in the file, before a torn last line is cut off. Raises `DataError` if it is not
    ours."""
    if not path.exists():
        return
    if not path.is_file():
        raise UsageError(f"{path} is no file; name a JSONL file to write")
    good = 0
    with path.open("rb") as file:
        for number, line in enumerate(_own_lines(file, path), 1):
            if not line.endswith(b"\n"):
                break
            yield _id(line, path, number)
            good += len(line)
    if good < path.stat().st_size:
        with path.open("r+b") as file:
            file.truncate(good)


def _own_lines(file: Any, path: Path) -> Iterator[bytes]:
    """The lines; raises `DataError` at one that does not begin as ours do, before reading it."""
    number = 0
    while opening := file.read(len(_OPENING)):
        number += 1
        if not _OPENING.startswith(opening):
            _foreign(path, number)
        line = opening + file.readline()
        yield line


def _id(line: bytes, path: Path, number: int) -> str:
    try:
        text = line.decode("utf-8")
        name, end = json.JSONDecoder().raw_decode(text, len(_OPENING))
    except ValueError:
        return _foreign(path, number)
    if isinstance(name, str) and text.startswith(_MIDDLE, end) and text.endswith(_ENDING):
        return name
    return _foreign(path, number)


def _foreign(path: Path, number: int) -> str:
    raise DataError(
        f"line {number} of {path} is no output of tocsin code; name another file with -o"
    )
