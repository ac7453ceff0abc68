"""A STIX 2.1 bundle (OASIS): an event is an incident with an extension of ours, a claim a note,
and whoever takes a stand on it an identity with an opinion. Ids are UUIDv5 of our ids, so that the
same ledger gives the same bundle."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TextIO
from uuid import NAMESPACE_URL, UUID, uuid5

from tocsin.export.items import Item, plain
from tocsin.records import Claim, Report

SPACE = uuid5(NAMESPACE_URL, "tocsin:export:stix")
EXTENSION = f"extension-definition--{uuid5(SPACE, 'event')}"
_ME = f"identity--{uuid5(SPACE, 'tocsin')}"
_BEGAN = "2026-01-01T00:00:00.000Z"
OPINIONS = {
    "asserts": "agree",
    "denies": "strongly-disagree",
    "doubts": "disagree",
    "withholds": "neutral",
}
DENIED = {"asserts": "strongly-disagree", "denies": "agree", "doubts": "neutral"}
"""Opinions on the event of those who take a stand on a claim that it did not happen."""
SCHEMA = (
    "plover_type and plover_mode: type and mode of the PLOVER ontology; status: occurred, ongoing, "
    "planned, possible, disputed, did-not-occur or undetermined; first_day and last_day: ISO 8601; "
    "actors and recipients: lists of ids of parties; country: ISO 3166-1 alpha-3. Those that are "
    "unknown are left out."
)


def write(items: Iterable[Item], out: TextIO) -> int:
    """One bundle, written object by object; how many objects it has."""
    out.write(f'{{"type": "bundle", "id": "bundle--{uuid5(SPACE, "bundle")}", "objects": [')
    number, seen = 0, set[str]()
    for made in objects(items):
        if made["id"] in seen:
            continue
        seen.add(made["id"])
        out.write(",\n" if number else "\n")
        out.write(json.dumps(made, ensure_ascii=False))
        number += 1
    out.write("\n]}\n")
    return number


def objects(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """Our own identity and extension, then each event with its notes and opinions; identities may
    come more than once."""
    yield _common("identity", "tocsin", _BEGAN) | {"name": "Tocsin", "identity_class": "system"}
    yield _extension()
    for item in items:
        incident = _incident(item)
        yield incident
        for report in item.reports:
            yield from _told(report, incident["id"])


def _extension() -> dict[str, Any]:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created": _BEGAN,
        "modified": _BEGAN,
        "created_by_ref": _ME,
        "name": "Tocsin event",
        "description": "PLOVER type and mode, parties, days and status of a political event.",
        "schema": SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _incident(item: Item) -> dict[str, Any]:
    """The event: made when it was first told, changed when last; STIX forbids empty lists."""
    days = [report.day for report in item.reports if report.day]
    first, last = (pick(days, default=item.days[1]) for pick in (min, max))
    claim = item.claim
    told = {
        "extension_type": "property-extension",
        "plover_type": claim.type,
        "plover_mode": claim.mode,
        "status": item.status,
        "first_day": item.days[0].isoformat(),
        "last_day": item.days[1].isoformat(),
        "actors": sorted({a.id for a, _ in item.dyads() if a}),
        "recipients": sorted({b.id for _, b in item.dyads() if b}),
        "country": item.place,
    }
    return _common("incident", item.event.id, _moment(first)) | {
        "modified": _moment(last),
        "labels": [claim.type.lower(), item.status],
        "name": plain(claim.sentence.text)[:200],
        "description": plain(claim.sentence.text),
        "extensions": {EXTENSION: {name: value for name, value in told.items() if value}},
    }


def _told(report: Report, incident: str) -> Iterator[dict[str, Any]]:
    """The note of a report, and an opinion for each who takes a stand in it."""
    claim, when = report.claim, _moment(report.day)
    note = _common("note", claim.id, when) | {
        "abstract": plain(report.publisher or "a report"),
        "content": plain(claim.sentence.text),
        "object_refs": [incident],
    }
    yield note
    for number, held in enumerate(claim.attributions):
        entity = held.source.entity
        name = plain(entity.name if entity else held.source.span.text)
        identity = _common("identity", f"who:{name}", _BEGAN) | {
            "name": name,
            "identity_class": "organization" if entity and entity.country else "unknown",
        }
        yield identity
        yield _common("opinion", f"{claim.id}:{number}", when) | {
            "opinion": _opinion(claim, held.stance),
            "explanation": plain(f"{name} {held.stance}: {held.cue.text}"),
            "authors": [name],
            "object_refs": [incident],
        }


def _opinion(claim: Claim, stance: str) -> str:
    """What a stand on the claim is on the event: who says that it did not happen disagrees."""
    return DENIED.get(stance, OPINIONS[stance]) if claim.polarity == "-" else OPINIONS[stance]


def _common(kind: str, key: str, when: str) -> dict[str, Any]:
    made: UUID = uuid5(SPACE, f"{kind}:{key}")
    own = _ME if (kind, key) == ("identity", "tocsin") else f"{kind}--{made}"
    head = {"type": kind, "spec_version": "2.1", "id": own, "created": when, "modified": when}
    return head if own == _ME else head | {"created_by_ref": _ME}


def _moment(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00.000Z" if day else _BEGAN
