"""What one uncoordinated actor phrase says: its head, whose it is, and its sector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.resolve.actor_phrase import Item
from tocsin.resolve.lexicon import Known, Role, roles

_ARMED = {"MIL", "COP", "REB", "PAR", "TER"}
_GROUPS = {"REB", "PAR", "TER"}
_CLITIC = re.compile(r"['’]s?$")
_NO_STATE = {"IGO", "INT"}
_LOYAL = {"pro-government", "pro-regime", "pro-assad"}
_BODIES = {"organisation", "person", "seat", "definite"}
_POSSESSIVES = {"its", "their", "his", "her", "our", "my", "your"}


class Reading(NamedTuple):
    """The head of a phrase (a known name, a role noun, or neither) and what stands around it.

    ``owner`` is the name that says whose the role is, ``sector`` the sector by the phrase's words,
    ``named`` the unknown proper name at its end ("Minister Ellwood": Ellwood), ``said`` the head as
    written, ``places`` capitalised words that may be a town. ``bare`` is a known name alone,
    ``short`` one in capitals ("US"), ``after`` an owner behind the head, ``follower`` a phrase
    like "its allies", ``town`` one that is tagged as a place.
    """

    head: Known | None
    role: Role | None
    owner: Known | None
    sector: str | None
    named: str = ""
    said: str = ""
    places: tuple[str, ...] = ()
    bare: bool = False
    short: bool = False
    definite: bool = False
    after: bool = False
    follower: bool = False
    town: bool = False

    @property
    def empty(self) -> bool:
        return self.head is None and self.role is None


def read(items: Sequence[Item], head: str = "") -> Reading:
    """The reading of one part; ``head`` is the normal form of its head word, if grammar gave it."""
    core, tail = _cut(items)
    outer: list[Item] = []
    while _contains(core, tail):
        outer += core
        core, tail = _cut(tail[1:])
    at = _head(core, head)
    if at is None:
        return _nameless(core, tail, outer)
    item = core[at]
    before = _owner(core[:at])
    owner = before or _owner_in(tail, item) or _owner(outer) or _leading(core)
    sector = _role_sector(core, at, tail) if item.role else _known_sector(core, at)
    return Reading(
        head=item.known,
        role=item.role,
        owner=owner,
        sector=sector,
        named=_name_after(core, at),
        said=_CLITIC.sub("", item.text),
        places=_places(core[:at]) + _places_in(tail),
        bare=item.known is not None and len(core) - (core[0].kind == "determiner") == 1,
        short=item.text.isupper(),
        definite=bool(items) and items[0].norm == "the",
        after=before is None,
        follower=bool(items) and items[0].norm in _POSSESSIVES,
    )


def _cut(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The part up to the first preposition or verb after something with content, and the rest."""
    seen = False
    for i, item in enumerate(items):
        if item.kind in ("owner", "other") and seen:
            return list(items[:i]), list(items[i:])
        seen = seen or item.kind != "determiner"
    return list(items), []


def _contains(core: Sequence[Item], tail: Sequence[Item]) -> bool:
    """ "hundreds of", "members of": what follows is meant."""
    role = core[-1].role if core else None
    return role is not None and role.kind == "container" and len(tail) > 1 and tail[0].norm == "of"


def _head(core: Sequence[Item], head: str) -> int | None:
    """Index of the head: the item that the grammar names, else the last name or role."""
    found = [i for i, x in enumerate(core) if (x.known and x.kind == "known") or x.role]
    if not found:
        return None
    for i in reversed(found):
        if head and core[i].norm.split()[-1] == head:
            return i
    solid = [i for i in found if core[i].role is None or core[i].role.kind != "container"]  # type: ignore[union-attr]
    return (solid or found)[-1]


def _nameless(core: Sequence[Item], tail: Sequence[Item], outer: Sequence[Item]) -> Reading:
    """Neither a known name nor a role noun: an unknown name, or a thing that may have an owner."""
    name = _name_after(core, -1)
    owner = _leading(core) or _owner(outer) or (_owner_in(tail, None) if outer else None)
    modifiers = roles().modifiers
    sector = next((modifiers[x.norm] for x in reversed(outer) if x.norm in modifiers), None)
    return Reading(None, None, owner, sector, name, places=_places(core))


def _owner(before: Sequence[Item]) -> Known | None:
    """The nearest name; a state is preferred to "Western" or "Kurdish" beside it."""
    vague: Known | None = None
    for item in reversed(before):
        known = item.known if item.kind == "known" else None
        if known is None:
            continue
        if known.kind == "ethnic" or (known.kind == "adjective" and known.country in _NO_STATE):
            vague = vague or known
        elif known.kind != "person" or known.country:
            return known
    return vague


