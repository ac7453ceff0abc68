"""Writes the compressed file that `tocsin.resolve.gazetteer` reads; the layout is described
there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from tocsin.resolve.gazetteer import KINDS, MAGIC

ROWS = 512
LONGEST_SHARED = 40


class Place(NamedTuple):
    """One place before packing; ``region`` is an index into the list of regions."""

    id: int
    name: str
    lat: float
    lon: float
    region: int
    population: int
    level: int
    capital: int


class Countries(NamedTuple):
    """Regions as (alpha-3, admin1 code, name), and by alpha-3 the place id and the neighbours."""

    regions: list[tuple[str, str, str]]
    places: dict[str, int]
    neighbours: dict[str, list[str]]


Name = tuple[str, int, int]
"""Key, place id, kind."""


def write(path: Path, places: list[Place], *, names: set[Name], countries: Countries) -> None:
    """Pack everything into ``path``; the same input gives the same bytes."""
    places = sorted(places, key=lambda place: (place.region, place.id))
    number = {place.id: at for at, place in enumerate(places)}
    keys = _keys(names, number)
    place_blocks = [_place_block(places[at : at + ROWS]) for at in range(0, len(places), ROWS)]
    name_blocks = [_name_block(keys[at : at + ROWS]) for at in range(0, len(keys), ROWS)]
    header = {
        "rows": ROWS,
        "regions": countries.regions,
        "countries": {code: number[place] for code, place in sorted(countries.places.items())},
        "neighbours": countries.neighbours,
        "keys": [keys[at][0] for at in range(0, len(keys), ROWS)],
        "places": [len(block) for block in place_blocks],
        "names": [len(block) for block in name_blocks],
    }
    packed = zlib.compress(json.dumps(header, ensure_ascii=False).encode(), 9)
    size = len(packed).to_bytes(4, "big")
    path.write_bytes(MAGIC + size + packed + b"".join(place_blocks) + b"".join(name_blocks))


def _keys(names: set[Name], number: dict[int, int]) -> list[tuple[str, str]]:
    known = sorted((key, number[place], kind) for key, place, kind in names if place in number)
    return [
        (key, " ".join(str(place * len(KINDS) + kind) for _, place, kind in group))
        for key, group in groupby(known, key=lambda name: name[0])
    ]


def _place_block(places: Sequence[Place]) -> bytes:
    ids = [place.id for place in places]
    steps = [ids[0], *(after - before for before, after in pairwise(ids))]
    return _deflated(
        [
            [str(step) for step in steps],
            [place.name for place in places],
            [str(round(place.lat * 100)) for place in places],
            [str(round(place.lon * 100)) for place in places],
            [str(_rounded(place.population) // 100) for place in places],
            [str(place.region) for place in places],
            [str(place.level * 2 + place.capital) for place in places],
        ]
    )


def _name_block(keys: Sequence[tuple[str, str]]) -> bytes:
    coded, last = [], ""
    for key, _ in keys:
        shared = min(_shared(last, key), LONGEST_SHARED)
        coded.append(chr(ord("0") + shared) + key[shared:])
        last = key
    return _deflated([coded, [value for _, value in keys]])


def _shared(one: str, other: str) -> int:
    """Length of the common beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _rounded(population: int) -> int:
    """Three significant digits, hundreds at the finest."""
    return round(population, -max(2, len(str(population)) - 3))


def _deflated(columns: list[list[str]]) -> bytes:
    return zlib.compress("\0".join("\n".join(column) for column in columns).encode(), 9)
