"""Dicts to HTML: one environment that escapes everything and knows no undefined name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

import jinja2

from tocsin import __version__
from tocsin.desk.views.parts import day_short
from tocsin.wording import country_name

NAVIGATION = (
    ("/", "Board"),
    ("/events", "Events"),
    ("/claims", "Claims"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/dyads", "Dyads"),
    ("/actors", "Actors"),
    ("/sources", "Sources"),
    ("/review", "Review"),
)


@cache
def environment() -> jinja2.Environment:
    """The templates of the package."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"link": link, "navigation": NAVIGATION, "version": __version__}
    made.filters |= {"country": country_name, "day": day, "moment": moment, "path": path}
    return made


def render(template: str, values: Mapping[str, Any]) -> str:
    """A page."""
    return environment().get_template(template).render(values)


def link(address: str, /, **query: Any) -> str:
    """The address with those parts of the query that are not empty."""
    held = {key: value for key, value in query.items() if value not in (None, "", False)}
    return f"{address}?{urlencode(held)}" if held else address


def path(part: str) -> str:
    """Text as one segment of an address."""
    return quote(part, safe="")


def day(iso: str | None, year: int | None = None) -> str:
    """``2026-04-09`` as ``9 Apr 2026``; without the year if it is that one."""
    return day_short(date.fromisoformat(iso), year) if iso else "undated"


def moment(iso: str | None) -> str:
    """``2026-04-09T06:00+00:00`` as ``9 Apr 2026, 06:00``."""
    return f"{day(iso[:10])}, {iso[11:16]}" if iso else ""


def _template(name: str) -> str | None:
    found = files("tocsin.desk").joinpath("templates", name)
    return found.read_text(encoding="utf-8") if found.is_file() else None
