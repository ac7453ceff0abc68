"""Reads the raw sources of the gazetteer: GeoNames tables, US county outlines, and our own
lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """One line of a GeoNames region file. ``code`` is ``country.admin1`` or
    ``country.admin1.admin2``.
    """

    code: str
    name: str
    id: int

    @property
    def country(self) -> str:
        return self.code.split(".")[0]

    @property
    def admin1(self) -> str:
        return ".".join(self.code.split(".")[:2])


def regions(path: Path) -> list[Region]:
    """Lines of admin1CodesASCII.txt or admin2Codes.txt."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Region(code, name, int(number)) for code, name, _, number in rows]


def table(name: str) -> Iterator[list[str]]:
    """Rows of one of our own lists: fields split at ``|``, comments left out."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("|")


def listed(field: str) -> list[str]:
    """The parts of a comma-separated field."""
    return [part.strip() for part in field.split(",") if part.strip()]


def outline_centres(path: Path, kind: str) -> dict[str, Point]:
    """FIPS code to (lat, lon) of the area centroid of the largest ring, from a us-atlas TopoJSON
    file.
    """
    atlas = json.loads(path.read_text("utf-8"))
    arcs = [list(_decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    return {
        str(shape["id"]): _centre(_rings(shape, arcs))
        for shape in atlas["objects"][kind]["geometries"]
        if shape.get("arcs")
    }


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    return [
        [point for at in polygon[0] for point in (arcs[at] if at >= 0 else arcs[~at][::-1])]
        for polygon in polygons
    ]


def _centre(rings: list[list[Point]]) -> Point:
    area, x, y = max(map(_moments, rings), key=lambda moments: abs(moments[0]))
    return (y / (6 * area), x / (6 * area)) if area else rings[0][0][::-1]


def _moments(ring: list[Point]) -> tuple[float, float, float]:
    """Signed area and six-fold first moments of a ring (shoelace formula)."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross / 2, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return area, x, y
