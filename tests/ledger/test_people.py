from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.ledger.news import at
from tocsin.errors import UsageError
from tocsin.ledger import Account, AccountToken, Ledger, SavedView
from tocsin.ledger.connect import Database

ADA = Account("ada", "admin", at(0))


def written(ledger: Ledger, rows: int) -> None:
    for number in range(rows):
        now = at(0) + timedelta(minutes=number)
        ledger.people.note("ada", "accept", f"/claim/{number}", address="10.0.0.1", now=now)


def alter(where: str, *statements: str) -> None:
    """Change the database behind the back of the ledger."""
    database = Database(where, create=False)
    with database.write() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    database.close()


def test_a_whole_chain(ledger: Ledger) -> None:
    assert ledger.people.audit_faults() == ()
    written(ledger, 5)
    assert ledger.people.audit_faults() == ()
    rows = ledger.people.audit()
    assert [row.n for row in rows] == [5, 4, 3, 2, 1]
    assert rows[0].previous == rows[1].hash
    assert ledger.people.audit(limit=1, who="eve") == ()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit SET who = 'eve' WHERE n = 3", "row 3 was changed"),
        ("UPDATE audit SET time = time + 1 WHERE n = 1", "row 1 was changed"),
        ("UPDATE audit SET target = '' WHERE n = 5", "row 5 was changed"),
        ("DELETE FROM audit WHERE n = 3", "rows 3 to 3 are missing"),
        ("DELETE FROM audit WHERE n = 1", "rows 1 to 1 are missing"),
        ("DELETE FROM audit WHERE n > 3", "the log ends at row 3, but its end was row 5"),
        ("DELETE FROM audit", "the log ends at row 0, but its end was row 5"),
    ],
)
def test_what_was_done_to_the_log_is_found(where: str, statement: str, told: str) -> None:
    with Ledger(where) as ledger:
        written(ledger, 5)
        alter(where, statement)
        assert told in ledger.people.audit_faults()


def test_a_log_that_was_written_anew_lacks_the_hash_that_was_noted(where: str) -> None:
    with Ledger(where) as ledger:
        written(ledger, 3)
        noted = ledger.people.audit(limit=1)[0].hash
        assert ledger.people.audit_faults(expected=noted) == ()
        alter(where, "DELETE FROM audit", "DELETE FROM audit_head")
        written(ledger, 2)
        assert ledger.people.audit_faults() == ()
        assert len(ledger.people.audit_faults(expected=noted)) == 1


def test_accounts_are_in_no_backup_and_the_log_is(ledger: Ledger, tmp_path: Path) -> None:
    people = ledger.people
    people.add(ADA, "a-proof-of-a-password")
    people.add_token(AccountToken("t1", "ada", ("api",), "", at(0)), "mark-of-a-token")
    people.open_session("mark-of-a-session", "ada", now=at(0), ends=at(1))
    written(ledger, 2)
    ledger.backup(tmp_path / "b.zip", now=at(1))
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"a-proof-of" not in held
    assert b"mark-of" not in held
    with Ledger(tmp_path / "again.db") as other:
        other.restore(tmp_path / "b.zip")
        assert other.people.audit_faults() == ()
        assert len(other.people.audit()) == 2
        assert other.people.accounts() == ()


def test_tokens_and_sessions(ledger: Ledger) -> None:
    people = ledger.people
    people.add(ADA, "x")
    with pytest.raises(UsageError, match="already"):
        people.add(ADA, "x")
    with pytest.raises(UsageError, match="no account"):
        people.add_token(AccountToken("t", "eve", ("api",), "", at(0)), "m")
    people.open_session("s1", "ada", now=at(0), ends=at(1))
    people.open_session("s2", "ada", now=at(0), ends=at(1), old="s1")
    assert people.of_session("s1", now=at(0)) is None
    assert people.of_session("s2", now=at(0)) == ADA
    assert people.of_session("s2", now=at(1)) is None
    people.add_token(AccountToken("t", "ada", ("api",), "", at(0), at(1)), "m")
    assert people.of_token("m", now=at(1)) is None
    found = people.of_token("m", now=at(0))
    assert found
    assert found[0] == ADA
    people.revoke_token("t", now=at(0))
    assert people.of_token("m", now=at(0)) is None
    with pytest.raises(UsageError, match="no token"):
        people.revoke_token("nothing", now=at(0))


def test_views_belong_to_their_owner_and_go_with_the_account(ledger: Ledger) -> None:
    people = ledger.people
    people.add(ADA, "proof")
    people.add(Account("bea", "viewer", at(0)), "proof")
    for owner, address in (("ada", "/map"), ("bea", "/timeline"), ("", "/claims")):
        people.keep_view(owner, SavedView("mine", address, at(1)))
    assert people.views("ada") == (SavedView("mine", "/map", at(1)),)
    people.drop_view("ada", "mine")
    assert people.views("ada") == ()
    people.remove("bea")
    assert people.views("bea") == ()
    assert [each.address for each in people.views("")] == ["/claims"]


def test_a_reader_keeps_a_hundred_views_at_most(ledger: Ledger) -> None:
    for number in range(100):
        ledger.people.keep_view("", SavedView(f"v{number}", "/map", at(0)))
    ledger.people.keep_view("", SavedView("v7", "/claims", at(0)))
    with pytest.raises(UsageError, match="100 views are kept already"):
        ledger.people.keep_view("", SavedView("another", "/map", at(0)))
    assert len(ledger.people.views("")) == 100


def test_kept_views_are_in_a_backup(ledger: Ledger, tmp_path: Path) -> None:
    ledger.people.keep_view("", SavedView("mine", "/map", at(0)))
    ledger.backup(tmp_path / "b.zip", now=at(1))
    with Ledger(tmp_path / "new.db") as other:
        other.restore(tmp_path / "b.zip")
        assert other.people.views("") == (SavedView("mine", "/map", at(0)),)
