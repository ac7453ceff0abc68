"""Who says so, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tocsin.records import Attribution, Claim, Report, Stand, Standing
from tocsin.wording.agreeing import concerns, words_meet
from tocsin.wording.names import (
    counted,
    country_name,
    display,
    in_sentence,
    listed,
    number_word,
)

_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_REFUSALS = {
    "denies": ("denies", "deny"),
    "withholds": ("neither confirms nor denies", "neither confirm nor deny"),
    "doubts": ("doubts", "doubt"),
}
_MANY = 3  # claimants who are named before the rest are counted
_TITLES = frozenset({"president", "minister", "prime minister", "foreign minister", "official"})
_LONG = 9
_DATELINE = re.compile(r"[A-Z][A-Z. ]{2,}(?:,.*)?\Z")  # "QUITO", "MACARA, March 27"
_HANGING = re.compile(r"(?:his|her|its|their|one|both|some|another|an?|two|three) ?", re.IGNORECASE)


def saying(reports: Sequence[Report]) -> str:
    """Subject and verb of who says what these reports agree on: "Ecuador and two reports say",
    "The Courier reports"."""
    named: dict[str, Attribution] = {}
    own: dict[str, str] = {}
    for report in reports:
        held = [each for each in report.claim.attributions if each.stance == "asserts"]
        said = {called(each): each for each in held if called(each)}
        for who, each in said.items():
            named.setdefault(who, each)
        if not report.claim.attributions:
            own.setdefault(report.publisher or report.article, report.origin or report.article)
    if not named:
        return _publishers(own)
    rest = len(named) - _MANY
    words = list(named)[:_MANY] + ([f"{number_word(rest)} more"] if rest > 0 else [])
    words += [counted(len(own), "report")] if own else []
    plural = len(words) > 1 or _is_plural(*next(iter(named.items())))
    return f"{listed(words)} {'say' if plural else 'says'}"


def against(
    standing: Standing, reports: Mapping[str, Report], chosen: Report | None, stance: str
) -> tuple[list[str], bool]:
    """Who denies, withholds or doubts what the chosen report says, and whether that takes a plural
    verb. Without a chosen report all who do about any claim of the event."""
    left = {"denies": standing.denied_by, "withholds": standing.withheld_by}.get(stance)
    names: dict[str, None] = {}
    plural = False
    for stand in standing.stands:
        report = reports.get(stand.claim)
        if stand.stance != stance or not stand.named or report is None:
            continue
        explicit = any(held.stance == stance for held in report.claim.attributions)
        if left is not None and stand.who not in left and not (chosen and explicit):
            continue
        if chosen is not None and _came_round(stand, standing, reports):
            continue
        if chosen is not None and not _bears_on(chosen.claim, report.claim, stance):
            continue
        held = next(iter(report.claim.attributions), None)
        who = _short(stand.who, held)
        if who:
            names[who] = None
            plural = held is not None and not _is_state(stand.who) and _is_plural(who, held)
    return list(names), plural or len(names) > 1


def _came_round(stand: Stand, standing: Standing, reports: Mapping[str, Report]) -> bool:
    """Whether the same claimant has said it later than it denied it, of the same act."""
    own = reports[stand.claim]
    for other in standing.stands:
        later = reports.get(other.claim)
        if later is None or other.stance != "asserts" or other.who != stand.who:
            continue
        if own.day and later.day and later.day > own.day and concerns(own.claim, later.claim):
            return True
    return False


def _bears_on(chosen: Claim, other: Claim, stance: str) -> bool:
    """Whether a stand on one claim is one on the other. Who says that a meeting did not take place
    does not deny it; who says that an attack did not does."""
    explicit = any(held.stance == stance for held in other.attributions)
    if not (explicit or other.type in _HOSTILE):
        return False
    if not explicit or stance == "withholds":
        return concerns(chosen, other)
    return concerns(chosen, other) and words_meet(chosen, other)


def refusing(claim: Claim) -> str:
    """Subject and verb of those who do not say so, where nobody does: "Peru denies"."""
    for stance, (one, many) in _REFUSALS.items():
        held = [each for each in claim.attributions if each.stance == stance and called(each)]
        if held:
            names = list(dict.fromkeys(map(called, held)))
            plural = len(names) > 1 or _is_plural(names[0], held[0])
            return f"{listed(names)} {many if plural else one}"
    return ""


def called(held: Attribution) -> str:
    """A claimant as the text calls it; who is meant for a pronoun; empty for what is no claimant
    (a dateline) or hangs on words elsewhere ("one of them")."""
    words = " ".join(held.source.span.text.split())
    if held.source.kind == "cue":
        return "unnamed sources"
    if _DATELINE.match(words) and " " not in words.split(",")[0].strip() and len(words) > 3:
        return ""
    if _HANGING.match(words) and held.source.entity is None:
        return ""
    if len(words.split()) > _LONG and held.source.entity and held.source.entity.country:
        return in_sentence(held.source.entity.country)
    name = display(held.source)
    if name.lower() in _TITLES:
        entity = held.source.entity
        return in_sentence(entity.country) if entity and entity.country else ""
    return name


def _is_state(who: str) -> bool:
    return country_name(who) != who


def _is_plural(name: str, held: Attribution) -> bool:
    if held.source.kind == "cue" or held.source.head.lower() == "police":
        return True
    return (
        held.source.number == "Plur"
        and held.source.kind != "pronoun"
        and name.endswith(("s", "men", "people"))
    )


def _short(who: str, held: Attribution | None) -> str:
    """A state by its name, others as the text calls them."""
    name = in_sentence(who)
    if name != who:
        return name
    if _DATELINE.match(who):
        return ""
    return (called(held) if held else "") or who


def _publishers(own: Mapping[str, str]) -> str:
    if not own:
        return ""
    if len(own) == 1:
        return f"{in_sentence(next(iter(own)))} reports"
    apart = len(set(own.values()))
    copies = f", {number_word(apart)} of them independent," if apart < len(own) else ""
    return f"{counted(len(own), 'report')}{copies} say"
