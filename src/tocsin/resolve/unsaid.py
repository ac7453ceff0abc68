"""Parties that the grammar of a claim leaves open, taken from the other parties of its sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from tocsin.records import Claim, Entity, Mention, Reason

HOST = "recipient: the host that the forces are to help"
VISIT = "visit: they meet at the second party's"
_NOT_BOTH = "the same words are not both parties"
_HOSTING = {"host", "hosts", "hosted", "hosting"}
_BEHIND = 2.5  # a party before the trigger counts as this much farther away

_BY_THE_STATE = {
    ("COERCE", "arrest"), ("SANCTION", "convict"), ("ACCUSE", "investigate"), ("COERCE", "deport"),
}  # fmt: skip
_FORCES = {"troops", "troop", "soldiers", "soldier", "forces", "fighters", "personnel", "marines"}
# Types whose recipient annotators nearly always give, though the grammar leaves it open most often.
_FILLED = {"REQUEST", "REJECT", "SANCTION", "THREATEN"}


def fill(claim: Claim, nearby: Callable[[int], list[Mention]]) -> Claim:
    """The claim with an unsaid recipient given to the nearest other party of the sentence.

    ``nearby`` gives a sentence's mentions with entities by its number.
    """
    if claim.type not in _FILLED or _countries(claim.recipients):
        return claim
    found = _nearest(claim, nearby(claim.sentence_index), _countries(claim.actors))
    if found is None:
        return claim
    return replace(claim, recipients=(found,), reason=_noted(claim.reason))


def serve_hosts(claims: list[Claim]) -> list[Claim]:
    """Forces in a country that the story says they are sent to help have that country as recipient.

    The coding guide: a military presence is AID when it serves the host, and so is sending forces
    to help a friend; moves of soldiers that another claim counts as such help are AID as well.
    """
    helped = {
        (actor, m.entity.country): m
        for c in reversed(claims)
        if c.type == "AID"
        for actor in _countries(c.actors)
        for m in c.recipients
        if m.entity and m.entity.country
    }
    lent = {pair for c in claims if c.type == "AID" and _by_forces(c) for pair in _pairs(c)}
    return [_lent(_served(c, helped), lent) for c in claims]


def _by_forces(c: Claim) -> bool:
    return any(q.what.lower().split(" ")[-1] in _FORCES for q in c.quantities)


def _pairs(c: Claim) -> set[tuple[str, str]]:
    return {(a, b) for a in _countries(c.actors) for b in _countries(c.recipients)}


def _served(c: Claim, helped: dict[tuple[str, str], Mention]) -> Claim:
    if c.type != "MOBILIZE" or c.mode != "troops" or _countries(c.recipients):
        return c
    where = {p.country for p in c.place}
    for (actor, host), m in helped.items():
        if actor in _countries(c.actors) and (host in where or not where):
            return replace(c, recipients=(m,), reason=_hosted(c.reason))
    return c


def _lent(c: Claim, lent: set[tuple[str, str]]) -> Claim:
    if c.type != "MOBILIZE" or c.mode != "troops" or not _pairs(c) & lent:
        return c
    rules = (*c.reason.rules, "aid: elsewhere these forces are sent to help")
    return replace(c, type="AID", mode=None, reason=replace(c.reason, rules=rules))


def _countries(parties: tuple[Mention, ...]) -> set[str]:
    return {m.entity.country for m in parties if m.entity and m.entity.country}


def _nearest(c: Claim, nearby: list[Mention], taken: set[str]) -> Mention | None:
    spoken = {a.source.entity.country for a in c.attributions if a.source.entity}
    best: Mention | None = None
    score = math.inf
    for m in nearby:
        country = m.entity.country if m.entity else None
        if country is None or country in taken or country in spoken:
            continue
        gap = m.span.start - c.trigger.start
        cost = gap if gap > 0 else _BEHIND * -gap
        if cost < score:
            best, score = m, cost
    return best


def _noted(reason: Reason) -> Reason:
    rules = tuple(r for r in reason.rules if not r.startswith("recipient by"))
    return replace(reason, rules=(*rules, "recipient by nearness: the sentence's other party"))


def _hosted(reason: Reason) -> Reason:
    return replace(reason, rules=(*reason.rules, HOST))


def visits(c: Claim) -> Claim:
    """ "A met B in B's capital" is a visit of A to B."""
    if (
        c.type != "CONSULT"
        or len(c.actors) != 2
        or c.recipients
        or c.mode in ("phone", "third-party")
        or _HOSTING & set(c.trigger.text.lower().split())
    ):
        return c
    guest, host = c.actors
    at_home = {p.country for p in c.place} & _countries((host,))
    if not at_home or at_home & _countries((guest,)):
        return c
    reason = _with(c.reason, VISIT)
    return replace(c, actors=(guest,), recipients=(host,), mode="visit", reason=reason)


def apart(c: Claim) -> Claim:
    """The same words are not both who acts and who is acted on: not who acts if others do, and
    without a country what the model thought less likely."""
    both = {m.span.start for m in c.actors} & {m.span.start for m in c.recipients}
    if not both:
        return c
    acting = tuple(m for m in c.actors if m.span.start not in both)
    if not acting and (_countries(c.actors) or _countries(c.recipients)):
        return c
    reason = _with(c.reason, _NOT_BOTH)
    if not acting and _sureness(c, "recipient") < _sureness(c, "actor"):
        receiving = tuple(m for m in c.recipients if m.span.start not in both)
        return replace(c, recipients=receiving, reason=reason)
    return replace(c, actors=acting, reason=reason)


def _sureness(c: Claim, role: str) -> float:
    """What the model gave the likeliest word of a role; 0 if no model read the claim."""
    return max((s.probability for s in c.reason.scores if s.field == role), default=0.0)


def _with(reason: Reason, rule: str) -> Reason:
    return replace(reason, rules=(*reason.rules, rule))


def known(c: Claim) -> Claim:
    """Without pronouns of other sentences that in the end stand for nobody."""

    def told(group: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(
            m for m in group if m.entity or m.kind != "pronoun" or m.sentence == c.sentence_index
        )

    actors, recipients = told(c.actors), told(c.recipients)
    if (actors, recipients) == (c.actors, c.recipients):
        return c
    return replace(c, actors=actors, recipients=recipients)


def repeat(claims: list[Claim]) -> list[Claim]:
    """ "the deployment", said before with its doer, has the same doer."""
    out: list[Claim] = []
    for c in claims:
        out.append(c if c.actors else _as_before(c, out))
    return out


def _as_before(c: Claim, before: list[Claim]) -> Claim:
    word = c.trigger.text.lower().split()[-1]
    for o in reversed(before):
        same = o.type == c.type and o.trigger.text.lower().split()[-1] == word
        if same and _countries(o.actors) and not _countries(o.actors) & _countries(c.recipients):
            rules = (*c.reason.rules, "actor as said before of the same event")
            reason = replace(c.reason, rules=rules)
            return replace(c, actors=o.actors, reason=reason)
    return c


def by_place(c: Claim) -> Claim:
    """ "detained in Turkey": an arrest or a conviction with no doer is by the state where it is."""
    country = next((p.country for p in c.place if p.country), None)
    lawful = (c.type, c.mode) in _BY_THE_STATE
    if not lawful or c.actors or country is None or country in _countries(c.recipients):
        return c
    place = next(p for p in c.place if p.country)
    state = Mention(place.span, place.span.text, entity=Entity(country, place.name, country, "GOV"))
    reason = _with(c.reason, "actor: the state where it happened")
    return replace(c, actors=(state,), reason=reason)
