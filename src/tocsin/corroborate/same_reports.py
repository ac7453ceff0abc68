"""Whether two short reports tell of one event, and whether they agree on it.

Two reports that somebody puts side by side (same country, same week, same matter) are taken to be
of one event unless something tells them apart: other days, places far from one another or under
other names, parties that changed places, another party in one role. What is claimed is read from
the coded claims, and where those are silent from the words themselves. Shared words never speak
for one event; they only say when other names count against it, since a form of words that is
filled in twice ("X ordered Y's envoy to leave") tells of two events. The word lists, signs and
weights were set by hand with the dev pairs in sight.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

from tocsin.corroborate.parties import countries
from tocsin.corroborate.same_words import content, countries_told, country_words, names, stem, words
from tocsin.records import Article, Claim, Place, distance_km

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(last |next |in the night to )?({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(today|this (?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(yesterday|last night|a day earlier|the day before)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(will|plans?|planned|intends?|is to|are to|due|next|should be able|unless|if|"
    r"would|aims? to|set to|is expected|may|later on|fear)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(den(?:y|ies|ied|ying)|declin\w+|refus\w+ to (?:say|comment|confirm)|no|not|never|nobody|"
    r"none|nor|neither|without|reject\w*|repudiat\w*|fabricat\w*|preposterous|invent\w*|false|"
    r"untrue|mistaken|dismiss\w*|insist\w*|rebut\w*|refut\w*|lie|lies|slander\w*|fairy tale|"
    r"(?:no|without) comment|cannot|won['’]t|didn['’]t|n['’]t|hoax|nonsense|baseless|longstanding "
    r"policy|silent|nothing|contradict\w*|disput\w*|disown\w*|scoff\w*|brushed|absurd|theatre|"
    r"unaware|unfounded|groundless|unproven|unverified|unsubstantiated|unconfirmed|smears?|myth|"
    r"propaganda|provocation|ridicul\w*|fantasy|concoct\w*|decline|sidestep\w*|evad\w*|bogus|"
    r"fake\w*|staged|falsif\w*|wrong\w*|unable|refer\w* (?:all )?questions|far from|rumou?rs?)\b",
    re.IGNORECASE,
)
_REACH = 14
"""How many words apart two words are looked for that may have changed places."""
_LONG = 14
"""Days beyond which reports side by side are hardly of one event."""
_NO_NAMES = frozenset({"united", "nations"})
"""Written out in one report, "UN" in the next."""
_FAR = 120.0
"""Kilometres beyond which two towns are not one place told by two names."""
_FORM = 0.5
"""Two texts that share this much of the shorter one's words use one form of words."""
"""Mean radius of the earth, km."""


