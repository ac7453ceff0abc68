"""Views that a reader keeps by name: addresses of this desk, listed on the board."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request

from tocsin.desk.acting import form, word
from tocsin.desk.desk import Desk, person_of, utc_now
from tocsin.desk.entrance import Person
from tocsin.errors import UsageError
from tocsin.ledger import SavedView

LONGEST_NAME = 80
LONGEST_ADDRESS = 2000


def owner(person: Person) -> str:
    """Under which name views are kept; one for whoever uses a desk without accounts."""
    return "" if person.alone else person.name


@form("view kept", "name", "page")
def keep(desk: Desk, request: Request, sent: FormData) -> str:
    """Keep the page that the form stands on; goes back there."""
    name, address = " ".join(word(sent, "name").split()), word(sent, "page")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a view needs a name of 1 to {LONGEST_NAME} visible characters")
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    if not own or not address.isprintable() or len(address) > LONGEST_ADDRESS:
        raise UsageError("only pages of this desk can be kept")
    desk.ledger.people.keep_view(owner(person_of(request)), SavedView(name, address, utc_now()))
    return address


@form("view dropped", "name")
def drop(desk: Desk, request: Request, sent: FormData) -> str:
    """Keep a view no longer."""
    desk.ledger.people.drop_view(owner(person_of(request)), word(sent, "name"))
    return "/"


FORMS: tuple[tuple[str, Any], ...] = (("/views/keep", keep), ("/views/drop", drop))
