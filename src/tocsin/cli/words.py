"""Options that take a word of a list: another one is an error, never an empty answer."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.errors import UsageError

Check = Callable[[str | None], str | None]
STATUS = "occurred ongoing planned possible disputed did-not-occur undetermined"
OUTCOME = "kept missed postponed condition-not-met open"
MODALITY = "asserted planned possible conditional demanded threatened"
TIME = "past ongoing future historical"
STANCE = "asserts denies withholds doubts"
MOST = 1_000_000_000
"""The largest number that ``--limit`` and ``--offset`` take."""


def one_of(name: str, words: str) -> Check:
    """A check of an option's value; the words are given with spaces between them. The check raises
    UsageError."""
    known = words.split()

    def check(value: str | None) -> str | None:
        if value is not None and value not in known:
            raise UsageError(f"{value!r} is no {name}; use {', '.join(known)}")
        return value

    return check


def a_type(value: str | None) -> str | None:
    """A PLOVER type, in capitals. Raises UsageError if there is none of that name."""
    from tocsin import ontology

    return None if value is None else ontology.event_type(value.upper()).code


def a_mode(value: str | None) -> str | None:
    """A mode of any type. Raises UsageError if there is none of that name."""
    from tocsin import ontology

    if value is None:
        return None
    known = {mode.name for each in ontology.event_types() for mode in each.modes}
    if value not in known:
        raise UsageError(f"{value!r} is no mode; they are {', '.join(sorted(known))}")
    return value
