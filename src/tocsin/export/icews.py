"""CAMEO rows in the 20 columns of the ICEWS Coded Event Data (doi:10.7910/DVN/28075)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from tocsin import ontology
from tocsin.export.items import Item, happened, plain
from tocsin.ontology.countries import country_names
from tocsin.records import Entity

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip


def write(items: Iterable[Item], out: TextIO) -> int:
    """A head and one row for each pair of parties of each event that is reported as fact; how many
    rows there are."""
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    number = 0
    for row in rows(items):
        table.writerow(row)
        number += 1
    return number


def rows(items: Iterable[Item]) -> Iterator[tuple[object, ...]]:
    """Cells of `COLUMNS`. The id is a decimal number of the event's id, as ICEWS has numbers;
    ``Event Text`` is the name of the CAMEO code, ``Intensity`` ICEWS's value of it."""
    for item in happened(items):
        claim, lead = item.claim, item.lead
        code = ontology.cameo(claim.type, claim.mode)
        spot = item.spot
        names = {spot.precision: plain(spot.name)} if spot else {}
        for actor, recipient in item.dyads():
            yield (
                int(item.event.id[:12], 16),
                item.days[0].isoformat(),
                *_party(actor),
                plain(ontology.cameo_code(code).name),
                code,
                f"{ontology.goldstein(code, series='icews'):.1f}",
                *_party(recipient),
                lead.article,
                claim.sentence_index + 1,
                plain(lead.publisher or ""),
                names.get("city", ""),
                "",
                names.get("region", ""),
                country_names().get(item.place or "", ""),
                "" if item.lat is None else round(item.lat, 4),
                "" if item.lon is None else round(item.lon, 4),
            )


def _party(party: Entity | None) -> tuple[str, str, str]:
    """Name, sector and country, all as words, as ICEWS has them; sectors are our codes."""
    if party is None:
        return "", "", ""
    return plain(party.name), party.sector or "", country_names().get(party.country or "", "")
