"""PLOVER events as JSON, one object a line, as `tocsin export plover` and the gold records of the
PLOVER project have them (openeventdata/PLOVER, manual draft 2.0).

A record that is marked ``future``, ``hypothetical``, ``negation`` or ``historical`` is no event of
its day and is reported as skipped, not kept as fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tocsin.imports.rows import BadRow, coded, day_of
from tocsin.ontology.countries import country_names
from tocsin.records import CodedEvent, CodedParty

NO_FACT = ("future", "hypothetical", "negation", "historical")
Record = Mapping[str, Any]


def lines(path: Path) -> Iterator[CodedEvent | BadRow]:
    """The records of a file, empty lines left out."""
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield _event(decode(line))
            except msgspec.DecodeError as error:
                yield BadRow(number, f"no JSON object: {error}")
            except (ValueError, TypeError, AttributeError) as error:
                yield BadRow(number, str(error))


def _event(record: Record) -> CodedEvent:
    marks = [str(each) for each in record.get("auxiliary_modes") or ()]
    for mark in marks:
        if mark in NO_FACT:
            raise ValueError(f"is no event of its day: {mark}")
    type_, mode, code, quad = coded(
        record.get("event_2021") or record.get("event"), record.get("mode")
    )
    place: Record = record.get("location") or record.get("eventLoc") or {}
    return CodedEvent(
        str(record.get("coder") or "plover").casefold(),
        day_of(record.get("date") or record.get("eventDate")),
        _party(record.get("source")),
        _party(record.get("target")),
        code,
        type=type_,
        mode=mode,
        quad_class=quad,
        goldstein=_number(record.get("score")),
        place=_country(place.get("country")),
        lat=_number(place.get("lat")),
        lon=_number(place.get("lon")),
        key=str(record.get("id") or ""),
    )


def _party(given: Any) -> CodedParty:
    """The first of the parties; PLOVER lists them."""
    listed = given if isinstance(given, list) else [given]
    first: Record = listed[0] if listed and isinstance(listed[0], Mapping) else {}
    name = str(first.get("name") or first.get("text") or "")
    sector = first.get("sector")
    return CodedParty(name, _country(first.get("code")), str(sector) if sector else None)


def _country(code: Any) -> str | None:
    text = str(code or "").strip().upper()
    return text if text in country_names() else None


def _number(given: Any) -> float | None:
    return None if given is None else float(given)
