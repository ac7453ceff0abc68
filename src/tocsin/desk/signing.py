"""Logging in and out, and what people do with their own account."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.desk import passwords
from tocsin.desk.acting import ELSEWHERE, back, form, out_of_date, word
from tocsin.desk.desk import Desk, desk_of, person_of, show
from tocsin.desk.entrance import SCOPES, Entrance, Person, address_of, is_secure, make_token
from tocsin.desk.guard import keep_cookie
from tocsin.errors import UsageError

DAYS = (30, 90, 365)
"""How long a token that is made here can hold."""


def login_page(request: Request) -> Response:
    """The form for name and password."""
    if getattr(request.state, "person", None) is not None:
        return RedirectResponse("/", ELSEWHERE)
    return _form(request, request.query_params.get("back", ""))


def _form(request: Request, back_to: str, wrong: str = "", status: int = 200) -> Response:
    return show(request, "login.html", {"wrong": wrong, "back": back_to}, status=status)


async def login(request: Request) -> Response:
    """Check name and password; a new session, or the form again."""
    desk = desk_of(request)
    sent = await request.form(max_files=0, max_fields=10)
    if not desk.tokens.fits(request, word(sent, "token")):
        return out_of_date(request)
    if desk.entrance is None:
        return RedirectResponse("/", ELSEWHERE)
    return await run_in_threadpool(_login, desk, desk.entrance, request, sent)


def _login(desk: Desk, entrance: Entrance, request: Request, sent: FormData) -> Response:
    name, password = word(sent, "name"), sent.get("password", "")
    if wait := entrance.wait(name, address_of(request)):
        wrong = f"Too many attempts. Wait {-(-wait // 60)} minutes, then try again."
        answer = _form(request, word(sent, "back"), wrong, 429)
        answer.headers["retry-after"] = str(wait)
        return answer
    if not entrance.login(name, password if isinstance(password, str) else ""):
        known = desk.ledger.people.proof(name) is not None
        entrance.note(name if known else "unknown", "login failed", "", request)
        return _form(request, word(sent, "back"), "Name or password is wrong.", 401)
    entrance.note(name, "login", "", request)
    response = RedirectResponse(back(sent, "/"), ELSEWHERE)
    entrance.begin(name, request, response)
    keep_cookie(response, desk.tokens.fresh(), secure=is_secure(request))
    return response


@form("logout")
def logout(desk: Desk, request: Request, sent: FormData) -> Response:
    """End the session."""
    response = RedirectResponse("/login" if desk.entrance else "/", ELSEWHERE)
    if desk.entrance is not None:
        desk.entrance.end(request, response)
    return response


def account_page(request: Request) -> Response:
    """Password and tokens of whoever asks."""
    return _account(request)


def _account(request: Request, **told: str) -> Response:
    desk, person = desk_of(request), person_of(request)
    mine = [each for each in desk.ledger.people.tokens() if each.account == person.name]
    values = {"tokens": mine, "scopes": SCOPES, "days": DAYS, "secret": "", "told": ""}
    return show(request, "account.html", values | told)


@form("password")
def change_password(desk: Desk, request: Request, sent: FormData) -> Response:
    """Another password for oneself; other sessions end."""
    entrance, person = _mine(desk, request)
    old, new = (str(sent.get(name, "")) for name in ("old", "new"))
    if entrance.wait(person.name, address_of(request)):
        raise UsageError("too many attempts: wait a quarter of an hour")
    if not entrance.login(person.name, old):
        raise UsageError("the password that you have now is another one")
    desk.ledger.people.set_proof(person.name, passwords.proof(new))
    response = RedirectResponse("/account", ELSEWHERE)
    entrance.begin(person.name, request, response)
    return response


@form("token made")
def add_token(desk: Desk, request: Request, sent: FormData) -> Response:
    """A token of one's own; it is shown in this answer and never again."""
    _, person = _mine(desk, request)
    days = word(sent, "days")
    if days not in map(str, DAYS):
        raise UsageError(f"a token holds for {', '.join(map(str, DAYS))} days")
    scopes = [each for each in sent.getlist("scope") if isinstance(each, str)]
    note = word(sent, "note")
    secret, _ = make_token(desk.ledger, person.name, scopes, note=note, days=int(days))
    return _account(request, secret=secret)


@form("token revoked", "id")
def revoke_token(desk: Desk, request: Request, sent: FormData) -> str:
    """Revoke a token of one's own."""
    entrance, person = _mine(desk, request)
    held = desk.ledger.people.tokens()
    if word(sent, "id") not in {each.id for each in held if each.account == person.name}:
        raise UsageError("you have no such token")
    desk.ledger.people.revoke_token(word(sent, "id"), now=entrance.clock())
    return "/account"


def _mine(desk: Desk, request: Request) -> tuple[Entrance, Person]:
    """The accounts and whose request that is. Raises UsageError in a desk of one user."""
    if desk.entrance is None:
        raise UsageError("this desk has one user and no accounts")
    return desk.entrance, person_of(request)


PAGES: tuple[tuple[str, Any], ...] = (("/login", login_page), ("/account", account_page))
FORMS: tuple[tuple[str, Any], ...] = (
    ("/login", login),
    ("/logout", logout),
    ("/account/password", change_password),
    ("/account/tokens", add_token),
    ("/account/revoke", revoke_token),
)
