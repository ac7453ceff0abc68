"""A folder as a source: each file in it is an article."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tocsin.errors import InputError
from tocsin.records import FeedItem, WatchSource
from tocsin.watch.telling import digest

ENDINGS = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md"})
MOST_FILES = 10_000
SETTLED = timedelta(seconds=2)
"""A file that changed less long ago may still be being written."""


def list_folder(source: WatchSource, *, now: datetime) -> tuple[FeedItem, ...]:
    """The articles of the folder and of the folders in it, by path; links are not followed out.

    Raises `InputError` if it cannot be read.
    """
    folder = Path(source.address)
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder")
    try:
        found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
        items = [_item(source, folder, path, now) for path in found[:MOST_FILES]]
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}") from None
    return tuple(item for item in items if item is not None)


def path_of(item: FeedItem) -> Path:
    """The file that the item stands for."""
    return Path(item.source) / item.key


def _item(source: WatchSource, folder: Path, path: Path, now: datetime) -> FeedItem | None:
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None
    told = path.stat()
    if told.st_mtime > (now - SETTLED).timestamp():
        return None
    key = path.relative_to(folder).as_posix()
    mark = digest(key, str(told.st_mtime_ns), str(told.st_size))
    return FeedItem(source.address, key, mark, title=path.stem)
