"""CAMEO rows in the 61 columns of the GDELT 2.0 event table (GDELT Event Codebook V2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TextIO

from tocsin import ontology
from tocsin.export.items import Item, happened, plain
from tocsin.ontology.countries import as_cameo, as_fips, country_names
from tocsin.records import Entity

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
_SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV HLH JUD LAB LEG MED MIL OPP REB REF SPY UAF".split()
)
"""Sectors of ours that CAMEO has as actor types; single journalists are its media."""


def write(items: Iterable[Item], out: TextIO) -> int:
    """One row for each pair of parties of each event that is reported as fact, without a head and
    without quotation marks around cells, as GDELT has it; how many rows there are."""
    number = 0
    for row in rows(items):
        out.write("\t".join(plain(str(row[name])) for name in COLUMNS) + "\n")
        number += 1
    return number


def rows(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """A value for each of `COLUMNS`. Places of parties, tone, and codes of divisions of
    countries are left empty: we do not have them. Quad classes and Goldstein values are GDELT's."""
    for item in happened(items):
        claim = item.claim
        code = ontology.cameo(claim.type, claim.mode)
        for number, (actor, recipient) in enumerate(item.dyads()):
            yield dict.fromkeys(COLUMNS, "") | {
                "GLOBALEVENTID": (int(item.event.id[:12], 16) << 12) + number,
                **_days(item.days[0]),
                **_party("Actor1", actor),
                **_party("Actor2", recipient),
                "IsRootEvent": int(claim.sentence_index < 2),
                "EventCode": code,
                "EventBaseCode": code[:3],
                "EventRootCode": code[:2],
                "QuadClass": _quad(int(code[:2])),
                "GoldsteinScale": ontology.goldstein(code),
                "NumMentions": len(item.reports),
                "NumSources": len({r.publisher for r in item.reports}),
                "NumArticles": len({r.article for r in item.reports}),
                **_place(item),
                "DATEADDED": f"{item.lead.day or item.days[1]:%Y%m%d}000000",
                "SOURCEURL": item.lead.article,
            }


def _days(day: date) -> dict[str, Any]:
    """The day in GDELT's five ways; its fraction of the year counts 30 days a month."""
    part = ((day.month - 1) * 30 + day.day) / 365
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + part:.4f}",
    }


def _party(side: str, party: Entity | None) -> dict[str, str]:
    if party is None:
        return {}
    country = as_cameo(party.country) if party.country else ""
    sector = "MED" if party.sector == "JRN" else party.sector or ""
    sector = sector if sector in _SECTORS else ""
    return {
        f"{side}Code": country + sector,
        f"{side}Name": plain(party.name).upper(),
        f"{side}CountryCode": country,
        f"{side}Type1Code": sector,
    }


def _quad(root: int) -> int:
    """GDELT's classes: CAMEO roots 1-5, 6-9, 10-14, 15-20."""
    return next(n for n, last in enumerate((5, 9, 14, 20), 1) if root <= last)


def _place(item: Item) -> dict[str, Any]:
    """The place of the action; its feature id is FIPS's for a country, else empty: GDELT has ids of
    GNS and GNIS there, we those of GeoNames."""
    spot = item.spot
    if spot is None or item.lat is None or item.lon is None:
        return {"ActionGeo_Type": 0}
    country = spot.country or item.place or ""
    fips, whole = as_fips(country) or "", spot.precision == "country"
    names = ("" if whole else plain(spot.name), country_names().get(country, ""))
    return {
        "ActionGeo_Type": _kind(spot.precision, country),
        "ActionGeo_Fullname": ", ".join(name for name in names if name),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips if whole else "",
        "ActionGeo_Lat": round(item.lat, 4),
        "ActionGeo_Long": round(item.lon, 4),
        "ActionGeo_FeatureID": fips if whole else "",
    }


def _kind(precision: str, country: str) -> int:
    """GDELT's kinds: 1 country, 2 state and 3 city or landmark of the USA, 4 city or landmark and
    5 state elsewhere."""
    if precision == "country":
        return 1
    at_home = country == "USA"
    return (2 if at_home else 5) if precision == "region" else (3 if at_home else 4)
