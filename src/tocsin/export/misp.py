"""MISP events in MISP's core format: an event of ours is an event with its point as a
``geolocation`` object, and each report a text attribute with who holds what in its comment.

Tags are machine tags; the credibility that we propose is in MISP's own taxonomy
``admiralty-scale``. Ids are UUIDv5 of our ids, so that the same ledger gives the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, TextIO
from uuid import NAMESPACE_URL, uuid5

from tocsin.export.items import Item, plain
from tocsin.records import Report

SPACE = uuid5(NAMESPACE_URL, "tocsin:export:misp")
GEOLOCATION = ("cd6f2238-ba55-4888-82c4-104e6e1acf21", "8")
"""Id and version of MISP's object template."""
_UNDEFINED, _COMPLETED, _ORGANISATION = "4", "2", "0"


def write(items: Iterable[Item], out: TextIO) -> int:
    """One JSON object ``{"response": [...]}``, written event by event; how many there are."""
    out.write('{"response": [')
    number = 0
    for made in events(items):
        out.write(",\n" if number else "\n")
        out.write(json.dumps({"Event": made}, ensure_ascii=False))
        number += 1
    out.write("\n]}\n")
    return number


def events(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """The events. Threat level is undefined and the distribution one's own organisation: both are
    for whoever imports them to set."""
    for item in items:
        key, last = item.event.id, item.lead.day or item.days[1]
        made: dict[str, Any] = {
            "uuid": str(uuid5(SPACE, f"event:{key}")),
            "info": plain(item.claim.sentence.text),
            "date": item.days[0].isoformat(),
            "timestamp": _seconds(last),
            "threat_level_id": _UNDEFINED,
            "analysis": _COMPLETED,
            "distribution": _ORGANISATION,
            "published": False,
            "Tag": [{"name": name} for name in _tags(item)],
            "Attribute": _told_each(item.reports),
        }
        if item.lat is not None and item.lon is not None:
            made["Object"] = [_point(item, last)]
        yield made


def _tags(item: Item) -> Iterator[str]:
    claim, standing = item.claim, item.standing
    yield f'tocsin:plover-type="{claim.type}"'
    if claim.mode:
        yield f'tocsin:plover-mode="{claim.mode}"'
    yield f'tocsin:status="{item.status}"'
    for role, place in (("actor", 0), ("recipient", 1)):
        for name in sorted({pair[place].id for pair in item.dyads() if pair[place]}):  # type: ignore[union-attr]
            yield f'tocsin:{role}="{_quoted(name)}"'
    credibility = standing.credibility if standing else None
    yield f'admiralty-scale:information-credibility="{credibility or 6}"'


def _told_each(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """An attribute for each wording: MISP takes a value once, so copies share one, and its comment
    names all who printed it."""
    found: dict[str, dict[str, Any]] = {}
    for report in reports:
        made = _told(report)
        known = found.setdefault(made["value"], made)
        if made is not known:
            known["comment"] += f" | {made['comment']}"
    return list(found.values())


def _told(report: Report) -> dict[str, Any]:
    claim = report.claim
    held = [
        f"{plain(a.source.entity.name if a.source.entity else a.source.span.text)} {a.stance}"
        for a in claim.attributions
    ]
    day = report.day
    comment = f"{report.publisher or 'a report'}, {day.isoformat() if day else 'undated'}"
    return {
        "uuid": str(uuid5(SPACE, f"claim:{claim.id}")),
        "type": "text",
        "category": "External analysis",
        "value": plain(claim.sentence.text),
        "comment": plain("; ".join([comment, *held])),
        "timestamp": _seconds(day) if day else "0",
        "to_ids": False,
        "disable_correlation": True,
    }


def _point(item: Item, last: date) -> dict[str, Any]:
    key = item.event.id
    told = [("latitude", "float", item.lat), ("longitude", "float", item.lon)]
    cells = [*told, *([("country", "text", item.place)] if item.place else [])]
    return {
        "uuid": str(uuid5(SPACE, f"place:{key}")),
        "name": "geolocation",
        "meta-category": "misc",
        "description": "Where most reports put the event.",
        "template_uuid": GEOLOCATION[0],
        "template_version": GEOLOCATION[1],
        "timestamp": _seconds(last),
        "Attribute": [
            {
                "uuid": str(uuid5(SPACE, f"place:{key}:{name}")),
                "object_relation": name,
                "type": kind,
                "category": "Other",
                "value": str(value),
                "to_ids": False,
                "disable_correlation": True,
            }
            for name, kind, value in cells
        ],
    }


def _seconds(day: date) -> str:
    return str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def _quoted(text: str) -> str:
    return plain(text).replace('"', "'")
