"""Requests that decide: accept, correct, merge, split, rate, undo. Each is a form with a token, and
each can be undone."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.desk import deciding
from tocsin.desk.desk import Desk, desk_of, show, utc_now
from tocsin.ledger import Rating

Act = Callable[[Desk, Request, FormData], str]
ELSEWHERE = 303


def form(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """The request for this act: its token is checked, then it goes on to where the act says."""

    @wraps(act)
    async def endpoint(request: Request) -> Response:
        desk = desk_of(request)
        sent = await request.form(max_files=0, max_fields=500)
        if not desk.tokens.fits(request, word(sent, "token")):
            text = "This form is out of date or was not sent from this desk. Go back, load the page"
            values = {"title": "Not done", "text": f"{text} again, and try once more."}
            return show(request, "problem.html", values, status=403)
        address = await run_in_threadpool(_locked, act, desk, request, sent)
        return RedirectResponse(address, ELSEWHERE)

    return endpoint


def _locked(act: Act, desk: Desk, request: Request, sent: FormData) -> str:
    with desk.lock:
        return act(desk, request, sent)


def word(sent: FormData, name: str) -> str:
    """One field as text."""
    found = sent.get(name, "")
    return found.replace("\x00", "").strip() if isinstance(found, str) else ""


def back(sent: FormData, otherwise: str) -> str:
    """Where the form came from, if that is a page of ours."""
    found = word(sent, "back")
    own = found.startswith("/") and not found.startswith(("//", "/\\"))
    return found if own and found.isprintable() else otherwise


@form
def correct(desk: Desk, request: Request, sent: FormData) -> str:
    """Correct a field of a claim."""
    key, field = request.path_params["key"], word(sent, "field")
    made = deciding.correction(key, field, as_json(field, word(sent, "value")), desk.author)
    deciding.judge(desk, [made])
    return f"/claim/{key}"


def as_json(field: str, text: str) -> str:
    """The value of a field as JSON: numbers for ends of quantities, null for no mode."""
    if field.startswith("quantities."):
        try:
            return json.dumps(float(text)) if text else "null"
        except ValueError:
            return json.dumps(text)
    return json.dumps(text) if text or field != "mode" else "null"


@form
def accept(desk: Desk, request: Request, sent: FormData) -> str:
    """Note that a claim or an event is right as it is."""
    key = request.path_params["key"]
    kind = "event" if request.url.path.startswith("/event/") else "claim"
    deciding.accept(desk, key)
    return back(sent, f"/{kind}/{key}")


@form
def merge(desk: Desk, request: Request, sent: FormData) -> str:
    """Make two events one."""
    return f"/event/{deciding.merge(desk, request.path_params['key'], word(sent, 'other'))}"


@form
def split(desk: Desk, request: Request, sent: FormData) -> str:
    """Take claims out of an event."""
    key = request.path_params["key"]
    chosen = [value for value in sent.getlist("claim") if isinstance(value, str)]
    return f"/event/{deciding.split(desk, key, chosen)}" if chosen else f"/event/{key}"


@form
def undo(desk: Desk, request: Request, sent: FormData) -> str:
    """Undo a decision."""
    deciding.undo(desk, word(sent, "judgement"))
    return back(sent, "/review")


@form
def rate(desk: Desk, request: Request, sent: FormData) -> str:
    """Say how reliable a publisher or claimant is."""
    given = Rating(word(sent, "who"), word(sent, "letter"), desk.author, utc_now())
    desk.ledger.rate(given)
    return back(sent, "/sources")


ACTS: tuple[tuple[str, Any], ...] = (
    ("/claim/{key}/correct", correct),
    ("/claim/{key}/accept", accept),
    ("/event/{key}/accept", accept),
    ("/event/{key}/merge", merge),
    ("/event/{key}/split", split),
    ("/undo", undo),
    ("/rate", rate),
)
