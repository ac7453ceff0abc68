from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("argon2", reason="the desk's libraries are not installed")

from tests.ledger.news import at, shelling
from tocsin.cli.commands import app
from tocsin.errors import UsageError
from tocsin.ledger import Ledger

PASSWORD = "correct horse battery staple"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.db")


def run(ledger: str, *words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [*words, "--ledger", ledger], input=given)


def test_accounts_tokens_and_the_log_from_the_command_line(ledger: str) -> None:
    new = ("users", "add", "ada", "--role", "admin", "--password-stdin")
    assert run(ledger, *new, given=f"{PASSWORD}\n").exit_code == 0
    new = ("users", "add", "eve", "--password-stdin")
    assert run(ledger, *new, given=f"{PASSWORD}\n").exit_code == 0
    assert run(ledger, "users", "role", "eve", "editor").exit_code == 0
    changed = run(ledger, "users", "password", "eve", "--password-stdin", given="another password")
    assert changed.exit_code == 0
    listed = json.loads(run(ledger, "users", "list", "--json").stdout)
    assert [(each["name"], each["role"]) for each in listed] == [
        ("ada", "admin"),
        ("eve", "editor"),
    ]
    made = run(ledger, "tokens", "create", "eve", "--scope", "api", "--note", "mine", "--json")
    token = json.loads(made.stdout)
    shown = run(ledger, "tokens", "list").stdout
    assert token["id"] in shown
    assert token["token"] not in shown
    assert run(ledger, "tokens", "revoke", token["id"]).exit_code == 0
    assert "revoked" in run(ledger, "tokens", "list").stdout
    assert run(ledger, "users", "remove", "eve").exit_code == 0
    log = run(ledger, "audit").stdout
    assert "account removed name=eve" in log
    assert PASSWORD not in log
    assert "the chain is whole: 7 rows" in run(ledger, "audit", "--verify").stdout


def test_a_changed_log_is_told_with_status_one(ledger: str, tmp_path: Path) -> None:
    import sqlite3

    given = f"{PASSWORD}\n"
    run(ledger, "users", "add", "ada", "--role", "admin", "--password-stdin", given=given)
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE audit SET who = 'eve'")
    answer = run(ledger, "audit", "--verify", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["faults"] == ["row 1 was changed"]


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (("users", "add", "ada", "--password-stdin"), PASSWORD, "has to be an admin"),
        (("users", "add", "ada", "--role", "queen", "--password-stdin"), PASSWORD, "no role"),
        (("users", "add", "ada", "--role", "admin", "--password-stdin"), "short", "12 to 1024"),
        (("users", "add", " ", "--role", "admin", "--password-stdin"), PASSWORD, "a name has"),
        (("users", "remove", "eve"), None, "no account eve"),
        (("tokens", "create", "eve", "--scope", "api"), None, "no account eve"),
        (("tokens", "create", "eve", "--scope", "all"), None, "no scope"),
    ],
)
def test_what_does_not_fit_is_told(
    ledger: str, words: tuple[str, ...], given: str | None, told: str
) -> None:
    Ledger(ledger).close()
    answer = run(ledger, *words, given=given)
    assert isinstance(answer.exception, UsageError)
    assert told in str(answer.exception)


def test_a_password_is_typed_twice(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one password here", "another one here"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    answer = run(ledger, "users", "add", "ada", "--role", "admin")
    assert "not the same" in str(answer.exception)
    with Ledger(ledger) as opened:
        assert opened.people.accounts() == ()


def test_decisions_on_the_command_line_stand_in_the_log_of_a_shared_ledger(ledger: str) -> None:
    with Ledger(ledger) as opened:
        opened.add(*shelling(), now=at(0))
        (report,) = opened.claims()
    key = report.claim.id
    correct = ("correct", key, "modality", "planned", "--author", "bea")
    assert run(ledger, *correct).exit_code == 0
    assert json.loads(run(ledger, "audit", "--json").stdout) == []
    new = ("users", "add", "ada", "--role", "admin", "--password-stdin")
    assert run(ledger, *new, given=f"{PASSWORD}\n").exit_code == 0
    made = json.loads(run(ledger, "accept", key, "--author", "bea", "--json").stdout)
    assert run(ledger, "undo", made["judgements"][0]["id"]).exit_code == 0
    assert run(ledger, "reliability", "The Fjord Courier", "b", "--author", "bea").exit_code == 0
    rows = json.loads(run(ledger, "audit", "--json").stdout)
    told = [(row["who"], row["address"], row["act"], row["target"]) for row in reversed(rows)][1:]
    assert told[0] == ("bea", "command line", "accept", f"id={key}")
    assert told[1][2:] == ("undo", f"judgement={made['judgements'][0]['id']}")
    assert told[2] == ("bea", "command line", "rate", "who=The Fjord Courier letter=b")
    assert run(ledger, "audit", "--verify").exit_code == 0


def test_a_hash_is_looked_for_only_where_the_log_is_checked(ledger: str) -> None:
    answer = run(ledger, "audit", "--expect", "ab")
    assert answer.exit_code != 0
    assert "give both" in str(answer.exception)
