"""What every request shares: the ledger, the clock, the keeper, the tokens, the accounts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tocsin.desk.entrance import Entrance, Person, is_secure
from tocsin.desk.guard import Tokens, keep_cookie
from tocsin.desk.memory import WAIT, Memory
from tocsin.desk.rendering import render
from tocsin.keeping import Keeper
from tocsin.ledger import Ledger
from tocsin.watch.plan import Channel

PATIENCE = 5.0
"""Seconds for which counts and lists may lag behind a ledger that others write to."""

OWN = ("/", "/account", "/people", "/login")
"""Pages that nobody needs to keep by name."""


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Lately:
    """A value; ``late`` is the moment whose ledger it shows, if that has changed since."""

    value: Any
    late: datetime | None


@dataclass(slots=True)
class Desk:
    """One ledger with what its pages need. ``clock`` tells the moment that counts as now,
    ``author`` is who decides in one-user mode, that is without an ``entrance``. ``channels`` are
    those of the watch, None if they are not known. ``lock`` is held while deciding."""

    ledger: Ledger
    clock: Callable[[], datetime] = utc_now
    author: str = "analyst"
    entrance: Entrance | None = None
    channels: Sequence[Channel] | None = None
    tokens: Tokens = field(default_factory=Tokens)
    lock: threading.Lock = field(default_factory=threading.Lock)
    memory: Memory = field(default_factory=Memory)
    _keeper: Keeper | None = None

    @property
    def today(self) -> date:
        return self.clock().date()

    def keeper(self) -> Keeper:
        """What derives after decisions; made when first needed. Hold ``lock``."""
        if self._keeper is None:
            self._keeper = Keeper(self.ledger)
        return self._keeper

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made for this key, as long as the ledger has not changed since."""
        return self.lately(key, make, patience=0.0).value

    def lately(self, key: Any, make: Callable[[], Any], *, patience: float = PATIENCE) -> Lately:
        """The same, also if the ledger has changed in the last seconds: what others add is seen a
        little later, and a page that shows it says so. What this desk decides is seen at once."""
        moment = self.clock()
        state = (self.ledger.progress(), moment.date())
        held = self.memory.get((key, moment.date()), make, (state, moment), patience=patience)
        return Lately(held.value, None if held.state == state else held.at)

    def soon(
        self, key: Any, make: Callable[[], Any], *, patience: float, wait: float = WAIT
    ) -> Lately | None:
        """The same for what takes long: an old value while a new one is made, however long that
        takes; None if there is none yet after ``wait`` seconds. For less than a second only whoever
        begins it waits."""
        moment = self.clock()
        state = (self.ledger.progress(), moment.date())
        if wait < 1 and self.memory.is_making((key, moment.date())):
            wait = 0.0
        held = self.memory.soon(
            (key, moment.date()), make, (state, moment), patience=patience, wait=wait
        )
        if held is None:
            return None
        return Lately(held.value, None if held.state == state else held.at)

    def forget(self) -> None:
        """Make everything anew when it is asked for next."""
        self.memory.forget()


def desk_of(request: Request) -> Desk:
    """The desk that serves this request."""
    found: Desk = request.app.state.desk
    return found


def person_of(request: Request) -> Person:
    """Who sent a request that was let through."""
    found: Person = request.state.person
    return found


def show(request: Request, template: str, values: dict[str, Any], *, status: int = 200) -> Response:
    """A page with what every page needs."""
    desk, person = desk_of(request), getattr(request.state, "person", None)
    cookie = desk.tokens.cookie(request)
    base = {
        "person": person,
        "may": person.may if person else _may_not,
        "at": request.url.path,
        "query": dict(request.query_params),
        "today": desk.today,
        "year": desk.today.year,
        "token": desk.tokens.token(cookie),
        "here": here(request),
        "question": request.query_params.get("q", ""),
        "late": None,
        "keepable": status == 200 and request.method == "GET" and request.url.path not in OWN,
    }
    response = HTMLResponse(render(template, base | values), status)
    if person and not person.alone:
        response.headers["cache-control"] = "private, no-store"
    keep_cookie(response, cookie, secure=is_secure(request))
    return response


def _may_not(role: str) -> bool:
    return False


def here(request: Request) -> str:
    """The path and query of this page, to come back to."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def missing(request: Request, what: str) -> Response:
    """The page for something that is not in the ledger."""
    words = {"title": "Not found", "text": f"The ledger has no {what} with this id."}
    return show(request, "problem.html", words, status=404)
