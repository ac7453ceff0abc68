"""Backups: a zip file with one file of JSON lines per table, and a manifest of their hashes.

Accounts, sessions, tokens and traces are left out; the audit log and kept views are in it.

The form is the same for SQLite and PostgreSQL. Writing reads one snapshot, so others may go on
adding. Reading never unpacks a name that the file gives: it asks for the tables that it knows, and
stops at the first byte more than the manifest says, or than a limit allows.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import msgspec
import sqlalchemy as sa

from tocsin.errors import DataError, UsageError
from tocsin.ledger import refill, schema
from tocsin.ledger.codec import decode
from tocsin.ledger.nouns import Manifest
from tocsin.ledger.people_tables import AUDITED, READERS
from tocsin.ledger.tables import (
    DERIVED,
    FORESEEN,
    IMPORTED,
    KEPT,
    WATCHED,
    Instant,
    articles,
    assessments,
    claims,
)
from tocsin.records import Assessment, Claim

FORMAT = "tocsin-backup-1"
MANIFEST = "manifest.json"
TABLES = (*KEPT, *DERIVED, *WATCHED, *FORESEEN, *IMPORTED, *AUDITED, *READERS)
LONGEST_MANIFEST = 1 << 20
LONGEST_LINE = 1 << 26
EXPANSION = 200  # a backup of news shrinks to a fifth or a tenth; a bomb to a thousandth
SMALL = 1 << 26  # bytes that any backup may expand to
PAGE = 2000
Table = sa.Table
Sizes = tuple[str, int, int]


def counts(connection: sa.Connection) -> Mapping[str, int]:
    """Rows of each table."""
    query = sa.func.count()
    return {
        table.name: connection.execute(sa.select(query).select_from(table)).scalar_one()
        for table in TABLES
    }


def write(connection: sa.Connection, path: Path, now: datetime) -> Manifest:
    """Write the backup; it gets its name only when it is whole."""
    if path.exists():
        raise UsageError(f"{path} exists: name a new file for the backup")
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            files = {_file(table): _dump(connection, archive, table) for table in TABLES}
            manifest = Manifest(FORMAT, schema.HEAD, now, files)
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        _sync(part)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write the backup {path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def read(connection: sa.Connection, path: Path, *, verify: bool) -> Manifest:
    """Fill the empty tables from the backup."""
    if any(counts(connection).values()):
        raise UsageError("the ledger is not empty: restore into a new one")
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            for table in TABLES:
                _load(connection, archive, table, manifest, verify=verify)
    except OSError as error:
        raise UsageError(f"cannot read the backup {path}: {error.strerror}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DataError(f"{path} is not a whole backup: {error}") from error
    refill.words_of_all(connection)
    return manifest


def _file(table: Table) -> str:
    return f"{table.name}.jsonl"


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _dump(connection: sa.Connection, archive: zipfile.ZipFile, table: Table) -> Sizes:
    seen, size, rows = hashlib.sha256(), 0, 0
    query = sa.select(table).order_by(*table.primary_key.columns)
    with archive.open(_file(table), "w", force_zip64=True) as file:
        for row in connection.execution_options(yield_per=PAGE).execute(query):
            line = msgspec.json.encode(tuple(row)) + b"\n"
            file.write(line)
            seen.update(line)
            size, rows = size + len(line), rows + 1
    return seen.hexdigest(), size, rows


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    names = sorted(info.filename for info in archive.infolist())
    if names != sorted([MANIFEST, *map(_file, TABLES)]):
        raise DataError(f"{path} is not a backup of a ledger: its files are others")
    with archive.open(MANIFEST) as file:
        text = file.read(LONGEST_MANIFEST)
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as error:
        raise DataError(f"{path} has a broken manifest: {error}") from error
    if manifest.format != FORMAT or manifest.schema != schema.HEAD:
        found = f"{manifest.format}, schema {manifest.schema}"
        raise DataError(f"{path} is of another Tocsin ({found}): this one reads {schema.HEAD}")
    total = sum(size for _, size, _ in manifest.files.values())
    if total > max(SMALL, EXPANSION * path.stat().st_size):
        raise DataError(f"{path} would grow to {total:,} bytes: that is no backup of news")
    if set(manifest.files) != set(map(_file, TABLES)):
        raise DataError(f"{path} has a manifest of other files")
    return manifest


def _load(
    connection: sa.Connection,
    archive: zipfile.ZipFile,
    table: Table,
    manifest: Manifest,
    *,
    verify: bool,
) -> None:
    decoder = msgspec.json.Decoder(_row_type(table))
    names = [column.name for column in table.columns]
    expected = manifest.files[_file(table)]
    rows: list[dict[str, Any]] = []
    with archive.open(_file(table)) as file:
        for line in _lines(file, _file(table), expected):
            row = dict(zip(names, _decoded(decoder, line, table), strict=True))
            if verify:
                _verify(table, row)
            rows.append(row)
            if len(rows) == PAGE:
                connection.execute(table.insert(), rows)
                rows = []
    if rows:
        connection.execute(table.insert(), rows)


def _lines(file: IO[bytes], name: str, expected: Sizes) -> Iterator[bytes]:
    """The lines of a file of the backup; at its end hash, bytes and rows must be as expected."""
    seen, size, rows = hashlib.sha256(), 0, 0
    while line := file.readline(LONGEST_LINE):
        size, rows = size + len(line), rows + 1
        if size > expected[1] or not line.endswith(b"\n"):
            raise DataError(f"{name} of the backup is longer than its manifest says")
        seen.update(line)
        yield line
    if (seen.hexdigest(), size, rows) != tuple(expected):
        raise DataError(f"{name} of the backup is not what its manifest says")


def _decoded(decoder: msgspec.json.Decoder[Any], line: bytes, table: Table) -> tuple[Any, ...]:
    try:
        row: tuple[Any, ...] = decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise DataError(f"{_file(table)} of the backup has a broken row: {error}") from error
    return row


def _row_type(table: Table) -> Any:
    """The type of a row: ``tuple[int, str, date | None, ...]``."""
    kinds = [_column_type(column) for column in table.columns]
    return tuple[tuple(kinds)]  # type: ignore[misc]


def _column_type(column: sa.Column[Any]) -> Any:
    kind: Any = datetime if isinstance(column.type, Instant) else column.type.python_type
    return kind | None if column.nullable else kind


def _verify(table: Table, row: Mapping[str, Any]) -> None:
    """The content of a row must be what its id and columns say."""
    if table is articles:
        seen = hashlib.sha256(row["text"].encode()).hexdigest()
        if seen != row["hash"] or not seen.startswith(row["id"]):
            raise DataError(f"article {row['id']} of the backup has another text")
    if table is claims:
        _same_id(decode(row["body"], Claim).id, row)
    if table is assessments:
        _same_id(decode(row["body"], Assessment).id, row)


def _same_id(found: str, row: Mapping[str, Any]) -> None:
    if found != row["id"]:
        raise DataError(f"the backup has {found} under the id {row['id']}")
