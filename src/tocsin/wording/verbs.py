"""The verbs that stand for types and modes, and how a claim's certainty bends them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.records import Claim

_AUXILIARY = {
    "planned": ("plans to", "plan to", "plans not to", "plan not to"),
    "demanded": ("is asked to", "are asked to", "is asked not to", "are asked not to"),
    "threatened": ("threatens to", "threaten to", "threatens not to", "threaten not to"),
    "conditional": ("would", "would", "would not", "would not"),
}
_BE = {"past": ("was", "were"), "historical": ("was", "were"), "ongoing": ("is", "are")}
_BE_AUXILIARY = {
    "planned": ("is to", "are to"),
    "demanded": ("should", "should"),
    "threatened": ("may", "may"),
    "possible": ("may", "may"),
    "conditional": ("would", "would"),
}
_OBJECT = re.compile(r"\[(.*?)(?:\|(.*?))?\]")


@dataclass(frozen=True, slots=True)
class Certainty:
    """How surely something is said; the values are those of `Claim`."""

    modality: str = "asserted"
    polarity: str = "+"
    time: str = "past"

    @property
    def negative(self) -> bool:
        """Whether it is said not to be."""
        return self.polarity == "-"


def certainty(claim: Claim) -> Certainty:
    """That of one claim."""
    return Certainty(claim.modality, claim.polarity, claim.time)


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb, what follows it, and the noun of the same meaning (``plural`` tells
    whether that is one)."""

    base: str
    past: str
    participle: str
    ing: str
    rest: str
    noun: str
    plural: bool = False

    def after(self, recipients: str, *, state: bool = True) -> str:
        """What follows the verb: the recipients in their place, or what stands for them. Some
        verbs take people otherwise than a ``state``: one withdraws soldiers from a country."""

        def fill(found: re.Match[str]) -> str:
            to_state, _, to_others = found[1].partition("~")
            chosen = to_others if to_others and not state else to_state
            return chosen.replace("{}", recipients) if recipients else found[2] or ""

        return _OBJECT.sub(fill, self.rest)

    @property
    def passive(self) -> str | None:
        """What follows the participle where the recipients are the subject, None if they cannot
        be."""
        found = re.match(r"\[ \{\}(?:\|.*?)?\]", self.rest)
        return self.rest[found.end() :] if found else None


@cache
def _verbs() -> dict[tuple[str, str], Verb]:
    text = files("tocsin.wording").joinpath("data/verbs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {
        (type_, mode): Verb(base, past, part, ing, rest, noun.removesuffix("+"), noun[-1] == "+")
        for type_, mode, base, past, part, ing, rest, noun in rows
    }


def verb_of(type_: str, mode: str | None) -> Verb:
    """The verb of a type and mode."""
    return _verbs()[type_, mode or ""]


def predicate(sure: Certainty, verb: Verb, *, plural: bool) -> str:
    """The verb as modality, polarity and time bend it."""
    if sure.modality in _AUXILIARY:
        forms = _AUXILIARY[sure.modality]
        return f"{forms[2 * sure.negative + plural]} {verb.base}"
    return _possible(sure, verb) if sure.modality == "possible" else _asserted(sure, verb, plural)


def _possible(sure: Certainty, verb: Verb) -> str:
    may = "may not" if sure.negative else "may"
    if sure.time == "ongoing":
        return f"{may} be {verb.ing}"
    return f"{may} {verb.base}" if sure.time == "future" else f"{may} have {verb.participle}"


def _asserted(sure: Certainty, verb: Verb, plural: bool) -> str:
    no = " not" if sure.negative else ""
    if sure.time == "ongoing":
        return f"{'are' if plural else 'is'}{no} {verb.ing}"
    if sure.time == "future":
        return f"will{no} {verb.base}"
    return f"did not {verb.base}" if no else verb.past


def being(sure: Certainty, *, plural: bool) -> str:
    """The forms of "to be" for what nobody is named to have done: "was", "were not", "is to be"."""
    no = " not" if sure.negative else ""
    if sure.modality == "asserted" and sure.time in _BE:
        return _BE[sure.time][plural] + no
    if sure.modality == "possible" and sure.time != "future":
        return f"may{no} have been"
    first, _, to = _BE_AUXILIARY.get(sure.modality, ("will", "will"))[plural].partition(" ")
    return f"{first}{no} {to} be" if to else f"{first}{no} be"
