"""The shipped map of the world, cut to a view.

Boundaries are those of Natural Earth as world-atlas 2.0.2 has them (``training/desk/world.py``). It
draws who controls an area, and puts Crimea into Russia; shapes whose status is disputed and that
stand apart in it are marked, so that pages can hatch them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Any

KM_PER_DEGREE = 111.2
UNITS = 100
FINE_FROM = 9.0
"""Pixels per degree from which the fine file is drawn."""
SMALLEST = 0.8
"""Points that are closer than so many pixels are drawn as one."""
RADIUS_KM = {"city": 12.0, "region": 90.0, "area": 180.0, "country": 380.0, "": 180.0}
"""How far off a place may be, by its precision. Our choice."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world in degrees, drawn ``width`` pixels wide: plate carrée, with lengths true
    at its middle latitude."""

    west: float
    south: float
    east: float
    north: float
    width: int = 1000

    @property
    def across(self) -> float:
        """Pixels per degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def down(self) -> float:
        """Pixels per degree of latitude."""
        return self.across / max(0.2, cos(radians((self.south + self.north) / 2)))

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.down)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """The pixel of a point."""
        return round((lon - self.west) * self.across, 1), round((self.north - lat) * self.down, 1)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point is in the view."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def pixels(self, km: float) -> float:
        """A distance on the map."""
        return round(km / KM_PER_DEGREE * self.down, 1)


WORLD = Frame(-169, -57, 190, 78)


@dataclass(frozen=True, slots=True)
class Shape:
    """A country as rings of (lon, lat) in degrees, each with its box."""

    name: str
    disputed: bool
    rings: tuple[tuple[tuple[float, ...], tuple[tuple[float, float], ...]], ...]


@cache
def shapes(scale: str) -> tuple[Shape, ...]:
    """The countries of the ``coarse`` or the ``fine`` file."""
    packed = files("tocsin.desk").joinpath("data", "world.json.gz").read_bytes()
    found = json.loads(gzip.decompress(packed))[scale]
    return tuple(
        Shape(each["name"], each["disputed"], tuple(_ring(flat) for flat in each["rings"]))
        for each in found
    )


def _ring(flat: Sequence[int]) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
    x = y = 0
    points = []
    for place in range(0, len(flat), 2):
        x, y = x + flat[place], y + flat[place + 1]
        points.append((x / UNITS, y / UNITS))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys)), tuple(points)


@cache
def land(frame: Frame) -> tuple[Json, ...]:
    """The countries in view: ``name``, ``disputed`` and ``d``, the path in pixels."""
    scale = "fine" if frame.across >= FINE_FROM else "coarse"
    found = []
    for shape in shapes(scale):
        path = "".join(_path(frame, ring) for box, ring in shape.rings if _seen(frame, box))
        if path:
            found.append({"name": shape.name, "disputed": shape.disputed, "d": path})
    return tuple(found)


def _seen(frame: Frame, box: Sequence[float]) -> bool:
    west, south, east, north = box
    over = west < frame.east and east > frame.west and south < frame.north and north > frame.south
    return over and (east - west) * frame.across + (north - south) * frame.down > 2


def _path(frame: Frame, ring: Iterable[tuple[float, float]]) -> str:
    points = [f"{x:g},{y:g}" for x, y in _thinned(frame, ring)]
    return f"M{'L'.join(points)}Z" if len(points) > 2 else ""


def _thinned(frame: Frame, ring: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The ring in pixels; what lies far outside is moved to the edge, and near points are one."""
    edge_x, edge_y = frame.width * 0.2, frame.height * 0.2
    last = (-1e9, -1e9)
    for lon, lat in ring:
        x, y = frame.at(lat, lon)
        x = min(max(x, -edge_x), frame.width + edge_x)
        y = min(max(y, -edge_y), frame.height + edge_y)
        if abs(x - last[0]) + abs(y - last[1]) >= SMALLEST:
            last = (x, y)
            yield last


def fitted(points: Sequence[tuple[float, float, int]], *, width: int = 1000) -> Frame:
    """A view that holds the inner four fifths of the points (lat, lon, weight), with room
    around them."""
    if not points:
        return WORLD
    south, north = _middle([(lat, weight) for lat, _, weight in points])
    west, east = _middle([(lon, weight) for _, lon, weight in points])
    return around((south + north) / 2, (west + east) / 2, north - south, east - west, width=width)


def around(lat: float, lon: float, tall: float, wide: float, *, width: int = 1000) -> Frame:
    """A view around a point, at least six degrees high, of the shape of a page."""
    tall = max(6.0, tall * 1.5)
    wide = max(wide * 1.5, tall * 2.0 / max(0.3, cos(radians(lat))))
    tall = max(6.0, wide / 2.0 * max(0.3, cos(radians(lat))))
    if wide > 300:
        return WORLD
    low, high = max(-60.0, lat - tall / 2), min(84.0, lat + tall / 2)
    return Frame(
        round(lon - wide / 2, 1), round(low, 1), round(lon + wide / 2, 1), round(high, 1), width
    )


def _middle(values: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """The range without the outer tenth of the weight on either side."""
    ordered = sorted(values)
    total = sum(weight for _, weight in ordered)
    seen, low, high = 0, ordered[0][0], ordered[-1][0]
    for value, weight in ordered:
        if seen <= total * 0.1:
            low = value
        seen += weight
        if seen <= total * 0.9:
            high = value
    return low, max(low, high)
