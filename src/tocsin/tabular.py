"""Claims as a flat table: one row for each, plain values only, for pandas, polars and Parquet.

A claim may have several parties, places, numbers and sources; a row has the first of each, and says
how many there are. ``docs/corpora.md`` describes each column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, overload

from tocsin.claim_json import claim_json
from tocsin.pipeline import Result
from tocsin.records import Claim

Value = str | int | float | bool | date | None
Row = dict[str, Value]
Json = Mapping[str, Any]

HEAD = ("article", "title", "published", "publisher", "url")
KINDS: dict[str, type] = {
    **dict.fromkeys(("article", "title"), str),
    "published": date,
    **dict.fromkeys(("publisher", "url", "id", "type", "mode", "contexts"), str),
    **dict.fromkeys(("modality", "polarity", "time"), str),
    **dict.fromkeys(("actor", "actor_name", "actor_country", "actor_sector", "actor_entity"), str),
    "actors": int,
    **dict.fromkeys(("recipient", "recipient_name", "recipient_country", "recipient_sector"), str),
    "recipient_entity": str,
    "recipients": int,
    **dict.fromkeys(("source", "source_name", "source_country", "source_sector"), str),
    **dict.fromkeys(("source_entity", "cue", "stance"), str),
    "sources": int,
    **dict.fromkeys(("place", "place_name", "place_country"), str),
    **dict.fromkeys(("lat", "lon"), float),
    "place_precision": str,
    "places": int,
    "when": str,
    **dict.fromkeys(("when_start", "when_end"), date),
    "when_precision": str,
    "quantity": str,
    **dict.fromkeys(("quantity_low", "quantity_high"), float),
    "quantity_of": str,
    "quantities": int,
    **dict.fromkeys(("condition", "purpose", "trigger", "sentence"), str),
    **dict.fromkeys(("start", "end"), int),
    "cameo": str,
    "goldstein": float,
    "quad_class": int,
    "scale": float,
    "score": float,
}
"""The columns in their order, and the type of each; every one may be None."""


class Table(Sequence[Row]):
    """Rows as dicts, all with the keys of `KINDS`: ``pandas.DataFrame(table)`` takes it as it is.

    ``columns`` is the same by column. With pyarrow installed, whatever reads the Arrow interface
    (``polars.DataFrame(table)``, ``pyarrow.table(table)``, DuckDB) gets typed columns.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<Table: {len(self)} claims, {len(KINDS)} columns>"

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Table: ...
    def __getitem__(self, place: int | slice) -> Row | Table:
        return Table(self._rows[place]) if isinstance(place, slice) else self._rows[place]

    @property
    def columns(self) -> dict[str, list[Value]]:
        """The values of each column, in the order of the rows."""
        return {name: [row[name] for row in self] for name in KINDS}

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow PyCapsule interface. Raises ImportError without pyarrow."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table`` with typed columns. Raises ImportError without pyarrow."""
        import pyarrow as pa

        return pa.table(self.columns, schema=schema())


def schema() -> Any:
    """The columns as a ``pyarrow.Schema``: 64-bit numbers, days as date32."""
    import pyarrow as pa

    types = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        date: pa.date32(),
    }
    return pa.schema([(name, types[kind]) for name, kind in KINDS.items()])


def table(claims: Iterable[Claim | Json | Result]) -> Table:
    """The claims as a flat table.

    An item is a claim, the JSON of one (as in the lines of ``tocsin code``), or what `tocsin.read`
    gave, which brings all its claims with the article's title, day, publisher and address. For
    claims without their article these columns are None.
    """
    return Table(row for item in claims for row in _rows(item))


def flat(claim: Json, head: Mapping[str, Value]) -> Row:
    """One row: the columns `HEAD` from ``head``, the others from the JSON of the claim."""
    made: dict[str, Any] = {key: head.get(key) for key in HEAD}
    made.update({key: claim[key] for key in KINDS.keys() & claim.keys() if key not in _LISTS})
    made["contexts"] = "; ".join(claim.get("contexts", ())) or None
    made.update(_party(claim["actors"], "actor"))
    made.update(_party(claim["recipients"], "recipient"))
    made.update(_source(claim["attributions"]))
    made.update(_place(claim["place"]))
    made.update(_when(claim["when"] or {}))
    made.update(_quantity(claim["quantities"]))
    return {key: _typed(made[key], kind) for key, kind in KINDS.items()}


_LISTS = {"contexts", "place", "when", "actors", "recipients", "quantities"}


def _rows(item: Claim | Json | Result) -> Iterable[Row]:
    if isinstance(item, Result):
        return [flat(claim_json(claim), _head(item)) for claim in item.claims]
    return [flat(claim_json(item) if isinstance(item, Claim) else item, {})]


def _head(result: Result) -> dict[str, Value]:
    article = result.article
    return {
        "article": article.name or article.id,
        "title": article.title or None,
        "published": article.published,
        "publisher": article.publisher,
        "url": article.url,
    }


def _typed(value: Any, kind: type) -> Value:
    if value is None:
        return None
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    made: Value = float(value) if kind is float else value
    return made


def _first(items: list[Json]) -> Json:
    return items[0] if items else {}


def _party(items: list[Json], role: str) -> dict[str, Any]:
    first = _first(items)
    keys = ("name", "country", "sector", "entity")
    made = {f"{role}_{key}": first.get(key) for key in keys}
    return made | {role: first.get("text"), f"{role}s": len(items)}


def _source(items: list[Json]) -> dict[str, Any]:
    first = _first(items)
    return _party(items, "source") | {"cue": first.get("cue"), "stance": first.get("stance")}


def _place(items: list[Json]) -> dict[str, Any]:
    first = _first(items)
    made = {f"place_{key}": first.get(key) for key in ("name", "country", "precision")}
    made |= {key: first.get(key) for key in ("lat", "lon")}
    return made | {"place": first.get("text"), "places": len(items)}


def _when(item: Json) -> dict[str, Any]:
    made = {f"when_{key}": item.get(key) for key in ("start", "end", "precision")}
    return made | {"when": item.get("text")}


def _quantity(items: list[Json]) -> dict[str, Any]:
    first = _first(items)
    made = {f"quantity_{key}": first.get(key) for key in ("low", "high")}
    made |= {"quantity": first.get("text"), "quantity_of": first.get("what")}
    return made | {"quantities": len(items)}
