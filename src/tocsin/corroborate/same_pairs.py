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
from tocsin.corroborate.same_traits import Side, Traits, is_fixed
from tocsin.corroborate.same_words import likeness

Features = dict[str, float]
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
"""Types that are said: the same two parties do them often, on many matters."""


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
    different days, the two sides have changed places, or other parties did it to others."""
    return _on_other_days(a, b) or _turned(a, b) or _strangers(a, b)


def _on_other_days(a: Traits, b: Traits) -> bool:
    if a.fixed is None or b.fixed is None:
        return False
    return a.fixed[0] > b.fixed[1] or b.fixed[0] > a.fixed[1]


def _turned(a: Traits, b: Traits) -> bool:
    """A to B, and B to A, all four of them states and bodies known by their codes."""
    actor, recipient = a.actors.codes, a.recipients.codes
    if len(actor) != 1 or len(recipient) != 1 or actor == recipient:
        return False
    return actor == b.recipients.codes and recipient == b.actors.codes


def _strangers(a: Traits, b: Traits) -> bool:
    """A to B, and C to D: all four known, and nobody on both sides of the comparison."""
    known = a.actors.codes and a.recipients.codes and b.actors.codes and b.recipients.codes
    return bool(known) and a.codes.isdisjoint(b.codes)


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
    yield "same words for the actor", likeness(a.actors.words, b.actors.words)
    yield "same words for the recipient", likeness(a.recipients.words, b.recipients.words)


def _side(a: Side, b: Side) -> float | None:
    """How far two sides are the same countries; None if one side is not known."""
    return _share(a, b) if a.codes and b.codes else None


def _share(a: Side, b: Side) -> float:
    if a.codes.isdisjoint(b.codes):
        return 0.0
    shared = {p.country for p in a.parties for q in b.parties if _match(p, q)}
    return min(1.0, len(shared) / min(len(a.codes), len(b.codes)))


def _match(p: Party, q: Party) -> bool:
    if p.country != q.country or p.country is None:
        return False
    return p.state or not _unlike(p, q)


def _unlike(p: Party, q: Party) -> bool:
    """Whether two bodies of a shared code have names that have nothing in common."""
    return bool(p.words) and bool(q.words) and not p.words & q.words


def _kinds_differ(a: Side, b: Side) -> bool:
    return bool(a.kinds) and bool(b.kinds) and a.kinds.isdisjoint(b.kinds)


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
    fixed = is_fixed(a) and is_fixed(b)
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
