"""Who a claimant is: the code of a state, else the best name that the reports of the event have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tocsin.corroborate.parties import Party, claimant, party
from tocsin.records import Mention

_ORGANISATION = r"(?:Alliance|Army|Coalition|Committee|Council|Front|Movement|Party|Rally|Union)"
_NAME = re.compile(
    rf"(?:{_ORGANISATION} (?:for|of)(?: the)? )?[A-Z][\w’'.&-]*"
    r"(?: (?:(?:for|of|de|du|des|and) )?[A-Z][\w’'.&-]*)*"
)
_NO_NAMES = frozenset({"A", "An", "The", "Its", "Their", "His", "Her", "One", "Some", "Our"})


def proper_name(text: str) -> str:
    """The longest name in a phrase without its article, "" if it has none.

    "Gunmen of the Northern Hills Front" gives "Northern Hills Front".
    """
    found = (_without_article(match.group()) for match in _NAME.finditer(text))
    return max(found, key=lambda name: (name.count(" "), len(name)), default="")


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in _NO_NAMES else name


class Names:
    """Names of the claimants of one event.

    States and their bodies are their ISO 3166 alpha-3 code. Others are their name; a claimant
    without one ("the rebel group") has the name that another mention of the same country and
    sector bears, if there is exactly one such name.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_kind: dict[tuple[str | None, str | None], set[str]] = {}
        for mention in mentions:
            who, name = party(mention), _own_name(mention)
            if who.sector and not who.official and _is_sure(name, mention.span.text):
                self._by_kind.setdefault((who.country, who.sector), set()).add(name)

    def of(self, mention: Mention) -> str:
        """The code or name of a claimant."""
        who = party(mention)
        if who.official:
            return claimant(mention)
        shared = _longest(self._by_kind.get((who.country, who.sector), set()))
        own = _own_name(mention)
        if len(shared) == 1 and (not _is_sure(own, mention.span.text) or own in min(shared)):
            return min(shared)
        return own or claimant(mention)


def _longest(names: set[str]) -> set[str]:
    """The names that are no part of another."""
    return {name for name in names if not any(name in other for other in names - {name})}


def _is_sure(name: str, phrase: str) -> bool:
    """Whether the capital is that of a name, not only of the first word of a sentence
    ("Gunmen")."""
    if " " in name:
        return True
    return bool(name) and (phrase == name or not phrase.startswith(name)) and name[-1] not in "sn"


def _own_name(mention: Mention) -> str:
    named = [text for text, label in mention.names if label in ("ORG", "PER")]
    if named:
        return _without_article(named[-1])
    name = proper_name(mention.span.text)
    if name or mention.entity is None:
        return name
    return proper_name(mention.entity.name)


def same_side(who: Party, others: Iterable[Party]) -> bool:
    """Whether a party is of the country of one of the others."""
    return who.state and any(who.country == other.country for other in others)