@dataclass(frozen=True, slots=True)
class Told:
    """A short report and the claims that were coded from it."""

    article: Article
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two reports are of one event, with a score between 0 and 1, whether they agree (the
    same event and nothing denied, withheld or turned round), and why."""

    same: bool
    agree: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """Two reports, the earlier one first, with what is read from each."""

    texts: tuple[str, str]
    claims: tuple[tuple[Claim, ...], tuple[Claim, ...]]
    published: tuple[date | None, date | None]
    days: tuple[frozenset[date], frozenset[date]]
    named: tuple[frozenset[str], frozenset[str]]
    ahead: bool


def compare(first: Told, second: Told) -> Verdict:
    """Whether two reports tell of one event, and agree; which comes first does not matter."""
    both = sorted((first, second), key=lambda t: (t.article.published or date.max, t.article.text))
    sides = _Sides(
        (both[0].article.text, both[1].article.text),
        (both[0].claims, both[1].claims),
        (both[0].article.published, both[1].article.published),
        (_days(both[0]), _days(both[1])),
        (named(both[0].article.text), named(both[1].article.text)),
        bool(_AHEAD.search(both[0].article.text)),
    )
    found = dict(_signs(sides))
    odds = _weights()["base"] + sum(_weights()[name] * value for name, value in found.items())
    against = any(map(_AGAINST.search, sides.texts)) or any(map(_stance, sides.claims))
    same = odds > 0
    agree = same and not against and _in_step(sides)
    why = tuple(f"{name} ({_weights()[name] * value:+.1f})" for name, value in found.items())
    why += ("one of them denies, withholds or negates",) if against else ()
    return Verdict(same, agree, round(1 / (1 + math.exp(-odds)), 4), why)


def _signs(sides: _Sides) -> Iterator[tuple[str, float]]:
    yield from _time_signs(sides)
    if _far(*sides.claims):
        yield "towns far apart", 1.0
    alike = _alike(*sides.texts)
    if alike >= _FORM and _other_names(sides):
        yield "like words with other names", 1.0
    if _slots_turned(*sides.texts):
        yield "two words changed places", 1.0
    if _roles_turned(*sides.claims):
        yield "parties changed places", 1.0
    elif _other_actors(*sides.claims):
        yield "acts of other parties", 1.0
    if any(_AGAINST.search(text) for text in sides.texts):
        yield "one speaks against", 1.0


def _time_signs(sides: _Sides) -> Iterator[tuple[str, float]]:
    left, right = sides.days
    if left and right and not left & right:
        apart = min(abs((a - b).days) for a in left for b in right)
        if sides.ahead:
            yield "other days, told ahead", 1.0
        else:
            yield ("next day" if apart == 1 else "other days"), 1.0
            yield from _long(apart)
    elif not (left and right) and not sides.ahead and None not in sides.published:
        a, b = (day or date.min for day in sides.published)
        yield from _long((b - a).days)


def _long(apart: int) -> Iterator[tuple[str, float]]:
    if apart > _LONG:
        yield "far apart in time", 1.0


def _days(told: Told) -> frozenset[date]:
    """The days that the words name: weekdays are the last ones before publication."""
    text, published = told.article.text, told.article.published
    if published is None:
        return frozenset()
    found = {
        c.when.start for c in told.claims if c.when and c.when.start and c.when.start == c.when.end
    }
    for match in _WEEKDAY.finditer(text):
        found |= _weekday(match, published)
    if _TODAY.search(text):
        found.add(published)
    if _YESTERDAY.search(text):
        found.add(published - timedelta(1))
    return frozenset(found)


def _weekday(match: re.Match[str], published: date) -> set[date]:
    word = (match[1] or "").lower()
    back = (published.weekday() - _WEEKDAYS.index(match[2].lower())) % 7
    day = published - timedelta(back + (7 if word == "last " and not back else 0))
    if word == "next ":
        day += timedelta(7)
    return {day, day - timedelta(1)} if "night" in word else {day}


def named(text: str) -> frozenset[str]:
    """Names in a text: codes of countries, and other words with a capital inside sentences."""
    inside = re.sub(r"(^|[.!?:]\s+)[\"“'‘]?(?:The |A |An )?[^\W\d_]+", r"\1", text)
    found = {name for name in names(inside, start=True) if not name.isupper()}
    capitals = {word.lower() for word in re.findall(r"\b[A-Z]{4,}\b", text)}
    return frozenset(found - set(_WEEKDAYS) - capitals - _NO_NAMES) | countries_told(text)


def _other_names(sides: _Sides) -> bool:
    """Whether each side has a name that the other one lacks."""
    said = [frozenset(word.lower() for word in words(text)) for text in sides.texts]
    left, right = sides.named
    return bool(left - right - said[1]) and bool(right - left - said[0])


def _far(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether all towns and regions of one lie far from all of the other."""
    a, b = _points(left), _points(right)
    return bool(a and b) and min(distance_km(*p, *q) for p in a for q in b) > _FAR


def _points(claims: Sequence[Claim]) -> list[tuple[float, float]]:
    places: list[Place] = [place for claim in claims for place in claim.place]
    return [
        (p.lat, p.lon)
        for p in places
        if p.lat is not None and p.lon is not None and p.precision in ("city", "region")
    ]


