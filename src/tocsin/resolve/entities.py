"""Who an actor phrase stands for: its country and sector, by sections 6 and 7 of the coding guide.

The phrase needs no parse: its words are looked up (`lexicon`), cut at prepositions and conjunctions
(`actor_phrase`), and the last name or role noun before the first preposition is its head
(`actor_reading`). The head decides the sector, the nearest name the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.records import Entity, Mention
from tocsin.resolve.actor_phrase import Item, Part, bare_names, outside_names, parts, scan
from tocsin.resolve.actor_reading import Reading, read
from tocsin.resolve.actor_towns import country_of_town
from tocsin.resolve.lexicon import Known, country_name, normal, sector_label

_NO_STATE = ("IGO", "NGO", "MNC", "INT")
_MODIFIERS = {"name", "adjective", "people", "seat", "organisation", "person", "ethnic", "definite"}
_PLAIN = {"name", "adjective", "capital", "people", "state", "ethnic"}
_DIRECTIONS = {"north", "south", "east", "west"}
_HOMELESS = {"TER"}
_OFFICES = {"head", "weak"}
_OFFICIAL = {"GOV", "MIL", "LEG", "SPY", "COP", "MED", "BUS", "JRN", None}
KURDISH = ("SYR", "IRQ", "TUR", "IRN")
"""The countries of the Kurds, first those where they have forces and an administration."""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a phrase. ``country`` (alpha-3) is the default where a common noun names none.

    With ``names`` an unknown proper name gets the default too: the likelier guess, but a guess.
    ``kurds`` is the country of Kurds where the default is none of those that they live in.
    """

    country: str | None = None
    names: bool = False
    kurds: str | None = None

    @property
    def of_kurds(self) -> str | None:
        """The country of Kurds of whom no more is said."""
        return self.country if self.country in KURDISH else self.kurds


def identify(mention: Mention, context: Context) -> Entity | None:
    """The first entity that the phrase stands for, or None."""
    found = identify_all(mention, context)
    return found[0] if found else None


def identify_all(mention: Mention, context: Context) -> tuple[Entity, ...]:
    """All entities that the phrase stands for, several if it coordinates them ("Russia and China").

    Empty for pronouns, cues and things that are no actor. A modifier ("Russian" in "Russian
    attack") counts only as the name of a country, people, body or person, not as a town.
    """
    if mention.kind in ("pronoun", "cue"):
        return ()
    form = (mention.kind, mention.head)
    return _identify(mention.span.text, form, mention.names, mention.descriptors, context)


@lru_cache(maxsize=1 << 13)
def _identify(
    text: str,
    form: tuple[str, str],
    names: tuple[tuple[str, str], ...],
    descriptors: tuple[str, ...],
    context: Context,
) -> tuple[Entity, ...]:
    kind, head = form
    names = tuple(bare_names(names))
    found = parts(outside_names(scan(text), names))
    if kind == "modifier":
        return _of_modifier(found, context)
    name = next((text for text, label in names if label in ("PER", "ORG")), "")
    town = any(label == "LOC" for _, label in names) and not name
    seen: dict[str, Entity] = {}
    for reading in _main(found, normal(head) if head else ""):
        named = (name or reading.named) if kind == "name" else _apposed(reading, descriptors)
        reading = _described(reading, descriptors)._replace(named=named, town=town)  # noqa: PLW2901
        entity = _entity(reading, context)
        if entity is not None:
            seen.setdefault(entity.id, entity)
    return tuple(seen.values())


def _of_modifier(found: Sequence[Part], context: Context) -> tuple[Entity, ...]:
    out: dict[str, Entity] = {}
    for part in found:
        known = next((x.known for x in reversed(part.items) if x.known), None)
        if known and known.kind in _MODIFIERS:
            home = context.of_kurds if _is_kurdish(known) else known.country
            entity = _of_known(known, known.sector, home)
            out.setdefault(entity.id, entity)
    return tuple(out.values())


def _main(found: Sequence[Part], head: str) -> list[Reading]:
    """The readings of the coordinated parts; appositions and complements are merged into them."""
    out: list[Reading] = []
    listed = any(p.joint == "and" for p in found)
    open_ended = False
    for i, part in enumerate(found):
        reading = read(_completed(found, i), head)
        if not out or _stands_alone(part, reading, out[-1], (listed, open_ended)):
            out.append(reading)
        elif part.joint == "and":
            out += _further_owner(out[-1], reading)
        else:
            out[-1] = _merged(out[-1], reading)
        open_ended = open_ended or any(x.kind in ("owner", "other") for x in part.items[1:])
    return _with_shared_roles(_without_followers(out))


