"""CAMEO rows in the 61 columns of the GDELT 2.0 event table (GDELT Event Codebook V2.0)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TextIO

from tocsin import ontology
from tocsin.export.items import Item, happened, plain
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
_TYPES = {"country": 1, "region": 5, "city": 4}


def write(items: Iterable[Item], out: TextIO) -> int:
    """One row for each pair of parties of each event that is reported as fact, without a head, as
    GDELT has it; how many rows there are."""
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    number = 0
    for row in rows(items):
        table.writerow([row[name] for name in COLUMNS])
        number += 1
    return number


def rows(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """A value for each of `COLUMNS`. Places of parties, tone and FIPS codes of places are left
    empty: we do not have them. Quad classes and Goldstein values are GDELT's."""
    for item in happened(items):
        claim = item.claim
        code = ontology.cameo(claim.type, claim.mode)
        for number, (actor, recipient) in enumerate(item.dyads()):
            yield dict.fromkeys(COLUMNS, "") | {
                "GLOBALEVENTID": int(item.event.id[:12], 16) * 16 + min(number, 15),
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
    part = day.timetuple().tm_yday / (366 if day.year % 4 == 0 else 365)
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + part:.4f}",
    }


def _party(side: str, party: Entity | None) -> dict[str, str]:
    if party is None:
        return {}
    country, sector = party.country or "", party.sector or ""
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
    place = next((p for p in item.claim.place if p.country == item.place), None)
    if item.lat is None or item.lon is None:
        return {"ActionGeo_Type": 0}
    return {
        "ActionGeo_Type": _TYPES.get(place.precision if place else "", 1),
        "ActionGeo_Fullname": plain(place.name if place else item.place or ""),
        "ActionGeo_Lat": round(item.lat, 4),
        "ActionGeo_Long": round(item.lon, 4),
        "ActionGeo_FeatureID": (place.geonames_id if place else None) or "",
    }
