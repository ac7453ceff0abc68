"""ICEWS Coded Event Data: tab-separated files of 20 columns (doi:10.7910/DVN/28075).

Column names as in the header of the published files. The Event ID is not unique, it is with the
Event Date (vignette of andybega/icews). Quad classes by ICEWS's convention: CAMEO roots 1-5, 6-8,
9-13, 14-20. The file tells when an event happened by the day of the story.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tocsin.errors import UsageError
from tocsin.imports.rows import BadRow, cameo, number, plover
from tocsin.ontology.countries import country_codes
from tocsin.records import CodedEvent, CodedParty

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
PARQUET = (
    "date", "source", "source_iso3", "target", "target_iso3", "cameo", "quad", "goldstein",
)  # fmt: skip
LAST_ROOTS = (5, 8, 13, 20)


def tab(path: Path) -> Iterator[CodedEvent | BadRow]:
    """The rows of a tab-separated file. Raises UsageError if its columns are others."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader((line.replace("\0", "") for line in file), delimiter="\t")
        if tuple(next(rows, ())) != COLUMNS:
            raise UsageError(f"{path} is no ICEWS file: its columns are not the 20 of ICEWS")
        for cells in rows:
            yield _told(cells, rows.line_num)


def parquet(path: Path) -> Iterator[CodedEvent | BadRow]:
    """The rows of a Parquet table with the columns `PARQUET`; it needs pyarrow."""
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as table:
            missing = set(PARQUET) - set(table.schema_arrow.names)
            if missing:
                raise UsageError(f"{path} lacks the columns {', '.join(sorted(missing))}")
            line = 1
            for batch in table.iter_batches(columns=list(PARQUET)):
                for row in batch.to_pylist():
                    line += 1
                    yield _mapped(row, line)
    except ArrowInvalid as error:
        raise UsageError(f"{path} is no Parquet file: {error}") from error


def _told(cells: list[str], line: int) -> CodedEvent | BadRow:
    if len(cells) != len(COLUMNS):
        return BadRow(line, f"{len(cells)} columns instead of {len(COLUMNS)}")
    try:
        return _event(dict(zip(COLUMNS, cells, strict=True)))
    except ValueError as error:
        return BadRow(line, str(error))


def _event(row: Mapping[str, str]) -> CodedEvent:
    code = cameo(row["CAMEO Code"])
    known = plover(code)
    return CodedEvent(
        "icews",
        date.fromisoformat(row["Event Date"].strip()),
        _party(row, "Source"),
        _party(row, "Target"),
        code,
        type=known.type if known else None,
        mode=known.mode if known else None,
        quad_class=_quad(code),
        goldstein=number(row["Intensity"]),
        place=country_codes().get(row["Country"].strip().casefold()),
        lat=number(row["Latitude"]),
        lon=number(row["Longitude"]),
        key=row["Event ID"].strip(),
    )


def _party(row: Mapping[str, str], role: str) -> CodedParty:
    country = country_codes().get(row[f"{role} Country"].strip().casefold())
    return CodedParty(row[f"{role} Name"].strip(), country, row[f"{role} Sectors"].strip() or None)


def _mapped(row: Mapping[str, Any], line: int) -> CodedEvent | BadRow:
    try:
        code = cameo(row["cameo"] or "")
    except ValueError as error:
        return BadRow(line, str(error))
    day = row["date"]
    if not isinstance(day, date):
        return BadRow(line, f"{day!r} is no date")
    known = plover(code)
    return CodedEvent(
        "icews",
        day.date() if isinstance(day, datetime) else day,
        _named(row, "source"),
        _named(row, "target"),
        code,
        type=known.type if known else None,
        mode=known.mode if known else None,
        quad_class=row["quad"],
        goldstein=row["goldstein"],
    )


def _named(row: Mapping[str, Any], role: str) -> CodedParty:
    return CodedParty((row[role] or "").replace("_", " "), row[f"{role}_iso3"])


def _quad(code: str) -> int:
    root = int(code[:2])
    return 1 + next(n for n, last in enumerate(LAST_ROOTS) if root <= last)
