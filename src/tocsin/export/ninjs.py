"""Planned events as ninjs 3.2 (IPTC), one news object of type ``event`` a line, for the diaries of
newsrooms. Only what is ahead: expectations that are open, with the days on which they are due."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TextIO
from uuid import NAMESPACE_URL, uuid5

from tocsin.export.items import Item, plain
from tocsin.records import Entity, Expectation, Report

SPACE = uuid5(NAMESPACE_URL, "tocsin:export:ninjs")
STANDARD = {
    "name": "ninjs",
    "version": "3.2",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#",
}


def write(items: Iterable[Item], out: TextIO) -> int:
    """One JSON object a line; how many there are."""
    number = 0
    for made in objects(items):
        out.write(json.dumps(made, ensure_ascii=False) + "\n")
        number += 1
    return number


def objects(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """The news objects. An expectation without a day is left out: a diary has no place for it."""
    for item in items:
        reports = {report.claim.id: report for report in item.reports}
        for ahead in item.expectations:
            report = reports.get(ahead.claim)
            if report and ahead.outcome == "open" and any(ahead.due):
                yield _object(item, report, ahead)


def _object(item: Item, report: Report, ahead: Expectation) -> dict[str, Any]:
    claim = report.claim
    made: dict[str, Any] = {
        "uri": uuid5(SPACE, claim.id).urn,
        "type": "event",
        "standard": STANDARD,
        "language": "en",
        "pubStatus": "usable",
        "headlines": [{"value": plain(claim.sentence.text)}],
        "descriptions": [{"role": role, "value": text} for role, text in _words(report, ahead)],
        "subjects": [{"literal": f"plover:{claim.type}", "name": claim.type.lower()}],
        "organisations": [
            {"name": plain(party.name), "literal": party.id, "rel": role}
            for role, party in _parties(item)
        ],
        "eventDetails": {"dates": _dates(*ahead.due)},
    }
    if report.day:
        made["versionCreated"] = f"{report.day.isoformat()}T00:00:00Z"
    places = [_place(item)] if item.lat is not None and item.lon is not None else []
    return made | ({"places": places} if places else {})


def _words(report: Report, ahead: Expectation) -> Iterator[tuple[str, str]]:
    yield "modality", report.claim.modality
    if ahead.condition:
        yield "condition", plain(ahead.condition)
    if report.publisher:
        yield "publisher", plain(report.publisher)


def _parties(item: Item) -> list[tuple[str, Entity]]:
    actors = {a.id: ("actor", a) for a, _ in item.dyads() if a}
    recipients = {b.id: ("recipient", b) for _, b in item.dyads() if b}
    return [*actors.values(), *recipients.values()]


def _dates(first: date | None, last: date | None) -> dict[str, str]:
    told = {"expectedStartDate": first, "expectedEndDate": last}
    return {name: day.isoformat() for name, day in told.items() if day}


def _place(item: Item) -> dict[str, Any]:
    name = item.spot.name if item.spot else ""
    point = {"type": "Point", "coordinates": [item.lon, item.lat]}
    return {"name": name or item.place or "", "geoJSON": point}
