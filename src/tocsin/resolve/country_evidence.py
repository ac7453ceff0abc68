"""What speaks for a country as a claim's actor, recipient or source: numbers for a trained choice.

One row is a country that the text names; the columns are those of `NAMES`. They look at the
model's pointers, the phrase's own words, the sentence, and the whole text with its other claims.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tocsin import ontology
from tocsin.records import Claim, Mention
from tocsin.resolve.entities import Context, identify_all
from tocsin.resolve.parties import Parties

ROLES = ("actor", "recipient", "source")
NAMES = (
    "pointer", "pointer_other", "pointer_margin", "named", "guessed", "phrases", "others_named",
    "share", "rank", "in_sentence", "gap", "gap_before", "in_title", "kind", "sector", "type",
    "said", "said_all", "countries", "acts", "receives", "speaks", "before", "same_type",
    "same_word", "places",
)  # fmt: skip
_NEAREST = 12  # so many of the text's commonest countries are always candidates
_NOT_POINTED = -8.0
_FAR = 9999
_OTHER = {"actor": "recipient", "recipient": "actor", "source": "actor"}
_KINDS = ("name", "nominal", "pronoun")
_TYPES = tuple(t.code for t in ontology.event_types())
_SECTORS = (
    "GOV", "MIL", "REB", "CVL", "COP", "OPP", "TER", "JUD", "MED", "LEG", "CRM", "HLH", "EDU",
)  # fmt: skip


def parties_of(c: Claim, role: str) -> tuple[Mention, ...]:
    """The claim's mentions in a role."""
    if role == "source":
        return tuple(a.source for a in c.attributions)
    return c.actors if role == "actor" else c.recipients


def countries_of(mentions: Iterable[Mention]) -> set[str]:
    """The countries of those mentions that have one."""
    return {m.entity.country for m in mentions if m.entity and m.entity.country}


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as its phrases say (``phrased``) and as the rules left it (``done``), with the
    model's log-odds for every country, by role."""

    phrased: Claim
    done: Claim
    odds: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Naming:
    """A mention that names a country."""

    start: int
    sentence: int
    country: str
    mention: Mention


