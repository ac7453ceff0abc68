from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.ledger.news import at
from tocsin.errors import DataError
from tocsin.ledger import ClaimQuery, Ledger
from tocsin.ledger.connect import Database
from tocsin.ledger.schema import HEAD, MIGRATIONS, revision, upgrade
from tocsin.ledger.tables import metadata

FROZEN = sorted((Path(__file__).parent / "frozen").glob("schema_*.sqlite.sql"))


def test_the_newest_revision_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert len(FROZEN) == len(list(script.walk_revisions()))


def test_the_migrations_make_the_tables_of_the_code(where: str) -> None:
    Ledger(where).close()
    ours = {"article_words", "claim_words", "alembic_version"}
    with Database(where, create=False).read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        changes = [
            change
            for change in compare_metadata(context, metadata)
            if not any(
                getattr(getattr(c, "table", c), "name", "").startswith(tuple(ours)) for c in change
            )
        ]
    assert changes == []


def test_opening_again_changes_nothing(where: str) -> None:
    Ledger(where).close()
    with Ledger(where, create=False) as ledger:
        assert set(ledger.counts().values()) == {0}


@pytest.mark.parametrize("script", FROZEN, ids=lambda path: path.name)
def test_every_released_sqlite_ledger_is_upgraded(script: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(f"BEGIN;{script.read_text(encoding='utf-8')};COMMIT;")
    check_frozen(str(path))


@pytest.mark.parametrize("script", FROZEN, ids=lambda path: path.name)
def test_every_released_postgresql_ledger_is_upgraded(script: Path, empty_database: str) -> None:
    database = Database(empty_database, create=False)
    sql = script.with_name(script.name.replace("sqlite", "postgresql")).read_text(encoding="utf-8")
    with database.write() as connection:
        for statement in sql.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement.replace("%", "%%"))
    database.close()
    check_frozen(empty_database)


def check_frozen(where: str) -> None:
    """What every frozen ledger holds: the shelling and its denial, a correction, an event."""
    with Ledger(where, create=False) as ledger:
        found = [report.claim.id for report in ledger.claims()]
        assert found == ["talks", "denial", "shelling"]
        report = ledger.claim("shelling")
        assert report is not None
        assert report.claim.type == "COERCE"
        assert report.day == date(2026, 3, 1)
        assert ledger.claims(ClaimQuery(type="ASSAULT", as_of=at(0)))[-1].claim.id == "shelling"
        assert [hit.title for hit in ledger.search("tromso soldiers")] != []
        assert [view.event.id for view in ledger.events()] == ["e1"]
        assert [each.name for each in ledger.people.accounts()] in ([], ["ada"])
        assert ledger.people.audit_faults() == ()
    database = Database(where, create=False)
    with database.read() as connection:
        assert revision(connection) == HEAD
    database.close()


def test_a_newer_ledger_is_left_alone(where: str) -> None:
    Ledger(where).close()
    database = Database(where, create=False)
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DataError, match="newer Tocsin"):
        upgrade(database)
    database.close()
