"""The commands for people: users, tokens, audit."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")]
Role = Annotated[
    str, typer.Option("--role", metavar="ROLE", help="viewer, analyst, editor or admin.")
]
FromInput = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input, not the keys."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    users = typer.Typer(name="users", help="Accounts of the desk.", no_args_is_help=True)
    users.command("add")(add_user)
    users.command("list")(list_users)
    users.command("role")(set_role)
    users.command("password")(set_password)
    users.command("remove")(remove_user)
    tokens = typer.Typer(name="tokens", help="Tokens for programs.", no_args_is_help=True)
    tokens.command("create")(create)
    tokens.command("list")(list_tokens)
    tokens.command("revoke")(revoke)
    app.add_typer(users)
    app.add_typer(tokens)
    app.command()(audit)


def add_user(
    name: Name,
    role: Role = "viewer",
    stdin: FromInput = False,
    ledger: LedgerOption = DEFAULT,
) -> None:
    """Make an account; the first one has to be an admin."""
    from tocsin.cli.peopling import add_user as run

    with open_ledger(ledger, create=True) as opened:
        run(opened, name, role, stdin=stdin)


def list_users(ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """List the accounts."""
    from tocsin.cli.peopling import show_users

    with open_ledger(ledger) as opened:
        show_users(opened, as_json=as_json)


def set_role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="viewer, analyst, editor or admin.")],
    ledger: LedgerOption = DEFAULT,
) -> None:
    """Give an account another role; it has to log in again."""
    from tocsin.cli.peopling import noted

    with open_ledger(ledger) as opened:
        noted(opened, "role", f"name={name} role={role}")
        opened.people.set_role(name, role)


def set_password(name: Name, stdin: FromInput = False, ledger: LedgerOption = DEFAULT) -> None:
    """Give an account another password; it has to log in again."""
    from tocsin.cli.peopling import set_password as run

    with open_ledger(ledger) as opened:
        run(opened, name, stdin=stdin)


def remove_user(name: Name, ledger: LedgerOption = DEFAULT) -> None:
    """Take an account away with its tokens; its decisions stay."""
    from tocsin.cli.peopling import noted

    with open_ledger(ledger) as opened:
        noted(opened, "account removed", f"name={name}")
        opened.people.remove(name)


def create(
    name: Name,
    scope: Annotated[
        list[str],
        typer.Option("--scope", metavar="WORD", help="api, feeds, exports or agents; repeatable."),
    ],
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What it is for.")] = "",
    days: Annotated[
        int, typer.Option("--days", min=1, max=3650, help="For how many days it holds.")
    ] = 90,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Make a token of an account; it is shown once."""
    from tocsin.cli.peopling import create_token

    with open_ledger(ledger) as opened:
        create_token(opened, name, scope, note=note, days=days, as_json=as_json)


def list_tokens(ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """List the tokens, without their secrets."""
    from tocsin.cli.peopling import show_tokens

    with open_ledger(ledger) as opened:
        show_tokens(opened, as_json=as_json)


def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Id of the token.")],
    ledger: LedgerOption = DEFAULT,
) -> None:
    """Revoke a token."""
    from tocsin.cli.peopling import noted, utc_now

    with open_ledger(ledger) as opened:
        noted(opened, "token revoked", f"id={token}")
        opened.people.revoke_token(token, now=utc_now())


def audit(
    ledger: LedgerOption = DEFAULT,
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Only what this account did.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many rows, the latest first.")
    ] = 50,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check the chain; status 1 if a row is not right.")
    ] = False,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect",
            metavar="HASH",
            help="With --verify: a hash that was noted before, and has to be in the chain.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show or check the audit log of the desk: who did what, when, from where."""
    from tocsin.cli.peopling import show_audit, verify_audit
    from tocsin.errors import UsageError

    if expect is not None and not verify:
        raise UsageError("--expect is looked for by --verify: give both")
    with open_ledger(ledger) as opened:
        if verify:
            verify_audit(opened, expect, as_json=as_json)
        else:
            show_audit(opened, who, limit, as_json=as_json)
