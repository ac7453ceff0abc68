"""Requests for JSON, for the document that describes it, and for the state of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tocsin.desk.api import openapi, params
from tocsin.desk.api.endpoints import ENDPOINTS, Endpoint
from tocsin.desk.desk import desk_of
from tocsin.errors import DataError, TocsinError

Json = dict[str, Any]


def endpoint_of(asked: Endpoint) -> Callable[[Request], Response]:
    """The request for an endpoint."""

    def endpoint(request: Request) -> Response:
        desk = desk_of(request)
        query = request.query_params.multi_items()
        values = params.values(asked.params, query) | request.path_params
        if "as_of" in values:
            values["as_of"] = values["as_of"] or desk.clock()

        def make() -> Any:
            return asked.answer(desk.ledger, values, desk.today)

        key = ("api", asked.name, tuple(values.items()))
        found = desk.once(key, make) if asked.heavy else make()
        if found is None:
            raise HTTPException(404, "there is nothing with this id")
        return JSONResponse(paged(request, values, found) if "more" in found else found)

    endpoint.__name__ = asked.name
    return endpoint


def paged(request: Request, values: Json, found: Json) -> Json:
    """A page of a list, with the address of the next."""
    return {"items": found["items"], "next": following(request, values) if found["more"] else None}


def following(request: Request, values: Json) -> str:
    """The address of the next page: the same filters, and the same moment of the ledger."""
    held = values | {"offset": values["offset"] + values["limit"]}
    told = {name: _told(value) for name, value in held.items() if value is not None}
    return f"{request.url.path}?{urlencode(told)}"


def _told(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def described(request: Request) -> Response:
    """The OpenAPI document."""
    return JSONResponse(openapi.document())


def healthy(request: Request) -> Response:
    """That the server runs."""
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


def ready(request: Request) -> Response:
    """Whether the ledger can be read."""
    headers = {"cache-control": "no-store"}
    try:
        desk_of(request).ledger.progress()
    except DataError:
        return PlainTextResponse("the ledger cannot be read\n", 503, headers)
    return PlainTextResponse("ready\n", headers=headers)


def is_api(request: Request) -> bool:
    """Whether whoever asks takes errors as JSON."""
    return request.url.path.startswith("/api/")


def problem_json(error: Exception) -> Response:
    """An error as JSON; only our own errors say what they are."""
    if isinstance(error, HTTPException):
        headers = dict(error.headers or {})
        return JSONResponse({"error": error.detail}, error.status_code, headers)
    if isinstance(error, DataError):
        return JSONResponse({"error": "the ledger cannot be read"}, 503)
    if isinstance(error, TocsinError):
        return JSONResponse({"error": str(error)}, 400)
    return JSONResponse({"error": "an error of the program; see its log"}, 500)


API: tuple[tuple[str, Callable[[Request], Response]], ...] = (
    ("/healthz", healthy),
    ("/readyz", ready),
    ("/api/openapi.json", described),
    *(
        (openapi.ROOT + each.path.replace("{id}", "{id:path}"), endpoint_of(each))
        for each in ENDPOINTS
    ),
)
"""Addresses and what answers them; ids may hold slashes."""