def _stands_alone(part: Part, reading: Reading, last: Reading, seen: tuple[bool, bool]) -> bool:
    """Whether a part is a conjunct; ``seen``: an "and" is in the phrase, a preposition before."""
    listed, open_ended = seen
    if part.joint == "and":
        complement = open_ended and reading.role is None and part.items[0].kind != "determiner"
        return not complement
    return part.joint == "comma" and listed and _alike(last, reading)


def _completed(found: Sequence[Part], i: int) -> Sequence[Item]:
    """The items of a part; "North" of "North and South Korean" becomes "North Korean"."""
    items = found[i].items
    if i + 1 == len(found) or len(items) > 2 or items[-1].norm not in _DIRECTIONS:
        return items
    following = next((x for x in found[i + 1].items if x.known), None)
    if following is None or following.norm.split()[0] not in _DIRECTIONS:
        return items
    rest = following.text.split(maxsplit=1)[1:]
    return scan(" ".join([items[-1].text, *rest]))


def _further_owner(last: Reading, reading: Reading) -> list[Reading]:
    """ "officials from Russia and Syria" are two, "U.S. forces in Iraq and Syria" one."""
    beside = last.role is not None and last.after and reading.head is not None
    return [last._replace(owner=reading.head)] if beside else []


def _alike(one: Reading, other: Reading) -> bool:
    plain = [r.head is not None and r.role is None for r in (one, other)]
    return plain[0] == plain[1] and not other.empty


def _merged(one: Reading, other: Reading) -> Reading:
    """A reading with what its apposition adds."""
    if one.head is not None and one.head.kind not in _PLAIN and one.head.country:
        return one
    return one._replace(
        head=one.head or (other.head if other.role is None and not one.role else None),
        role=one.role or other.role,
        owner=one.owner or other.owner or other.head,
        sector=one.sector if one.role or one.sector else other.sector,
        named=one.named or other.named,
    )


def _without_followers(out: list[Reading]) -> list[Reading]:
    """Leave out "and its allies" and parts that say nothing beside one that does."""
    if len(out) < 2:
        return out
    own = [r for r in out if not (r.empty or (r.follower and r is not out[0]))]
    return own or out[:1]


def _with_shared_roles(out: list[Reading]) -> list[Reading]:
    """ "Russian and Syrian officials": a bare adjective takes the role of the next part."""
    for i in range(len(out) - 2, -1, -1):
        one, other = out[i], out[i + 1]
        if one.bare and one.head and other.role and other.owner and not other.definite:
            shared = one.head.kind in ("adjective", "ethnic") or one.short
            if shared:
                sector = _given_sector(one.head, other)
                out[i] = other._replace(owner=one.head, sector=sector)
    return out


def _given_sector(known: Known, other: Reading) -> str | None:
    """The sector of a shared role, by the part's own adjective ("Iraqi and Kurdish forces")."""
    return (
        other.role.sector
        if other.role and other.owner and other.owner.kind == "ethnic"
        else other.sector
    )


def _described(reading: Reading, descriptors: Iterable[str]) -> Reading:
    """A reading with what appositions elsewhere in the sentence add to an unknown name."""
    for text in descriptors:
        if reading.head is not None and reading.head.country:
            break
        found = parts(scan(text))
        if found:
            reading = _merged(reading, read(found[0].items))
    return reading


def _apposed(reading: Reading, descriptors: Iterable[str]) -> str:
    """The name that an apposition gives to who has an office ("the envoy, Ola Quillfeather")."""
    if reading.role is None or reading.role.kind not in _OFFICES or reading.head is not None:
        return ""
    found = [read(part.items) for text in descriptors for part in parts(scan(text))]
    named = [r.head.name if r.head and r.head.kind == "person" else r.named for r in found]
    return named[0] if len(named) == 1 and " " in named[0] else ""


def _entity(reading: Reading, context: Context) -> Entity | None:
    if reading.head is not None and reading.role is None:
        return _of_head(reading, context)
    if reading.role is None:
        return _of_name(reading, context)
    if reading.role.kind == "thing" and reading.owner is None:
        return None
    if reading.role.kind == "loose" and reading.owner and not reading.after:
        return _of_known(reading.owner, reading.owner.sector, reading.owner.country)
    home = _home(reading, context)
    sector = _owned_sector(reading)
    if reading.named and reading.role.kind != "thing":
        return Entity(_id(home, sector, reading.named), reading.named, home, sector)
    return _of_role(reading, home, sector)


