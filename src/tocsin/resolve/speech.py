"""Speech acts and their speakers: who accuses, asks or praises in his own words is the actor, not a
source of the claim that he does so (coding guide, section 3)."""

from __future__ import annotations

from dataclasses import replace

from tocsin.records import Claim, Mention, Reason

_SPEECH = {"ACCUSE", "REQUEST"}
_FIRST_PERSON = {"i", "we", "my", "our"}
_DEEDS = {"investigate"}
"""Modes of speech acts that are done by more than words, so that who tells of them is a source."""
_OWN = {"ACCUSE", "REQUEST", "SUPPORT", "AGREE"}


def own_words(c: Claim) -> Claim:
    """The claim with the speaker as actor of his own speech act."""
    speakers = tuple(a.source for a in c.attributions if a.stance == "asserts")
    if not speakers or c.modality != "asserted" or c.mode in _DEEDS:
        return c
    named = tuple(m for m in speakers if m.entity and m.entity.country)
    if c.type in _SPEECH and not c.actors and named:
        return replace(c, actors=named[:1], attributions=(), reason=_noted(c.reason))
    if c.type in _OWN and c.actors and all(_is_speaker(m, speakers) for m in c.actors):
        return replace(c, attributions=(), reason=_noted(c.reason))
    return c


def _is_speaker(actor: Mention, speakers: tuple[Mention, ...]) -> bool:
    """ "I", "we", or the speaker's own name."""
    same = any(actor.span.text == m.span.text for m in speakers)
    return same or actor.span.text.lower() in _FIRST_PERSON


def _noted(reason: Reason) -> Reason:
    rules = tuple(r for r in reason.rules if not r.startswith("source by"))
    return replace(reason, rules=(*rules, "the speaker's own speech act"))
