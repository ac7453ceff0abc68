"""How credible an event is, and how reliable those are who speak of it: two scales, kept apart.

Both are the Admiralty code's (NATO STANAG 2511 / AJP-2.1): credibility 1 (confirmed) to 5
(improbable), reliability A to E; 6 and F mean "cannot be judged" and are None here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tocsin.corroborate.weigh_status import Sides
from tocsin.corroborate.weigh_voices import Voice
from tocsin.errors import DataError
from tocsin.records import Report

_LETTERS = "ABCDEF"


def credibility(found: Sides, status: str) -> tuple[int | None, str]:
    """The digit that is proposed, and the reason.

    5 needs a contradiction, 1 two independent origins and nobody against it.
    """
    if found.negate and status in ("did-not-occur", "disputed"):
        return 5, "5: contradicted, reports say that it did not happen"
    if not found.affirm:
        return None, "6: nobody says that it happened, so it cannot be judged"
    origins = independent(voice.report for voice in found.affirm)
    if status == "disputed":
        return _disputed(found, origins)
    return _undisputed(found, origins)


def _disputed(found: Sides, origins: int) -> tuple[int, str]:
    if origins > 1 and not all(voice.partisan for voice in found.affirm):
        return 3, f"3: {origins} independent origins say so, but it is disputed"
    return 4, "4: disputed, and no second origin without interest says so"


def _undisputed(found: Sides, origins: int) -> tuple[int, str]:
    if not any(voice.named or voice.own for voice in found.affirm):
        return 4, "4: only unnamed sources say so"
    firm = independent(voice.report for voice in found.firm)
    if origins > 1 and not found.deny:
        return 1, f"1: {origins} independent origins say so and nobody denies it"
    if origins > 1 and firm:
        return 2, f"2: {origins} independent origins say so, against a denial"
    if len({voice.who for voice in found.affirm}) > 1:
        return 2, "2: one origin, but more than one claimant"
    return 3, "3: one origin and one claimant"


def independent(reports: Iterable[Report]) -> int:
    """How many independent publishers stand behind reports: reports of one origin or of one
    publisher count once."""
    groups: list[set[str]] = []
    for report in reports:
        marks = {f"origin {report.origin or report.article}"}
        if report.publisher:
            marks.add(f"publisher {report.publisher}")
        joined = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks]
        groups.append(marks.union(*joined))
    return len(groups)


def letters(voices: Iterable[Voice], table: Mapping[str, str]) -> dict[str, str | None]:
    """The reliability of every publisher and claimant that the table knows; F is None.

    Raises DataError if the table holds another letter than A to F.
    """
    found: dict[str, str | None] = {}
    for voice in voices:
        for who in (voice.who, voice.report.publisher or ""):
            if who in table:
                found[who] = letter(who, table)
    return found


def letter(who: str, table: Mapping[str, str]) -> str | None:
    """The letter of one publisher or claimant; None for F and for who is not in the table."""
    given = table.get(who, "F").upper()
    if len(given) != 1 or given not in _LETTERS:
        raise DataError(f"reliability of {who}: {given!r} is none of A to F")
    return None if given == "F" else given
