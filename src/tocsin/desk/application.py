"""The web application: its addresses and what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from tocsin.desk import (
    briefing,
    charting,
    exploring,
    foretelling,
    managing,
    pages,
    signing,
    viewing,
)
from tocsin.desk.access import Access, check_table
from tocsin.desk.acting import ACTS
from tocsin.desk.agents import Door
from tocsin.desk.api.answering import API, is_api, problem_json
from tocsin.desk.api.feeds import feed_page
from tocsin.desk.desk import Desk, show, utc_now
from tocsin.desk.entrance import Entrance
from tocsin.desk.guard import LOOPBACK, Guard, put_headers
from tocsin.errors import TocsinError
from tocsin.ledger import Ledger

STATIC = Path(__file__).with_name("static")
PAGES = (
    ("/", pages.board_page),
    ("/situation/{key}", exploring.situation_page),
    ("/brief/{key}.html", briefing.brief_file),
    ("/brief/{key}", briefing.brief_page),
    ("/events", exploring.events_page),
    ("/event/{key}", pages.event_page),
    ("/article/{key}", pages.article_page),
    ("/claims", exploring.claims_page),
    ("/claims.csv", exploring.claims_csv),
    ("/claims.json", exploring.claims_json),
    ("/claim/{key}", pages.claim_page),
    ("/timeline", charting.timeline_page),
    ("/map", charting.map_page),
    ("/dyads", charting.dyads_page),
    ("/dyad/{one:path}..{other:path}", charting.dyad_page),
    ("/forecast/{one:path}..{other:path}", foretelling.forecast_page),
    ("/backtest", foretelling.backtest_page),
    ("/actors", charting.actors_page),
    ("/actor/{key:path}", charting.actor_page),
    ("/sources", charting.sources_page),
    ("/source/{key:path}", charting.source_page),
    ("/review", charting.review_page),
    ("/search", exploring.search_page),
    ("/situations/{key}/feed.atom", feed_page),
    *signing.PAGES,
    *managing.PAGES,
)
FORMS = (*ACTS, *signing.FORMS, *managing.FORMS, *viewing.FORMS)


def app(  # noqa: PLR0913, each is a choice of who serves it
    ledger: Ledger,
    *,
    clock: Callable[[], datetime] = utc_now,
    hosts: Iterable[str] = LOOPBACK,
    author: str = "analyst",
    entrance: Entrance | None = None,
    tools: bool = False,
) -> Starlette:
    """The desk over this ledger, as an ASGI application.

    ``clock`` says what counts as now, ``hosts`` are the host names that are answered, ``entrance``
    lets in those who have accounts; without it there is one user, and ``author`` is the name under
    which decisions are kept. ``tools`` serves the tools of agents at ``/mcp``.
    ``made.state.desk`` is the desk. Raises UsageError if the library of the tools is missing.
    """
    door = Door(ledger, clock=clock) if tools else None
    routes = [
        *(Route(path, endpoint, methods=["GET"]) for path, endpoint in (*PAGES, *API)),
        *(Route(path, endpoint, methods=["POST"]) for path, endpoint in FORMS),
        *([Route("/mcp", door, methods=["POST"])] if door else []),
        _static(),
    ]
    check_table(routes)
    made = Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, hosts=tuple(hosts)),
            Middleware(Access, routes=routes, failed=failed),
            Middleware(GZipMiddleware, minimum_size=600),
        ],
        lifespan=door.open if door else None,
        exception_handlers={HTTPException: problem, TocsinError: failed, Exception: failed},
    )
    made.state.desk = Desk(ledger, clock, author, entrance)
    return made


class Static(StaticFiles):
    """Files of the package; their names hold a version, or the page's address does."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=86400"
        return response


def _static() -> Mount:
    return Mount("/static", Static(directory=STATIC), name="static")


def problem(request: Request, error: Exception) -> Response:
    """A page, or JSON, for what cannot be shown."""
    if is_api(request):
        return problem_json(error)
    status = error.status_code if isinstance(error, HTTPException) else 500
    text = error.detail if isinstance(error, HTTPException) else "Something went wrong."
    title = "Not found" if status == 404 else f"Refused ({status})"
    return show(request, "problem.html", {"title": title, "text": text}, status=status)


def failed(request: Request, error: Exception) -> Response:
    """A page, or JSON, for an error; only our own errors say what it was."""
    if is_api(request):
        answer = problem_json(error)
        put_headers(answer.headers)
        return answer
    text = str(error) if isinstance(error, TocsinError) else "An error of the program; see its log."
    status = 400 if isinstance(error, TocsinError) else 500
    words = {"title": "This did not work", "text": text}
    response = show(request, "problem.html", words, status=status)
    put_headers(response.headers)
    return response
