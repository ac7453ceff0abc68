"""Opening a database and its two kinds of transaction: many that read, one at a time that writes.

A reader sees one snapshot for as long as its transaction lasts, on SQLite (write-ahead log) as on
PostgreSQL (repeatable read). Writers queue: SQLite by ``BEGIN IMMEDIATE``, PostgreSQL by an
advisory lock, so that looking and then writing is safe, and rows can be numbered without gaps.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from tocsin.errors import DataError, TocsinError, UsageError

LOCK = 0x70C51  # the number of the advisory lock; locks are per database
WAIT_SECONDS = 60
SQLITE_MAGIC = b"SQLite format 3\x00"


class Database:
    """An engine with a `read` and a `write` transaction. ``name`` is for people: no password."""

    def __init__(self, where: str | Path, *, create: bool) -> None:
        url = _url(where)
        self.name = _name(url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            _check_file(Path(url.database or ""), create=create)
        self._engine = _engine(url)
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self._engine.execution_options(**options)
        self._writing = self._engine.execution_options(tocsin_write=True)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One snapshot. Raises DataError if the database fails."""
        with self._told(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """All or nothing, and no other writer meanwhile. Raises DataError if the database fails."""
        with self._told(), self._writing.begin() as connection:
            if not self.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.StatementError as error:
            if isinstance(error.orig, TocsinError):
                raise error.orig from None
            lines = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
            raise DataError(f"ledger {self.name}: {lines[0]}") from error


def _url(where: str | Path) -> URL:
    text = str(where)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except sa.exc.ArgumentError as error:
        raise UsageError("the ledger is neither a path nor a database URL") from error
    backend = url.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    raise UsageError(f"no ledger on {backend}: give a path or a postgresql:// URL")


def _name(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(query={}).render_as_string(hide_password=True).replace("+psycopg", "")


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file for the ledger")
    if not path.exists():
        if not create:
            raise UsageError(f"no ledger at {path}: add an article first")
        if not path.parent.is_dir():
            raise UsageError(f"no folder {path.parent} for the ledger: make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise DataError(f"ledger {path}: {error.strerror}") from error
    if head and head != SQLITE_MAGIC:
        raise DataError(f"{path} is not a ledger")


def _engine(url: URL) -> sa.Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return sa.create_engine(url)
        engine = sa.create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    except ModuleNotFoundError as error:
        hint = "pip install 'tocsin[postgres]'"
        raise UsageError(f"PostgreSQL needs the package {error.name}: {hint}") from error
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    """Our own BEGIN in place of the driver's; a log that survives a crash at any instant."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA trusted_schema = OFF")


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("tocsin_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
