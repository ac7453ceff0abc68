"""One claim in one plain sentence, built from its fields alone."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files

from tocsin.records import Attribution, Claim, Mention, Quantity, Span, When

_AUXILIARY = {
    "planned": ("plans to", "plan to", "plans not to", "plan not to"),
    "demanded": ("is asked to", "are asked to", "is asked not to", "are asked not to"),
    "threatened": ("threatens to", "threaten to", "threatens not to", "threaten not to"),
    "conditional": ("would", "would", "would not", "would not"),
}
# Words that are capital only because they begin a sentence.
_SMALL = frozenset("A An Both Her His Its Many Several She Some The Their They This Two We".split())
_STANCES = {
    "denies": ("denies it", "deny it"),
    "withholds": ("neither confirms nor denies it", "neither confirm nor deny it"),
    "doubts": ("doubts it", "doubt it"),
}


class _Verb:
    """The forms of the verb that stands for a type and mode."""

    def __init__(self, base: str, past: str, participle: str, ing: str, rest: str) -> None:
        self.base, self.past, self.participle, self.ing, self.rest = (
            base,
            past,
            participle,
            ing,
            rest,
        )


@cache
def _verbs() -> dict[tuple[str, str], _Verb]:
    text = files("tocsin.cli").joinpath("data/verbs.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {(type_, mode): _Verb(*forms) for type_, mode, *forms in lines}


def sentence(claim: Claim) -> str:
    """The claim in words: source, actor, act and certainty, recipient, place, time, numbers."""
    verb = _verbs()[claim.type, claim.mode or ""]
    parts = [
        _sources(claim),
        join(claim.actors) or "somebody",
        " ",
        _predicate(claim, verb),
        _recipients(claim, verb),
        _circumstances(claim),
        _stances(claim),
    ]
    text = "".join(parts)
    return text[:1].upper() + text[1:] + "."


def name(mention: Mention) -> str:
    """The words of the text, or who they stand for where they are a pronoun."""
    if mention.kind == "pronoun" and mention.entity and mention.entity.name:
        return mention.entity.name
    words = mention.span.text.split()
    if words and words[0] in _SMALL:
        words[0] = words[0].lower()
    return " ".join(words)


def join(mentions: tuple[Mention, ...]) -> str:
    """The names as a list in words, each once; empty without any."""
    return _and(list(dict.fromkeys(name(mention) for mention in mentions)))


def date_note(when: When) -> str:
    """What the time expression comes to: days, or that nothing fixes it."""
    if when.start is None and when.end is None:
        return "unresolved"
    if when.start == when.end:
        return str(when.start)
    return f"{_day(when.start, 'open')} to {_day(when.end, 'open')}"


def quantity(found: Quantity) -> str:
    """The number in the words of the text, marked as rough where it is."""
    words = " ".join(found.span.text.split())
    return f"{words} (approximate)" if found.approximate else words


def _day(day: date | None, otherwise: str) -> str:
    return day.isoformat() if day else otherwise


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _plural(claim: Claim) -> bool:
    return len(claim.actors) > 1 or any(actor.number == "Plur" for actor in claim.actors)


def _predicate(claim: Claim, verb: _Verb) -> str:
    if claim.modality in _AUXILIARY:
        forms = _AUXILIARY[claim.modality]
        return f"{forms[2 * (claim.polarity == '-') + _plural(claim)]} {verb.base}"
    rule = _possible if claim.modality == "possible" else _asserted
    return rule(claim, verb)


def _possible(claim: Claim, verb: _Verb) -> str:
    may = "may not" if claim.polarity == "-" else "may"
    if claim.time == "ongoing":
        return f"{may} be {verb.ing}"
    return f"{may} {verb.base}" if claim.time == "future" else f"{may} have {verb.participle}"


def _asserted(claim: Claim, verb: _Verb) -> str:
    no = " not" if claim.polarity == "-" else ""
    if claim.time == "ongoing":
        return f"{'are' if _plural(claim) else 'is'}{no} {verb.ing}"
    if claim.time == "future":
        return f"will{no} {verb.base}"
    return f"did not {verb.base}" if no else verb.past


def _recipients(claim: Claim, verb: _Verb) -> str:
    who = join(claim.recipients)

    def fill(found: re.Match[str]) -> str:
        return found[1].replace("{}", who) if who else ""

    return re.sub(r"\[(.*?)\]", fill, verb.rest)


def _circumstances(claim: Claim) -> str:
    parties = [m.span for m in (*claim.actors, *claim.recipients)]
    apart = [p.span for p in claim.place if not any(_inside(p.span, m) for m in parties)]
    places = _and([" ".join(span.text.split()) for span in apart])
    said = join(claim.actors + claim.recipients)
    numbers = _and([quantity(q) for q in claim.quantities if q.span.text not in said])
    parts = [f" in {places}" if places else ""]
    if claim.when:
        parts.append(f", {' '.join(claim.when.span.text.split())} [{date_note(claim.when)}]")
    if claim.time == "historical":
        parts.append(", as background from another time")
    parts.append(f": {numbers}" if numbers else "")
    parts.append(f', under the condition "{claim.condition.text}"' if claim.condition else "")
    parts.append(f', with the purpose "{claim.purpose.text}"' if claim.purpose else "")
    return "".join(parts)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _sources(claim: Claim) -> str:
    asserting = [held for held in claim.attributions if held.stance == "asserts"]
    named = _and(list(dict.fromkeys(_source(held) for held in asserting)))
    return f"according to {named}, " if named else ""


def _source(held: Attribution) -> str:
    return (
        f'unnamed sources ("{held.cue.text}")' if held.source.kind == "cue" else name(held.source)
    )


def _stances(claim: Claim) -> str:
    out = []
    for stance, (one, many) in _STANCES.items():
        held = [a for a in claim.attributions if a.stance == stance]
        if held:
            plural = len(held) > 1 or held[0].source.number == "Plur"
            names = _and(list(dict.fromkeys(_source(a) for a in held)))
            out.append(f"; {names} {many if plural else one}")
    return "".join(out)
