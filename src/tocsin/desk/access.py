"""Which role each route asks for, and the one place that looks at it before any page does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tocsin.desk.desk import desk_of, here, person_of, show
from tocsin.desk.entrance import Entrance, Person, address_of
from tocsin.desk.limits import network
from tocsin.errors import TocsinError

Failed = Callable[[Request, Exception], Response]
NOBODY = "nobody"
"""In the place of a role: no account is needed."""
LOGIN = "/login"
_PAGES = (
    "/", "/situation/{key}", "/events", "/event/{key}", "/article/{key}", "/claims", "/claims.csv",
    "/claims.json", "/claim/{key}", "/timeline", "/map", "/dyads",
    "/dyad/{one:path}..{other:path}", "/forecast/{one:path}..{other:path}", "/backtest", "/actors",
    "/actor/{key:path}", "/sources",
    "/source/{key:path}", "/review", "/search", "/situations/{key}/feed.atom", "/account",
    "/api/openapi.json", "/api/v1/events", "/api/v1/events/{id:path}", "/api/v1/claims",
    "/api/v1/claims/{id:path}", "/api/v1/articles/{id:path}", "/api/v1/expectations",
    "/api/v1/actors", "/api/v1/actors/{id:path}", "/api/v1/dyads", "/api/v1/dyads/{one}/{other}",
    "/api/v1/sources", "/api/v1/sources/{id:path}", "/api/v1/situations",
    "/api/v1/situations/{id:path}", "/api/v1/search",
)  # fmt: skip
LEAST: Mapping[tuple[str, str], str] = {
    ("GET", "/static"): NOBODY,
    ("GET", "/healthz"): NOBODY,
    ("GET", "/readyz"): NOBODY,
    ("GET", "/login"): NOBODY,
    ("POST", "/login"): NOBODY,
    **{("GET", path): "viewer" for path in _PAGES},
    ("POST", "/logout"): "viewer",
    ("POST", "/account/password"): "viewer",
    ("POST", "/account/tokens"): "viewer",
    ("POST", "/account/revoke"): "viewer",
    ("POST", "/mcp"): "viewer",
    ("POST", "/views/keep"): "viewer",
    ("POST", "/views/drop"): "viewer",
    ("GET", "/brief/{key}.html"): "analyst",
    ("GET", "/brief/{key}"): "analyst",
    ("POST", "/claim/{key}/accept"): "analyst",
    ("POST", "/event/{key}/accept"): "analyst",
    ("POST", "/situation/{key}/mute"): "analyst",
    ("POST", "/claim/{key}/correct"): "editor",
    ("POST", "/event/{key}/merge"): "editor",
    ("POST", "/event/{key}/split"): "editor",
    ("POST", "/undo"): "editor",
    ("POST", "/rate"): "editor",
    ("GET", "/people"): "admin",
    ("POST", "/people/add"): "admin",
    ("POST", "/people/role"): "admin",
    ("POST", "/people/remove"): "admin",
    ("POST", "/people/revoke"): "admin",
}
"""The least role for each method and route. A route that is not here cannot be served."""
_FILES = ("/claims.csv", "/claims.json", "/brief/{key}.html")
SCOPE_OF: Mapping[str, str] = {
    **dict.fromkeys(_FILES, "exports"),
    **{path: "api" for path in _PAGES if path.startswith("/api/")},
    "/situations/{key}/feed.atom": "feeds",
    "/mcp": "agents",
}
"""The scope with which a token opens a route; all other routes are for sessions alone."""


def check_table(routes: Iterable[BaseRoute]) -> None:
    """Raises KeyError for a route that the table does not name."""
    for route in routes:
        for method in methods(route):
            LEAST[method, path_of(route)]


def methods(route: BaseRoute) -> set[str]:
    """The methods of a route that the table names; HEAD is a GET without the body."""
    found = (route.methods or set()) if isinstance(route, Route) else {"GET"}
    return found - {"HEAD"}


def path_of(route: BaseRoute) -> str:
    """The path of a route as it is written in the table."""
    return route.path if isinstance(route, Route | Mount) else ""


class Access:
    """Lets a request through if whoever sends it has the role that its route asks for."""

    def __init__(self, app: ASGIApp, *, routes: Iterable[BaseRoute], failed: Failed) -> None:
        self._app = app
        self._routes = tuple(routes)
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        refusal = await run_in_threadpool(self._refusal, request)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        """Why not, as an answer; None if the request may go on. Puts the person into its state."""
        desk = desk_of(request)
        path = self._path(request)
        least = LEAST.get(("GET" if request.method == "HEAD" else request.method, path), "viewer")
        if desk.entrance is None:
            request.state.person = Person(desk.author, "admin", alone=True)
            return None
        try:
            return _judge(request, desk.entrance, path, least)
        except TocsinError as error:
            return self._failed(request, error)

    def _path(self, request: Request) -> str:
        """The route that will answer, as it stands in the table."""
        for route in self._routes:
            if route.matches(request.scope)[0] is Match.FULL:
                return path_of(route)
        return ""


def _judge(request: Request, entrance: Entrance, path: str, least: str) -> Response | None:
    if least == NOBODY and path != LOGIN:
        return None
    request.state.person = person = entrance.person(request)
    if least == NOBODY:
        return None
    if is_for_programs(path) and (wait := _too_often(request, entrance, person)):
        return _slower(wait)
    if person is None:
        return _who(request)
    wanted = SCOPE_OF.get(path)
    if person.scopes is not None and (wanted is None or wanted not in person.scopes):
        return _never(request, f"This token does not open {wanted or 'this'}.")
    if not person.may(least):
        return _never(request, f"This asks for the role {least}; yours is {person.role}.")
    return None


def is_for_programs(path: str) -> bool:
    """Whether programs ask this route, with a token perhaps."""
    return path in SCOPE_OF


def _too_often(request: Request, entrance: Entrance, person: Person | None) -> int:
    here = entrance.asked_here.take(network(address_of(request)))
    return here or (entrance.asked.take(person.name) if person else 0)


def _slower(wait: int) -> Response:
    words = {"error": f"too many requests: wait {wait} seconds"}
    return JSONResponse(words, 429, {"retry-after": str(wait)})


def _who(request: Request) -> Response:
    """To the page for logging in; programs are told that they need a token."""
    plain = request.headers.get("authorization") or request.url.path.startswith("/api/")
    if plain or request.method not in {"GET", "HEAD"}:
        headers = {"www-authenticate": "Bearer"}
        return JSONResponse({"error": "log in, or send a token that holds"}, 401, headers)
    query = {"back": here(request)} if request.url.path != "/" else {}
    return RedirectResponse(LOGIN + (f"?{urlencode(query)}" if query else ""), 303)


def _never(request: Request, text: str) -> Response:
    person = person_of(request)
    if person.scopes is not None or request.url.path.startswith("/api/"):
        return JSONResponse({"error": text}, 403)
    return show(request, "problem.html", {"title": "Not for your role", "text": text}, status=403)
