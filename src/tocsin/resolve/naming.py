"""Whether two names are one: surname and full name, acronym and long form, short and long."""

from __future__ import annotations

from tocsin.records import Entity
from tocsin.resolve.referents import Facts, Referent, nouns

_SMALL = {"of", "the", "and", "for", "in", "on", "to", "de", "du", "la", "al", "a"}
_MIN_ACRONYM = 2


class NameIndex:
    """Referents of a document by the words of their names."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Referent]] = {}

    def add(self, referent: Referent, name: tuple[str, ...]) -> None:
        """File the referent under every word of the name and under its initials."""
        for word in {*name, *initials(name)}:
            filed = self._by_word.setdefault(word, [])
            if referent in filed:
                filed.remove(referent)
            filed.append(referent)

    def find(self, facts: Facts, entity: Entity | None) -> Referent | None:
        """The referent that bears the name in a longer or shorter form.

        Of several, one that was called just so before, else the most mentioned, else the latest.
        """
        keys = {*facts.name, *initials(facts.name)}
        found: list[Referent] = []
        for key in sorted(keys):
            found += [r for r in self._by_word.get(key, ()) if r not in found]
        fitting = [r for r in found if fits(facts, r, entity)]
        return max(fitting, key=lambda r: _claim_to(r, facts.name), default=None)


def _claim_to(referent: Referent, name: tuple[str, ...]) -> tuple[bool, int, int]:
    return name in referent.names, len(referent.mentions), referent.mentions[-1]


def fits(facts: Facts, referent: Referent, entity: Entity | None) -> bool:
    """Whether a mention with this name can be the referent."""
    if referent.kinds and facts.kinds and not referent.kinds & facts.kinds:
        return facts.name in referent.names and not _is_person(facts, referent)
    if facts.gender and referent.gender and facts.gender != referent.gender:
        return False
    if facts.label != "PER" and entity and referent.entity and entity.id != referent.entity.id:
        return False
    if "person" in facts.kinds & referent.kinds:
        return _fits_person(facts.name, referent)
    return any(same_body(facts.name, name) for name in referent.names)


def _fits_person(name: tuple[str, ...], referent: Referent) -> bool:
    """A single word must be in one of the full names, a full name must agree with all of them."""
    full = [known for known in referent.names if len(known) > 1] or list(referent.names)
    same = [same_person(name, known) for known in full]
    return any(same) if len(name) == 1 else bool(same) and all(same)


def _is_person(facts: Facts, referent: Referent) -> bool:
    return ("person" in facts.kinds) != ("person" in referent.kinds)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One name holds all words of the other ("Choe" and "Choe Son Hui"); initials are skipped."""
    a, b = _full(one), _full(other)
    if not a or not b:
        return one == other
    return a <= b or b <= a


def _full(name: tuple[str, ...]) -> set[str]:
    return {w for w in name if len(w) > 1}


def same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Equal names, an acronym and its long form, or a name cut before its general nouns."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and short[0] in initials(long):
        return True
    rest = long[len(short) :]
    return long[: len(short)] == short and all(w in nouns() or w in _SMALL for w in rest)


def initials(name: tuple[str, ...]) -> tuple[str, ...]:
    """Acronyms of a name, with and without its small words."""
    if len(name) < _MIN_ACRONYM:
        return ()
    full = "".join(w[0] for w in name)
    return full, "".join(w[0] for w in name if w not in _SMALL)
