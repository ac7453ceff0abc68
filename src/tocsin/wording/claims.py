"""One claim in one plain sentence, built from its fields alone."""

from __future__ import annotations

from tocsin.records import Claim, Quantity, Span
from tocsin.wording.days import date_note
from tocsin.wording.names import join, listed, sentence_case, source_name
from tocsin.wording.verbs import certainty, predicate, verb_of

STANCES = {
    "denies": ("denies it", "deny it"),
    "withholds": ("neither confirms nor denies it", "neither confirm nor deny it"),
    "doubts": ("doubts it", "doubt it"),
}


def claim_sentence(claim: Claim) -> str:
    """The claim in words: source, actor, act and certainty, recipient, place, time, numbers."""
    verb = verb_of(claim.type, claim.mode)
    parts = [
        _sources(claim),
        join(claim.actors) or "somebody",
        " ",
        predicate(certainty(claim), verb, plural=_plural(claim)),
        verb.after(join(claim.recipients)),
        _circumstances(claim),
        _stances(claim),
    ]
    return sentence_case("".join(parts)) + "."


def quantity(found: Quantity) -> str:
    """The number in the words of the text, marked as rough where it is."""
    words = " ".join(found.span.text.split())
    return f"{words} (approximate)" if found.approximate else words


def _plural(claim: Claim) -> bool:
    return len(claim.actors) > 1 or any(actor.number == "Plur" for actor in claim.actors)


def _circumstances(claim: Claim) -> str:
    parties = [m.span for m in (*claim.actors, *claim.recipients)]
    apart = [p.span for p in claim.place if not any(_inside(p.span, m) for m in parties)]
    places = listed(" ".join(span.text.split()) for span in apart)
    said = join(claim.actors + claim.recipients)
    numbers = listed(quantity(q) for q in claim.quantities if q.span.text not in said)
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
    named = listed(dict.fromkeys(source_name(held) for held in asserting))
    return f"according to {named}, " if named else ""


def _stances(claim: Claim) -> str:
    out = []
    for stance, (one, many) in STANCES.items():
        held = [a for a in claim.attributions if a.stance == stance]
        if held:
            plural = len(held) > 1 or held[0].source.number == "Plur"
            names = listed(dict.fromkeys(source_name(a) for a in held))
            out.append(f"; {names} {many if plural else one}")
    return "".join(out)
