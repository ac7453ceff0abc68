"""Whose country: the trained model's pointers to words that name it, weighed with the phrase's own
words.

A party is often put in words that name no country ("the fighters", "his troops"). The model points
from the event to any words of the text that name the acting, receiving or speaking country; here
its log-odds are added up by country, and raised where the party's own phrase says the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tocsin.records import Attribution, Claim, Entity, Lead, Mention, Score
from tocsin.resolve.entities import Context, identify_all
from tocsin.resolve.lexicon import country_name
from tocsin.resolve.parties import Parties

Named = Callable[[Mention], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds: what a country gains if the party's phrase names it (``named``) or if it was
    guessed from the phrase's surroundings (``guessed``)."""

    named: float
    guessed: float


# All log-odds here were chosen on the development documents. A country is believed from 0 on.
WEIGHTS = {"actor": Weights(3.0, 1.0), "recipient": Weights(3.0, 1.0), "source": Weights(8.0, 4.0)}
_UNSEEN = -4.0  # of a country that no word points to
_ADDED = 1.5  # what makes a party of a country that no phrase of the claim says


def settle(c: Claim, parties: Parties) -> Claim:
    """The claim whose parties and sources have the countries that model and words agree on; as it
    is if no model read it."""
    if not c.reason.leads:
        return c
    panel = {role: Panel(role, c.reason.leads, parties) for role in WEIGHTS}
    scores = tuple(s for p in panel.values() for s in p.scores())
    return replace(
        c,
        actors=panel["actor"].parties(c.actors),
        recipients=panel["recipient"].parties(c.recipients),
        attributions=panel["source"].sources(c.attributions),
        reason=replace(c.reason, scores=(*c.reason.scores, *scores), leads=()),
    )


class Panel:
    """The countries that the model points to for one role of one claim."""

    def __init__(self, role: str, leads: Sequence[Lead], known: Parties) -> None:
        self.role, self.known, self.weights = role, known, WEIGHTS[role]
        self.odds: dict[str, float] = {}
        self.best: dict[str, Lead] = {}
        for lead in leads:
            if lead.role == role:
                self._hear(lead)

    def _hear(self, lead: Lead) -> None:
        for country in self.known.named(lead.mention):
            before = self.odds.get(country, -math.inf)
            self.odds[country] = _sum(before, lead.odds)
            if country not in self.best or lead.odds > self.best[country].odds:
                self.best[country] = lead

    def scores(self) -> list[Score]:
        """The two likeliest countries with their probabilities."""
        top = sorted(self.odds, key=lambda c: (-self.odds[c], c))[:2]
        return [Score(f"{self.role}_country", c, round(_chance(self.odds[c]), 3)) for c in top]

    def chosen(self, mentions: Sequence[Mention]) -> list[str]:
        """Countries that are believed, likeliest first."""
        total = dict(self.odds)
        w = self.weights
        for m in mentions:
            country = _country(m)
            if country:
                bonus = w.named if country in self.known.named(m) else w.guessed
                total[country] = max(
                    total.get(country, _UNSEEN), self.odds.get(country, _UNSEEN) + bonus
                )
        return sorted((c for c in total if total[c] >= 0), key=lambda c: (-total[c], c))

    def parties(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions with the believed countries; a country that no phrase is left for is given
        by the words that name it, if the model is sure of it."""
        believed = self.chosen(mentions)
        out, missing = placed(mentions, believed, self.known.named)
        sure = (c for c in missing if self.odds[c] >= _ADDED)
        return (*out, *(of_country(self.best[c].mention, c) for c in sure))

    def sources(self, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """The sources with the believed countries; none is added or left out."""
        believed = self.chosen([a.source for a in found])
        return spoken(found, believed, self.known.named)


def placed(
    mentions: Sequence[Mention], believed: Sequence[str], named: Named
) -> tuple[list[Mention], list[str]]:
    """The mentions with the believed countries, and the countries that no mention is left for.

    A phrase that says none takes what is missing; one that says another is no party.
    """
    kept = [m for m in mentions if _country(m) in believed]
    missing = [c for c in believed if c not in {_country(m) for m in kept}]
    out = []
    for m in mentions:
        if m in kept:
            out.append(m)
        elif missing and not named(m):
            out += [of_country(m, c) for c in missing]
            missing = []
        elif not _country(m):
            out.append(m)
        elif not believed:
            out.append(replace(m, entity=None))
    return out, missing


def spoken(
    found: tuple[Attribution, ...], believed: Sequence[str], named: Named
) -> tuple[Attribution, ...]:
    """The sources with the believed countries; none is added or left out."""
    missing = [c for c in believed if c not in {_country(a.source) for a in found}]
    out = []
    for a in found:
        m = a.source
        if _country(m) not in believed and not named(m):
            m = of_country(m, missing.pop(0)) if missing else m
        out.append(replace(a, source=m))
    return tuple(out)


def of_country(m: Mention, country: str) -> Mention:
    """The mention as somebody of that country."""
    own = identify_all(m, Context(country=country))
    entity = next((e for e in own if e.country == country), None)
    return replace(m, entity=entity or Entity(country, country_name(country), country))


def _country(m: Mention) -> str | None:
    return m.entity.country if m.entity else None


def _sum(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
