"""Bringing a database to the newest schema when it is opened. Forward only."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from tocsin.errors import DataError
from tocsin.ledger.connect import Database

HEAD = "0008"
MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(database: Database) -> None:
    """Make or upgrade the tables, in one transaction; nothing happens if they are up to date.

    Raises DataError if a newer Tocsin made the ledger, or if the database is something else.
    """
    with database.read() as connection:
        if revision(connection) == HEAD:
            return
    with database.write() as connection:
        found = revision(connection)
        if found != HEAD:
            _check(connection, found, database.name)
            _migrate(connection)


def revision(connection: sa.Connection) -> str | None:
    """The schema of this database, None if it has no tables of ours."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _check(connection: sa.Connection, found: str | None, name: str) -> None:
    if found is not None and found > HEAD:
        raise DataError(
            f"ledger {name} was made by a newer Tocsin (schema {found}): upgrade Tocsin"
        )
    if found is None and sa.inspect(connection).get_table_names():
        raise DataError(f"{name} is a database of something else, not a ledger")


def _migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
