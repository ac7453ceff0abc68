"""An actor phrase cut into known names, role nouns, function words and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.resolve.lexicon import Known, Names, Role, Roles, names, normal, roles, word_class

_TOKEN = re.compile(r"[^\W_](?:[\w.&]|[-–'’](?=\w))*|&|[,():;—–/]")
_MARKS = {",": "comma", ";": "comma", ":": "comma", "(": "open", ")": "comma", "/": "and"}
_MARKS |= {"—": "comma", "–": "comma"}
_HYPHEN = re.compile(r"[-–]")
_LEADING = {"led"}
_OWNING = {"based", "dominated", "majority", "speaking", "born", "style", "ruled", "owned"}
_NEITHER = {"anti", "pro", "non", "post", "un", "trans"}
_ANY_CASE = {"seat", "organisation"}
_SHORT = 3
_NATIONAL = {"name", "adjective"}


class Item(NamedTuple):
    """One piece: ``kind`` is known, led, role, word, determiner, owner, other, and, comma or open.

    ``text`` is as written, ``norm`` its normal form. ``led`` is a party in "X-led".
    """

    kind: str
    text: str
    norm: str
    known: Known | None = None
    role: Role | None = None


class Part(NamedTuple):
    """Items between two joints; ``joint`` stood before: "" (the first), and, comma or open."""

    joint: str
    items: Sequence[Item]


_WORD_KINDS = {"owner": "owner", "other": "other", "conjunction": "and", "determiner": "determiner"}
_WORD_KINDS |= {"honorific": "determiner"}


def scan(text: str) -> list[Item]:
    """The items of a phrase in order, longest known phrases first."""
    tokens = _TOKEN.findall(text)
    norms = [normal(t) for t in tokens]
    table, nouns, classes = names(), roles(), word_class()
    out: list[Item] = []
    i = 0
    while i < len(tokens):
        token, norm = tokens[i], norms[i]
        size = 0
        longest = max(table.longest.get(norm, 0), nouns.longest.get(norm, 0))
        if longest:
            size = _longest_hit(tokens, norms, i, (longest, table, nouns), out)
        if not size:
            size = 1
            if token in _MARKS:
                out.append(Item(_MARKS[token], token, norm))
            elif norm in classes:
                out.append(Item(_WORD_KINDS.get(classes[norm], "word"), token, norm))
            elif "-" in token or "–" in token:
                out += _hyphened(token, norm, table, nouns)
            else:
                out.append(Item("word", token, norm))
        i += size
    return out


def _longest_hit(
    tokens: list[str],
    norms: list[str],
    i: int,
    tables: tuple[int, Names, Roles],
    out: list[Item],
) -> int:
    """Append the longest known name or role from token ``i`` on; its number of words, or 0."""
    longest, table, nouns = tables
    for size in range(min(longest, len(tokens) - i), 0, -1):
        phrase = norms[i] if size == 1 else " ".join(norms[i : i + size])
        known = table.table.get(phrase)
        if known and known.kind == "person" and size == 1 and _other_person(known, tokens, i):
            known = None
        if known and _written_as_name(known, tokens, i, size):
            out.append(Item("known", " ".join(tokens[i : i + size]), phrase, known))
            return size
        role = nouns.nouns.get(phrase)
        if role:
            out.append(Item("role", " ".join(tokens[i : i + size]), phrase, None, role))
            return size
    return 0


def _other_person(known: Known, tokens: list[str], i: int) -> bool:
    """A known surname alone is somebody else's in "Salman Abedi", and a role noun in "King"."""
    if normal(tokens[i]) in roles().nouns:
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    if _unknown_name(after) and not tokens[i].endswith(("'s", "’s")):
        return True
    before = tokens[i - 1] if i else ""
    return _unknown_name(before) and i > 0 and before[0] != known.name[0]


def _unknown_name(token: str) -> bool:
    norm = normal(token)
    known = norm in roles().nouns or norm in names().table or norm in word_class()
    return token[:1].isupper() and not known and not token.endswith(("'s", "’s", "."))


