"""What every evaluation shares: where the dev sets stand, how a file is read, how an error ends.

A program of this folder is ``main()`` inside `ending`: a missing or wrong file is one line on
stderr and exit status 2.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tocsin.errors import DataError, TocsinError

Row = dict[str, Any]
SHARED = Path(__file__).resolve().parents[2] / "shared"
"""The folder of the dev sets, beside the project."""


def rows(paths: Path | Iterable[Path], *needs: str) -> list[Row]:
    """The objects of one or more JSONL files; blank lines are skipped.

    Raises DataError if a file is missing, empty or no JSONL, or an object lacks one of the keys
    ``needs``.
    """
    files = [paths] if isinstance(paths, Path) else paths
    return [row for path in files for row in _rows(path, needs)]


def _rows(path: Path, needs: tuple[str, ...]) -> Iterator[Row]:
    lines = [(n, line) for n, line in enumerate(text(path).split("\n"), 1) if line.strip()]
    if not lines:
        raise DataError(f"{path}: there is nothing in it")
    for number, line in lines:
        yield _row(line, f"{path}, line {number}", needs)


def _row(line: str, where: str, needs: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"{where}: no JSON object ({error.msg})") from None
    if not isinstance(row, dict):
        raise DataError(f"{where}: no JSON object")
    absent = [key for key in needs if key not in row]
    if absent:
        raise DataError(f"{where}: wrong kind of file, it has no {absent[0]!r}")
    return row


def text(path: Path) -> str:
    """A UTF-8 file. Raises DataError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: no UTF-8 text") from None


@contextmanager
def ending() -> Iterator[None]:
    """Turns an error of this package or of a file into one line on stderr and exit status 2."""
    try:
        yield
    except OSError as error:
        _end(f"{error.filename}: {error.strerror}")
    except TocsinError as error:
        _end(str(error))


def _end(message: str) -> None:
    print(f"{Path(sys.argv[0]).name}: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(2)


def show(scores: Row, *, as_json: bool) -> None:
    """Print scores: one line of JSON, or a line for each part."""
    if as_json:
        print(json.dumps(scores))
        return
    flat = {key: value for key, value in scores.items() if not isinstance(value, dict)}
    parts = {key: value for key, value in scores.items() if isinstance(value, dict)}
    for name, values in ({"": flat} | parts if flat else parts).items():
        print(f"{name:12}", " ".join(f"{key}={value}" for key, value in values.items()))


def share(part: float, whole: float) -> float:
    """A rounded share; 0 of nothing is 0."""
    return round(part / whole, 4) if whole else 0.0


def precision_recall(right: float, found: float, gold: float) -> dict[str, float]:
    """``p``, ``r`` and ``f1`` of counts."""
    return {
        "p": share(right, found),
        "r": share(right, gold),
        "f1": share(2 * right, found + gold),
    }
