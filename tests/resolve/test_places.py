"""Place phrases to places, alone and in the light of a document."""

from __future__ import annotations

import re

import pytest

from tocsin.records import Mention, Place, Span
from tocsin.resolve.place_phrase import named_places
from tocsin.resolve.places import PlaceContext, locate, place_names, survey

NOWHERE = PlaceContext()


def spans(text: str, *names: str) -> list[Span]:
    """All occurrences of some names in a text, in order."""
    found = [m for name in names for m in re.finditer(re.escape(name), text)]
    return [Span(m.start(), m.end(), m.group()) for m in sorted(found, key=lambda m: m.start())]


def at(phrase: str, context: PlaceContext = NOWHERE, start: int = 10_000) -> Place:
    return locate(Span(start, start + len(phrase), phrase), context)


@pytest.mark.parametrize(
    ("phrase", "country", "precision"),
    [
        ("Kabul", "AFG", "city"),
        ("the Kursk region of Russia", "RUS", "region"),
        ("Walmart in southern China", "CHN", "country"),
        ("around the oil fields of Deir Ezzor region", "SYR", "region"),
        ("the northern city of Mosul, Iraq", "IRQ", "city"),
        ("Paris, Texas", "USA", "city"),
        ("Paris", "FRA", "city"),
        ("outside the US embassy in Tehran", "IRN", "city"),
        ("Syrian desert", "SYR", "country"),
        ("the Black Sea resort of Sochi", "RUS", "city"),
        ("the Saudi consulate in Istanbul", "TUR", "city"),
        ("eastern Ghouta", "SYR", "region"),
        ("the South China Sea", None, "area"),
        ("Guantanamo Bay", "CUB", "region"),
        ("in front of the White House", "USA", "city"),
        ("Springfield, Illinois", "USA", "city"),
        ("Piccadilly station in Manchester", "GBR", "city"),
        ("northern Gaza", "PSE", "city"),
        ("Iraqi Kurdistan", "IRQ", "region"),
    ],
)
def test_phrases_that_tell_by_themselves(phrase: str, country: str | None, precision: str) -> None:
    context = PlaceContext(countries={"SYR": 1}) if "Deir" in phrase else NOWHERE
    place = at(phrase, context)
    assert (place.country, place.precision) == (country, precision)
    assert place.name
    assert place.span.text == phrase


def test_containment_chooses_among_places_of_one_name() -> None:
    texas, illinois = at("Paris, Texas"), at("Paris, Illinois")
    assert texas.geonames_id != illinois.geonames_id
    assert texas.lat == pytest.approx(33.66, abs=0.05)


def test_a_document_decides_for_all_its_names() -> None:
    text = "Police in Columbus said a man from Athens was held. Atlanta and Savannah are calm."
    context = survey(spans(text, "Columbus", "Athens", "Atlanta", "Savannah"), text)
    assert {p.country for p in context.places} == {"USA"}
    assert at("Athens", context).country == "USA"
    assert at("Athens").country == "GRC"


def test_a_list_of_countries_stays_a_list_of_countries() -> None:
    text = "Talks between Iraq, Iran and Jordan, Israel were held."
    context = survey(spans(text, "Iraq", "Iran", "Jordan", "Israel"), text)
    assert [p.country for p in context.places] == ["IRQ", "IRN", "JOR", "ISR"]
    assert {p.precision for p in context.places} == {"country"}


TEXT = (
    "Rebels shelled Aleppo on Monday. Shops in Homs stayed shut. The city had been quiet. "
    "Idlib province was bombed too, said officials in Syria."
)


def test_the_city_is_the_last_city_named_before() -> None:
    context = survey(spans(TEXT, "Aleppo", "Homs", "Idlib", "Syria"), TEXT)
    (city,) = spans(TEXT, "The city")
    place = locate(city, context)
    assert (place.country, place.name) == ("SYR", "Homs")
    assert place.span == city


@pytest.mark.parametrize("phrase", ["the country", "there", "a mosque", "the east of the country"])
def test_phrases_without_a_name_take_the_country_of_the_document(phrase: str) -> None:
    context = survey(spans(TEXT, "Aleppo", "Homs", "Idlib", "Syria"), TEXT)
    assert at(phrase, context).country == "SYR"


def test_countries_alone_are_enough_context() -> None:
    assert at("the country", PlaceContext(countries={"KEN": 2, "USA": 1})).country == "KEN"
    assert at("Valencia", PlaceContext(countries={"VEN": 9})).country == "VEN"
    assert at("Valencia", PlaceContext(countries={"ESP": 9})).country == "ESP"


