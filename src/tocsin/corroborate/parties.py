"""Who takes part: the parties of a claim in a form that two claims can be compared by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tocsin.records import Mention

_COLLECTIVE = frozenset({"IGO", "NGO", "MNC", "INT"})
"""Codes that many bodies share: their names tell them apart."""
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


_MOST = 1 << 16


@dataclass(frozen=True, slots=True)
class Party:
    """One party: ISO 3166 alpha-3 or collective code, sector, and the words that name it, in
    lower case. Each may be missing."""

    country: str | None
    sector: str | None
    words: frozenset[str]

    @property
    def state(self) -> bool:
        """Whether the code stands for one country."""
        return self.country is not None and self.country not in _COLLECTIVE

    @property
    def official(self) -> bool:
        """Whether it is a body of the state, or the state itself."""
        return self.state and (self.sector is None or self.sector in _OFFICIAL)


_MADE: dict[int, tuple[tuple[Mention, ...], tuple[Party, ...]]] = {}
"""Parties by the identity of what they were made of, which is kept so that it stays the only one
with that number: looking mentions up by what they say costs more than reading them."""


@lru_cache(maxsize=_MOST)
def party(mention: Mention) -> Party:
    """The party that a mention stands for."""
    entity = mention.entity
    text = mention.span.text if mention.kind != "pronoun" or entity is None else entity.name
    words = frozenset(word.strip(".,'’\"").lower() for word in text.split())
    return Party(
        entity.country if entity else None,
        entity.sector if entity else None,
        words - {"", "the", "a", "an", "of", "its", "his", "their"},
    )


def parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    """The parties of mentions, each once."""
    return tuple(dict.fromkeys(party(mention) for mention in mentions))


def parties_of(mentions: tuple[Mention, ...]) -> tuple[Party, ...]:
    """As `parties`, of one side of a claim that is looked at again and again."""
    held = _MADE.get(id(mentions))
    if held is not None and held[0] is mentions:
        return held[1]
    if len(_MADE) >= _MOST:
        _MADE.clear()
    found = parties(mentions)
    _MADE[id(mentions)] = (mentions, found)
    return found


def countries(mentions: Iterable[Mention]) -> frozenset[str]:
    """The codes of the countries and bodies that the mentions stand for."""
    codes = (mention.entity.country for mention in mentions if mention.entity)
    return frozenset(code for code in codes if code)


def claimant(mention: Mention) -> str:
    """Who somebody is in a list of claimants: the ISO code of a state or one of its bodies, else
    the name."""
    who = party(mention)
    if who.official and who.country:
        return who.country
    return mention.entity.name if mention.entity else mention.span.text