def _alike(left: str, right: str) -> float:
    a, b = content(left), content(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _slots_turned(left: str, right: str) -> bool:
    """X, some words, Y in one; Y, the same words, X in the other."""
    return any((y, between, x) in _frames(right) for x, between, y in _frames(left))


@lru_cache(maxsize=256)
def _frames(text: str) -> frozenset[tuple[str, tuple[str, ...], str]]:
    """Two content words and what stands between them, with a content word among it."""
    parts = [stem(word) for word in words(text)]
    told = content(text) | {stem(word.lower()) for word in words(text) if word[0].isupper()}
    return frozenset(
        (parts[i], between, parts[j])
        for i in range(len(parts))
        for j in range(i + 2, min(i + _REACH, len(parts)))
        if parts[i] != parts[j]
        and {parts[i], parts[j]} <= told
        and told & set(between := tuple(parts[i + 1 : j]))
    )


def _roles_turned(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """A to B in one, B to A in the other, by acts of one type, and nothing the same way round."""
    a, b = _directed(left), _directed(right)
    turned = a & {(kind, recipient, actor) for kind, actor, recipient in b}
    straight = {kind for kind, _, _ in a & b}
    return any(kind not in straight for kind, _, _ in turned)


def _other_actors(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether the acts of every type that both tell are, as far as known, those of others."""
    shared = {c.type for c in left} & {c.type for c in right}
    pairs = [(_actors(left, kind), _actors(right, kind)) for kind in sorted(shared)]
    known = [(a, b) for a, b in pairs if a and b]
    return bool(known) and all(a.isdisjoint(b) for a, b in known)


def _actors(claims: Sequence[Claim], kind: str) -> frozenset[str]:
    own = (countries(c.actors) for c in claims if c.type == kind)
    return frozenset(k for found in own for k in found)


def _directed(claims: Sequence[Claim]) -> set[tuple[str, str, str]]:
    return {
        (claim.type, actor, recipient)
        for claim in claims
        for actor in countries(claim.actors)
        for recipient in countries(claim.recipients) or _where(claim)
        if actor != recipient
    }


def _where(claim: Claim) -> frozenset[str]:
    """The country that an act without a known recipient happens in."""
    return frozenset(place.country for place in claim.place if place.country)


def _countries_turned(left: str, right: str) -> bool:
    """Each names the other's first country, but later."""
    a, b = _in_order(left), _in_order(right)
    return bool(a and b) and a[0] != b[0] and a[0] in b and b[0] in a


def _in_order(text: str) -> list[str]:
    known = country_words()
    codes = (known.get(word.lower()) for word in words(text) if word[0].isupper())
    return list(dict.fromkeys(code for code in codes if code))


def _in_step(sides: _Sides) -> bool:
    """Whether both name one day and nothing hints that they are mirror images of one another:
    countries in the other order, one number of different people, no act of one type."""
    if not sides.days[0] & sides.days[1]:
        return False
    if _countries_turned(*sides.texts) or _roles_turned(*sides.claims):
        return False
    if _other_actors(*sides.claims):
        return False
    left, right = ({claim.type for claim in claims} for claims in sides.claims)
    if left and right and not left & right:
        return False
    counts, others = (_counted(text) for text in sides.texts)
    return all(counts[n] & others[n] for n in counts.keys() & others.keys())


def _counted(text: str) -> dict[str, frozenset[str]]:
    """What the numbers of a text count: stems of the words around each."""
    found: dict[str, frozenset[str]] = {}
    parts = words(text)
    for at, word in enumerate(parts):
        number = _spelled().get(word.lower(), word if word.isdigit() else "")
        if number and number not in ("0", "1"):
            near = frozenset(stem(w) for w in parts[at + 1 : at + 3] if len(w) > 3)
            found[number] = found.get(number, frozenset()) | near
    return found


def _stance(claims: Sequence[Claim]) -> bool:
    return any(said.stance != "asserts" for claim in claims for said in claim.attributions)


@cache
def _spelled() -> dict[str, str]:
    small = "zero one two three four five six seven eight nine ten eleven twelve".split()
    return {word: str(value) for value, word in enumerate(small)} | {"dozen": "12"}


@cache
def _weights() -> dict[str, float]:
    text = (files("tocsin.corroborate") / "data/report_weights.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {name: float(value) for name, value, *_ in rows}
