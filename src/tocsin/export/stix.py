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
from tocsin.records import Report

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
        when = _moment(item.lead.day or item.days[1])
        incident = _incident(item, when)
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
        "schema": "docs/exports.md",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _incident(item: Item, when: str) -> dict[str, Any]:
    claim = item.claim
    told = {
        "extension_type": "property-extension",
        "plover_type": claim.type,
        "plover_mode": claim.mode or "",
        "status": item.status,
        "first_day": item.days[0].isoformat(),
        "last_day": item.days[1].isoformat(),
        "actors": sorted({a.id for a, _ in item.dyads() if a}),
        "recipients": sorted({b.id for _, b in item.dyads() if b}),
        "country": item.place or "",
    }
    return _common("incident", item.event.id, when) | {
        "name": plain(claim.sentence.text)[:200],
        "description": plain(claim.sentence.text),
        "extensions": {EXTENSION: told},
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
            "opinion": OPINIONS[held.stance],
            "explanation": plain(f"{name} {held.stance}: {held.cue.text}"),
            "authors": [name],
            "object_refs": [incident],
        }


def _common(kind: str, key: str, when: str) -> dict[str, Any]:
    made: UUID = uuid5(SPACE, f"{kind}:{key}")
    own = _ME if (kind, key) == ("identity", "tocsin") else f"{kind}--{made}"
    head = {"type": kind, "spec_version": "2.1", "id": own, "created": when, "modified": when}
    return head if own == _ME else head | {"created_by_ref": _ME}


def _moment(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00.000Z" if day else _BEGAN
