"""What the readers of event files share: bad rows, codes, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isfinite

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.ontology import Plover


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was skipped: its line in the file (the header is line 1), and why."""

    line: int
    reason: str


@cache
def cameo(text: str) -> str:
    """A CAMEO code with the zero that spreadsheets and the Dataverse's tables strip: 42 is 042,
    211 is 0211 (roots end at 20, and ICEWS codes no event by a bare root of two digits).

    Raises ValueError if it is none.
    """
    code = text.strip()
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4):
        raise ValueError(f"{text!r} is no CAMEO code")
    if len(code) == 2 or not 1 <= int(code[:2]) <= 20:
        code = f"0{code}"
    try:
        return ontology.cameo_code(code).code
    except UsageError as error:
        raise ValueError(f"{text!r} is no CAMEO code") from error


@cache
def plover(code: str) -> Plover | None:
    """Type and mode of a CAMEO code by PLOVER's crosswalk; a code that it lacks is as its parent's,
    None if that is missing as well."""
    for length in range(len(code), 1, -1):
        found = ontology.plover(code[:length])
        if found is not None:
            return found
    return None


RENAMED = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
"""Types of PLOVER's earlier drafts, and what they are since 2021 (its table CAMEO2PLOVER-2021)."""


def coded(type_: object, mode: object) -> tuple[str, str | None, str, int]:
    """PLOVER type and mode as we write them, the CAMEO code nearest to them, and the quad class; a
    mode that the type does not have is left out. Raises ValueError for an unknown type."""
    told = str(type_ or "").strip().upper()
    name = RENAMED.get(told, told)
    try:
        modes = {each.name for each in ontology.event_type(name).modes}
    except UsageError as error:
        raise ValueError(f"{name!r} is no PLOVER type") from error
    how = str(mode or "").strip().lower().replace("_", "-")
    known = how if how in modes else None
    return name, known, ontology.cameo(name, known), ontology.quad_class(name)


def day_of(text: object) -> date:
    """A day written as 2026-03-31 or 20260331, a time after it left out. Raises ValueError for
    anything else."""
    try:
        return date.fromisoformat(str(text or "").strip()[:10].split("T")[0])
    except ValueError:
        raise ValueError(f"{text!r} is no date") from None


def number(text: str) -> float | None:
    """A number, None for an empty cell. Raises ValueError for other words, also for "nan"."""
    if not text.strip():
        return None
    value = float(text)
    if not isfinite(value):
        raise ValueError(f"{text!r} is no number")
    return value
