"""Events in the formats that others read: CAMEO rows of ICEWS and GDELT, PLOVER JSON, STIX 2.1,
MISP, GeoJSON, CSV with HXL tags, Parquet, Atom, and planned events as ninjs.

``export(items, "icews", file)`` writes; an `Item` is an event with its reports. Siblings know only
`tocsin.export.items`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tocsin.errors import UsageError
from tocsin.export import atom, gdelt, geojson, hxl, icews, misp, ninjs, parquet, plover, stix
from tocsin.export.items import Item

__all__ = ["BINARY", "FORMATS", "Item", "export"]

Writer = Callable[[Iterable[Item], Any], int]
FORMATS: Mapping[str, tuple[str, Writer]] = {
    "icews": ("CAMEO events, tab-separated, the 20 columns of ICEWS", icews.write),
    "gdelt": ("CAMEO events, tab-separated, the 61 columns of GDELT 2.0", gdelt.write),
    "plover": ("PLOVER events with auxiliary modes, one JSON object a line", plover.write),
    "stix": ("a STIX 2.1 bundle: incidents, notes and opinions", stix.write),
    "misp": ("MISP events with their reports as attributes, JSON", misp.write),
    "geojson": ("GeoJSON (RFC 7946), a point for each event with a place", geojson.write),
    "csv": ("a table with a row of HXL tags", hxl.write),
    "parquet": ("a Parquet table, a row for each event", parquet.write),
    "atom": ("an Atom feed, an entry for each event", atom.write),
    "ninjs": ("what is due, as planned events of ninjs 3.2, one JSON object a line", ninjs.write),
}
"""Each format with a line on it and its writer."""
BINARY = frozenset({"parquet"})
"""Those that are written to a file of bytes; the others are text."""


def export(items: Iterable[Item], form: str, out: Any) -> int:
    """Write the items to a file, of bytes for the formats in `BINARY`, else of text; how many rows
    or objects were written. Raises UsageError for other formats than those of `FORMATS`."""
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format; they are {', '.join(FORMATS)}")
    return FORMATS[form][1](items, out)
