"""PLOVER events as JSON, one object a line, by the manual's chapter on data fields (draft 2.0,
openeventdata/PLOVER), which `tocsin export plover` follows; the names that earlier drafts and the
gold records have (``source``, ``target``, ``eventLoc``) are read as well.

A record with several parties or types is an event for each of their pairs and types. One that is
marked ``future``, ``hypothetical``, ``negation`` or ``historical`` is no event of its day and is
reported as skipped, not kept as fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tocsin.imports.rows import BadRow, coded, day_of, number
from tocsin.ontology.countries import country_codes, country_names
from tocsin.records import CodedEvent, CodedParty

NO_FACT = ("future", "hypothetical", "negation", "historical")
MOST = 400
"""Events of one record at most."""
_NAMES = ("identifier_text", "entity_name", "entity_text", "actor_text", "name", "text")
Record = Mapping[str, Any]


def lines(path: Path) -> Iterator[CodedEvent | BadRow]:
    """The events of a file's records, empty lines left out."""
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    with path.open("rb") as file:
        for line, text in enumerate(file, 1):
            if not text.strip():
                continue
            try:
                yield from events(decode(text))
            except (msgspec.DecodeError, RecursionError) as error:
                yield BadRow(line, f"no JSON object: {error}")
            except (ValueError, TypeError) as error:
                yield BadRow(line, str(error))


def events(record: Record) -> list[CodedEvent]:
    """The events of a record. Raises ValueError or TypeError if it is none of an event that
    happened on its day."""
    for mark in (*_words(record, "context"), *_words(record, "auxiliary_modes")):
        if mark in NO_FACT:
            raise ValueError(f"is no event of its day: {mark}")
    types, modes = _words(record, "event_2021", "event"), _words(record, "mode")
    actors = _parties(record, "actor", "source")
    recipients = _parties(record, "recipient", "target")
    if len(types) * len(actors) * len(recipients) > MOST:
        raise ValueError(f"makes more than {MOST} events of its parties")
    return [
        _event(record, _coded(type_, modes), (actor, recipient))
        for type_ in types or [""]
        for actor in actors
        for recipient in recipients
    ]


def _coded(type_: str, modes: list[str]) -> tuple[str, str | None, str, int]:
    """Type, the first mode that it has, CAMEO code and quad class."""
    found = [coded(type_, mode) for mode in modes or [""]]
    return next((each for each in found if each[1]), found[0])


def _event(
    record: Record, what: tuple[str, str | None, str, int], sides: tuple[CodedParty, CodedParty]
) -> CodedEvent:
    type_, mode, code, quad = what
    place = _object(record, "event_loc", "location", "eventLoc")
    published, reports = _ours(record)
    return CodedEvent(
        (_text(record.get("coder")) or "plover").casefold(),
        day_of(record.get("date") or record.get("eventDate")),
        *sides,
        code,
        type=type_,
        mode=mode,
        quad_class=_quad(record.get("quad_code")) or quad,
        goldstein=_number(record.get("event_scale", record.get("score"))),
        published=published,
        place=_country(place.get("country_code") or place.get("cc3") or place.get("country")),
        lat=_number(place.get("lat", place.get("latitude"))),
        lon=_number(place.get("lon", place.get("longitude"))),
        url=_text(_object(record, "cite_info").get("url")) or None,
        count=reports,
        key=_text(record.get("id")),
    )


def _ours(record: Record) -> tuple[date | None, int]:
    """Day of publication and number of reports, which our own export tells beside PLOVER."""
    told = _object(record, "tocsin")
    published, reports = told.get("published"), told.get("reports")
    return (day_of(published) if published else None), max(1, int(reports or 1))


def _parties(record: Record, *names: str) -> list[CodedParty]:
    """The parties of a side, each once; a nameless one if there are none."""
    held: Any = next((record[name] for name in names if record.get(name)), [])
    if not isinstance(held, list) or not all(isinstance(each, Mapping) for each in held):
        raise TypeError(f"{names[0]} is no list of objects")
    return list(dict.fromkeys(_party(each) for each in held)) or [CodedParty()]


def _party(told: Record) -> CodedParty:
    name = next((_text(told[key]) for key in _NAMES if told.get(key)), "")
    sector = _text(told.get("sector") or told.get("sector_code")) or None
    return CodedParty(name, _country(told.get("code") or told.get("country_name")), sector)


def _country(given: Any) -> str | None:
    """By its code or its name."""
    text = _text(given)
    code = text.upper()
    return code if code in country_names() else country_codes().get(text.casefold())


def _words(record: Record, *names: str) -> list[str]:
    """A field that is a word or a list of words."""
    held: Any = next((record[name] for name in names if record.get(name)), [])
    return [_text(each) for each in (held if isinstance(held, list) else [held])]


def _text(given: Any) -> str:
    if given is None or isinstance(given, str | int | float):
        return "" if given is None else str(given).replace("\0", "").strip()
    raise TypeError(f"{str(given)[:40]} is no text")


def _number(given: Any) -> float | None:
    return None if given is None else number(str(given))


def _quad(given: Any) -> int | None:
    if given in (None, ""):
        return None
    if str(given) not in ("1", "2", "3", "4"):
        raise ValueError(f"{given!r} is no quad class")
    return int(given)


def _object(record: Record, *names: str) -> Record:
    held: Any = next((record[name] for name in names if record.get(name)), {})
    if not isinstance(held, Mapping):
        raise TypeError(f"{names[0]} is no object")
    return held
