"""Names that a rule or a situation may use: countries, PLOVER types and modes, quad classes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from tocsin import ontology
from tocsin.errors import DataError, UsageError
from tocsin.watch.grammar import Kind

QUADS = tuple(ontology.quad_name(number).replace(" ", "-") for number in range(1, 5))
STATUSES = tuple("occurred ongoing planned possible disputed did-not-occur undetermined".split())
OUTCOMES = tuple("kept missed postponed condition-not-met open".split())
_CODE = re.compile(r"[A-Z]{3}")


@cache
def countries() -> dict[str, str]:
    """ISO 3166 alpha-3 codes by English name in lower case. Raises `DataError`."""
    try:
        text = files("tocsin.watch").joinpath("data", "countries.tsv").read_text(encoding="utf-8")
        return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"the package's file watch/data/countries.tsv is broken: {error}"
        ) from error


def suggestion(word: str, known: Iterable[str]) -> str:
    """``; did you mean "X"?`` if a known word is near, else what the known words are."""
    names = list(known)
    lower = {name.casefold(): name for name in names}
    near = get_close_matches(word.casefold(), lower, n=1, cutoff=0.6)
    if near:
        return f'; did you mean "{lower[near[0]]}"?'
    return f"; known are {', '.join(names)}" if len(names) <= 20 else ""


def party(text: str) -> str:
    """A country as its code, an entity id or a name as it is. Raises `UsageError` for a code that
    is none."""
    named = countries().get(text.casefold())
    if named:
        return named
    code = re.split(r"[/:]", text)[0]
    known = set(countries().values())
    if _CODE.fullmatch(code) and code not in known and not text.startswith(("IGO", "NGO")):
        raise UsageError(f'unknown country "{code}"{suggestion(code, sorted(known))}')
    return text


def kind(text: str) -> Kind:
    """``ASSAULT``, ``ASSAULT/drone`` or ``material-conflict``. Raises `UsageError` for others."""
    if text.casefold() in QUADS:
        return Kind(quad=QUADS.index(text.casefold()) + 1)
    code, _, mode = text.partition("/")
    known = {event.code: event for event in ontology.event_types()}
    found = known.get(code.upper())
    if found is None:
        raise UsageError(f'unknown type "{code}"{suggestion(code, [*known, *QUADS])}')
    modes = [each.name for each in found.modes]
    if mode and mode.casefold() not in modes:
        raise UsageError(f'{found.code} has no mode "{mode}"{suggestion(mode, modes)}')
    return Kind(found.code, mode.casefold())
