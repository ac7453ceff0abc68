"""Events in the formats that others read: CAMEO rows of ICEWS and GDELT, PLOVER JSON, STIX 2.1,
GeoJSON, CSV with HXL tags.

``export(items, "icews", file)`` writes; an `Item` is an event with its reports. Siblings know only
`tocsin.export.items`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from tocsin.errors import UsageError
from tocsin.export import gdelt, geojson, hxl, icews, plover, stix
from tocsin.export.items import Item

__all__ = ["FORMATS", "Item", "export"]

Writer = Callable[[Iterable[Item], TextIO], int]
FORMATS: Mapping[str, tuple[str, Writer]] = {
    "icews": ("CAMEO events, tab-separated, the 20 columns of ICEWS", icews.write),
    "gdelt": ("CAMEO events, tab-separated, the 61 columns of GDELT 2.0", gdelt.write),
    "plover": ("PLOVER events with auxiliary modes, one JSON object a line", plover.write),
    "stix": ("a STIX 2.1 bundle: incidents, notes and opinions", stix.write),
    "geojson": ("GeoJSON (RFC 7946), a point for each event with a place", geojson.write),
    "csv": ("a table with a row of HXL tags", hxl.write),
}
"""Each format with a line on it and its writer."""


def export(items: Iterable[Item], form: str, out: TextIO) -> int:
    """Write the items; how many rows or objects were written. Raises UsageError for other formats
    than those of `FORMATS`."""
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format; they are {', '.join(FORMATS)}")
    return FORMATS[form][1](items, out)
