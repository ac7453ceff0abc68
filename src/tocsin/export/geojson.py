"""GeoJSON (RFC 7946): a point for each event that has one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from tocsin.export.items import Item, plain


def write(items: Iterable[Item], out: TextIO) -> int:
    """One FeatureCollection, written feature by feature; how many features it has."""
    out.write('{"type": "FeatureCollection", "features": [')
    number = 0
    for feature in features(items):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(feature, ensure_ascii=False))
        number += 1
    out.write("\n]}\n")
    return number


def features(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """The features; longitude comes before latitude. Events without a point are left out."""
    for item in items:
        if item.lat is None or item.lon is None:
            continue
        claim = item.claim
        place = item.spot
        yield {
            "type": "Feature",
            "id": item.event.id,
            "geometry": {"type": "Point", "coordinates": [item.lon, item.lat]},
            "properties": {
                "type": claim.type,
                "mode": claim.mode,
                "status": item.status,
                "first_day": item.days[0].isoformat(),
                "last_day": item.days[1].isoformat(),
                "actors": sorted({a.id for a, _ in item.dyads() if a}),
                "recipients": sorted({b.id for _, b in item.dyads() if b}),
                "place": place.name if place else None,
                "precision": place.precision if place else None,
                "country": item.place,
                "reports": len(item.reports),
                "text": plain(claim.sentence.text),
            },
        }
