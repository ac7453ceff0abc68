"""The document that describes the interface, made from the table of endpoints."""

from __future__ import annotations

import re

from tocsin import __version__
from tocsin.desk.api.endpoints import ENDPOINTS, Endpoint
from tocsin.desk.api.shapes import SHAPES, Json, ref

ROOT = "/api/v1"
_PROBLEMS = {
    "400": "The request does not fit; `error` says why.",
    "404": "There is nothing with this id.",
}


def document() -> Json:
    """The OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tocsin",
            "version": __version__,
            "summary": "The data of the desk's pages, read only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {ROOT + each.path: {"get": operation(each)} for each in ENDPOINTS},
        "components": {"schemas": SHAPES},
    }


def operation(endpoint: Endpoint) -> Json:
    """How one endpoint is asked, and what it answers."""
    inside = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    asked = [
        {
            "name": param.name,
            "in": "query",
            "required": param.required,
            "description": param.about,
            "schema": param.schema,
        }
        for param in endpoint.params
    ]
    answers = {status: _answer(words, ref("Problem")) for status, words in _PROBLEMS.items()}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": [*inside, *asked],
        "responses": {"200": _answer("What was asked for.", endpoint.shape), **answers},
    }


def _answer(words: str, shape: Json) -> Json:
    return {"description": words, "content": {"application/json": {"schema": shape}}}
