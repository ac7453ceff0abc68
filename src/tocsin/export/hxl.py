"""A table with a row of HXL tags (hxlstandard.org, 1.1), as relief organisations exchange them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from tocsin import ontology
from tocsin.export.items import Item, plain, safe

COLUMNS = {
    "event id": "#event+id",
    "first day": "#date+start",
    "last day": "#date+end",
    "type": "#event+type+code+v_plover",
    "mode": "#event+mode",
    "quad class": "#event+class",
    "status": "#status",
    "actors": "#org+actor+name+list",
    "actor countries": "#country+actor+code+v_iso3+list",
    "recipients": "#org+recipient+name+list",
    "recipient countries": "#country+recipient+code+v_iso3+list",
    "country": "#country+code+v_iso3",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "killed, low": "#affected+killed+min+num",
    "killed, high": "#affected+killed+max+num",
    "reports": "#meta+reports+num",
    "publishers": "#meta+source+list",
    "denied by": "#meta+denied+list",
    "text": "#description",
}
"""Heads and their tags."""


def write(items: Iterable[Item], out: TextIO) -> int:
    """Heads, tags, and one row for each event; how many rows there are."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerow(COLUMNS.values())
    number = 0
    for row in rows(items):
        table.writerow([safe(cell) for cell in row])
        number += 1
    return number


def rows(items: Iterable[Item]) -> Iterator[tuple[object, ...]]:
    """Cells of `COLUMNS`; lists are joined by a vertical bar, unknown values are empty."""
    for item in items:
        claim = item.claim
        actors = {a.id: a for a, _ in item.dyads() if a}
        recipients = {b.id: b for _, b in item.dyads() if b}
        killed = next((q for q in claim.quantities if q.what == "killed"), None)
        yield (
            item.event.id,
            item.days[0].isoformat(),
            item.days[1].isoformat(),
            claim.type,
            claim.mode or "",
            ontology.quad_class(claim.type),
            item.status,
            _joined(a.name for a in actors.values()),
            _joined(a.country for a in actors.values()),
            _joined(b.name for b in recipients.values()),
            _joined(b.country for b in recipients.values()),
            item.place or "",
            "" if item.lat is None else item.lat,
            "" if item.lon is None else item.lon,
            "" if killed is None or killed.low is None else killed.low,
            "" if killed is None or killed.high is None else killed.high,
            len(item.reports),
            _joined(r.publisher for r in item.reports),
            _joined(item.standing.denied_by if item.standing else ()),
            plain(claim.sentence.text),
        )


def _joined(words: Iterable[str | None]) -> str:
    return "|".join(dict.fromkeys(plain(word) for word in words if word))
