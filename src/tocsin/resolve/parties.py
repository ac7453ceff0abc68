"""Who a mention stands for: by its own words, by what it refers back to, or by its surroundings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tocsin.records import Attribution, Entity, Mention
from tocsin.resolve.coreference import antecedents
from tocsin.resolve.entities import KURDISH, Context, identify_all
from tocsin.resolve.origins import origin
from tocsin.resolve.places import PlaceContext, locate

_FIRST_PERSON = {"we", "us", "our", "ours", "i", "my", "me", "ourselves"}
_POSSESSIVE = {"its", "their", "his", "her", "our", "my"}
_NO_STATE = {"IGO", "NGO", "MNC", "INT", None}


class Parties:
    """The actors of one document. Built once from its mentions in text order."""

    def __init__(self, mentions: Sequence[Mention], text: str = "") -> None:
        self.mentions = list(mentions)
        self._text = text
        own = [identify_all(m, Context()) for m in self.mentions]
        self.countries: Counter[str] = Counter(
            e.country for found in own for e in found if e.country and e.country not in _NO_STATE
        )
        filled = [
            replace(m, entity=found[0]) if found and found[0].country else m
            for m, found in zip(self.mentions, own, strict=True)
        ]
        self._own = own
        self._at = {(m.span.start, m.span.end): i for i, m in enumerate(self.mentions)}
        self._links = antecedents(filled)
        self.places = PlaceContext()
        self._place_names = {m.span.start: m.span for m in self.mentions if _is_place(m)}
        self._by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for m in self.mentions:
            self._by_sentence[m.sentence].append(m)
        self._speaker: tuple[Entity, ...] = ()
        self.home = self.countries.most_common(1)[0][0] if self.countries else None
        self._kurds = next((k for k in KURDISH if k in self.countries), None)

    def hear(self, attributions: Sequence[Attribution]) -> None:
        """Remember who speaks: "we" in what follows is that speaker."""
        said = tuple(a.source.entity for a in attributions if a.source.entity is not None)
        if said:
            self._speaker = said[:1]

    def speaking(self, mention: Mention) -> tuple[Mention, ...]:
        """Who a source is; a pronoun that refers to nobody known is the last speaker."""
        found = self.resolve(mention, None)
        lost = mention.kind == "pronoun" and not any(m.entity for m in found)
        return tuple(replace(mention, entity=e) for e in self._speaker) or found if lost else found

    def resolve(self, mention: Mention, where: str | None) -> tuple[Mention, ...]:
        """One mention for every entity that the phrase stands for; itself if there is none.

        ``where`` is the country of the event's place, the default for people with no country named.
        """
        found = self._entities(mention, where)
        return tuple(replace(mention, entity=e) for e in found) if found else (mention,)

    def named(self, mention: Mention) -> tuple[str, ...]:
        """Countries that a phrase names, by itself or by what it refers back to; nothing guessed
        from its surroundings."""
        if mention.kind == "pronoun" and mention.span.text.lower() in _FIRST_PERSON:
            return ()
        own = identify_all(mention, Context())
        if not any(e.country for e in own) and (home := self._origin(mention)):
            return (home,)
        found = own if any(e.country for e in own) else self._linked(mention, None, guess=False)
        return tuple(dict.fromkeys(e.country for e in found if e.country))

    def of_sentence(self, number: int) -> list[Mention]:
        """The sentence's mentions that stand for somebody, with their entities."""
        found = (x for m in self._by_sentence[number] for x in self.resolve(m, None))
        return [x for x in found if x.entity and x.entity.country]

    def _entities(self, mention: Mention, where: str | None) -> tuple[Entity, ...]:
        if mention.kind == "pronoun" and mention.span.text.lower() in _FIRST_PERSON:
            return self._speaker
        kurdish = "kurd" in mention.span.text.lower()
        own = identify_all(mention, Context(kurds=self._kurds if kurdish else None))
        if mention.kind in ("modifier", "cue") or any(e.country or _is_body(e) for e in own):
            return own
        if home := self._origin(mention):
            return identify_all(mention, Context(home, names=True))
        linked = self._linked(mention, where)
        if linked:
            return tuple(_with_sector(e, own) for e in linked)
        if mention.kind == "pronoun":
            return ()
        owner = self._owner(mention, where)
        if owner:
            return identify_all(mention, Context(country=owner)) or own
        there = self._located(mention)
        return (
            there or identify_all(mention, Context(country=where or self.home, names=True)) or own
        )

    def _known(self, k: int) -> tuple[Entity, ...]:
        """Entities of a mention by its own words and those right after it."""
        own, mention = self._own[k], self.mentions[k]
        home = None if any(e.country for e in own) else self._origin(mention)
        return identify_all(mention, Context(home, names=True)) if home else own

    def _origin(self, mention: Mention) -> str | None:
        return origin(mention, self._text, self._place_names, self.places)

    def _owner(self, mention: Mention, where: str | None) -> str | None:
        """Country of the possessor: "its citizens", "their troops"."""
        first = mention.span.text.split(" ", 1)[0]
        if first.lower() not in _POSSESSIVE:
            return None
        i = self._at.get((mention.span.start, mention.span.start + len(first)))
        if i is None:
            return None
        found = self._entities(self.mentions[i], where)
        return next((e.country for e in found if e.country), None)

    def _located(self, mention: Mention) -> tuple[Entity, ...]:
        """A place that stands for those who are there: "Homs was shelled"."""
        if not any(label == "LOC" for _, label in mention.names):
            return ()
        country = locate(mention.span, self.places).country
        return (Entity(country, mention.span.text, country),) if country else ()

    def _linked(
        self, mention: Mention, where: str | None, *, guess: bool = True
    ) -> tuple[Entity, ...]:
        """Entities of what the mention refers back to; with ``guess``, of the country around it if
        that says none."""
        i = self._at.get((mention.span.start, mention.span.end))
        if i is None or i not in self._links:
            return ()
        found = tuple(e for k in self._links[i] for e in self._known(k) if e.country)
        if found or not guess:
            return found
        around = Context(country=where or self.home, kurds=self._kurds)
        return tuple(e for k in self._links[i] for e in identify_all(self.mentions[k], around))


def _is_place(m: Mention) -> bool:
    return m.kind == "name" and bool(m.names) and m.names[0][1] == "LOC"


def _is_body(e: Entity) -> bool:
    """A known body without a country of its own, such as a transnational armed group."""
    return e.country is None and e.id.startswith("?/TER:")


def _with_sector(entity: Entity, own: tuple[Entity, ...]) -> Entity:
    """The phrase's own sector ("the army") is kept over the antecedent's."""
    sector = own[0].sector if own and own[0].sector else entity.sector
    return replace(entity, sector=sector)
