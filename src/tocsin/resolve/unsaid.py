"""Parties that the grammar of a claim leaves open, taken from the other parties of its sentence."""

from __future__ import annotations

import math
from dataclasses import replace

from tocsin.records import Claim, Entity, Mention, Reason

_BEHIND = 2.5  # a party before the trigger counts as this much farther away

# Types whose recipient annotators nearly always give, though the grammar leaves it open most often.
_FILLED = {"REQUEST", "REJECT", "SANCTION", "THREATEN"}


def fill(claim: Claim, nearby: list[Mention]) -> Claim:
    """The claim with an unsaid recipient given to the nearest other party of the sentence.

    ``nearby`` are the sentence's mentions with entities.
    """
    if claim.type not in _FILLED or _countries(claim.recipients):
        return claim
    found = _nearest(claim, nearby, _countries(claim.actors))
    if found is None:
        return claim
    return replace(claim, recipients=(found,), reason=_noted(claim.reason))


def serve_hosts(claims: list[Claim]) -> list[Claim]:
    """Forces in a country that the story says they are sent to help have that country as recipient.

    The coding guide: a military presence is AID when it serves the host.
    """
    helped = {
        (a, r)
        for c in claims
        if c.type == "AID"
        for a in _countries(c.actors)
        for r in _countries(c.recipients)
    }
    return [_served(c, helped) for c in claims]


def _served(c: Claim, helped: set[tuple[str, str]]) -> Claim:
    if c.type != "MOBILIZE" or c.mode != "troops" or _countries(c.recipients):
        return c
    hosts = {p.country for p in c.place} | {r for a, r in helped if not c.place}
    for m in (m for a in c.actors for m in [a] if a.entity):
        for actor, host in helped:
            if m.entity and m.entity.country == actor and host in hosts:
                return replace(c, recipients=_host(c, host), reason=_hosted(c.reason))
    return c


def _host(c: Claim, country: str) -> tuple[Mention, ...]:
    where = next((p for p in c.place if p.country == country), None)
    span = where.span if where else c.trigger
    name = where.name if where else country
    return (Mention(span, span.text, kind="host", entity=Entity(country, name, country, "GOV")),)


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
    return Reason(reason.frame, (*rules, "recipient by nearness: the sentence's other party"))


def _hosted(reason: Reason) -> Reason:
    return Reason(reason.frame, (*reason.rules, "recipient: the host that the forces are to help"))
