from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from tests.export.makers import items
from tocsin.export import parquet

arrow = pytest.importorskip("pyarrow.parquet")


def test_a_row_for_each_event_with_typed_columns(tmp_path: Path) -> None:
    out = io.BytesIO()
    assert parquet.write(items(), out) == 3
    table = arrow.read_table(io.BytesIO(out.getvalue()))
    assert table.column_names == list(parquet.COLUMNS)
    attack, meeting, _ = table.to_pylist()
    assert (attack["type"], attack["mode"], attack["status"]) == (
        "ASSAULT",
        "heavy-weapons",
        "disputed",
    )
    assert (attack["first_day"], attack["last_day"]) == (date(2026, 3, 9), date(2026, 3, 10))
    assert (attack["actor_countries"], attack["recipient_countries"]) == (["NOR"], ["ISL"])
    assert (attack["killed_low"], attack["lat"], attack["denied_by"]) == (12.0, 64.1, ["NOR"])
    assert (attack["quad_class"], attack["cameo"][:2]) == (4, "19")
    assert (meeting["status"], meeting["killed_low"], meeting["country"]) == ("planned", None, None)


def test_no_events_are_a_table_without_rows() -> None:
    out = io.BytesIO()
    assert parquet.write([], out) == 0
    assert arrow.read_table(io.BytesIO(out.getvalue())).num_rows == 0
