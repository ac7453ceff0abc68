"""The shipped table: names, spellings, levels, coordinates, size."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tocsin.errors import DataError
from tocsin.records import distance_km
from tocsin.resolve.gazetteer import (
    ADM1,
    ADM2,
    CITY,
    COUNTRY,
    DEMONYM,
    MAGIC,
    Gazetteer,
    fold,
    open_gazetteer,
    skeleton,
)


@pytest.mark.parametrize(
    ("name", "country", "current"),
    [
        ("Kyiv", "UKR", "Kyiv"),
        ("Kiev", "UKR", "Kyiv"),
        ("Kharkov", "UKR", "Kharkiv"),
        ("Bombay", "IND", "Mumbai"),
        ("Raqqa", "SYR", "Ar Raqqah"),
        ("P'yongyang", "PRK", "Pyongyang"),
    ],
)
def test_current_and_former_names_reach_the_same_city(
    name: str, country: str, current: str
) -> None:
    cities = [e for e in open_gazetteer().named(name) if e.level == CITY]
    assert (cities[0].name, cities[0].country) == (current, country)
    assert cities[0].geonames_id is not None


def test_countries_have_adjectives_and_a_centre() -> None:
    (turkey,) = [e for e in open_gazetteer().named("Turkish") if e.level == COUNTRY]
    assert (turkey.country, turkey.kind, turkey.lat, turkey.lon) == ("TUR", DEMONYM, 39.0, 35.0)


def test_every_country_code_has_one_entry() -> None:
    for code in ("SYR", "USA", "PRK", "XKX", "TWN", "PSE", "HKG"):
        entry = open_gazetteer().country(code)
        assert entry is not None
        assert (entry.country, entry.level) == (code, COUNTRY)
    assert open_gazetteer().country("ZZZ") is None
    assert open_gazetteer().country(None) is None


def test_regions_lose_the_word_for_their_kind() -> None:
    kursk = [e for e in open_gazetteer().named("Kursk") if e.level == ADM1]
    assert kursk[0].country == "RUS"
    assert distance_km(kursk[0].lat, kursk[0].lon, 51.73, 36.19) < 60


def test_us_counties_are_where_they_should_be() -> None:
    county = [e for e in open_gazetteer().named("Rockingham County") if e.level == ADM2]
    assert {"NH", "NC", "VA"} == {e.admin1 for e in county}
    north = next(e for e in county if e.admin1 == "NH")
    assert distance_km(north.lat, north.lon, 42.99, -71.1) < 20


def test_own_areas_have_no_geonames_id_of_their_own() -> None:
    (donbas,) = open_gazetteer().named("Donbas")
    assert (donbas.country, donbas.geonames_id) == ("UKR", None)
    assert any(e.country is None for e in open_gazetteer().named("the Strait of Hormuz"[4:]))
    assert open_gazetteer().named("Guantanamo")[-1].country == "CUB"


def test_articles_of_arabic_names_may_be_left_out() -> None:
    assert any(e.country == "IRQ" and e.level == ADM1 for e in open_gazetteer().named("Anbar"))


def test_other_romanisations_are_found_by_their_consonants() -> None:
    assert skeleton("Deir Ezzor") == skeleton("Dayr az-Zawr") == skeleton("Deir ez-Zor")
    assert any(e.country == "SYR" for e in open_gazetteer().alike("Deir Ezzor"))
    assert any(e.country == "SYR" for e in open_gazetteer().alike("Khan Sheikhoun"))
    assert skeleton("Aa") == ""


def test_folding_ignores_case_accents_and_marks() -> None:
    assert fold("São Tomé and Príncipe") == "sao tome and principe"
    assert fold("Ma’arrat  al-Nu'man") == "maarrat al numan"
    assert fold("U.S.") == "us"
    assert fold("Łódź") == "lodz"


def test_neighbours_share_a_land_border() -> None:
    assert {"TUR", "IRQ", "LBN", "ISR", "JOR"} <= open_gazetteer().neighbours("SYR")
    assert open_gazetteer().neighbours(None) == frozenset()


def test_region_names_by_code() -> None:
    assert open_gazetteer().region_name("USA", "TX") == "Texas"
    assert open_gazetteer().region_name("USA", "??") == ""


def test_unknown_and_empty_names_give_nothing() -> None:
    for name in ("", "  ", "!!", "Xyzzyqwertz", "\x00"):
        assert open_gazetteer().named(name) == ()


def test_distance_of_london_and_paris() -> None:
    assert distance_km(51.5074, -0.1278, 48.8566, 2.3522) == pytest.approx(343.6, abs=1.0)


def test_the_file_is_small_and_opens_without_unpacking() -> None:
    data = (files("tocsin") / "resolve" / "data" / "gazetteer.bin").read_bytes()
    assert len(data) <= 6_000_000
    assert Gazetteer(data).named("Mosul")


def test_a_broken_file_is_an_error() -> None:
    with pytest.raises(DataError, match="reinstall"):
        Gazetteer(b"not a gazetteer")
    assert MAGIC.endswith(b"\n")
