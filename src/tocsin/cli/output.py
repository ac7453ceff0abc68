"""The JSONL file that a corpus run writes, and goes on with after a stop."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tocsin.errors import DataError, UsageError

_OPENING = b'{"id": '


class Output:
    """One line ``{"id", "claims"}`` for each article, one ``{"id", "error"}`` for each failure.

    Opening reads the ids that are there already and cuts off a last line that a kill left torn. The
    failures go to ``<file>.errors``, which each run begins anew; it is absent if nothing failed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.errors = errors_path(path)
        self.done = _repair(path)

    def __enter__(self) -> Self:
        try:
            self.errors.unlink(missing_ok=True)
            self._file = self.path.open("a", encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror or error}") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, name: str, claims: list[dict[str, Any]]) -> None:
        """Write the claims of one article, and have the system take the line at once."""
        self._file.write(json.dumps({"id": name, "claims": claims}, ensure_ascii=False) + "\n")
        self._file.flush()
        self.done.add(name)

    def fail(self, name: str, problem: str) -> None:
        """Write down that an article failed."""
        with self.errors.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": name, "error": problem}, ensure_ascii=False) + "\n")


def errors_path(output: Path) -> Path:
    """Where the failures of a run go: the name of the output with ``.errors`` behind."""
    return output.with_name(output.name + ".errors")


def _repair(path: Path) -> set[str]:
    """The ids in the file; a torn last line is cut off. Raises `DataError` if it is not ours."""
    if not path.exists():
        return set()
    if not path.is_file():
        raise UsageError(f"{path} is no file; name a JSONL file to write")
    done, good = set(), 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                _require_torn(line, path)
                break
            done.add(_id(line, path, number))
            good += len(line)
    if good < path.stat().st_size:
        with path.open("r+b") as file:
            file.truncate(good)
    return done


def _id(line: bytes, path: Path, number: int) -> str:
    try:
        row = json.loads(line)
        return str(row["id"]) if isinstance(row["claims"], list) else _foreign(path, number)
    except (ValueError, KeyError, TypeError):
        return _foreign(path, number)


def _require_torn(line: bytes, path: Path) -> None:
    if not (line.startswith(_OPENING) or _OPENING.startswith(line)):
        _foreign(path, 0)


def _foreign(path: Path, number: int) -> str:
    where = f"line {number} of {path}" if number else f"the last line of {path}"
    raise DataError(f"{where} is no output of tocsin code; name another file with -o")
