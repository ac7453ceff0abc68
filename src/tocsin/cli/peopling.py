"""What the commands for people do and print."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import typer

from tocsin.errors import UsageError

if TYPE_CHECKING:
    from tocsin.ledger import Ledger

HERE = "command line"
"""What stands in the audit log in the place of an address."""


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def noted(ledger: Ledger, act: str, target: str) -> None:
    """Put a row into the audit log, before it is done."""
    ledger.people.note(getpass.getuser(), act, target, address=HERE, now=utc_now())


def add_user(ledger: Ledger, name: str, role: str, *, stdin: bool) -> None:
    """Ask for a password and make the account."""
    from tocsin.desk.entrance import add_account

    password = ask(name, stdin=stdin)
    noted(ledger, "account made", f"name={name} role={role}")
    add_account(ledger, name, role, password)


def set_password(ledger: Ledger, name: str, *, stdin: bool) -> None:
    """Ask for a password and give it to the account."""
    from tocsin.desk.passwords import proof

    made = proof(ask(name, stdin=stdin))
    noted(ledger, "password", f"name={name}")
    ledger.people.set_proof(name, made)


def ask(name: str, *, stdin: bool) -> str:
    """A password: the first line of standard input, or typed twice and not shown."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(f"Password of {name}: ")
    if getpass.getpass("Once more: ") != first:
        raise UsageError("the two are not the same; nothing was done")
    return first


def show_users(ledger: Ledger, *, as_json: bool) -> None:
    """The accounts, one a line."""
    found = ledger.people.accounts()
    if as_json:
        _print([plain(each) for each in found])
        return
    for each in found:
        typer.echo(f"{each.role:8} {each.name}, since {each.made:%Y-%m-%d}")
    if not found:
        typer.echo("no accounts: the desk serves one user on this machine")


def create_token(  # noqa: PLR0913, each is an option of the command
    ledger: Ledger, name: str, scopes: Sequence[str], *, note: str, days: int, as_json: bool
) -> None:
    """Make a token and print it, this once."""
    from tocsin.desk.entrance import make_token

    noted(ledger, "token made", f"name={name} scopes={' '.join(scopes)}")
    secret, token = make_token(ledger, name, scopes, note=note, days=days)
    if as_json:
        _print(plain(token) | {"token": secret})
        return
    typer.echo(secret)
    typer.echo(f"token {token.id}: it is shown this once, and kept nowhere", err=True)


def show_tokens(ledger: Ledger, *, as_json: bool) -> None:
    """The tokens, one a line."""
    found = ledger.people.tokens()
    if as_json:
        _print([plain(each) for each in found])
        return
    for each in found:
        until = "revoked" if each.revoked else f"until {each.ends:%Y-%m-%d}" if each.ends else ""
        typer.echo(f"{each.id}  {each.account}: {', '.join(each.scopes)} {until} {each.note}")


def show_audit(ledger: Ledger, who: str | None, limit: int, *, as_json: bool) -> None:
    """Rows of the audit log, the latest first."""
    found = ledger.people.audit(limit=limit, who=who)
    if as_json:
        _print([plain(each) for each in found])
        return
    for each in found:
        when = f"{each.time:%Y-%m-%d %H:%M:%S}"
        typer.echo(f"{each.n:6} {when} {each.who} ({each.address}): {each.act} {each.target}")


def verify_audit(ledger: Ledger, expect: str | None, *, as_json: bool) -> None:
    """Say whether the chain is whole, and its last hash; status 1 if it is not."""
    faults = ledger.people.audit_faults(expected=expect)
    last = next(iter(ledger.people.audit(limit=1)), None)
    rows, end = (last.n, last.hash) if last else (0, "")
    if as_json:
        _print({"whole": not faults, "rows": rows, "last": end, "faults": list(faults)})
    else:
        for fault in faults:
            typer.echo(fault)
        if not faults:
            typer.echo(f"the chain is whole: {rows} rows, the last has the hash {end}".rstrip())
    if faults:
        raise typer.Exit(1)


def plain(found: Any) -> dict[str, Any]:
    """A record with moments as text."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in asdict(found).items()
    }


def _print(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