def _of_head(reading: Reading, context: Context) -> Entity:
    head = reading.head
    if head is None:
        raise ValueError("a reading without a head")
    home = head.country
    if _made_national(head, reading.owner) and reading.owner:
        home = reading.owner.country
    if home is None and head.kind in ("ethnic", "person") and reading.owner:
        home = reading.owner.country
    if home is None and _is_kurdish(head):
        home = context.of_kurds
    if head.kind in ("name", "adjective") and reading.named:
        name = f"{reading.said} {reading.named}"
        return Entity(_id(home, None, name), name, home, None)
    if head.kind == "people" and reading.definite and reading.bare:
        return _of_known(replace(head, kind="name"), "GOV", home)
    return _of_known(head, reading.sector, home)


def _made_national(head: Known, owner: Known | None) -> bool:
    """ "South Korea's Joint Chiefs of Staff", "the Pakistani Taliban": the country said wins."""
    if owner is None or head.kind != "organisation" or owner.kind not in ("name", "adjective"):
        return False
    return not {head.country, owner.country} & {*_NO_STATE, None}


def _of_name(reading: Reading, context: Context) -> Entity | None:
    """An unknown name; None for a thing that is no actor."""
    owner, name = reading.owner, reading.named
    home = owner.country if owner else None
    if owner is not None and not name:
        return _of_known(owner, owner.sector, home)
    if not name:
        return None
    if owner is None and reading.town:
        home = country_of_town(name, context.country)
    if owner is None and home is None and context.names:
        home = context.country
    return Entity(_id(home, reading.sector, name), name, home, reading.sector)


def _is_kurdish(known: Known) -> bool:
    return known.kind == "ethnic" and known.name == "Kurds"


def _home(reading: Reading, context: Context) -> str | None:
    """The country of a role: its owner's, that of a town in the phrase, or the default."""
    owner, role, country = reading.owner, reading.role, context.country
    if owner is not None and owner.kind == "adjective" and owner.country in _NO_STATE:
        return owner.country if reading.sector in _OFFICIAL else country
    if owner is not None and owner.kind == "ethnic":
        return context.of_kurds if _is_kurdish(owner) else None
    if owner is not None and (owner.country or owner.sector == "TER"):
        return owner.country
    for name in reading.places:
        town = country_of_town(name, country)
        if town:
            return town
    if role is None or role.kind in ("loose", "thing", "outside") or reading.sector in _HOMELESS:
        return None
    return country


def _owned_sector(reading: Reading) -> str | None:
    """Bodies of many states have no sector but for their forces, courts, press and the like."""
    owner, sector = reading.owner, reading.sector
    if owner is None or owner.kind not in ("organisation", "definite"):
        return sector
    if owner.country in _NO_STATE and sector in ("GOV", "CVL", None):
        return owner.sector
    return sector


def _of_role(reading: Reading, home: str | None, sector: str | None) -> Entity:
    owner = reading.owner
    if owner is not None and owner.country in _NO_STATE and home == owner.country:
        return Entity(_id(home, sector, owner.name), owner.name, home, sector)
    if owner is not None and owner.kind == "organisation" and sector == owner.sector:
        return _of_known(owner, sector, home)
    return Entity(_id(home, sector), _shown(home, sector), home, sector)


def _of_known(known: Known, sector: str | None, home: str | None) -> Entity:
    if known.kind in _PLAIN and known.kind != "ethnic" and home:
        if known.kind == "people":
            return Entity(_id(home, sector), _shown(home, sector), home, sector)
        return Entity(home, known.name, home, sector)
    if known.kind == "seat" and home:
        return Entity(_id(home, sector), _shown(home, sector), home, sector)
    return Entity(_id(home, sector, known.name), known.name, home, sector)


def _shown(home: str | None, sector: str | None) -> str:
    """ "North Korea: government" for the government of North Korea."""
    country = country_name(home) if home else ""
    return ": ".join(x for x in (country, sector_label(sector)) if x)


def _id(home: str | None, sector: str | None, name: str = "") -> str:
    """The stable id of `Entity`: ``PRK``, ``PRK/GOV``, ``IGO:NATO``, ``PRK/GOV:choe son hui``.

    "?" stands for an unknown country.
    """
    base = f"{home or '?'}/{sector}" if sector else home or "?"
    if not name:
        return base
    return f"{base}:{name if home in _NO_STATE else name.lower()}"