class Evidence:
    """The evidence of one text, for all its claims. ``readings`` are in the order of the text."""

    def __init__(self, parties: Parties, readings: Sequence[Reading]) -> None:
        self._parties, self._readings = parties, readings
        self._named: dict[tuple[int, int], tuple[str, ...]] = {}
        self._namings = [
            _Naming(m.span.start, m.sentence, k, m) for m in parties.mentions for k in self.named(m)
        ]
        count = Counter(n.country for n in self._namings)
        self._order = {k: i for i, (k, _) in enumerate(count.most_common())}
        total = count.total() or 1
        self._share = {k: n / total for k, n in count.items()}
        self._title = {n.country for n in self._namings if n.sentence == 0}
        self._first: dict[str, int] = {}
        for n in self._namings:
            self._first.setdefault(n.country, n.start)
        self._says = {role: _shares(readings, _of_role(role)) for role in ROLES}
        self._places = _shares(readings, _places)

    def named(self, m: Mention) -> tuple[str, ...]:
        """The countries that a phrase names, as `Parties.named`, looked up once."""
        key = (m.span.start, m.span.end)
        if key not in self._named:
            self._named[key] = self._parties.named(m)
        return self._named[key]

    def nearest(self, country: str, c: Claim) -> Mention | None:
        """The mention that names the country nearest to the claim's trigger."""
        there = [n for n in self._namings if n.country == country]
        return min(
            (n.mention for n in there),
            key=lambda m: (
                m.sentence != c.sentence_index,
                abs(m.span.start - c.trigger.start),
            ),
            default=None,
        )

    def candidates(self, r: Reading) -> list[str]:
        """The countries that may have a role in the claim, sorted."""
        found = {k for k, i in self._order.items() if i < _NEAREST} | _places(r.phrased)
        for role in ROLES:
            found |= set(r.odds[role]) | countries_of(parties_of(r.phrased, role))
            found |= countries_of(parties_of(r.done, role))
        return sorted(found)

    def rows(self, r: Reading, role: str, candidates: Sequence[str]) -> list[list[float]]:
        """A row of `NAMES` for each candidate."""
        phrases, odds = parties_of(r.phrased, role), r.odds[role]
        named = {k for m in phrases for k in self.named(m)}
        whole = self._of_claim(r, role, phrases)
        said = countries_of(parties_of(r.done, role))
        ahead = r.phrased.trigger.start
        near = self._near(r.phrased)
        same_type, same_word = self._same(r, role)
        return [
            [
                odds.get(k, _NOT_POINTED),
                r.odds[_OTHER[role]].get(k, _NOT_POINTED),
                odds.get(k, _NOT_POINTED)
                - max((v for q, v in odds.items() if q != k), default=_NOT_POINTED),
                k in named,
                k not in named and k in countries_of(phrases),
                whole["phrases"],
                len(named - {k}),
                self._share.get(k, 0.0),
                self._order.get(k, 20),
                *_gaps(near.get(k, ()), ahead),
                k in self._title,
                whole["kind"],
                whole["sector"],
                whole["type"],
                k in said,
                len(said),
                len(self._order),
                self._says["actor"].get(k, 0.0) - (k in said and role == "actor") * self._one,
                self._says["recipient"].get(k, 0.0)
                - (k in said and role == "recipient") * self._one,
                self._says["source"].get(k, 0.0) - (k in said and role == "source") * self._one,
                self._first.get(k, math.inf) < ahead,
                _part(same_type, k),
                _part(same_word, k),
                self._places.get(k, 0.0),
            ]
            for k in candidates
        ]

    @property
    def _one(self) -> float:
        return 1 / max(1, len(self._readings))

    def _of_claim(self, r: Reading, role: str, phrases: Sequence[Mention]) -> dict[str, float]:
        kind = phrases[0].kind if phrases else ""
        return {
            "phrases": len(phrases),
            "kind": _KINDS.index(kind) + 1 if kind in _KINDS else 4 * bool(phrases),
            "sector": _sector(phrases),
            "type": _TYPES.index(r.phrased.type),
        }

    def _near(self, c: Claim) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n in self._namings:
            if n.sentence == c.sentence_index:
                found.setdefault(n.country, []).append(n.start)
        return found

    def _same(self, r: Reading, role: str) -> tuple[list[set[str]], list[set[str]]]:
        """The countries in this role of the text's other claims of the same type, and of those
        with the same word."""
        word = _word(r.done)
        others = [x.done for x in self._readings if x is not r]
        kind = [countries_of(parties_of(c, role)) for c in others if c.type == r.done.type]
        twin = [countries_of(parties_of(c, role)) for c in others if _word(c) == word]
        return kind, twin


def _gaps(starts: Sequence[int], ahead: int) -> tuple[float, float, float]:
    """How often a country is named in the sentence, and how far from the trigger; and before it."""
    gap = min((abs(s - ahead) for s in starts), default=_FAR)
    before = min((ahead - s for s in starts if s < ahead), default=_FAR)
    return len(starts), math.log1p(gap), math.log1p(before)


def _part(sets: Sequence[set[str]], country: str) -> float:
    return sum(country in s for s in sets) / len(sets) if sets else -1.0


def _shares(readings: Sequence[Reading], of: Callable[[Claim], set[str]]) -> dict[str, float]:
    count = Counter(k for r in readings for k in of(r.done))
    return {k: n / len(readings) for k, n in count.items()}


def _of_role(role: str) -> Callable[[Claim], set[str]]:
    return lambda c: countries_of(parties_of(c, role))


def _places(c: Claim) -> set[str]:
    return {p.country for p in c.place if p.country}


def _sector(phrases: Sequence[Mention]) -> int:
    """Which sector the words of the phrases tell, were their country known; -1 for none."""
    told = (e.sector for m in phrases for e in identify_all(m, Context(country="ZZZ")))
    return next((_SECTORS.index(s) for s in told if s in _SECTORS), -1)


def _word(c: Claim) -> str:
    return c.trigger.text.lower().split()[-1]
