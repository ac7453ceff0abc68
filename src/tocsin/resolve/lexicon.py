"""The names and nouns of actors, read once from the tables in ``data/``.

Countries are GeoNames' (CC BY 4.0); the other lists are our own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from tocsin.errors import DataError
from tocsin.ontology import sectors

_WORD = re.compile(r"[^\W_](?:[\w.&]|[-'’](?=\w))*")
_CLITIC = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)
_SPELLED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"})
_IRREGULAR = {"child": "children", "person": "persons", "city_hall": "city_halls"}

RoleClass = Literal["head", "weak", "armed", "container", "outside", "loose", "thing"]


@dataclass(frozen=True, slots=True)
class Known:
    """What a name stands for.

    ``kind`` is name, adjective, people, state, capital, seat, ethnic, definite (only after "the"),
    organisation or person; ``country`` and ``sector`` are those of the coding guide, None where
    there is none. ``common`` names are also written in lower case.
    """

    kind: str
    country: str | None
    sector: str | None
    name: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for actors: its class (see ``data/roles.tsv``) and the sector that it gives."""

    kind: str
    sector: str | None


class Names(NamedTuple):
    """All known names by their normal form, and for each first word how many words may follow."""

    table: dict[str, Known]
    longest: dict[str, int]


class Roles(NamedTuple):
    """Role nouns (singular and plural) and modifiers by their normal form."""

    nouns: dict[str, Role]
    longest: dict[str, int]
    modifiers: dict[str, str]


@lru_cache(maxsize=1 << 14)
def normal(word: str) -> str:
    """A word as the tables have it: lower case, no accents, full stops or possessive ending."""
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_SPELLED))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    if "'" in plain:
        plain = _CLITIC.sub("", plain)
    return plain.replace(".", "") if "." in plain else plain


def split_words(text: str) -> list[str]:
    """The words of a phrase as written."""
    return _WORD.findall(text)


def key(phrase: str) -> str:
    """The normal form of a phrase, words joined by one space, without a leading article."""
    words = [normal(w) for w in split_words(phrase)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _rows(name: str, width: int) -> Iterator[list[str]]:
    """Rows of a table without header and comments. Raises DataError if it is missing or broken."""
    at = files("tocsin.resolve").joinpath("data", name)
    try:
        lines = at.read_text(encoding="utf-8").split("\n")
    except OSError as e:
        raise DataError(f"The table {name} is missing: reinstall tocsin.") from e
    for line in lines[1:]:
        if line.strip() and not line.startswith("#"):
            cells = [c.strip() for c in line.split("\t")]
            if len(cells) != width:
                raise DataError(f"The table {name} is broken at {cells[0]!r}: reinstall tocsin.")
            yield cells


@cache
def names() -> Names:
    """Countries, blocs, organisations and people; an earlier table wins over a later one.

    Capitals come last, so that a person or party of that name is found first.
    """
    table: dict[str, Known] = {}
    late: dict[str, Known] = {}
    for file in ("countries.tsv", "blocs.tsv"):
        for phrase, kind, country, sector, name in _rows(file, 5):
            into = late if kind in ("capital", "state") else table
            known = Known(kind, country or None, sector or None, name, file == "blocs.tsv")
            into.setdefault(key(phrase), known)
    for file, kind in (("organisations.tsv", "organisation"), ("people.tsv", "person")):
        for phrase, country, sector, name in _rows(file, 4):
            known = Known(kind, country or None, sector or None, name)
            for form in _spellings(key(phrase), kind):
                table.setdefault(form, known)
    for phrase, entry in late.items():
        table.setdefault(phrase, entry)
    table.pop("", None)
    return Names(table, _longest(table))


def _spellings(phrase: str, kind: str) -> list[str]:
    """A person's name with and without the hyphen of the given name ("Kim Jong-un")."""
    if kind != "person":
        return [phrase]
    first, *rest = phrase.split(" ")
    joined = f"{first} {'-'.join(rest)}" if len(rest) == 2 else phrase
    return [phrase, phrase.replace("-", " "), joined]


@cache
def roles() -> Roles:
    """Role nouns with their plurals, and the modifiers that give a sector to a general noun."""
    nouns: dict[str, Role] = {}
    modifiers: dict[str, str] = {}
    for kind, sector, words in _rows("roles.tsv", 3):
        for word in words.split():
            if kind == "modifier":
                modifiers.setdefault(word, sector)
                continue
            for form in (word, _plural(word)):
                nouns.setdefault(key(form.replace("_", " ")), Role(kind, sector or None))
    return Roles(nouns, _longest(nouns), modifiers)


@cache
def word_class() -> dict[str, str]:
    """Function words by what they do in an actor phrase (see ``data/prepositions.tsv``)."""
    return {w: kind for kind, words in _rows("prepositions.tsv", 2) for w in words.split()}


@cache
def sector_label(code: str | None) -> str:
    """A sector in one or two words ("armed forces"), empty for None."""
    label = {s.code: s.meaning for s in sectors()}.get(code or "", "")
    return re.split(r"[,(;:]", label)[0].strip()


@cache
def country_name(code: str) -> str:
    """The English name of a country, or the code itself."""
    return _country_names().get(code, code)


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {row[2]: row[4] for row in _rows("countries.tsv", 5) if row[1] == "name"}


def _longest(table: dict[str, Known] | dict[str, Role]) -> dict[str, int]:
    out: dict[str, int] = {}
    for phrase in table:
        first, size = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        if size > out.get(first, 0):
            out[first] = size
    return out


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if "_of_" in word:
        head, rest = word.split("_of_", 1)
        return f"{_plural(head)}_of_{rest}"
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("child"):
        return word + "ren"
    if word.endswith("y") and word[-2:-1] not in tuple("aeo"):
        return word[:-1] + "ies"
    if word.endswith("wife"):
        return word[:-2] + "ves"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")
