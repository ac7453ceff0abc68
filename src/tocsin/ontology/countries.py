"""Names of countries as event data sets write them, and their ISO 3166 alpha-3 codes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def country_codes() -> dict[str, str]:
    """The code by the name in lower case; a country may have several names."""
    text = files("tocsin.ontology").joinpath("data/country_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


@cache
def country_names() -> dict[str, str]:
    """A name by the code, in capitals where names have them."""
    found: dict[str, str] = {}
    for name, code in country_codes().items():
        found.setdefault(code, name.title().replace("'S", "'s").replace(" And ", " and "))
    return found