@pytest.mark.parametrize("phrase", ["around the world", "abroad", "the UN", "elsewhere"])
def test_nowhere_in_particular_has_no_country(phrase: str) -> None:
    place = at(phrase, PlaceContext(countries={"SYR": 5}))
    assert (place.country, place.lat, place.precision) == (None, None, "")


def test_nothing_known_gives_an_empty_place() -> None:
    assert at("a residential building") == Place(Span(10_000, 10_022, "a residential building"))
    assert at("") == Place(Span(10_000, 10_000, ""))


def test_borders() -> None:
    context = survey(spans(TEXT, "Aleppo", "Homs", "Idlib", "Syria"), TEXT)
    assert at("near the Turkish border", context).country == "SYR"
    both = at("the Syria-Iraq border", context)
    assert (both.country, both.precision, both.lat) == (None, "area", None)
    assert at("the border town of Kilis", context).name == "Kilis"


def test_a_river_takes_the_country_of_the_document() -> None:
    context = survey(spans(TEXT, "Aleppo", "Homs", "Idlib", "Syria"), TEXT)
    assert at("west of the Euphrates", context).country == "SYR"
    assert at("west of the Euphrates", PlaceContext(countries={"USA": 3})).country is None


def test_unknown_spellings_need_support_from_the_document() -> None:
    supported = at("Khan Sheikhoun", PlaceContext(countries={"SYR": 3}))
    assert (supported.country, supported.precision) == ("SYR", "city")
    assert at("Khan Sheikhoun", PlaceContext(countries={"USA": 3})).precision != "city"


def test_place_names_come_from_mentions_with_their_offsets() -> None:
    phrase = "the Turkish army near Aleppo"
    mention = Mention(
        Span(100, 100 + len(phrase), phrase),
        "army",
        names=(("Turkish", "MISC"), ("Aleppo", "LOC"), ("army", "ORG")),
    )
    found = place_names([mention, mention], " " * 100 + phrase)
    assert [(s.start, s.text) for s in found] == [(104, "Turkish"), (122, "Aleppo")]


def test_well_known_places_outside_entities_are_added_but_not_in_names_of_people() -> None:
    text = "Jordan Smith met Syrian envoys at the Bank of England in Cairo."
    found = named_places(text, {(0, 12): "PER", (38, 53): "ORG", (57, 62): "LOC"})
    assert [s.text for s in found] == ["Syrian", "England", "Cairo"]


def named(text: str, **labels: str) -> list[str]:
    """The places that are found if these parts of the text are entities."""
    entities = {}
    for label, parts in labels.items():
        for part in parts.split("|"):
            found = re.search(rf"(?<![\w-]){re.escape(part)}", text)
            assert found
            entities[found.span()] = label
    return [s.text for s in named_places(text, entities)]


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("The Gainesville Police came.", {"ORG": "Gainesville Police"}, ["Gainesville"]),
        ("Mercy Memorial Hospital is full.", {"ORG": "Mercy Memorial Hospital"}, []),
        ("She was at Butler County Jail.", {"LOC": "Butler County Jail"}, ["Butler County"]),
        ("Rep. Lee (D-Oakland) spoke.", {"PER": "D-Oakland"}, ["Oakland"]),
        ("Rep. Lee, D-N.D., spoke.", {}, ["N.D."]),
        ("Mindy Miller of Ravenel won.", {"PER": "Mindy Miller of Ravenel"}, ["Ravenel"]),
        ("Georgia Stevens skates.", {"PER": "Georgia Stevens"}, []),
    ],
)
def test_places_inside_other_names(text: str, labels: dict[str, str], expected: list[str]) -> None:
    assert named(text, **labels) == expected


def test_a_place_of_the_document_is_a_place_wherever_it_is_named() -> None:
    text = "He left Roswell. Roswell firemen and the Roswell Inn Club stayed. A man Roswell held."
    found = named_places(text, {(8, 15): "LOC", (17, 24): "ORG", (41, 57): "ORG"})
    assert [(s.start, s.text) for s in found] == [(n, "Roswell") for n in (8, 17, 41, 72)]


def test_a_name_that_is_mostly_a_person_is_no_place() -> None:
    text = "Lincoln went to Lincoln, where Lincoln spoke."
    found = named_places(text, {(0, 7): "PER", (16, 23): "LOC", (31, 38): "PER"})
    assert [s.start for s in found] == [16]


@pytest.mark.parametrize("text", ["\x00", "Ł" * 5_000, "A-B-C-D " * 500, "the " * 3_000, "🙂 city"])
def test_odd_text_does_no_harm(text: str) -> None:
    assert at(text).span.text == text
