"""PLOVER JSON by the tables of the manual's chapter on data fields (draft 2.0 of 2024,
openeventdata/PLOVER): one record an event, with lists of entities as its parties.

The auxiliary modes (historical, future, hypothetical, negation) stand in ``context``, as the manual
asks, and a planned CONSULT is AGREE. What the manual has no field for is in ``tocsin``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from tocsin import ontology
from tocsin.export.items import Item, plain
from tocsin.ontology.countries import country_names
from tocsin.records import Claim, Mention

CODER = "tocsin"
CODEBOOK = "plover-2.0-draft"
_RESOLUTION = {"city": 4, "region": 2, "country": 1}
_COUNTED = {"killed": "dead", "injured": "injured", "arrested": "arrested"}


def write(items: Iterable[Item], out: TextIO) -> int:
    """One JSON object a line for each event; how many there are."""
    number = 0
    for record in records(items):
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        number += 1
    return number


def records(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """The objects, without the fields that are not known. Plans, fears and denials are among them,
    told apart by the auxiliary modes in ``context``."""
    for item in items:
        made = _what(item) | _text(item) | _numbers(item.claim)
        made |= {"coder": CODER, "tocsin": _more(item)}
        yield {name: value for name, value in made.items() if value is not None}


def _what(item: Item) -> dict[str, Any]:
    claim = item.claim
    type_, mode = coded(claim)
    first, last = item.days
    return {
        "id": item.event.id,
        "date": first.isoformat(),
        "enddate": last.isoformat() if last > first else None,
        "actor": _parties(claim.actors) or [{"sector": "UNK"}],
        "recipient": _parties(claim.recipients) or None,
        "event": [type_],
        "mode": [mode] if mode else None,
        "context": [*claim.contexts, *auxiliary(claim, item.status)],
        "quad_code": ontology.quad_class(type_),
        "event_scale": ontology.scale(type_, mode),
        "event_loc": _place(item),
    }


def _text(item: Item) -> dict[str, Any]:
    claim, lead = item.claim, item.lead
    return {
        "event_text": [plain(claim.trigger.text)],
        "text": plain(claim.sentence.text),
        "text_info": {
            "sequence": claim.sentence_index,
            "start": claim.sentence.start,
            "end": claim.sentence.end,
        },
        "cite_info": {
            "citation": lead.article,
            **({"publication": lead.publisher} if lead.publisher else {}),
            "coder": CODER,
            "codebook": CODEBOOK,
        },
    }


def _more(item: Item) -> dict[str, Any]:
    claim = item.claim
    return {
        "type": claim.type,
        "mode": claim.mode,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "time": claim.time,
        "status": item.status,
        "published": item.lead.day.isoformat() if item.lead.day else None,
        "reports": len(item.reports),
        "claims": list(item.event.claims),
    }


def coded(claim: Claim) -> tuple[str, str | None]:
    """Type and mode; a planned CONSULT is AGREE, which has no modes."""
    ahead = claim.modality in ("planned", "conditional") or (
        claim.modality == "asserted" and claim.time == "future"
    )
    meets = claim.type == "CONSULT" and claim.polarity == "+"
    return ("AGREE", None) if meets and ahead else (claim.type, claim.mode)


def sector(own: str | None) -> str | None:
    """Our sector in PLOVER's codes; None if it has none. PLOVER's MED is health and its PRM
    paramilitaries, ours are the media and who stands for a state without an office."""
    return _sectors().get(own or "")


@cache
def _sectors() -> dict[str, str]:
    held = files("tocsin.export").joinpath("data/plover_sectors.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in held.splitlines() if not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


def auxiliary(claim: Claim, status: str) -> list[str]:
    """PLOVER's auxiliary modes of a claim: ``historical``, ``future``, ``hypothetical`` and
    ``negation``."""
    unsure = claim.modality in ("possible", "conditional", "demanded", "threatened")
    told = {
        "historical": claim.time == "historical",
        "future": claim.modality == "planned" or claim.time == "future",
        "hypothetical": unsure,
        "negation": claim.polarity == "-" or status == "did-not-occur",
    }
    return [name for name, holds in told.items() if holds]


def _parties(group: Sequence[Mention]) -> list[dict[str, Any]]:
    """Entity objects, each party once."""
    found: dict[str, dict[str, Any]] = {}
    for mention in group:
        entity, words = mention.entity, plain(mention.span.text)
        made: dict[str, Any] = {"entity_text": words}
        if entity is not None:
            made |= {"code": entity.country, "sector": sector(entity.sector)}
            made |= {"identifier_id": entity.id, "identifier_text": plain(entity.name)}
        key = entity.id if entity else words.casefold()
        found.setdefault(key, {name: value for name, value in made.items() if value})
    return list(found.values())


def _place(item: Item) -> dict[str, Any] | None:
    """A location object; None without a country."""
    if item.place is None:
        return None
    place = item.spot
    country = country_names().get(item.place)
    made: dict[str, Any] = {"country": country, "country_code": item.place}
    made |= {"lat": item.lat, "lon": item.lon}
    if place is not None:
        made |= {
            "extracted_place": plain(place.span.text),
            "resolved_place": place.name,
            "geonameid": place.geonames_id,
            "city": place.name if place.precision == "city" else None,
            "province": place.name if place.precision == "region" else None,
            "resolution": _RESOLUTION.get(place.precision),
        }
    return {name: value for name, value in made.items() if value not in (None, "")}


def _numbers(claim: Claim) -> dict[str, Any]:
    """``dead``, ``injured`` and ``arrested``: a number if one is told, else its bounds."""
    found: dict[str, Any] = {}
    for quantity in claim.quantities:
        name = _COUNTED.get(quantity.what)
        if name and name not in found:
            low, high = quantity.low, quantity.high
            found[name] = low if low == high else {"low": low, "high": high}
    return found
