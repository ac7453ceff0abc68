"""PLOVER JSON: the manual's fields, with the auxiliary modes that it names and nobody fills.

PLOVER manual (draft 2.0, openeventdata/PLOVER): a planned CONSULT is AGREE; ``tocsin`` holds what
was read, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from tocsin import ontology
from tocsin.export.items import Item, plain
from tocsin.records import Claim, Entity

CODER = "tocsin"


def write(items: Iterable[Item], out: TextIO) -> int:
    """One JSON object a line for each pair of parties of each event; how many there are."""
    number = 0
    for record in records(items):
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        number += 1
    return number


def records(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """The objects. Plans, fears and denials are in it, told apart by ``auxiliary_modes``."""
    for item in items:
        claim, lead = item.claim, item.lead
        type_, mode = _coded(claim)
        for number, (actor, recipient) in enumerate(item.dyads()):
            yield {
                "id": f"{item.event.id}-{number}",
                "date": item.days[0].isoformat(),
                "source": _party(actor),
                "target": _party(recipient),
                "event": type_,
                "mode": mode,
                "auxiliary_modes": auxiliary(claim, item.status),
                "context": [],
                "quad_class": ontology.quad_class(type_),
                "score": ontology.scale(type_, mode),
                "location": _place(item),
                **_numbers(claim),
                "text": plain(claim.sentence.text),
                "event_text": plain(claim.trigger.text),
                "publisher": lead.publisher,
                "coder": CODER,
                "tocsin": {
                    "type": claim.type,
                    "mode": claim.mode,
                    "modality": claim.modality,
                    "polarity": claim.polarity,
                    "time": claim.time,
                    "status": item.status,
                    "claims": list(item.event.claims),
                },
            }


def _coded(claim: Claim) -> tuple[str, str | None]:
    ahead = claim.modality in ("planned", "conditional") or (
        claim.modality == "asserted" and claim.time == "future"
    )
    return ("AGREE", None) if _meets(claim) and ahead else (claim.type, claim.mode)


def _meets(claim: Claim) -> bool:
    return claim.type == "CONSULT" and claim.polarity == "+"


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


def _party(party: Entity | None) -> list[dict[str, Any]]:
    if party is None:
        return []
    return [{"name": party.name, "code": party.country, "sector": party.sector}]


def _place(item: Item) -> dict[str, Any] | None:
    if item.place is None:
        return None
    name = item.spot.name if item.spot else ""
    return {"name": name, "country": item.place, "lat": item.lat, "lon": item.lon}


def _numbers(claim: Claim) -> dict[str, Any]:
    found: dict[str, Any] = {"dead": None, "injured": None}
    for quantity in claim.quantities:
        kind = {"killed": "dead", "injured": "injured"}.get(quantity.what)
        if kind:
            found[kind] = {"low": quantity.low, "high": quantity.high}
    return found