def _owner_in(tail: Sequence[Item], head: Item | None) -> Known | None:
    """The name after "of", "in", "from"; a person's or body's name is not placed by "in"."""
    if not tail or (tail[0].kind != "owner" and not _speaks_for(head, tail)):
        return None
    named = head is not None and head.known is not None and head.known.kind in _BODIES
    if named and tail[0].norm != "of":
        return None
    for i, item in enumerate(tail):
        if i and item.kind == "other" and not (item.norm == "to" and tail[i - 1].norm == "loyal"):
            return None
        if item.known and item.kind == "known":
            return _owner([item, *_adjacent(tail[i + 1 :])]) or item.known
    return None


def _speaks_for(head: Item | None, tail: Sequence[Item]) -> bool:
    return head is not None and head.norm.startswith("spokes") and tail[0].norm == "for"


def _adjacent(items: Sequence[Item]) -> list[Item]:
    out = []
    for item in items:
        if item.kind not in ("known", "word"):
            break
        out.append(item)
    return out


def _leading(core: Sequence[Item]) -> Known | None:
    return next((x.known for x in core if x.kind == "led"), None)


def _role_sector(core: Sequence[Item], at: int, tail: Sequence[Item]) -> str | None:
    role = core[at].role
    if role is None or role.kind not in ("weak", "armed", "container", "outside"):
        return _unless_former(role.sector, core[:at]) if role else None
    armed = role.kind == "armed"
    for item in reversed(core[:at]):
        sector = _given(item, armed)
        if sector:
            return sector
    if tail and tail[0].norm in ("of", "for", "from", "in"):
        return _sector_after(tail[1:], armed, tail[0].norm) or role.sector
    if armed and any(_sponsored(x.norm) for x in core[:at]):
        return "REB" if role.sector == "MIL" else role.sector
    return _unless_former(role.sector, core[:at])


def _sponsored(word: str) -> bool:
    """ "US-backed", "pro-Russian" forces are no state's own."""
    return word.endswith("-backed") or (word.startswith("pro-") and word not in _LOYAL)


def _unless_former(sector: str | None, before: Sequence[Item]) -> str | None:
    """A former minister is no government any more."""
    former = sector == "GOV" and any(x.norm in ("former", "ex", "ousted") for x in before)
    return None if former else sector


def _sector_after(tail: Sequence[Item], armed: bool, link: str) -> str | None:
    for item in tail:
        if item.kind in ("owner", "other"):
            return None
        sector = _given(item, armed) if link != "in" or item.known else None
        if sector:
            return sector
    return None


def _given(item: Item, armed: bool) -> str | None:
    """The sector that a word beside a general head noun gives to it."""
    sector = roles().modifiers.get(item.norm)
    if sector is None and item.role and item.role.kind not in ("thing", "loose", "container"):
        sector = item.role.sector
    if sector is None and item.known and item.known.kind in _BODIES:
        sector = item.known.sector
    if armed:
        sector = "REB" if sector == "OPP" else sector
        return sector if sector in _ARMED else None
    return sector


def _known_sector(core: Sequence[Item], at: int) -> str | None:
    """A title before a person's name, else what the table says; groups keep their sector."""
    known = core[at].known
    if known is None or known.kind != "person" or known.country in _NO_STATE:
        return known.sector if known else None
    for item in reversed(core[:at]):
        if item.role and item.role.kind != "container":
            own = item.role.kind == "weak" and known.sector
            return own or _role_sector(core, core.index(item), ()) or known.sector
    return known.sector


def _name_after(core: Sequence[Item], at: int) -> str:
    """Capitalised unknown words after the head: the name of the person who has the title."""
    words = core[at + 1 :] if at >= 0 else core
    names = [x.text for x in words if x.kind == "word" and x.text[:1].isupper()]
    return " ".join(names)


def _places(items: Sequence[Item]) -> tuple[str, ...]:
    """Runs of capitalised unknown words."""
    out: list[str] = []
    run: list[str] = []
    for item in [*items, None]:
        if item and item.kind == "word" and item.text[:1].isupper():
            run.append(item.text)
        elif run:
            out.append(" ".join(run))
            run = []
    return tuple(out)


def _places_in(tail: Sequence[Item]) -> tuple[str, ...]:
    if not tail or tail[0].kind != "owner":
        return ()
    end = next((i for i, x in enumerate(tail) if x.kind == "other"), len(tail))
    return _places(tail[:end])
