"""The page of a situation report."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from tocsin.brief import Brief, Material, context, gather, html, since, write
from tocsin.desk.asking import Asked
from tocsin.desk.desk import Desk, desk_of, missing, show
from tocsin.outlooks import foreseen
from tocsin.records import Situation

SPANS = (1, 7, 14, 30)


def brief_page(request: Request) -> Response:
    """A situation report with every citation as a link to the words."""
    desk = desk_of(request)
    found = situation_of(desk, request.path_params["key"])
    if found is None:
        return missing(request, "situation")
    days = Asked(request).number("days", 7, least=1, most=365)
    made, material = brief_of(desk, found, since(desk.clock(), days))
    places = {claim: report.article for claim, report in material.reports.items()}
    values = context(made, material.reports) | {"days": days, "spans": SPANS, "places": places}
    return show(request, "brief.html", values | {"situation": found})


def brief_file(request: Request) -> Response:
    """The same report as one HTML page to keep; it is sent as a file and not shown here."""
    desk = desk_of(request)
    found = situation_of(desk, request.path_params["key"])
    if found is None:
        return missing(request, "situation")
    days = Asked(request).number("days", 7, least=1, most=365)
    made, material = brief_of(desk, found, since(desk.clock(), days))
    headers = {"content-disposition": 'attachment; filename="brief.html"'}
    return Response(html(made, material.reports), media_type="text/html", headers=headers)


def brief_of(desk: Desk, situation: Situation, first: date) -> tuple[Brief, Material]:
    """The report as the ledger stands; made once until it changes."""

    def make() -> tuple[Brief, Material]:
        material = foreseen(desk.ledger, gather(desk.ledger, situation), desk.today)
        return write(material, first=first, now=desk.clock()), material

    made: tuple[Brief, Material] = desk.once(("brief", situation, first), make)
    return made


def situation_of(desk: Desk, key: str) -> Situation | None:
    """The watched situation with this id."""
    return next((s for s in desk.ledger.watching.situations() if s.id == key), None)
