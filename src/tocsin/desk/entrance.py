"""Who is there: logins, sessions and tokens. Only hashes of their secrets are kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk import passwords
from tocsin.desk.limits import Limit, network
from tocsin.errors import UsageError
from tocsin.ledger import Account, AccountToken, Ledger
from tocsin.ledger.people import ROLES

LASTS = timedelta(hours=12)
"""How long a session lasts."""
SCOPES = ("api", "feeds", "exports", "agents")
"""What a token can open: the JSON interface, the feeds of situations, files to keep, the tools of
agents."""
PREFIX = "tocsin_"
LONGEST_NAME = 64


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. ``scopes`` are those of the token that was sent, None for somebody at a browser;
    ``alone`` is the one user of a desk without accounts."""

    name: str
    role: str
    scopes: tuple[str, ...] | None = None
    alone: bool = False

    def may(self, role: str) -> bool:
        """Whether that role, or a lesser one, is hers."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Entrance:
    """The accounts of a ledger, with the limits of one server. ``clock`` is the wall clock."""

    ledger: Ledger
    clock: Callable[[], datetime] = _now
    logins: Limit = field(default_factory=lambda: Limit(10, 900))
    knocks: Limit = field(default_factory=lambda: Limit(30, 900))
    asked: Limit = field(default_factory=lambda: Limit(600, 60))
    asked_here: Limit = field(default_factory=lambda: Limit(1200, 60))

    def wait(self, name: str, address: str) -> int:
        """Count an attempt to log in; seconds to wait if there were too many."""
        here = self.knocks.take(network(address))
        return here or self.logins.take(name.casefold()[:LONGEST_NAME])

    def login(self, name: str, password: str) -> bool:
        """Whether this is the password of that account. Takes as long if there is no such one."""
        held = self.ledger.people.proof(name)
        right = passwords.fits(password, held)
        if right and held is not None:
            self.logins.clear(name.casefold()[:LONGEST_NAME])
            if passwords.is_old(held):
                self.ledger.people.set_proof(name, passwords.proof(password), kept=True)
        return right

    def begin(self, name: str, request: Request, response: Response) -> None:
        """A new session, in the place of the one that the browser had."""
        secret, now = secrets.token_urlsafe(32), self.clock()
        old = request.cookies.get(cookie_name(request))
        people = self.ledger.people
        people.open_session(
            mark(secret), name, now=now, ends=now + LASTS, old=mark(old) if old else None
        )
        response.set_cookie(
            cookie_name(request),
            secret,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=is_secure(request),
            path="/",
        )

    def end(self, request: Request, response: Response) -> None:
        """End the session of this browser."""
        held = request.cookies.get(cookie_name(request))
        if held:
            self.ledger.people.end_session(mark(held))
        response.delete_cookie(cookie_name(request), path="/", secure=is_secure(request))

    def person(self, request: Request) -> Person | None:
        """Who sent this request: by its token if it has one, else by its session."""
        if request.headers.get("authorization"):
            return self._of_token(request.headers["authorization"])
        held = request.cookies.get(cookie_name(request), "")
        found = self.ledger.people.of_session(mark(held), now=self.clock()) if held else None
        return Person(found.name, found.role) if found else None

    def _of_token(self, header: str) -> Person | None:
        found = self.ledger.people.of_token(mark(sent_token(header)), now=self.clock())
        if found is None:
            return None
        account, token = found
        return Person(account.name, account.role, token.scopes)

    def note(self, who: str, act: str, target: str, request: Request) -> None:
        """Add a row to the audit log."""
        self.ledger.people.note(who, act, target, address=address_of(request), now=self.clock())


def add_account(ledger: Ledger, name: str, role: str, password: str) -> None:
    """Make an account. Raises UsageError if name, role or password do not do."""
    if not name or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise UsageError(f"a name has 1 to {LONGEST_NAME} visible characters")
    ledger.people.add(Account(name, role, _now()), passwords.proof(password))


def make_token(
    ledger: Ledger, name: str, scopes: Iterable[str], *, note: str = "", days: int | None = None
) -> tuple[str, AccountToken]:
    """A new token of an account, and what is kept of it; it opens ``scopes`` for so many days.

    Raises UsageError for a scope that does not exist, or an account.
    """
    wanted = tuple(dict.fromkeys(scopes))
    for scope in wanted:
        if scope not in SCOPES:
            raise UsageError(f"{scope!r} is no scope: use {', '.join(SCOPES)}")
    if not wanted:
        raise UsageError(f"what should the token open? Name {', '.join(SCOPES)}")
    now, secret = _now(), PREFIX + secrets.token_urlsafe(32)
    ends = now + timedelta(days) if days else None
    token = AccountToken(secrets.token_hex(6), name, wanted, note[:200], now, ends)
    ledger.people.add_token(token, mark(secret))
    return secret, token


def mark(secret: str) -> str:
    """What is kept of a secret of 256 bits that chance made: its SHA-256. It is looked up by this
    hash, so that the time of a look-up says nothing about the secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sent_token(header: str) -> str:
    """The token in an Authorization header: after Bearer, or as the password after Basic."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic":
        try:
            plain = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return ""
        return plain.partition(":")[2]
    return ""


def is_secure(request: Request) -> bool:
    """Whether the browser speaks TLS with us, or with the proxy before us."""
    return request.url.scheme == "https"


def cookie_name(request: Request) -> str:
    """Over TLS a name that browsers take from this very host and over TLS only."""
    return "__Host-tocsin_session" if is_secure(request) else "tocsin_session"


def address_of(request: Request) -> str:
    """The address of whoever asks."""
    return request.client.host if request.client else ""
