"""Make the desk's map from world-atlas (npm, version 2.0.2, made from Natural Earth 4.1.0).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m training.desk.world package src/tocsin/desk/data/world.json.gz

Shapes of the 110m and the 50m file, as rings of whole numbers: hundredths of a degree, each point
told by its difference from the one before. Rings that are too small to be seen are left out of the
coarse file. Shapes whose status is disputed and that stand apart in the file are marked; Crimea is
a ring of Russia there and is cut out as a shape of its own.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

FILES = {"coarse": "countries-110m.json", "fine": "countries-50m.json"}
DISPUTED = {"W. Sahara", "Kosovo", "N. Cyprus", "Somaliland", "Siachen Glacier", "Falkland Is."}
CRIMEA = (32.3, 44.3, 36.7, 46.3)  # west, south, east, north
UNITS = 100
Ring = list[tuple[float, float]]


def main(folder: str, out: str) -> None:
    made = {
        name: shapes(json.loads(Path(folder, file).read_text())) for name, file in FILES.items()
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    Path(out).write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    for name, found in made.items():
        marked = sorted(each["name"] for each in found if each["disputed"])
        print(name, len(found), "shapes,", sum(len(s["rings"]) for s in found), "rings;", *marked)


def shapes(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """Every country of the file, Crimea apart."""
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        rings = [stitched(ring, arcs) for polygon in polygons(geometry) for ring in polygon]
        apart = [ring for ring in rings if name == "Russia" and within(ring, CRIMEA)]
        rings = [ring for ring in rings if ring not in apart]
        found.append(shape(name, rings, disputed=name in DISPUTED))
        if apart:
            found.append(shape("Crimea", apart, disputed=True))
    return found


def shape(name: str, rings: list[Ring], *, disputed: bool) -> dict[str, Any]:
    whole = [packed(ring) for ring in rings]
    return {"name": name, "disputed": disputed, "rings": [ring for ring in whole if len(ring) > 6]}


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else []


def decoded(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + left, y * scale_y + low))
    return points


def stitched(ring: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def within(ring: Ring, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def packed(ring: Ring) -> list[int]:
    """Whole numbers: the first point, then differences; points that fall together count once."""
    points = [(round(x * UNITS), round(y * UNITS)) for x, y in ring]
    flat, last = [], None
    for point in points:
        if point != last:
            before = last or (0, 0)
            flat += [point[0] - before[0], point[1] - before[1]]
            last = point
    return flat


if __name__ == "__main__":
    main(*sys.argv[1:])
