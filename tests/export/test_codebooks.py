"""What the codebooks of GDELT, STIX, MISP, PLOVER and HXL ask for beyond the shape of a row."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from tests.export.makers import items
from tocsin.export import Item, export, gdelt, icews, misp, plover, stix
from tocsin.ontology.countries import as_cameo, as_fips, cameo_country, fips_country
from tocsin.records import Claim, Entity, Report


def told(**parts: object) -> Item:
    """The attack, with other values of its claim."""
    item = items()[0]
    report = replace(item.reports[0], claim=replace(item.claim, **parts))
    return replace(item, reports=(report,))


def party(item: Item, **parts: object) -> Item:
    (actor,) = item.claim.actors
    assert actor.entity
    return told(actors=(replace(actor, entity=replace(actor.entity, **parts)),))


def spot(precision: str, country: str, name: str = "Bergen") -> Item:
    (place,) = items()[0].claim.place
    made = replace(place, precision=precision, country=country, name=name)
    return replace(told(place=(made,)), place=country)


@pytest.mark.parametrize(
    ("day", "fraction"),
    [(date(2015, 2, 18), "2015.1315"), (date(2026, 12, 31), "2026.9890")],
)
def test_the_fraction_of_the_year_is_as_gdelt_computes_it(day: date, fraction: str) -> None:
    (row,) = gdelt.rows([replace(items()[0], days=(day, day))])
    assert (row["FractionDate"], row["Year"], row["MonthYear"]) == (
        fraction,
        str(day.year),
        f"{day:%Y%m}",
    )


@pytest.mark.parametrize(
    ("precision", "country", "kind", "fips", "name"),
    [
        ("country", "ISL", 1, "IC", "Iceland"),
        ("region", "USA", 2, "US", "Bergen, United States"),
        ("city", "USA", 3, "US", "Bergen, United States"),
        ("city", "ISL", 4, "IC", "Bergen, Iceland"),
        ("area", "ISL", 4, "IC", "Bergen, Iceland"),
        ("region", "DEU", 5, "GM", "Bergen, Germany"),
        ("city", "PSE", 4, "", "Bergen, Occupied Palestinian Territory"),
    ],
)
def test_places_have_the_kinds_and_codes_of_gdelt(
    precision: str, country: str, kind: int, fips: str, name: str
) -> None:
    (row,) = gdelt.rows([spot(precision, country)])
    found = tuple(row[f"ActionGeo_{part}"] for part in ("Type", "CountryCode", "Fullname"))
    assert found == (kind, fips, name)
    whole = fips if precision == "country" else ""
    assert (row["ActionGeo_ADM1Code"], row["ActionGeo_FeatureID"]) == (whole, whole)


def test_a_point_is_named_by_the_place_that_has_it() -> None:
    item = items()[0]
    (place,) = item.claim.place
    other = replace(place, name="Oslo", lat=59.9, lon=10.7)
    (row,) = gdelt.rows([replace(told(place=(other, place)), lat=64.1, lon=-21.9)])
    assert row["ActionGeo_Fullname"] == "Bergen, Iceland"
    assert gdelt.rows([replace(item, lat=None, lon=None)]).__next__()["ActionGeo_Type"] == 0


@pytest.mark.parametrize(
    ("country", "sector", "code", "type_"),
    [
        ("ROU", "MIL", "ROMMIL", "MIL"),
        ("NOR", "JRN", "NORMED", "MED"),
        ("NOR", "TER", "NOR", ""),
        (None, "REB", "REB", "REB"),
    ],
)
def test_parties_have_codes_of_cameo(
    country: str | None, sector: str, code: str, type_: str
) -> None:
    (row,) = gdelt.rows([party(items()[0], country=country, sector=sector)])
    assert (row["Actor1Code"], row["Actor1Type1Code"]) == (code, type_)
    assert row["Actor1CountryCode"] == code.removesuffix(type_)


def test_cells_of_gdelt_are_never_quoted_and_ids_are_unique() -> None:
    (actor,) = items()[0].claim.actors
    many = [
        replace(actor, entity=Entity(f"P{n}", f'The "{n}"\tgroup', None, "REB")) for n in range(40)
    ]
    out = io.StringIO()
    export([told(actors=tuple(many))], "gdelt", out)
    rows = [line.split("\t") for line in out.getvalue().splitlines()]
    assert {len(row) for row in rows} == {61}
    assert rows[0][6] == 'THE "0" GROUP'
    assert len({row[0] for row in rows}) == 40
    assert all(0 < int(row[0]) < 2**63 for row in rows)


def test_codes_of_countries_go_and_come_back() -> None:
    assert (as_fips("DEU"), fips_country("GM"), as_fips("PSE")) == ("GM", "DEU", None)
    assert (fips_country("GZ"), fips_country("WE"), fips_country("")) == ("PSE", "PSE", None)
    assert (as_cameo("ROU"), cameo_country("ROM"), as_cameo("PSE")) == ("ROM", "ROU", "PSE")
    assert (cameo_country("AFR"), cameo_country("NOR"), as_cameo("XKX")) == (None, "NOR", "XKX")


def test_regions_are_provinces_of_icews() -> None:
    (row,) = icews.rows([spot("region", "ISL", "Westfjords")])
    cells = dict(zip(icews.COLUMNS, row, strict=True))
    assert (cells["City"], cells["Province"], cells["Country"]) == ("", "Westfjords", "Iceland")


def test_stix_has_no_empty_values_and_says_when_an_event_changed() -> None:
    item = told(actors=(), recipients=(), mode=None)
    (report,) = item.reports
    later = replace(report, day=date(2026, 3, 14), claim=replace(report.claim, id="later"))
    made = list(stix.objects([replace(item, reports=(report, later), place=None)]))
    incident = next(each for each in made if each["type"] == "incident")
    (extension,) = incident["extensions"].values()
    assert not [name for name, value in extension.items() if value in ("", [], None)]
    assert {"actors", "recipients", "plover_mode", "country"}.isdisjoint(extension)
    assert (incident["created"][:10], incident["modified"][:10]) == ("2026-03-10", "2026-03-14")
    assert incident["labels"] == ["assault", "disputed"]
    definition = next(each for each in made if each["type"] == "extension-definition")
    assert all(f"{name}" in definition["schema"] for name in ("plover_type", "status", "country"))


@pytest.mark.parametrize(
    ("polarity", "opinions"),
    [("+", ["agree", "strongly-disagree"]), ("-", ["strongly-disagree", "agree"])],
)
def test_who_says_that_it_did_not_happen_disagrees(polarity: str, opinions: list[str]) -> None:
    made = stix.objects([told(polarity=polarity)])
    assert [each["opinion"] for each in made if each["type"] == "opinion"] == opinions


def test_copies_are_one_attribute_of_misp() -> None:
    item = items()[0]
    (report,) = item.reports
    copy = replace(report, publisher="Harbour Post", claim=replace(report.claim, id="copy"))
    (event,) = misp.events([replace(item, reports=(report, copy))])
    (attribute,) = event["Attribute"]
    assert "Fjord Courier" in attribute["comment"]
    assert "Harbour Post" in attribute["comment"]


@pytest.mark.parametrize(
    ("modality", "time", "polarity", "wanted"),
    [
        ("planned", "future", "+", "AGREE"),
        ("asserted", "future", "+", "AGREE"),
        ("asserted", "past", "+", "CONSULT"),
        ("planned", "future", "-", "CONSULT"),
    ],
)
def test_talks_ahead_are_agreed(modality: str, time: str, polarity: str, wanted: str) -> None:
    item = items()[1]
    claim: Claim = replace(item.claim, modality=modality, time=time, polarity=polarity)
    report: Report = replace(item.reports[0], claim=claim)
    (record,) = plover.records([replace(item, reports=(report,))])
    assert record["event"] == [wanted]
    assert record["tocsin"]["type"] == "CONSULT"


def test_tables_are_valid_for_the_schema_of_hxl() -> None:
    hxl = pytest.importorskip("hxl")
    out = io.StringIO()
    export(items(), "csv", out)
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    errors: list[object] = []
    assert hxl.schema(None, callback=errors.append).validate(hxl.data(rows)), errors
    assert hxl.data(rows).values[0][11] == "ISL"
    rows[2][1] = "some day"
    assert not hxl.schema(None, callback=errors.append).validate(hxl.data(rows))
