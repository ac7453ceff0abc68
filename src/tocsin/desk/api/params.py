"""What can be asked for in the query of an endpoint; what does not fit is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tocsin.errors import UsageError

Json = dict[str, Any]
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a query: its name, its JSON Schema and what it means."""

    name: str
    schema: Json
    about: str
    required: bool = False

    @property
    def default(self) -> Any:
        return self.schema.get("default")


def text(name: str, about: str, *, required: bool = False) -> Param:
    """Free text of 1 to 200 characters."""
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"^[^\u0000]+$"}
    return Param(name, schema, about, required)


def choice(name: str, values: Sequence[str], about: str) -> Param:
    """One of these words."""
    return Param(name, {"type": "string", "enum": list(values)}, about)


def day(name: str, about: str) -> Param:
    """A day, ``2026-03-31``."""
    return Param(name, {"type": "string", "format": "date"}, about)


def moment(name: str, about: str) -> Param:
    """A moment with its time zone, ``2026-03-31T18:00:00Z``."""
    return Param(name, {"type": "string", "format": "date-time"}, about)


def number(name: str, default: int, ends: tuple[int, int], about: str) -> Param:
    """A whole number between the ends, both inclusive."""
    least, most = ends
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return Param(name, schema, about)


def values(params: Sequence[Param], query: Sequence[tuple[str, str]]) -> Json:
    """The value of every parameter, its default (or None) where the query does not name it.

    Raises UsageError for a name that is none of them, a name given twice, a missing one that is
    needed, and a value that does not fit.
    """
    known = {param.name: param for param in params}
    given = _given(known, query)
    lacking = [param.name for param in params if param.required and param.name not in given]
    if lacking:
        raise UsageError(f"the parameter {lacking[0]} is needed")
    defaults = {param.name: param.default for param in params}
    return defaults | {name: _value(known[name], held) for name, held in given.items()}


def _given(known: Mapping[str, Param], query: Sequence[tuple[str, str]]) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, held in query:
        if name not in known:
            raise UsageError(f"no parameter is called {name[:40]!r}")
        if name in given:
            raise UsageError(f"the parameter {name} is given twice")
        given[name] = held
    return given


def _value(param: Param, held: str) -> Any:
    schema = param.schema
    found = _READERS[schema.get("format") or schema["type"]](schema, held)
    if found is None:
        raise UsageError(f"{held[:40]!r} does not fit the parameter {param.name}")
    return found


def _text(schema: Json, held: str) -> str | None:
    if "enum" in schema:
        return held if held in schema["enum"] else None
    return held if 0 < len(held) <= LONGEST and "\x00" not in held else None


def _number(schema: Json, held: str) -> int | None:
    if not (held.isascii() and held.isdigit() and len(held) < 9):
        return None
    return int(held) if schema["minimum"] <= int(held) <= schema["maximum"] else None


def _day(schema: Json, held: str) -> date | None:
    if len(held) != 10 or (held[4], held[7]) != ("-", "-"):
        return None
    try:
        return date.fromisoformat(held)
    except ValueError:
        return None


def _moment(schema: Json, held: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(held.upper().replace(" ", "+"))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


_READERS: Mapping[str, Any] = {
    "string": _text,
    "integer": _number,
    "date": _day,
    "date-time": _moment,
}
