"""Which files the inputs of a corpus mean: paths, folders, patterns, addresses of object stores."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from tocsin.batch.extras import need
from tocsin.errors import InputError, UsageError

Kind = Literal["jsonl", "csv", "parquet", "warc", "page"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv", ".csv.gz", ".tsv.gz"), "csv"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".warc", ".warc.gz"), "warc"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".txt", ".text", ".md"), "page"),
}
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+::?//|[A-Za-z][A-Za-z0-9+-]+::")
_NEEDS = {"parquet": ("pyarrow.parquet", "a Parquet file"), "warc": ("fastwarc", "a WARC file")}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus: a path as given, or the address of an object; its size in bytes."""

    name: str
    size: int = 0

    @property
    def kind(self) -> Kind:
        """What it holds, by its name; anything unknown is one page."""
        return kind_of(self.name) or "page"

    def open(self) -> BinaryIO:
        """Open it. Raises `InputError` if it cannot be read."""
        try:
            if not is_remote(self.name):
                return Path(self.name).open("rb")
            store, path = _store(self.name)
            return cast("BinaryIO", store.open(path, "rb"))
        except OSError as error:
            raise InputError(f"{self.name} cannot be read: {error.strerror or error}") from error


def kind_of(name: str) -> Kind | None:
    """What a file of this name holds; None if its ending says nothing."""
    parts = name.lower().rsplit("/", 1)[-1].split(".")
    for count in (2, 1):
        found = _KINDS.get("." + ".".join(parts[-count:])) if len(parts) > count else None
        if found:
            return found
    return None


def is_remote(name: str) -> bool:
    """Whether this is the address of an object store and no path."""
    return _REMOTE.match(name) is not None


def files(inputs: Sequence[str], *, without: Iterable[Path] = ()) -> Iterator[File]:
    """The files that the inputs mean, in order, as a stream; folders are walked in order of name.

    Files that are, or lie in, one of ``without`` are left out. Raises `UsageError` at an input
    that means no file.
    """
    banned = tuple(str(path.resolve()) for path in without)
    for given in dict.fromkeys(inputs):
        nothing = True
        for file in _meant(given):
            if not _is_banned(file.name, banned):
                nothing = False
                yield file
        if nothing:
            raise UsageError(
                f"{given}: no file to code; give JSONL, CSV, Parquet, WARC, HTML or text files,"
                " folders or patterns"
            )


def measure(inputs: Sequence[str], *, without: Iterable[Path] = ()) -> tuple[int, int]:
    """How many files, and how many bytes. Raises `UsageError` as `files` does, and for a file whose
    format needs an extra that is not installed."""
    count = size = 0
    for file in files(inputs, without=without):
        if file.kind in _NEEDS:
            need(*_NEEDS[file.kind])
        count, size = count + 1, size + file.size
    return count, size


def _is_banned(name: str, banned: tuple[str, ...]) -> bool:
    if not banned or is_remote(name):
        return False
    real = str(Path(name).resolve())
    return any(real == each or real.startswith(each + os.sep) for each in banned)


def _meant(given: str) -> Iterator[File]:
    if given.startswith(("http://", "https://")):
        raise UsageError(f"{given}: tocsin code reads files; use tocsin read for a URL")
    if is_remote(given):
        yield from _remote(given)
        return
    path = Path(given)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield _local(path.as_posix())
    else:
        # Path.glob takes no absolute pattern
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207
        yield from (_local(Path(name).as_posix()) for name in matches if Path(name).is_file())


def _walk(folder: Path) -> Iterator[File]:
    """The files of known kinds below a folder, without ever holding more than one listing each."""
    with os.scandir(folder) as found:
        entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    for name, is_folder in entries:
        path = folder / name
        if is_folder:
            yield from _walk(path)
        elif kind_of(name) and path.is_file():
            yield _local(path.as_posix())


def _local(name: str) -> File:
    try:
        return File(name, Path(name).stat().st_size)
    except OSError:
        return File(name)  # reading it will say what is wrong


def _remote(given: str) -> Iterator[File]:
    try:
        store, path = _store(given)
        yield from _objects(store, path)
    except UsageError:
        raise
    except Exception as error:  # each store has errors of its own
        text = " ".join(str(error).split()) or type(error).__name__
        raise UsageError(f"{given} cannot be read: {text}") from error


def _objects(fs: Any, path: str) -> Iterator[File]:
    if glob.has_magic(path):
        found = fs.glob(path, detail=True)
    elif fs.isdir(path):
        below = fs.find(path, detail=True)
        found = {name: info for name, info in below.items() if kind_of(name)}
    else:
        found = {path: fs.info(path)}
    for name, info in sorted(found.items()):
        if info.get("type") != "directory":
            yield File(fs.unstrip_protocol(name), int(info.get("size") or 0))


def _store(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    core = need("fsspec.core", f"{address.split(':', maxsplit=1)[0]}://")
    try:
        store, path = core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        text = " ".join(str(error).split())
        raise UsageError(f"{address} cannot be read: {text}") from None
    return store, str(path)
