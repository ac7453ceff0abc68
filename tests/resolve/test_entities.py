"""Actor phrases to countries and sectors. All phrases are our own."""

from __future__ import annotations

import pytest

from tocsin.records import Mention, Span
from tocsin.resolve import entities, lexicon
from tocsin.resolve.actor_phrase import parts, scan
from tocsin.resolve.entities import Context, identify, identify_all


def phrase(text, kind=None, **more):
    named = text.split()[-1][0].isupper()
    kind = kind or ("name" if named else "nominal")
    return Mention(Span(0, len(text), text), more.pop("head", ""), kind, **more)


def codes(text, country=None, **more):
    found = identify_all(phrase(text, **more), Context(country))
    return [(e.country, e.sector) for e in found]


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Russia", "RUS", "GOV"),
        ("the U.S.", "USA", "GOV"),
        ("the United Kingdom", "GBR", "GOV"),
        ("DPRK", "PRK", "GOV"),
        ("Pyongyang", "PRK", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("the Pentagon", "USA", "MIL"),
        ("Taiwan", "TWN", "GOV"),
        ("the Palestinians", "PSE", "GOV"),
        ("Syrians", "SYR", "CVL"),
        ("Swiss voters", "CHE", "CVL"),
        ("Russian officials", "RUS", "GOV"),
        ("the Syrian opposition", "SYR", "OPP"),
        ("the US-led coalition", "IGO", "MIL"),
        ("the international community", "INT", None),
        ("Western diplomats", "IGO", "GOV"),
        ("Russia's ambassador to Turkey", "RUS", "GOV"),
        ("the president of Kenya", "KEN", "GOV"),
        ("U.S. forces in Iraq", "USA", "MIL"),
        ("families in Ukraine", "UKR", "CVL"),
        ("a spokesman for the Turkish army", "TUR", "MIL"),
        ("an Indian police spokesman", "IND", "COP"),
        ("Chilean opposition leaders", "CHL", "OPP"),
        ("French intelligence officials", "FRA", "SPY"),
        ("Brazilian lawmakers", "BRA", "LEG"),
        ("a Malian militia", "MLI", "PAR"),
        ("hundreds of Sudanese refugees", "SDN", "REF"),
        ("the Chechen leader", "RUS", "GOV"),
        ("Texas police", "USA", "COP"),
        ("Turkish-backed rebels in Moldova", "MDA", "REB"),
        ("NATO warplanes", "IGO", "MIL"),
        ("UN officials", "IGO", None),
        ("a Somalia-based newspaper", "SOM", "MED"),
        ("Turkey's offensive", "TUR", "MIL"),
        ("Kampala residents", "UGA", "CVL"),
    ],
)
def test_country_and_sector(text, country, sector):
    assert codes(text) == [(country, sector)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia and China", [("RUS", "GOV"), ("CHN", "GOV")]),
        ("Peru, Chile and Bolivia", [("PER", "GOV"), ("CHL", "GOV"), ("BOL", "GOV")]),
        ("North and South Korean officials", [("PRK", "GOV"), ("KOR", "GOV")]),
        ("Kenyan and Ugandan troops", [("KEN", "MIL"), ("UGA", "MIL")]),
        ("officials from Egypt and Jordan", [("EGY", "GOV"), ("JOR", "GOV")]),
        ("French troops in Mali and Niger", [("FRA", "MIL")]),
        ("Norway and its allies", [("NOR", "GOV")]),
        ("women and children", [(None, "CVL")]),
        ("Trinidad and Tobago", [("TTO", "GOV")]),
        ("US-Russian", [("USA", "GOV"), ("RUS", "GOV")]),
    ],
)
def test_coordination(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["cluster bombs", "talks", "the offensive", "us", "a new road"])
def test_no_actor(text):
    assert codes(text, country="FRA") == []


def test_default_country_is_for_common_nouns():
    assert codes("police", country="PER") == [("PER", "COP")]
    assert codes("the government", country="PER") == [("PER", "GOV")]
    assert codes("Minister Quillfeather", country="PER") == [("PER", "GOV")]
    assert codes("terrorists", country="PER") == [(None, "TER")]
    assert codes("observers", country="PER") == [(None, None)]
    assert codes("Ola Quillfeather", country="PER") == [(None, None)]
    found = identify(phrase("Ola Quillfeather"), Context("PER", names=True))
    assert found is not None
    assert found.country == "PER"


