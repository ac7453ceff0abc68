"""What the codes mean: PLOVER types and modes, sectors, contexts, CAMEO codes, Goldstein values.

Sources: PLOVER manual (draft 2.0) and its crosswalk of 2021, the CAMEO code list, the Goldstein
values of GDELT and of ICEWS. Meanings are in our own words. Where we depart from a source the row
of the data file says so.
"""

from __future__ import annotations

from typing import Literal

from tocsin.errors import UsageError
from tocsin.ontology import tables
from tocsin.ontology.tables import Cameo, EventType, Mode, Plover, Sector

__all__ = [
    "Cameo",
    "EventType",
    "Mode",
    "Plover",
    "Sector",
    "cameo",
    "cameo_code",
    "contexts",
    "event_type",
    "event_types",
    "goldstein",
    "plover",
    "quad_class",
    "quad_name",
    "scale",
    "sectors",
]

_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def event_types() -> tuple[EventType, ...]:
    """The sixteen types in PLOVER's order."""
    return tuple(tables.types().values())


def event_type(code: str) -> EventType:
    """The type of that code. Raises `UsageError` if there is none."""
    found = tables.types().get(code)
    if found is None:
        raise UsageError(f"{code!r} is no PLOVER event type")
    return found


def quad_class(type_: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return event_type(type_).quad_class


def quad_name(number: int) -> str:
    """The quad class in words. Raises `UsageError` for other numbers than 1 to 4."""
    if not 1 <= number <= len(_QUADS):
        raise UsageError(f"{number} is no quad class; they are 1 to 4")
    return _QUADS[number - 1]


def scale(type_: str, mode: str | None = None) -> float:
    """PLOVER's score of the mode, or of the type if there is no mode or it has no score."""
    event = event_type(type_)
    score = event.mode(mode).score if mode else None
    return event.score if score is None else score


def cameo(type_: str, mode: str | None = None) -> str:
    """The CAMEO code that says most nearly the same. Raises `UsageError` for unknown codes."""
    event = event_type(type_)
    if mode:
        event.mode(mode)
    return tables.to_cameo()[type_, mode]


def cameo_code(code: str) -> Cameo:
    """The CAMEO code with its name and published values. Raises `UsageError` if there is none."""
    found = tables.cameo_codes().get(code)
    if found is None:
        raise UsageError(f"{code!r} is no CAMEO code")
    return found


def goldstein(code: str, *, series: Literal["gdelt", "icews"] = "gdelt") -> float:
    """The Goldstein value of a CAMEO code, -10 to +10, as GDELT or ICEWS publishes it.

    Two codes lack a value in one list or both; they get that of the code above them (121 for 1213).
    """
    found = cameo_code(code)
    value = found.gdelt if series == "gdelt" else found.icews
    return goldstein(code[:-1], series=series) if value is None else value


def plover(code: str) -> Plover | None:
    """What a CAMEO code is in PLOVER; None for group headings and for plain statements (01)."""
    cameo_code(code)
    return tables.from_cameo().get(code)


def sectors() -> tuple[Sector, ...]:
    """All sectors: PLOVER's and those of the coding guide."""
    return tuple(tables.sectors().values())


def contexts() -> tuple[str, ...]:
    """PLOVER's contexts: what an event is about."""
    return tables.contexts()
