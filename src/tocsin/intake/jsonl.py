"""A stream of articles from a JSONL file; a bad line is a value, not the end of the stream."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.errors import InputError
from tocsin.intake.english import require_english
from tocsin.records import Article

MAX_LINE = 10_000_000
_TEXTS = ("title", "publisher", "author", "url")


class BadLine(InputError):
    """A line that holds no article. ``line`` counts from 1; ``name`` is its id, empty if it has
    none."""

    def __init__(self, line: int, name: str, problem: str) -> None:
        self.line = line
        self.name = name
        self.problem = problem
        super().__init__(f"line {line}{f' (id {name[:80]!r})' if name else ''}: {problem}")


def read_jsonl(path: str | os.PathLike[str] | BinaryIO) -> Iterator[Article | BadLine]:
    """The articles of a JSONL file (or of an open binary stream), one for each line, in order.

    A line is an object with ``id`` and ``text``, and optionally ``title``, ``published`` (ISO
    date), ``publisher``, ``author`` and ``url``. The text is taken as it is. ``Article.name`` is
    the id. Empty lines are skipped. Raises `InputError` at once if the file cannot be opened.
    """
    if isinstance(path, str | os.PathLike):
        return _of_file(_open(Path(path)))
    return _articles(path)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except IsADirectoryError:
        raise InputError(f"{path.name} is a folder; name one file") from None
    except FileNotFoundError:
        raise InputError(f"{path.name}: no such file; check the path") from None
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror or error}") from error


def _of_file(file: BinaryIO) -> Iterator[Article | BadLine]:
    with file:
        yield from _articles(file)


def _articles(file: BinaryIO) -> Iterator[Article | BadLine]:
    for number, data in enumerate(_lines(file), 1):
        if data is None:
            yield BadLine(number, "", f"the line is longer than {MAX_LINE / 1e6:g} MB; split it")
        elif data.strip():
            yield _article(number, data)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that is too long, whose rest is skipped."""
    first = True
    while data := file.readline(MAX_LINE + 1):
        if first:
            data, first = data.removeprefix(b"\xef\xbb\xbf"), False
        if len(data) <= MAX_LINE:
            yield data
            continue
        while data and not data.endswith(b"\n"):
            data = file.readline(MAX_LINE)
        yield None


def read_row(number: int, item: dict[str, Any]) -> Article | BadLine:
    """The article of one row of a table: a dict with the keys that a line of JSONL has.

    ``number`` is what a `BadLine` will say of where it stood.
    """
    name = ""
    try:
        name = _name(item)
        return _build(item, name)
    except InputError as error:
        return BadLine(number, name, str(error))


def _article(number: int, data: bytes) -> Article | BadLine:
    try:
        return read_row(number, _object(data))
    except InputError as error:
        return BadLine(number, "", str(error))


def _object(data: bytes) -> dict[str, Any]:
    try:
        item = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError("not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise InputError("not JSON; each line must be one JSON object") from None
    if not isinstance(item, dict):
        raise InputError("not an object; each line must be an object with id and text")
    return item


def _name(item: dict[str, Any]) -> str:
    name = item.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise InputError("no id; each line needs an id (a string or a whole number)")
    return str(name)


def _build(item: dict[str, Any], name: str) -> Article:
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("no text; each line needs a text that is not empty")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError("the text holds a broken character (half of a surrogate pair)")
    require_english(text, "the text")
    fields = {key: _text_of(item, key) for key in _TEXTS}
    return Article(
        text=text,
        title=fields["title"] or "",
        published=_published(item.get("published")),
        publisher=fields["publisher"],
        author=fields["author"],
        url=fields["url"],
        name=name,
    )


def _text_of(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{key} is not a string")
    return value or None


def _published(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InputError(f"published is not a date like 2024-11-04: {str(value)[:40]!r}") from None
