"""Requests that decide: accept, correct, merge, split, rate, mute, undo. Each is a form with a
token, stands in the audit log, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.desk.desk import Desk, desk_of, person_of, show, utc_now
from tocsin.desk.entrance import address_of
from tocsin.desk.following import judge_anew
from tocsin.errors import UsageError
from tocsin.keeping import By, Decisions
from tocsin.ledger import Rating
from tocsin.records import Mute

Act = Callable[[Desk, Request, FormData], str | Response]
ELSEWHERE = 303
LONGEST_MUTE = 365


def form(name: str, *told: str) -> Callable[[Act], Callable[[Request], Awaitable[Response]]]:
    """The request for an act: its token is checked, a row with ``name``, the address and the fields
    ``told`` is put into the audit log, then it is done and goes on to where the act says."""

    def around(act: Act) -> Callable[[Request], Awaitable[Response]]:
        @wraps(act)
        async def endpoint(request: Request) -> Response:
            desk = desk_of(request)
            sent = await request.form(max_files=0, max_fields=500)
            if not desk.tokens.fits(request, word(sent, "token")):
                return out_of_date(request)
            fields = [f"{each}={word(sent, each)}" for each in told]
            noted = (name, " ".join([request.url.path, *fields]))
            done = await run_in_threadpool(_locked, act, noted, request, sent)
            return RedirectResponse(done, ELSEWHERE) if isinstance(done, str) else done

        return endpoint

    return around


def _locked(act: Act, noted: tuple[str, str], request: Request, sent: FormData) -> str | Response:
    desk, who = desk_of(request), person_of(request).name
    with desk.lock:
        people, address = desk.ledger.people, address_of(request)
        people.note(who, *noted, address=address, now=utc_now())
        try:
            return act(desk, request, sent)
        finally:
            desk.forget()


def out_of_date(request: Request) -> Response:
    """The page for a form that no page of ours in this browser sent."""
    text = "This form is out of date or was not sent from this desk. Go back, load the page again,"
    values = {"title": "Not done", "text": f"{text} and try once more."}
    return show(request, "problem.html", values, status=403)


def word(sent: FormData, name: str) -> str:
    """One field as text."""
    found = sent.get(name, "")
    return found.replace("\x00", "").strip() if isinstance(found, str) else ""


def back(sent: FormData, otherwise: str) -> str:
    """Where the form came from, if that is a page of ours."""
    found = word(sent, "back")
    own = found.startswith("/") and not found.startswith(("//", "/\\"))
    return found if own and found.isprintable() else otherwise


def decisions(desk: Desk, request: Request) -> Decisions:
    """What whoever asks can decide. Hold the lock."""
    return Decisions(desk.keeper(), By(person_of(request).name), clock=utc_now, now=desk.clock())


@form("correct", "field", "value")
def correct(desk: Desk, request: Request, sent: FormData) -> str:
    """Correct a field of a claim."""
    key, field = request.path_params["key"], word(sent, "field")
    decisions(desk, request).correct(key, field, as_json(field, word(sent, "value")))
    judge_anew(desk)
    return f"/claim/{key}"


def as_json(field: str, text: str) -> str:
    """The value of a field as JSON: numbers for ends of quantities, null for no mode."""
    if field.startswith("quantities."):
        try:
            return json.dumps(float(text)) if text else "null"
        except ValueError:
            return json.dumps(text)
    return json.dumps(text) if text or field != "mode" else "null"


@form("accept")
def accept(desk: Desk, request: Request, sent: FormData) -> str:
    """Note that a claim or an event is right as it is."""
    key = request.path_params["key"]
    kind = "event" if request.url.path.startswith("/event/") else "claim"
    decisions(desk, request).accept(key)
    return back(sent, f"/{kind}/{key}")


@form("merge", "other")
def merge(desk: Desk, request: Request, sent: FormData) -> str:
    """Make two events one."""
    made = decisions(desk, request).merge(request.path_params["key"], word(sent, "other"))
    judge_anew(desk)
    return f"/event/{made}"


@form("split")
def split(desk: Desk, request: Request, sent: FormData) -> str:
    """Take claims out of an event."""
    key = request.path_params["key"]
    chosen = [value for value in sent.getlist("claim") if isinstance(value, str)]
    made = decisions(desk, request).split(key, chosen)
    judge_anew(desk)
    return f"/event/{made}"


@form("undo", "judgement")
def undo(desk: Desk, request: Request, sent: FormData) -> str:
    """Undo a decision."""
    decisions(desk, request).undo([word(sent, "judgement")])
    judge_anew(desk)
    return back(sent, "/review")


@form("rate", "who", "letter")
def rate(desk: Desk, request: Request, sent: FormData) -> str:
    """Say how reliable a publisher or claimant is."""
    who = person_of(request).name
    desk.ledger.rate(Rating(word(sent, "who"), word(sent, "letter"), who, utc_now()))
    return back(sent, "/sources")


@form("mute", "target", "days")
def mute(desk: Desk, request: Request, sent: FormData) -> str:
    """Let a situation or an indicator be silent for some days; 0 ends it."""
    key, target, days = request.path_params["key"], word(sent, "target"), word(sent, "days")
    found = next((s for s in desk.ledger.watching.situations() if s.id == key), None)
    names = {key, *(f"{key}/{each.id}" for each in found.indicators)} if found else set()
    if target not in names:
        raise UsageError("nothing of this name is watched")
    if not (days.isascii() and days.isdigit() and int(days[:9]) <= LONGEST_MUTE):
        raise UsageError(f"say for how many days, {LONGEST_MUTE} at most")
    until = utc_now() + timedelta(int(days))
    desk.ledger.watching.mute(Mute(target, until, person_of(request).name))
    return f"/situation/{key}"


ACTS: tuple[tuple[str, Any], ...] = (
    ("/claim/{key}/correct", correct),
    ("/claim/{key}/accept", accept),
    ("/event/{key}/accept", accept),
    ("/event/{key}/merge", merge),
    ("/event/{key}/split", split),
    ("/situation/{key}/mute", mute),
    ("/undo", undo),
    ("/rate", rate),
)
