"""Requests for lists: what the reader filters by stands in the address."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tocsin import ontology
from tocsin.desk.asking import Asked
from tocsin.desk.desk import desk_of, missing, show, utc_now
from tocsin.desk.views import lists
from tocsin.desk.views.board import situation
from tocsin.desk.views.claim import CHOICES, STANCES
from tocsin.desk.views.parts import cards, expected_all
from tocsin.errors import UsageError
from tocsin.event_json import report_json
from tocsin.ledger import ClaimQuery, EventQuery

PAGE = 40
STATUSES = (
    "occurred", "ongoing", "planned", "possible", "disputed", "did-not-occur", "undetermined",
)  # fmt: skip
TYPES = tuple(each.code for each in ontology.event_types())
WORDS = ("claimant", "actor", "recipient", "text", "event", "article")
DAYS = ("when_from", "when_to", "published_from", "published_to")


def events_page(request: Request) -> Response:
    """Events that meet the filters."""
    desk, asked = desk_of(request), Asked(request)
    query = EventQuery(
        type=asked.one_of("type", TYPES),
        actor=asked.text("actor"),
        recipient=asked.text("recipient"),
        place=country(asked.text("place")),
        status=asked.one_of("status", STATUSES),
        first=asked.day("from"),
        last=asked.day("to"),
        limit=PAGE,
        offset=asked.number("offset", 0),
    )
    shown = lists.events(desk.ledger, query, today=desk.today)
    choices = {"types": TYPES, "statuses": STATUSES, "limit": PAGE}
    return show(request, "events.html", {"page": shown, "asked": query, **choices})


def claim_query(request: Request) -> ClaimQuery:
    """The filters of the claims page."""
    asked = Asked(request)
    chosen: dict[str, Any] = {name: asked.one_of(name, CHOICES[name]) for name in CHOICES}
    chosen |= {name: asked.text(name) for name in WORDS}
    chosen |= {name: asked.day(name) for name in DAYS}
    return ClaimQuery(
        type=asked.one_of("type", TYPES),
        stance=asked.one_of("stance", STANCES),
        place=country(asked.text("place")),
        limit=PAGE,
        offset=asked.number("offset", 0),
        **chosen,
    )


def country(text: str | None) -> str | None:
    """A country's code as the ledger keeps it."""
    return text.upper() if text else None


def claims_page(request: Request) -> Response:
    """Claims that meet the filters."""
    query = claim_query(request)
    try:
        shown = lists.claims(desk_of(request).ledger, query)
        wrong = ""
    except UsageError as error:
        shown, wrong = {"claims": [], "more": False, "offset": 0}, str(error)
    choices = {"types": TYPES, "stances": STANCES, "choices": CHOICES, "limit": PAGE}
    return show(request, "claims.html", {"page": shown, "asked": query, "wrong": wrong, **choices})


def claims_csv(request: Request) -> Response:
    """The same claims as a table."""
    reports = lists.export(desk_of(request).ledger, claim_query(request))
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lists.table(reports))
    return attached(out.getvalue(), "text/csv; charset=utf-8", "claims.csv")


def claims_json(request: Request) -> Response:
    """The same claims as JSON, as every command prints them."""
    reports = lists.export(desk_of(request).ledger, claim_query(request))
    text = json.dumps([report_json(report) for report in reports], ensure_ascii=False)
    return attached(text, "application/json", "claims.json")


def attached(text: str, kind: str, name: str) -> Response:
    """A file to keep."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)


def search_page(request: Request) -> Response:
    """Articles with these words."""
    asked = Asked(request)
    words, wrong = asked.text("q") or "", ""
    shown: dict[str, Any] = {"words": words, "hits": [], "more": False}
    limit = asked.number("limit", 30, least=1, most=300)
    if words:
        try:
            shown = lists.search(desk_of(request).ledger, words, limit=limit)
        except UsageError as error:
            wrong = str(error)
    return show(request, "search.html", {"page": shown, "wrong": wrong, "limit": limit})


def situation_page(request: Request) -> Response:
    """One situation: each indicator with its rule and its evidence."""
    desk, key = desk_of(request), request.path_params["key"]
    found = next((s for s in desk.ledger.watching.situations() if s.id == key), None)
    if found is None:
        return missing(request, "situation")
    states = {(s.situation, s.indicator): s for s in desk.ledger.watching.states(key)}
    shown = situation(found, states, today=desk.today)
    for light in shown["indicators"]:
        views = desk.ledger.summaries.views(light["events"][-6:])
        light["shown"] = cards(desk.ledger, list(views.values()), year=desk.today.year)
        due = desk.ledger.summaries.expectations(light["claims"]) if not views else ()
        light["due"] = expected_all(desk.ledger, due[-6:], today=desk.today)
    alerts = desk.ledger.watching.alerts(situation=key, limit=30)
    mutes = [m for m in desk.ledger.watching.mutes(now=utc_now()) if m.target.split("/")[0] == key]
    return show(request, "situation.html", {"page": shown, "alerts": alerts, "mutes": mutes})
