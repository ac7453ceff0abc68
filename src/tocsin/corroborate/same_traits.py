"""What of a report counts when it is compared with another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tocsin.corroborate.days import Days, days_of, order
from tocsin.corroborate.parties import Party, parties
from tocsin.corroborate.same_words import (
    content,
    countries_told,
    country_words,
    names,
    stem,
    words,
)
from tocsin.records import Claim, Mention, Report

JOINT = frozenset({"CONSULT", "COOPERATE"})
"""Types whose parties stand side by side: who is named first says nothing."""
_AGAIN = re.compile(
    r"\b(another|second|third|fourth|new|fresh|further|again|next)\b", re.IGNORECASE
)
_AHEAD = frozenset({"planned", "conditional", "threatened", "demanded", "possible"})


Order = tuple[date, str, int, str]
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_ARMED = frozenset({"REB", "PAR", "TER", "CRM", "UAF"})
_FIXED = 2
"""A stated stretch of at most so many days fixes the day."""


@dataclass(frozen=True, slots=True)
class Side:
    """The parties on one side, their codes, what kinds of bodies they are, and their words."""

    parties: tuple[Party, ...]
    codes: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """A report, taken apart. ``order`` sorts by day, article, offset and id. Words are stems but
    for ``names``, ``places`` and ``numbers``; ``near`` are those of the trigger and of what
    belongs to the claim, ``around`` those of the whole sentence. ``fixed`` are the days of a past
    event if the claim pins them down."""

    id: str
    order: Order
    report: Report
    days: Days
    fixed: tuple[date, date] | None
    actors: Side
    recipients: Side
    trigger: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    told: frozenset[str]
    ahead: bool
    again: bool

    @property
    def claim(self) -> Claim:
        """The claim of the report."""
        return self.report.claim

    @property
    def codes(self) -> frozenset[str]:
        """Countries and bodies of its parties."""
        return self.actors.codes | self.recipients.codes


def traits(report: Report) -> Traits:
    """The traits of a report."""
    claim = report.claim
    actors, recipients = claim.actors, claim.recipients
    if claim.type in JOINT:
        actors, recipients = (*actors, *recipients), ()
    who, whom = side(actors), side(recipients)
    days, ahead = days_of(report), claim.modality in _AHEAD
    trigger = frozenset(stem(word) for word in words(claim.trigger.text))
    said = content(" ".join([*_texts(claim)]))
    return Traits(
        id=claim.id,
        order=order(report),
        report=report,
        days=days,
        fixed=None if ahead or claim.time == "ongoing" else _fixed(days),
        actors=who,
        recipients=whom,
        trigger=trigger,
        near=trigger | said | who.words | whom.words,
        around=content(claim.sentence.text),
        names=names(claim.sentence.text),
        places=_places(claim),
        numbers=frozenset(n for q in claim.quantities for n in _figures(q.low, q.high)),
        told=countries_told(claim.sentence.text),
        ahead=ahead,
        again=_AGAIN.search(_before(claim)) is not None,
    )


def side(mentions: tuple[Mention, ...]) -> Side:
    """The parties of one side."""
    found = parties(mentions)
    codes = frozenset(party.country for party in found if party.country)
    kinds = frozenset(_kind(party.sector) for party in found if party.sector)
    return Side(found, codes, kinds, _stems(mentions))


def _kind(sector: str) -> str:
    if sector in _STATE:
        return "state"
    return "armed" if sector in _ARMED else sector


def is_fixed(days: Days) -> bool:
    """Whether so few days are stated that they fix the day of the event."""
    return days.stated and 0 < (days.length or 99) <= _FIXED


def _fixed(days: Days) -> tuple[date, date] | None:
    if not is_fixed(days) or days.first is None or days.last is None:
        return None
    return (days.first, days.last)


def _stems(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return content(" ".join(mention.span.text for mention in mentions))


def _texts(claim: Claim) -> list[str]:
    """The words right after the trigger, and those of place and quantities."""
    at = claim.trigger.end - claim.sentence.start
    after = re.split(r"[,;:]", claim.sentence.text[at : at + 60])[0]
    spans = [*(place.span for place in claim.place), *(q.span for q in claim.quantities)]
    return [after, *(span.text for span in spans)]


def _before(claim: Claim) -> str:
    at = max(0, claim.trigger.start - claim.sentence.start)
    return claim.sentence.text[max(0, at - 18) : at + len(claim.trigger.text)]


def _places(claim: Claim) -> frozenset[str]:
    found = [names(place.span.text, start=True) for place in claim.place]
    return frozenset().union(*found) - country_words().keys()


def _figures(low: float | None, high: float | None) -> list[str]:
    return [f"{value:g}" for value in {low, high} if value is not None and value > 1]