def _written_as_name(known: Known, tokens: list[str], i: int, size: int) -> bool:
    """Whether the capitals allow it: "Turkey" but not "turkey", "US" but neither "us" nor "Us"."""
    if known.kind == "definite":
        follows = i + size < len(tokens) and normal(tokens[i + size]) not in word_class()
        return (
            i > 0
            and tokens[i - 1].lower() == "the"
            and not (follows and tokens[i + size].isalpha())
        )
    if known.common:
        return True
    if size > 1:
        return known.kind in _ANY_CASE or any(t[0].isupper() for t in tokens[i : i + size])
    token = tokens[i]
    bare = normal(token)
    if len(bare) < _SHORT and known.kind != "person":
        return token[:2].isupper() or "." in token
    if not any(c.isupper() for c in token):
        return False
    return len(bare) > _SHORT or bare not in word_class() or token.isupper()


def _hyphened(token: str, norm: str, table: Names, nouns: Roles) -> list[Item]:
    """ "US-led", "Somalia-based", "US-Russian", "air-force"; not "US-backed" or "anti-Assad"."""
    spaced = _HYPHEN.sub(" ", norm)
    if spaced in nouns.nouns:
        return [Item("role", token, spaced, None, nouns.nouns[spaced])]
    *parts, last = _HYPHEN.split(token)
    if normal(parts[0]) in _NEITHER:
        return [Item("word", token, norm)]
    end = normal(last)
    if end in _LEADING | _OWNING:
        known = table.table.get(" ".join(normal(p) for p in parts))
        kind = "led" if end in _LEADING else "known"
        return [Item(kind, token, norm, known)] if known else [Item("word", token, norm)]
    return _compound([*parts, last], token, norm, table)


def _compound(parts: list[str], token: str, norm: str, table: Names) -> list[Item]:
    found = [table.table.get(normal(p)) for p in parts]
    if parts[0].lower() == "intra" and found[-1]:
        return [Item("known", token, norm, found[-1])]
    if parts[-1].isdigit() and found[0]:
        return [Item("known", token, norm, found[0])]
    out: list[Item] = []
    for part, known in zip(parts, found, strict=True):
        if known is None or not part[:1].isupper():
            return [Item("word", token, norm)]
        out += [Item("and", "-", "-")] if out else []
        out.append(Item("known", part, normal(part), known))
    return out


def outside_names(items: list[Item], names: Sequence[tuple[str, str]]) -> list[Item]:
    """The items, without roles and places that are but part of a person's name ("Julie Bishop").

    ``names`` are the named entities of the phrase as (text, label).
    """
    people = [text.split() for text, label in names if label == "PER" and " " in text]
    if not people:
        return items
    return [_plain(x) if any(_within(x, words) for words in people) else x for x in items]


def bare_names(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Named entities without the nationality and title that they may begin with ("Ecuadorian
    President Mateo Andrade"); what is but a country's name is no name of a person or body."""
    found = (
        (_bare(text), label) if label in ("PER", "ORG") else (text, label) for text, label in names
    )
    return [(text, label) for text, label in found if text]


def _bare(name: str) -> str:
    items = scan(name)
    if all(x.known and x.known.kind in _NATIONAL for x in items):
        return ""
    if not (items[0].known and items[0].known.kind == "adjective"):
        return name
    rest = 1 + next((i for i, x in enumerate(items[1:]) if not x.role), len(items) - 1)
    return " ".join(x.text for x in items[rest:]) or name


def _within(item: Item, name: Sequence[str]) -> bool:
    if item.known and item.known.kind == "person":
        return False
    if not (item.known or item.role) or " " in item.text:
        return False
    place = item.known is not None and item.known.kind in ("name", "capital", "state")
    return item.text in name[1:] or (place and item.text == name[0])


def _plain(item: Item) -> Item:
    return Item("word", item.text, item.norm)


def parts(items: Sequence[Item]) -> list[Part]:
    """The items cut at conjunctions, commas and brackets; empty parts are left out."""
    out: list[Part] = []
    joint = ""
    current: list[Item] = []
    for item in items:
        if item.kind in ("and", "comma", "open"):
            if current:
                out.append(Part(joint, current))
                joint, current = item.kind, []
            elif joint == "comma" and out:
                joint = item.kind
        else:
            current.append(item)
    return [*out, Part(joint, current)] if current else out
