"""Each format against the rules of those who made it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.makers import items
from tocsin.errors import UsageError
from tocsin.export import BINARY, FORMATS, export, gdelt, icews, plover
from tocsin.imports import icews as reader


def written(form: str) -> tuple[str, int]:
    out = io.StringIO()
    number = export(items(), form, out)
    return out.getvalue(), number


def test_rows_of_icews_come_back_by_our_own_reader(tmp_path: Path) -> None:
    text, number = written("icews")
    path = tmp_path / "events.tab"
    path.write_text(text, encoding="utf-8")
    found = list(reader.tab(path))
    assert len(icews.COLUMNS) == 20
    assert len(found) == number == 1  # plans and fears are no event data
    (told,) = found
    assert isinstance(told, reader.CodedEvent)
    assert (told.actor.country, told.recipient.country, told.place) == ("NOR", "ISL", "ISL")
    assert (told.cameo[:2], told.day.isoformat(), told.lat) == ("19", "2026-03-09", 64.1)


def test_rows_of_gdelt_have_61_columns_of_their_types() -> None:
    text, number = written("gdelt")
    (cells,) = csv.reader(io.StringIO(text), delimiter="\t")
    row = dict(zip(gdelt.COLUMNS, cells, strict=True))
    assert len(gdelt.COLUMNS) == len(cells) == 61
    assert number == 1
    assert re.fullmatch(r"\d+", row["GLOBALEVENTID"])
    assert row["SQLDATE"] == "20260309"
    assert re.fullmatch(r"2026\.\d{4}", row["FractionDate"])
    assert row["EventRootCode"] == row["EventCode"][:2] == "19"
    assert (row["QuadClass"], row["NumArticles"]) == ("4", "1")
    assert -10 <= float(row["GoldsteinScale"]) <= 10
    assert re.fullmatch(r"\d{14}", row["DATEADDED"])
    assert (row["Actor1CountryCode"], row["Actor2CountryCode"]) == ("NOR", "ISL")


@pytest.mark.parametrize(
    ("time", "polarity", "status", "wanted"),
    [
        ("past", "+", "occurred", []),
        ("historical", "+", "occurred", ["historical"]),
        ("past", "-", "occurred", ["negation"]),
        ("past", "+", "did-not-occur", ["negation"]),
    ],
)
def test_auxiliary_modes(time: str, polarity: str, status: str, wanted: list[str]) -> None:
    made = replace(items()[0].claim, time=time, polarity=polarity)
    assert plover.auxiliary(made, status) == wanted


def test_stix_is_valid_with_no_custom_content_but_our_extension() -> None:
    stix2 = pytest.importorskip("stix2")
    text, number = written("stix")
    bundle = json.loads(text)
    stix2.parse(bundle, allow_custom=False)
    kinds = [made["type"] for made in bundle["objects"]]
    assert len(kinds) == number == len({made["id"] for made in bundle["objects"]})
    assert [kinds.count(k) for k in ("incident", "note", "opinion")] == [3, 3, 2]
    opinions = {m["authors"][0]: m["opinion"] for m in bundle["objects"] if m["type"] == "opinion"}
    assert opinions == {"Iceland": "agree", "Norway": "strongly-disagree"}
    assert text == written("stix")[0]


def test_geojson_follows_the_rfc() -> None:
    text, number = written("geojson")
    made = json.loads(text)
    assert (made["type"], number) == ("FeatureCollection", 1)
    (feature,) = made["features"]
    lon, lat = feature["geometry"]["coordinates"]
    assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")
    assert (-180 <= lon <= 180, -90 <= lat <= 90, (lon, lat)) == (True, True, (-21.9, 64.1))
    assert feature["properties"]["actors"] == ["NOR"]


def test_tables_have_hxl_tags_and_run_nothing() -> None:
    text, number = written("csv")
    heads, tags, *rows = csv.reader(io.StringIO(text))
    assert len(heads) == len(tags) == len(rows[0])
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    assert len(rows) == number == 3
    assert [row[-1][0] for row in rows] == ["N", "N", "'"]
    assert rows[0][tags.index("#affected+killed+min+num")] == "12.0"


def test_other_formats_are_refused() -> None:
    with pytest.raises(UsageError, match="'xml' is no format; they are icews"):
        export(items(), "xml", io.StringIO())
    known = {"icews", "gdelt", "plover", "stix", "geojson", "csv"}
    assert set(FORMATS) == known | {"misp", "parquet", "atom", "ninjs"}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_to_write(form: str) -> None:
    out = io.BytesIO() if form in BINARY else io.StringIO()
    assert export([], form, out) == (2 if form == "stix" else 0)
