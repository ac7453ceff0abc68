"""Several at once: coordinated mentions, and "both countries", "the two leaders"."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.records import Mention
from tocsin.resolve.pronouns import Scene
from tocsin.resolve.referents import PLURAL_KINDS, Facts, Referent, words

_COUNTS = {"both": 2, "two": 2, "either": 2, "neither": 2, "2": 2, "three": 3, "3": 3,
           "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6}  # fmt: skip
_BARE = {"both", "either", "neither"}
_COMMA, _AND = (1, 2), (5, 7)  # lengths of the gaps ", ", " and ", ", and "
_MAX_MEMBERS = 12
_NEAR = 25  # characters between a subject and what its verb is about
WINDOW = 5
_MEMBERS = {
    "people": ("person",),
    "organizations": ("organization", "country"),
    "countries": ("country",),
    "places": ("place",),
}
_ANY_PARTY = {"sides", "parties", "side", "foes", "rivals", "allies", "enemies", "neighbours",
              "neighbors", "antagonists", "adversaries", "opponents", "partners"}  # fmt: skip
_SINGULAR = {"side": "organizations", "country": "countries", "party": "organizations"}


def find_all(mentions: Sequence[Mention], facts: Sequence[Facts]) -> dict[int, list[int]]:
    """Every coordination of the document: index of its last mention -> indexes of all of them."""
    found: dict[int, list[int]] = {}
    for k in range(len(mentions)):
        joined = coordinated(mentions, facts, k)
        if joined:
            found.setdefault(joined[-1], joined)
    return found


def coordinated(mentions: Sequence[Mention], facts: Sequence[Facts], first: int) -> list[int]:
    """Indexes of the mentions joined by commas and "and" from ``first`` on; empty for one."""
    found = [first]
    if mentions[first].number != "Plur":
        return []
    for k in range(first + 1, min(first + 40, len(mentions))):
        gap = mentions[k].span.start - mentions[found[-1]].span.end
        if gap > _AND[1] or mentions[k].sentence != mentions[first].sentence:
            break
        if gap in (*_COMMA, *_AND) and _alike(facts[first], facts[k]):
            found.append(k)
        if gap in _AND or len(found) == _MAX_MEMBERS:
            break
    gap = mentions[found[-1]].span.start - mentions[found[-2]].span.end if len(found) > 1 else 0
    return found if gap in _AND else []


def _alike(one: Facts, other: Facts) -> bool:
    bodies = frozenset({"organization", "country", "place"})
    if one.kinds <= bodies and other.kinds <= bodies:
        return bool(one.kinds and other.kinds)
    return bool(one.kinds & other.kinds)


def count_of(mention: Mention) -> int:
    """How many "both countries" or "the two sides" are; 0 for a phrase that does not say."""
    said = words(mention.span.text)
    if said[:1] in (("the",), ("these",), ("those",)):
        said = said[1:]
    elif said and said[0] not in _BARE:
        return 0
    return _COUNTS.get(said[0], 0) if said else 0


def members(scene: Scene, index: int) -> tuple[Referent, ...]:
    """The counted ones: a coordination of that size, else the latest so many that fit."""
    n = count_of(scene.mentions[index])
    kinds = _member_kinds(scene.facts[index])
    if not n or not kinds:
        return ()
    acting = _acting_beside(scene, index)
    found = scene.before(index, WINDOW)
    near = [(k, r) for k, r in found if r not in acting and not _all_of(r, acting)]
    for _, referent in near:
        fitting = [m for m in referent.members if _is_one(m, kinds)]
        if len(referent.members) == n == len(fitting):
            return referent.members
    singles = [r for _, r in near if not r.members and _is_one(r, kinds)]
    return _most_salient(scene, index, singles, n) or _of_countries(scene, index, near)


def _acting_beside(scene: Scene, index: int) -> list[Referent]:
    """Subjects right before a mention that is none: "Brazil and Chile urged both countries"."""
    here, same = scene.mentions[index], scene.subjects_before(index)
    near = [k for k in same if here.span.start - scene.mentions[k].span.end <= _NEAR]
    first = min((scene.mentions[k].span.start for k in near), default=here.span.start)
    joined = [k for k in same if first - scene.mentions[k].span.end <= _AND[1]]
    return [r for k in joined if (r := scene.of[k]) is not None]


def _all_of(referent: Referent, some: Sequence[Referent]) -> bool:
    return bool(referent.members) and all(m in some for m in referent.members)


def _most_salient(
    scene: Scene, index: int, found: Sequence[Referent], n: int
) -> tuple[Referent, ...]:
    """The ``n`` weightiest that are not the same country; none if there are fewer."""
    best: dict[object, Referent] = {}
    for r in sorted(found, key=lambda r: -_weight(scene, r, index)):
        best.setdefault(r.entity.id if r.entity else id(r), r)
    return tuple(best.values())[:n] if len(best) >= n > 0 else ()


def _of_countries(
    scene: Scene, index: int, near: Sequence[tuple[int, Referent]]
) -> tuple[Referent, ...]:
    """For countries that are named only by their people or bodies: those with known countries."""
    if "countries" not in scene.facts[index].kinds and scene.facts[index].head not in _ANY_PARTY:
        return ()
    by_country: dict[str, Referent] = {}
    for _, r in near:
        if r.entity and r.entity.country and not r.members:
            by_country.setdefault(r.entity.country, r)
    n = count_of(scene.mentions[index])
    return _most_salient(scene, index, list(by_country.values()), n)


def _member_kinds(facts: Facts) -> tuple[str, ...]:
    if facts.head in _ANY_PARTY:
        return ("country", "organization")
    kind = _SINGULAR.get(facts.head, "") or next(iter(sorted(facts.kinds & PLURAL_KINDS)), "")
    return _MEMBERS.get(kind, ())


def _is_one(referent: Referent, kinds: tuple[str, ...]) -> bool:
    named = bool(referent.names) or referent.entity is not None
    return named and not referent.plural and bool(referent.kinds & set(kinds))


def _weight(scene: Scene, referent: Referent, index: int) -> float:
    """Salience: mentions of the last sentences, near ones and subjects count more."""
    total = 0.0
    here = scene.mentions[index].sentence
    for k in reversed(referent.mentions):
        apart = here - scene.mentions[k].sentence
        if apart > WINDOW:
            break
        if k < index:
            total += (1.5 if scene.mentions[k].subject else 1.0) / (1 + apart)
    return total
