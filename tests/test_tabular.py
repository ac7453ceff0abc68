"""Claims as a table."""

from __future__ import annotations

from datetime import date

import pytest

import tocsin
from tocsin.claim_json import claim_json
from tocsin.tabular import KINDS


def test_a_row_has_the_first_of_each_and_counts(result) -> None:
    (row,) = tocsin.table([result])
    assert list(row) == list(KINDS)
    assert row["title"] == "Norway moves"
    assert row["published"] == date(2026, 3, 12)
    assert (row["actor_country"], row["recipient"], row["sources"]) == ("NOR", "Iceland", 2)
    assert (row["place_name"], row["lat"], row["when_start"]) == ("Tromsø", 69.65, date(2026, 3, 9))
    assert (row["quantity_low"], row["quantity_of"]) == (3000.0, "troops")


def test_claims_their_json_and_results_mix(result, claim) -> None:
    table = tocsin.table([claim, claim_json(claim), result])
    assert len(table) == 3
    assert table[0] == table[1]
    assert table[0]["title"] is None
    assert len(table[1:]) == 2
    assert table.columns["type"] == ["MOBILIZE"] * 3
    assert repr(table) == f"<Table: 3 claims, {len(KINDS)} columns>"


def test_nothing_is_an_empty_table() -> None:
    assert len(tocsin.table([])) == 0
    assert list(tocsin.table([]).columns) == list(KINDS)


def test_arrow_has_types(result) -> None:
    pa = pytest.importorskip("pyarrow")
    made = pa.table(tocsin.table([result]))
    assert made.column_names == list(KINDS)
    assert made.schema.field("published").type == pa.date32()
    assert made.schema.field("start").type == pa.int64()
    assert made.to_pylist() == list(tocsin.table([result]))


def test_pandas_takes_it(result) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(tocsin.table([result, result]))
    assert frame.shape == (2, len(KINDS))
    assert frame.groupby("actor_country").size()["NOR"] == 2
