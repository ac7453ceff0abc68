"""Which earlier mention a later one stands for: names, titles, "the group", "both sides", pronouns.

One reading of the text from the left: every mention joins a referent that is there already, or
starts a new one. The surest rules come first, as in the sieves of Lee et al. (2013, Computational
Linguistics 39:4): appositions, names, counted groups, definite phrases, pronouns.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.records import Mention
from tocsin.resolve import groups, pronouns
from tocsin.resolve.naming import NameIndex, same_person
from tocsin.resolve.nominals import nominal_antecedent
from tocsin.resolve.pronouns import Scene, form_of
from tocsin.resolve.referents import Facts, Referent, describe, honorifics, words

_HONORIFIC = frozenset().union(*honorifics().values()) | {"dr"}
_APPOSITION_GAP, _APPOSITION_REACH = 3, 6


def antecedents(mentions: Sequence[Mention]) -> dict[int, tuple[int, ...]]:
    """Indexes of anaphoric mentions, each with the indexes of the mentions that it stands for.

    ``mentions`` are those of the whole document in text order; ``entity`` may be filled where a
    phrase itself says who it is. Every answer is the mention that says most about the referent (one
    with an entity, else the longest name, else the first), so no chain has to be followed; several
    for "both countries" or "they" after "A and B". A short name in a title may point forwards to
    the full name. Mentions that refer to nothing found are left out.
    """
    reading = _Reading(mentions)
    for index in range(len(mentions)):
        reading.step(index)
    reading.find_speakers()
    return reading.links()


class _Reading:
    """State of one reading of a document."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.facts: list[Facts] = [describe(m) for m in mentions]
        self.of: list[Referent | None] = [None] * len(mentions)
        self.many: dict[int, tuple[Referent, ...]] = {}
        self.names = NameIndex()
        self.scene = Scene(mentions, self.facts, self.of)
        self.joined = groups.find_all(mentions, self.facts)

    def step(self, index: int) -> None:
        """Give one mention its referent, an old or a new one."""
        mention = self.mentions[index]
        if mention.kind == "pronoun":
            self._pronoun(index)
        elif not _HONORIFIC.issuperset(words(mention.span.text)):
            self._phrase(index)
        self._close_group(index)

    def _pronoun(self, index: int) -> None:
        form = form_of(self.mentions[index])
        if form == "reciprocal":
            last = pronouns.last_subject(self.scene, index)
            found = self.of[last] if last >= 0 else None
        else:
            found = pronouns.antecedent(self.scene, index) if form in pronouns.WINDOW else None
        if found is not None:
            self._join(index, found)

    def _phrase(self, index: int) -> None:
        mention, facts = self.mentions[index], self.facts[index]
        found = self._apposed(index)
        if facts.name:
            named = self.names.find(facts, mention.entity)
            found = self._merge(named, found) if named and found else named or found
        elif found is None:
            self.many[index] = groups.members(self.scene, index)
            found = None if self.many[index] else nominal_antecedent(self.scene, index)
        self._join(index, found or Referent(facts.kinds, plural=facts.plural))
        if self.many.get(index):
            self._referent(index).members = self.many[index]

    def _referent(self, index: int) -> Referent:
        found = self.of[index]
        if found is None:
            raise LookupError(f"mention {index} has no referent")
        return found

    def _join(self, index: int, referent: Referent) -> None:
        self.of[index] = referent
        referent.add(index, self.mentions[index], self.facts[index])
        if self.facts[index].name:
            self.names.add(referent, self.facts[index].name)

    def _merge(self, one: Referent, other: Referent) -> Referent:
        if one is not other:
            one.absorb(other)
            for k in other.mentions:
                self.of[k] = one
        return one

    def _apposed(self, index: int) -> Referent | None:
        """The referent of a mention beside it: "Sergei Lavrov, the minister"."""
        mention = self.mentions[index]
        for k in range(index - 1, max(-1, index - _APPOSITION_REACH), -1):
            other = self.mentions[k]
            gap = mention.span.start - other.span.end
            beside = other.span.text in mention.descriptors
            near = beside and mention.span.text in other.descriptors and gap <= _APPOSITION_GAP
            if near and _may_be_one(self.facts[index], self.facts[k]):
                return self.of[k]
        return None

    def _close_group(self, index: int) -> None:
        """At the last of "A, B and C", the three together become a referent."""
        found = [self.of[k] for k in self.joined.get(index, ())]
        members = tuple(dict.fromkeys(r for r in found if r is not None))
        if len(members) > 1:
            kinds = frozenset.union(*(r.kinds for r in members))
            self.scene.groups[index] = Referent(kinds, plural=True, members=members)

    def find_speakers(self) -> None:
        """Find who "we" and "I" are; last, as the speaker often follows the quotation."""
        for index, mention in enumerate(self.mentions):
            if form_of(mention) in ("we", "I"):
                self.of[index] = pronouns.speaker(self.scene, index)

    def links(self) -> dict[int, tuple[int, ...]]:
        """For every mention the telling mentions of its referent or of its referent's members."""
        found: dict[int, tuple[int, ...]] = {}
        for index, referent in enumerate(self.of):
            if referent is None:
                continue
            parts = referent.members or (referent,)
            told = tuple(self._telling(part) for part in parts)
            if told and told != (index,):
                found[index] = told
        return found

    def _telling(self, referent: Referent) -> int:
        """The mention with an entity, else with the longest name, else the first one."""

        def rank(k: int) -> tuple[bool, int, int]:
            return self.mentions[k].entity is not None, len(self.facts[k].name), -k

        return max(referent.mentions, key=rank)


def _may_be_one(one: Facts, other: Facts) -> bool:
    """Two appositions of unlike kinds, or two unlike names of persons, are a misread list."""
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    persons = "person" in one.kinds & other.kinds and one.name and other.name
    return not persons or same_person(one.name, other.name)
