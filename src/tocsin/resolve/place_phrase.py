"""Which names and which kind words a place phrase holds: grammar-free reading of a few words."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

from tocsin.records import Mention, Span
from tocsin.resolve.gazetteer import (
    ABBREVIATION,
    ADM1,
    ALTERNATE,
    COUNTRY,
    DEMONYM,
    MAIN,
    Entry,
    Gazetteer,
    fold,
    open_gazetteer,
)

_WORD = re.compile(r"[^\W\d_](?:[\w’'`]|\.(?=\w))*\.?(?:-[\w’'`]+)*|[^\W_]+-?\d+\b|`|\S")
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTY = re.compile(r"[A-Z]-(?=[A-Z])")
_DISTRICT = re.compile(r"(?<![\w-])[A-Z]-((?:[A-Z]\.){2,}|[A-Z][a-z]+\.?)")
_LONGEST = 6
_SHORT = 3
_LARGE = 200_000
_KEPT = 1 << 15  # names whose meanings are remembered
_ALIKE = 0.6
"""Least share of equal letters for two romanisations; chosen on re3d-style Syrian and Iraqi
names.
"""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name found in a phrase: where it stands, what it can mean, which level the words round it
    ask for (``city``, ``region`` or ""), and whether it is an adjective such as "Syrian".
    """

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    hint: str = ""
    adjective: bool = False


@cache
def words(group: str) -> frozenset[str]:
    """One group of the shipped word list."""
    source = files("tocsin") / "resolve" / "data" / "place_words.json"
    return frozenset(json.loads(source.read_text("utf-8"))[group])


@cache
def _plain_words() -> frozenset[str]:
    """Words that are no place names on their own."""
    return words("common") | words("direction")


def phrase_words(text: str) -> frozenset[str]:
    """The words of a phrase, folded."""
    return frozenset(fold(text.replace("-", " ")).split())


