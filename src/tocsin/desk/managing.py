"""What admins do: accounts, tokens of others, the audit log."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk.acting import form, word
from tocsin.desk.desk import Desk, desk_of, show, utc_now
from tocsin.desk.entrance import add_account
from tocsin.errors import UsageError
from tocsin.ledger.people import ROLES

SHOWN = 100


def people_page(request: Request) -> Response:
    """Accounts, tokens, and the latest rows of the audit log."""
    people = desk_of(request).ledger.people
    rows = people.audit(limit=SHOWN)
    values = {"accounts": people.accounts(), "tokens": people.tokens(), "rows": rows}
    return show(request, "people.html", values | {"roles": ROLES, "faults": people.audit_faults()})


@form("account made", "name", "role")
def add(desk: Desk, request: Request, sent: FormData) -> str:
    """Make an account."""
    _with_accounts(desk)
    password = str(sent.get("password", ""))
    add_account(desk.ledger, word(sent, "name"), word(sent, "role"), password)
    return "/people"


@form("role", "name", "role")
def role(desk: Desk, request: Request, sent: FormData) -> str:
    """Give an account another role."""
    desk.ledger.people.set_role(word(sent, "name"), word(sent, "role"))
    return "/people"


@form("account removed", "name")
def remove(desk: Desk, request: Request, sent: FormData) -> str:
    """Take an account away."""
    desk.ledger.people.remove(word(sent, "name"))
    return "/people"


@form("token revoked", "id")
def revoke(desk: Desk, request: Request, sent: FormData) -> str:
    """Revoke a token of anybody."""
    desk.ledger.people.revoke_token(word(sent, "id"), now=utc_now())
    return "/people"


def _with_accounts(desk: Desk) -> None:
    """Raises UsageError in a desk of one user: the first account is made on the command line."""
    if desk.entrance is None:
        raise UsageError("this desk has one user; make the first account with tocsin users add")


PAGES: tuple[tuple[str, Any], ...] = (("/people", people_page),)
FORMS: tuple[tuple[str, Any], ...] = (
    ("/people/add", add),
    ("/people/role", role),
    ("/people/remove", remove),
    ("/people/revoke", revoke),
)
