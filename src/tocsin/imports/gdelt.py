"""GDELT event files, tab-separated without a head: 61 columns in version 2.0, 58 in 1.0, also as
the one file of a zip archive (GDELT Event Codebook V2.0 and V1.03)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from tocsin.errors import UsageError
from tocsin.imports.rows import BadRow, cameo, number, plover
from tocsin.ontology.countries import cameo_country, fips_country
from tocsin.records import CodedEvent, CodedParty

_ACTION = {61: (53, 56, 57, 59, 60), 58: (51, 53, 54, 56, 57)}
"""Where country, latitude, longitude, day of adding and address stand, by the number of columns."""
_ACTORS = (5, 15)
MOST_BYTES = 4 << 30
"""Bytes of one file after unpacking."""


def tab(path: Path) -> Iterator[CodedEvent | BadRow]:
    """The rows of a file. Raises UsageError if its first row has another number of columns."""
    with _opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
        lines = (each.replace("\0", "") for each in text)
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for line, cells in enumerate(table, 1):
            if line == 1 and len(cells) not in _ACTION:
                raise UsageError(f"{path} is no GDELT file: it has not 61 or 58 columns")
            yield _told(cells, line)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file
        return
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.infolist()
            if len(names) != 1 or names[0].file_size > MOST_BYTES:
                raise UsageError(f"{path} is no GDELT archive: it has not one file of at most 4 GB")
            with archive.open(names[0]) as file:
                yield file
    except zipfile.BadZipFile as error:
        raise UsageError(f"{path} is no zip archive") from error


def _told(cells: Sequence[str], line: int) -> CodedEvent | BadRow:
    places = _ACTION.get(len(cells))
    if places is None:
        return BadRow(line, f"{len(cells)} columns instead of 61 or 58")
    try:
        return _event(cells, places)
    except ValueError as error:
        return BadRow(line, str(error))


def _event(cells: Sequence[str], places: Sequence[int]) -> CodedEvent:
    code = cameo(cells[26])
    known = plover(code)
    country, lat, lon, added, address = (cells[k].strip() for k in places)
    return CodedEvent(
        "gdelt",
        _day(cells[1]),
        _party(cells, _ACTORS[0]),
        _party(cells, _ACTORS[1]),
        code,
        type=known.type if known else None,
        mode=known.mode if known else None,
        quad_class=int(cells[29]) if cells[29].strip() else None,
        goldstein=number(cells[30]),
        published=_day(added[:8]) if added else None,
        place=fips_country(country),
        lat=number(lat),
        lon=number(lon),
        url=address or None,
        count=max(1, int(cells[33] or 1)),
        key=cells[0].strip(),
    )


def _day(text: str) -> date:
    return datetime.strptime(text.strip(), "%Y%m%d").date()  # noqa: DTZ007 (a day has no zone)


def _party(cells: Sequence[str], first: int) -> CodedParty:
    """Name, country and type of an actor."""
    name, country, kind = (cells[first + k].strip() for k in (1, 2, 7))
    return CodedParty(name, cameo_country(country), kind or None)