def candidates(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """What a name can mean: as it stands, without a possessive or a kind word, or spelt
    otherwise.
    """
    bare = _POSSESSIVE.sub("", name.strip())
    return (
        _named(bare, gazetteer)
        or _named(_ungeneric(bare), gazetteer)
        or alike(bare, gazetteer)
        or alike(_ungeneric(bare), gazetteer)
    )


def _named(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    found = gazetteer.named(name) if name else ()
    if len(fold(name)) >= _SHORT or name.isupper() or "." in name:
        return found
    return tuple(entry for entry in found if entry.kind == ABBREVIATION and name[:1].isupper())


def _ungeneric(name: str) -> str:
    """Without the kind and direction words at either end: "Mosul city", "Greater Manchester"."""
    parts = name.split()
    while len(parts) > 1 and fold(parts[-1]) in words("generic"):
        parts.pop()
    while len(parts) > 1 and fold(parts[0]) in words("generic"):
        parts.pop(0)
    return " ".join(parts)


@lru_cache(maxsize=_KEPT)
def alike(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Other romanisations whose letters agree well enough."""
    key = fold(name)
    return tuple(
        entry
        for entry in gazetteer.alike(name)
        if SequenceMatcher(None, key, fold(entry.name)).ratio() >= _ALIKE
    )


def toponyms(text: str, gazetteer: Gazetteer) -> list[Toponym]:
    """Names in ``text``, left to right, each as long as possible."""
    tokens = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    found: list[Toponym] = []
    at, broken = 0, False
    while at < len(tokens):
        step, names = _longest(text, tokens, at, gazetteer)
        found += [name for name in names if not broken or _stands_alone(name)]
        broken = not names and _unknown_name(tokens[at][2])
        at += step
    return found


def _unknown_name(word: str) -> bool:
    return _capital(word) and fold(word) not in _plain_words()


def _stands_alone(name: Toponym) -> bool:
    """True for a name that is a place even after a capitalised word that we do not know."""
    known = (e for e in name.entries if e.kind in (MAIN, ALTERNATE, DEMONYM))
    return any(e.level in (COUNTRY, ADM1) or e.population >= _LARGE for e in known)


def _longest(
    text: str, tokens: list[tuple[int, int, str]], at: int, gazetteer: Gazetteer
) -> tuple[int, list[Toponym]]:
    """How many tokens the name at ``at`` takes, and the name (two for "Syria-Iraq")."""
    if not _may_start(tokens[at][2]):
        return 1, []
    for end in _ends(tokens, at):
        start, stop = tokens[at][0], tokens[end][1]
        entries = _matching(text[start:stop], gazetteer, lone=end == at)
        if entries:
            return end - at + 1, [_toponym(text, start, stop, entries)]
    return 1, _hyphenated(text, tokens[at], gazetteer)


def _ends(tokens: list[tuple[int, int, str]], at: int) -> list[int]:
    """Where a name that begins at ``at`` can end, farthest first."""
    ends = [at]
    for end in range(at + 1, min(at + _LONGEST, len(tokens))):
        word = tokens[end][2]
        if _capital(word):
            ends.append(end)
        elif fold(word) not in words("joining"):
            break
    return ends[::-1]


@lru_cache(maxsize=_KEPT)
def _matching(name: str, gazetteer: Gazetteer, *, lone: bool) -> tuple[Entry, ...]:
    bare = _POSSESSIVE.sub("", name)
    if lone and ((len(bare) < _SHORT and not bare.isupper()) or fold(bare) in _plain_words()):
        return ()
    found = _named(bare, gazetteer)
    return found or (alike(bare, gazetteer) if len(fold(bare)) > 4 else ())


def _hyphenated(text: str, token: tuple[int, int, str], gazetteer: Gazetteer) -> list[Toponym]:
    """Both halves of "Syria-Iraq" or "Aleppo-Latakia"."""
    start, _, word = token
    found: list[Toponym] = []
    for part in word.split("-") if "-" in word else ():
        if _capital(part) and (entries := _matching(part, gazetteer, lone=True)):
            found.append(_toponym(text, start, start + len(part), entries))
        start += len(part) + 1
    return found


def _toponym(text: str, start: int, end: int, entries: tuple[Entry, ...]) -> Toponym:
    adjective = all(entry.kind == DEMONYM for entry in entries)
    return Toponym(start, end, text[start:end], entries, _hint(text, start, end), adjective)


def _hint(text: str, start: int, end: int) -> str:
    """The level asked for by "province of X", "X province", "city of X"."""
    after = fold(text[end : end + 24]).split()[:1]
    before = fold(text[max(0, start - 24) : start].rstrip()).split()
    before = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    for near in (after, before):
        for level in ("region", "city"):
            if near and near[0] in words(level) and near[0] not in ("area", "state"):
                return level
    return ""


def _capital(word: str) -> bool:
    return any(c.isupper() for c in word[:1] + word.partition("-")[2][:1])


def place_names(mentions: Iterable[Mention], text: str = "") -> list[Span]:
    """The place names and country adjectives inside noun phrases, in text order, each once.

    With the article's ``text``, names of countries, regions and large cities that no mention holds
    are added, unless they are part of a person's name.
    """
    entities: dict[tuple[int, int], str] = {}
    for mention in mentions:
        for name, label in mention.names:
            at = mention.span.text.find(name)
            if at >= 0:
                start = mention.span.start + at
                entities[start, start + len(name)] = label
    return named_places(text, entities)


def named_places(text: str, entities: Mapping[tuple[int, int], str]) -> list[Span]:
    """Place names in ``text``, given named entities as offsets and label (LOC, PER, ORG, MISC).

    What is mostly a LOC in this document is a place wherever it is named. Inside organisations and
    outside all entities only such names and well-known places count, and those that a public body
    is named after ("Gainesville Police"); of a LOC that we do not know, the places in it.
    """
    said = _said(text, entities)
    whole = {at for at, label in entities.items() if _is_whole(text, at, label, said)}
    rest = {at: label for at, label in entities.items() if at not in whole}
    parts = {p for at, label in rest.items() for p in _parts(text, at, label, said)}
    lost = {at for at, label in rest.items() if label == "LOC"}
    kept = whole | parts | {at for at in lost if not any(at[0] <= p[0] < at[1] for p in parts)}
    closed = sorted(kept | {at for at, label in entities.items() if label == "PER"})
    added = {at for at in well_known(text) if not _overlaps(at, closed)}
    inside = sorted(entities)
    taken = sorted(inside + [at for at in added if not _overlaps(at, inside)])
    added |= {at for at in _again(text, said) if not _overlaps(at, taken)}
    return [Span(start, end, text[start:end]) for start, end in sorted(kept | added)]


def _said(text: str, entities: Mapping[tuple[int, int], str]) -> frozenset[str]:
    """Known names that are a LOC more often than a PER in this document, without possessives."""
    counts: Counter[str] = Counter()
    for at, label in entities.items():
        counts[_bare(text, at)] += (label == "LOC") - (label == "PER")
    gazetteer = open_gazetteer()
    long = (name for name, n in counts.items() if n > 0 and len(name) > _SHORT)
    return frozenset(n for n in long if fold(n) not in _plain_words() and gazetteer.named(n))


def _bare(text: str, at: tuple[int, int]) -> str:
    return _POSSESSIVE.sub("", text[slice(*at)])


def _is_whole(text: str, at: tuple[int, int], label: str, said: frozenset[str]) -> bool:
    """True if a whole entity is a place name that we can look up."""
    name = text[slice(*at)]
    if label == "LOC":
        return not _PARTY.match(name) and bool(candidates(name, open_gazetteer()))
    return is_place_name(name, label) or _bare(text, at) in said


def _parts(
    text: str, at: tuple[int, int], label: str, said: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The place names inside an entity that is none itself: "Gainesville Police", "D-Oakland"."""
    start, end = at
    party = _PARTY.match(text[start:end])
    first = start + party.end() if party else start
    for name in toponyms(text[first:end], open_gazetteer()):
        found = (first + name.start, first + name.end)
        known = label != "PER" and _bare(text, found) in said
        if party or known or _of_body(text, found, at, label):
            yield found


def _of_body(text: str, name: tuple[int, int], at: tuple[int, int], label: str) -> bool:
    """True for the place that a public body is named after, and for where a person comes from."""
    before, after = text[at[0] : name[0]].split(), text[name[1] : name[1] + 24].split()
    if before:
        return before[-1] in ("of", "in") and name[1] == at[1]
    group = "office" if label == "PER" else "body"
    return bool(after) and fold(after[0]) in words(group)


def _again(text: str, said: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Every place where one of these names stands, and districts of members of parliament."""
    if said:
        names = "|".join(re.escape(name) for name in sorted(said, key=len, reverse=True))
        yield from (m.span() for m in re.finditer(rf"(?<![\w-])(?:{names})(?!\w)", text))
    for match in _DISTRICT.finditer(text):
        if open_gazetteer().named(match[1]):
            yield match.span(1)


def well_known(text: str) -> list[tuple[int, int]]:
    """Offsets of the names of countries (and their adjectives), regions and large cities."""
    return [(t.start, t.end) for t in toponyms(text, open_gazetteer()) if _stands_alone(t)]


def _overlaps(at: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """True if ``at`` shares a character with one of some sorted, disjoint offsets."""
    after = bisect_left(taken, at)
    return any(start < at[1] and at[0] < end for start, end in taken[max(0, after - 1) : after + 1])


def is_place_name(text: str, label: str) -> bool:
    """True for a named entity of kind LOC, and for one of kind MISC that is an adjective of a
    place.
    """
    if label == "LOC":
        return True
    return label == "MISC" and any(e.kind == DEMONYM for e in open_gazetteer().named(text))


def _may_start(word: str) -> bool:
    return _capital(word) or any(c.isdigit() for c in word)
