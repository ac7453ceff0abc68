"""What speaks for and against two claims being about one event, as named numbers.

A feature is 0 where it does not apply, else up to 1 (or a small number of days on a logarithmic
scale). `same_score` weighs them and puts them in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tocsin.corroborate.days import Days, gap
from tocsin.corroborate.parties import Party
from tocsin.corroborate.same_traits import Traits
from tocsin.corroborate.same_words import likeness

Features = dict[str, float]
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_ARMED = frozenset({"REB", "PAR", "TER", "CRM", "UAF"})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
"""Types that are said: the same two parties do them often, on many matters."""
_FIXED = 2
"""A stated stretch of at most so many days fixes the day."""


def near_types(left: str, right: str) -> bool:
    """Whether tellers of one event may choose between these types."""
    return frozenset((left, right)) in _near()


@cache
def near_of(kind: str) -> tuple[str, ...]:
    """The types near to one, in alphabetical order."""
    return tuple(sorted(other for pair in _near() if kind in pair for other in pair - {kind}))


@cache
def _near() -> frozenset[frozenset[str]]:
    text = (files("tocsin.corroborate") / "data/types.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return frozenset(frozenset(row[:2]) for row in rows)


def features(left: Traits, right: Traits) -> Features:
    """The features of a pair; which comes first does not matter."""
    first, second = sorted((left, right), key=lambda traits: traits.order)
    parts = (_types, _roles, _times, _places, _wording, _position, _phase)
    return {name: value for part in parts for name, value in part(first, second) if value}


def excluded(a: Traits, b: Traits) -> bool:
    """Whether two claims cannot be about one event, whatever else speaks for it: they fix it on
    different days, or the two sides have changed places."""
    return _on_other_days(a, b) or _turned(a, b)


def _on_other_days(a: Traits, b: Traits) -> bool:
    if a.ahead or b.ahead or "ongoing" in (a.claim.time, b.claim.time):
        return False
    fixed = all(days.stated and 0 < (days.length or 99) <= _FIXED for days in (a.days, b.days))
    return fixed and (gap(a.days, b.days) or 0) > 0


def _turned(a: Traits, b: Traits) -> bool:
    """A to B, and B to A, all four of them states and bodies known by their codes."""
    sides = [_known(side) for side in (a.actors, a.recipients, b.actors, b.recipients)]
    if not all(len(side) == 1 for side in sides) or sides[0] == sides[1]:
        return False
    return sides[0] == sides[3] and sides[1] == sides[2]


def _types(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    same = a.claim.type == b.claim.type
    yield "other type", float(not same)
    if a.claim.mode and b.claim.mode and same:
        yield ("same mode" if a.claim.mode == b.claim.mode else "other mode"), 1.0
    yield "speech act", float(same and a.claim.type in _SPEECH)


def _roles(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    actor, recipient = _side(a.actors, b.actors), _side(a.recipients, b.recipients)
    swapped = max(_share(a.actors, b.recipients), _share(a.recipients, b.actors))
    straight = max(actor or 0.0, recipient or 0.0)
    yield "same actor", actor or 0.0
    yield "other actor", float(actor == 0.0)
    yield "same recipient", recipient or 0.0
    yield "other recipient", float(recipient == 0.0)
    yield "no party known", float(actor is None and recipient is None)
    yield "roles swapped", float(swapped > straight)
    yield "actor of another kind", float(_kinds_differ(a.actors, b.actors))
    yield "recipient of another kind", float(_kinds_differ(a.recipients, b.recipients))
    yield "same words for the actor", likeness(a.actor_words, b.actor_words)
    yield "same words for the recipient", likeness(a.recipient_words, b.recipient_words)


def _side(a: tuple[Party, ...], b: tuple[Party, ...]) -> float | None:
    """How far two sides are the same countries; None if one side is not known."""
    known_a, known_b = _known(a), _known(b)
    if not known_a or not known_b:
        return None
    return _share(a, b)


def _share(a: tuple[Party, ...], b: tuple[Party, ...]) -> float:
    known_a, known_b = _known(a), _known(b)
    lighter = min(len(known_a), len(known_b))
    shared = {p.country for p in a for q in b if _match(p, q)}
    return min(1.0, len(shared) / lighter) if lighter else 0.0


def _known(side: tuple[Party, ...]) -> set[str]:
    return {party.country for party in side if party.country}


def _match(p: Party, q: Party) -> bool:
    if p.country != q.country or p.country is None:
        return False
    return p.state or not _unlike(p, q)


def _unlike(p: Party, q: Party) -> bool:
    """Whether two bodies of a shared code have names that have nothing in common."""
    return bool(p.words) and bool(q.words) and not p.words & q.words


def _kinds_differ(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    kinds_a = {_kind(party.sector) for party in a if party.sector}
    kinds_b = {_kind(party.sector) for party in b if party.sector}
    return bool(kinds_a) and bool(kinds_b) and not kinds_a & kinds_b


def _kind(sector: str | None) -> str:
    if sector in _STATE:
        return "state"
    return "armed" if sector in _ARMED else sector or ""


def _times(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    apart = gap(a.days, b.days)
    if apart is None:
        return
    moved = a.ahead != b.ahead or (a.ahead and b.ahead)
    if a.days.stated and b.days.stated:
        yield from _stated(a.days, b.days, apart, moved=moved)
    elif a.days.stated or b.days.stated:
        yield "fits the day", float(apart == 0)
        yield "days off", _log(apart)
    else:
        yield "days between reports", _log(_published(a, b))


def _stated(a: Days, b: Days, apart: int, *, moved: bool) -> Iterator[tuple[str, float]]:
    fixed = all(0 < (days.length or 99) <= _FIXED for days in (a, b))
    if apart == 0:
        yield ("same day" if fixed else "days overlap"), 1.0
    elif moved:
        yield "another day, planned", 1.0
        yield "days off, planned", _log(apart)
    else:
        yield "another day", 1.0
        yield "days off, stated", _log(apart)


def _published(a: Traits, b: Traits) -> int:
    if a.report.day is None or b.report.day is None:
        return 7
    return abs((a.report.day - b.report.day).days)


def _log(days: int) -> float:
    return math.log2(1 + days)


def _places(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    if a.places and b.places:
        shared = bool(a.places & b.places)
        yield ("same place" if shared else "another place"), 1.0
        return
    told = (a.places & b.names) | (b.places & a.names)
    yield "place named in the other", float(bool(told))
    yield "place missing in the other", float(bool(a.places or b.places) and not told)


def _wording(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    yield "same trigger word", float(bool(a.trigger & b.trigger))
    yield "like words", likeness(a.near, b.near)
    yield "like sentences", likeness(a.around, b.around)
    if a.told and b.told:
        yield "same countries in the sentence", len(a.told & b.told) / len(a.told | b.told)
    if a.numbers and b.numbers:
        yield ("same number" if a.numbers & b.numbers else "other number"), 1.0
    yield "said to be another", float(a.again != b.again)


def _position(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    if a.report.article != b.report.article:
        if a.claim.sentence.text == b.claim.sentence.text:
            alike = a.claim.trigger.text == b.claim.trigger.text
            yield ("same sentence in a copy" if alike else "copy, other words"), 1.0
        return
    apart = abs(a.claim.sentence_index - b.claim.sentence_index)
    yield "same article", 1.0
    yield "same sentence", float(apart == 0)
    yield "next sentence", float(apart == 1)
    first = min(a.claim.sentence_index, b.claim.sentence_index)
    yield "title and lead", float(first == 0 and apart in (1, 2))


def _phase(a: Traits, b: Traits) -> Iterator[tuple[str, float]]:
    if a.ahead and not b.ahead:
        yield "foretold, then told", 1.0
    elif b.ahead and not a.ahead:
        yield "told, then foretold", 1.0
    elif a.ahead and b.ahead:
        yield "both ahead", 1.0
    yield "asserted and not", float(a.claim.polarity != b.claim.polarity)
