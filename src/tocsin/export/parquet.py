"""Events as a Parquet table, for pandas, polars, DuckDB and R. Needs pyarrow (extra ``corpus``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.export.items import Item, plain
from tocsin.records import Entity

BLOCK = 10_000
"""Rows of a row group."""
_LIST = "list"
COLUMNS = {
    "id": str, "type": str, "mode": str, "quad_class": int, "cameo": str, "goldstein": float,
    "scale": float, "status": str, "first_day": "day", "last_day": "day", "actors": _LIST,
    "actor_countries": _LIST, "recipients": _LIST, "recipient_countries": _LIST, "country": str,
    "lat": float, "lon": float, "killed_low": float, "killed_high": float, "reports": int,
    "publishers": _LIST, "denied_by": _LIST, "withheld_by": _LIST, "credibility": int,
    "claims": _LIST, "text": str,
}  # fmt: skip
"""Columns and what they hold; every one but the lists may be null."""


def write(items: Iterable[Item], out: BinaryIO) -> int:
    """One table with a row for each event; how many there are. Raises `UsageError` without
    pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow; install it with: pip install 'tocsin[corpus]'"
        ) from None
    kinds = {
        str: pa.string(), int: pa.int64(), float: pa.float64(), "day": pa.date32(),
        _LIST: pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    left, number = rows(items), 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while block := list(islice(left, BLOCK)):
            writer.write_table(pa.Table.from_pylist(block, schema=schema))
            number += len(block)
    return number


def rows(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """A value for each of `COLUMNS`."""
    for item in items:
        claim, standing = item.claim, item.standing
        killed = next((q for q in claim.quantities if q.what == "killed"), None)
        code = ontology.cameo(claim.type, claim.mode)
        yield {
            "id": item.event.id,
            "type": claim.type,
            "mode": claim.mode,
            "quad_class": ontology.quad_class(claim.type),
            "cameo": code,
            "goldstein": ontology.goldstein(code),
            "scale": ontology.scale(claim.type, claim.mode),
            "status": item.status,
            "first_day": item.days[0],
            "last_day": item.days[1],
            **_side("actor", [a for a, _ in item.dyads()]),
            **_side("recipient", [b for _, b in item.dyads()]),
            "country": item.place,
            "lat": item.lat,
            "lon": item.lon,
            "killed_low": killed.low if killed else None,
            "killed_high": killed.high if killed else None,
            "reports": len(item.reports),
            "publishers": _each(r.publisher for r in item.reports),
            "denied_by": list(standing.denied_by) if standing else [],
            "withheld_by": list(standing.withheld_by) if standing else [],
            "credibility": standing.credibility if standing else None,
            "claims": list(item.event.claims),
            "text": plain(claim.sentence.text),
        }


def _side(role: str, parties: list[Entity | None]) -> dict[str, list[str]]:
    known = [p for p in parties if p]
    return {
        f"{role}s": _each(p.name for p in known),
        f"{role}_countries": _each(p.country for p in known),
    }


def _each(words: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(plain(word) for word in words if word))
