"""POLECAT: PLOVER events as tab-separated tables with a head (doi:10.7910/DVN/AJGVIT), whose
columns are found by their names. A party of several countries is taken as the first of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from tocsin.errors import UsageError
from tocsin.imports.rows import BadRow, coded, day_of, number
from tocsin.ontology.countries import country_codes, country_names
from tocsin.records import CodedEvent, CodedParty

NEEDED = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Country",
    "Recipient Name", "Recipient Country",
)  # fmt: skip


def tab(path: Path) -> Iterator[CodedEvent | BadRow]:
    """The rows of a file. Raises UsageError if its head lacks one of `NEEDED`. Cells beyond the
    head are passed over: some published files have them."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        plain = (line.replace("\0", "") for line in file)
        rows = csv.reader(plain, delimiter="\t", quoting=csv.QUOTE_NONE)
        head = [name.strip() for name in next(rows, [])]
        missing = [name for name in NEEDED if name not in head]
        if missing:
            raise UsageError(f"{path} is no POLECAT file: it lacks the column {missing[0]}")
        for cells in rows:
            yield _told(head, cells, rows.line_num)


def _told(head: list[str], cells: list[str], line: int) -> CodedEvent | BadRow:
    if len(cells) < len(NEEDED):
        return BadRow(line, f"{len(cells)} columns instead of {len(head)}")
    try:
        return _event(dict(zip(head, (_known(cell) for cell in cells), strict=False)))
    except ValueError as error:
        return BadRow(line, str(error))


def _known(cell: str) -> str:
    text = cell.strip().strip('"')
    return "" if text == "None" else text


def _event(row: Mapping[str, str]) -> CodedEvent:
    type_, mode, code, quad = coded(row["Event Type"], row["Event Mode"])
    published = row.get("Publication Date", "")
    return CodedEvent(
        "polecat",
        day_of(row["Event Date"]),
        _party(row, "Actor"),
        _party(row, "Recipient"),
        code,
        type=type_,
        mode=mode,
        quad_class=quad,
        goldstein=number(row.get("Intensity") or row.get("Event Intensity") or ""),
        published=day_of(published) if published else None,
        place=_country(row.get("Country", "")),
        lat=number(row.get("Latitude", "")),
        lon=number(row.get("Longitude", "")),
        key=row["Event ID"],
    )


def _party(row: Mapping[str, str], role: str) -> CodedParty:
    sector = row.get(f"Primary {role} Sector") or None
    return CodedParty(row[f"{role} Name"], _country(row[f"{role} Country"]), sector)


def _country(text: str) -> str | None:
    """The first country, by code or by name."""
    first = text.split(";", maxsplit=1)[0].strip()
    code = first.upper()
    return code if code in country_names() else country_codes().get(first.casefold())
