"""The order of resolution: names first, then what refers back to them, then claims one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tocsin.records import Article, Claim, Draft, Link, Mention, Place, When
from tocsin.resolve.assessments import judged
from tocsin.resolve.contexts import with_contexts
from tocsin.resolve.countries import settle
from tocsin.resolve.country_choice import choose
from tocsin.resolve.dates import resolve_when
from tocsin.resolve.parties import Parties
from tocsin.resolve.places import PlaceContext, locate, place_names, survey
from tocsin.resolve.speech import own_words
from tocsin.resolve.unsaid import apart, by_place, fill, known, repeat, serve_hosts, visits

_HISTORICAL = timedelta(days=730)
_AT_TOWNS = {"ASSAULT", "CONSULT", "PROTEST", "AGREE", "COERCE"}


def resolve(article: Article, draft: Draft) -> Draft:
    """The draft with entities, places and dates filled in, and with ids derived from content."""
    parties, phrased, done = by_rules(article, draft)
    chosen = map(known, map(apart, choose(phrased, done, parties)))
    claims = [with_contexts(replace(c, id=claim_id(article, c))) for c in chosen]
    return replace(
        draft,
        claims=tuple(_linked(c, claims) for c in claims),
        assessments=tuple(judged(article, a, parties) for a in draft.assessments),
    )


def by_rules(article: Article, draft: Draft) -> tuple[Parties, list[Claim], list[Claim]]:
    """The parties of the text, its claims as their phrases alone say, and as the rules leave them;
    the trained choice of countries is still to come."""
    parties = Parties(draft.mentions, article.text)
    context = survey(
        place_names(draft.mentions, article.text), article.text, countries=parties.countries
    )
    parties.places = context
    told = (_at_towns(c, parties, context) for c in draft.claims)
    phrased = [_claim(article, c, parties, context) for c in told]
    settled = [fill(own_words(settle(c, parties)), parties.of_sentence) for c in phrased]
    return parties, phrased, list(map(by_place, map(visits, serve_hosts(repeat(settled)))))


def _linked(c: Claim, claims: list[Claim]) -> Claim:
    """The claim with the ids of the claims that it is linked to instead of their indexes."""
    return replace(
        c,
        links=tuple(
            Link(x.kind, claims[x.other].id if isinstance(x.other, int) else x.other)
            for x in c.links
        ),
    )


def _claim(article: Article, c: Claim, parties: Parties, context: PlaceContext) -> Claim:
    place = tuple(locate(p.span, context) for p in c.place)
    where = next((p.country for p in place if p.country), None)
    attributions = tuple(
        replace(a, source=m) for a in c.attributions for m in parties.speaking(a.source)
    )
    parties.hear(attributions)
    actors = _unique(m for x in c.actors for m in parties.resolve(x, where))
    recipients = _unique(m for x in c.recipients for m in parties.resolve(x, where))
    when = resolve_when(c.when.span, article.published, tense=c.time) if c.when else None
    return replace(
        c,
        actors=actors,
        recipients=recipients,
        place=place,
        attributions=attributions,
        when=when,
        time=_time(c.time, when, article.published),
    )


def _at_towns(c: Claim, parties: Parties, context: PlaceContext) -> Claim:
    """ "the London bombings", "the Mosul battle": a town right before the noun is where it was, not
    who did it."""
    beside = [x for x in c.actors if c.type in _AT_TOWNS and x.span.end + 1 == c.trigger.start]
    towns = [x for x in beside if _is_town(x, parties, context)]
    if not towns:
        return c
    known = {p.span.start for p in c.place}
    place = c.place + tuple(Place(x.span) for x in towns if x.span.start not in known)
    return replace(c, actors=tuple(x for x in c.actors if x not in towns), place=place)


def _is_town(x: Mention, parties: Parties, context: PlaceContext) -> bool:
    if x.kind not in ("name", "modifier"):
        return False
    if any(m.entity and m.entity.country for m in parties.resolve(x, None)):
        return False
    return locate(x.span, context).precision in ("city", "region")


def _unique(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    seen: dict[tuple[str, str], Mention] = {}
    for m in mentions:
        seen.setdefault((m.span.text, m.entity.id if m.entity else ""), m)
    return tuple(seen.values())


def _time(time: str, when: When | None, published: date | None) -> str:
    """What ended more than about two years before publication is historical."""
    if time != "past" or when is None or when.end is None or published is None:
        return time
    return "historical" if published - when.end > _HISTORICAL else time


def claim_id(article: Article, c: Claim) -> str:
    """Sixteen hex digits from the article's text, the trigger, the type and the parties."""
    parts = [article.id, str(c.trigger.start), str(c.trigger.end), c.type]
    for group in (c.actors, c.recipients):
        parts.append(";".join(f"{m.span.start}:{m.entity.id if m.entity else ''}" for m in group))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
