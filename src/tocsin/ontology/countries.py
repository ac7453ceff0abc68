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


def fips_country(code: str) -> str | None:
    """The country of a FIPS 10-4 code, as GDELT names places; None if it is none."""
    return _scheme("fips").get(code)


def cameo_country(code: str) -> str | None:
    """The country of a CAMEO code, as GDELT names parties; None for regions and other words."""
    return _scheme("cameo").get(code, code if code in country_names() else None)


def as_fips(country: str) -> str | None:
    """The FIPS 10-4 code of a country; None where it has none, or several for its parts."""
    found = [code for code, iso in _scheme("fips").items() if iso == country]
    return found[0] if len(found) == 1 else None


def as_cameo(country: str) -> str:
    """CAMEO's code of a country: ISO's but for a few."""
    found = [code for code, iso in _scheme("cameo").items() if iso == country]
    return found[0] if len(found) == 1 else country


@cache
def _scheme(name: str) -> dict[str, str]:
    text = files("tocsin.ontology").joinpath("data/country_schemes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {code: iso for scheme, code, iso in rows if scheme == name}