def test_title_names_the_office():
    found = identify(phrase("Peruvian Foreign Minister Ola Quillfeather"), Context())
    assert found == entities.Entity("PER/GOV:ola quillfeather", "Ola Quillfeather", "PER", "GOV")


def test_apposition_names_the_office():
    apart = phrase("Ola Quillfeather", descriptors=("Peru's chief prosecutor",))
    found = identify(apart, Context())
    assert found is not None
    assert (found.country, found.sector) == ("PER", "JUD")
    assert codes("Peru's army chief, Ola Quillfeather,") == [("PER", "MIL")]


def test_apposition_names_who_has_the_office():
    envoy = phrase("Peru's envoy", kind="nominal", head="envoy", descriptors=("Ola Quillfeather",))
    found = identify(envoy, Context())
    assert found == entities.Entity("PER/GOV:ola quillfeather", "Ola Quillfeather", "PER", "GOV")
    two = phrase("the ministers", kind="nominal", head="ministers", descriptors=("Ola Q and Bo E",))
    assert [e.id for e in identify_all(two, Context("PER"))] == ["PER/GOV"]


def test_ids_are_stable():
    assert [e.id for e in identify_all(phrase("Seoul"), Context())] == ["KOR"]
    assert [e.id for e in identify_all(phrase("South Korea's government"), Context())] == [
        "KOR/GOV"
    ]
    assert [e.id for e in identify_all(phrase("police"), Context())] == ["?/COP"]


def test_modifier_is_no_town():
    assert codes("Kabul", kind="modifier") == []
    assert codes("Turkish-backed", kind="modifier") == []
    assert codes("Russian", kind="modifier") == [("RUS", "GOV")]
    assert codes("he", kind="pronoun") == []
    assert codes("Kenya", kind="cue") == []


def test_parts_of_a_name_are_no_role():
    found = identify(phrase("Ola Bishop", names=(("Ola Bishop", "PER"),)), Context())
    assert found is not None
    assert (found.name, found.sector) == ("Ola Bishop", None)


def test_nationality_and_title_are_no_part_of_a_name():
    """Named entities may be cut too wide."""
    wide = "Peruvian President Ola Quillfeather"
    found = identify(phrase(wide, names=((wide, "PER"),)), Context())
    assert found == entities.Entity("PER/GOV:ola quillfeather", "Ola Quillfeather", "PER", "GOV")
    found = identify(
        phrase("Jordan Quillfeather", names=(("Jordan Quillfeather", "PER"),)), Context()
    )
    assert found is not None
    assert found.name == "Jordan Quillfeather"


def test_a_country_is_no_person():
    assert codes("Peru", names=(("Peru", "PER"),)) == codes("Peru")


def test_towns_need_the_grammar():
    assert codes("Kampala", names=(("Kampala", "LOC"),)) == [("UGA", "GOV")]
    assert codes("Kumasi", names=(("Kumasi", "LOC"),)) == [("GHA", None)]
    assert codes("Kumasi") == [(None, None)]


def test_sponsored_forces_are_nobodys_army():
    assert codes("Turkish-backed forces") == [(None, "REB")]
    assert codes("a former minister") == [(None, None)]


def test_hyphens_do_not_part_a_person():
    spelled = ("Kim Jong Un", "Kim Jong-un")
    found = [identify(phrase(text), Context()) for text in spelled]
    assert found[0] is not None
    assert found[0] == found[1]
    assert found[0].country == "PRK"


def test_plurals_are_known():
    nouns = lexicon.roles().nouns
    for word in ("policemen", "children", "secretaries of state", "armies", "churches", "deputies"):
        assert word in nouns


def test_normal_form():
    assert lexicon.normal("U.S.’s") == "us"
    assert lexicon.normal("Élysée") == "elysee"
    assert lexicon.key("The Hague") == "hague"


def test_scan_cuts_at_joints():
    cut = parts(scan("Peru (army), Chile, and Bolivia"))
    assert [p.joint for p in cut] == ["", "open", "comma", "and"]
