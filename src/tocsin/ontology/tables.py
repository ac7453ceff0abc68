"""The ontology's data files as rows and records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.errors import DataError, UsageError

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    """A kind of event within a type. ``score`` is None for the one mode without one in PLOVER."""

    name: str
    score: float | None
    meaning: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type.

    ``quad_class`` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    conflict. ``score`` is on PLOVER's scale from -10 (war) to +10; the manual prints ACCUSE as +3,
    here it is -3.
    """

    code: str
    quad_class: int
    score: float
    requires_recipient: bool
    modes: tuple[Mode, ...]
    meaning: str

    def mode(self, name: str) -> Mode:
        """The mode of that name. Raises `UsageError` if the type has none."""
        for mode in self.modes:
            if mode.name == name:
                return mode
        raise UsageError(f"{self.code} has no mode {name!r}")


@dataclass(frozen=True, slots=True)
class Sector:
    """What kind of body an actor is. ``assigned`` is False for codes that we never give."""

    code: str
    kind: str
    meaning: str
    assigned: bool


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code with its two published Goldstein values (None where a list has no value)."""

    code: str
    name: str
    gdelt: float | None
    icews: float | None


@dataclass(frozen=True, slots=True)
class Plover:
    """What a CAMEO code is in PLOVER; ``changed`` where we depart from the table of 2021."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    changed: bool


def rows(name: str, width: int) -> list[Row]:
    """The rows of a data file, each ``width`` cells. Raises `DataError` if the file is broken."""
    try:
        text = files("tocsin.ontology").joinpath("data", name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            f"the package's file ontology/data/{name} cannot be read: {error}"
        ) from error
    found = [tuple(line.split("\t")) for line in text.splitlines() if line and line[0] != "#"]
    if any(len(row) != width for row in found):
        raise DataError(f"the package's file ontology/data/{name} is broken: reinstall tocsin")
    return found


@cache
def types() -> dict[str, EventType]:
    """All event types by code, in PLOVER's order."""
    meanings = {row[:2]: row[2] for row in rows("meanings.tsv", 3)}
    heads, modes = {}, dict[str, list[Mode]]()
    for code, mode, quad, score, needs in rows("types.tsv", 5):
        if mode:
            modes[code].append(Mode(mode, _number(score), meanings[code, mode]))
        else:
            heads[code] = (int(quad), float(score), needs == "yes")
            modes[code] = []
    return {
        code: EventType(code, *head, tuple(modes[code]), meanings[code, ""])
        for code, head in heads.items()
    }


@cache
def sectors() -> dict[str, Sector]:
    """All sectors by code."""
    return {r[0]: Sector(r[0], r[1], r[2], r[3] == "yes") for r in rows("sectors.tsv", 4)}


@cache
def contexts() -> tuple[str, ...]:
    """PLOVER's contexts."""
    return tuple(row[0] for row in rows("contexts.tsv", 2))


@cache
def cameo_codes() -> dict[str, Cameo]:
    """All CAMEO codes."""
    return {
        code: Cameo(code, name, _number(gdelt), _number(icews))
        for code, name, gdelt, icews in rows("cameo.tsv", 4)
    }


@cache
def from_cameo() -> dict[str, Plover]:
    """CAMEO code -> PLOVER."""
    return {
        code: Plover(
            type_, mode or None, tuple(c for c in held.split(";") if c), origin == "changed"
        )
        for code, type_, mode, held, origin, _ in rows("cameo_to_plover.tsv", 6)
    }


@cache
def to_cameo() -> dict[tuple[str, str | None], str]:
    """PLOVER type and mode -> CAMEO code."""
    return {(row[0], row[1] or None): row[2] for row in rows("plover_to_cameo.tsv", 4)}


def _number(text: str) -> float | None:
    return float(text) if text else None
