"""The tables of organisations and people: well formed, one code a phrase, and right in samples."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tocsin.resolve.lexicon import key

TABLES = ("organisations.tsv", "people.tsv")
BODIES = {"", "IGO", "NGO", "MNC", "INT"}
SECTORS = {"", *"GOV MIL COP JUD LEG SPY PTY OPP REB PAR TER CVL MED BUS LAB REL ETH".split()}
SECTORS |= set("EDU HLH REF JRN CRM UAF".split())
MOST_WORDS = 7


def rows(table: str) -> list[list[str]]:
    text = files("tocsin.resolve").joinpath("data", table).read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    assert head == "phrase\tcountry\tsector\tname"
    return [line.split("\t") for line in lines]


def iso_codes() -> set[str]:
    text = files("tocsin.resolve").joinpath("data", "countries.tsv").read_text(encoding="utf-8")
    return {line.split("\t")[2] for line in text.splitlines()[1:] if not line.startswith("#")}


def codes(table: str) -> dict[str, tuple[str, str]]:
    return {phrase: (country, sector) for phrase, country, sector, _ in rows(table)}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_four_fields_and_valid_codes(table: str) -> None:
    countries = iso_codes()
    for row in rows(table):
        assert len(row) == 4, row
        _, country, sector, name = row
        assert country in countries | BODIES, row
        assert sector in SECTORS, row
        assert name, row
        assert name == name.strip(), row


@pytest.mark.parametrize("table", TABLES)
def test_a_phrase_is_lower_case_and_can_be_looked_up(table: str) -> None:
    for phrase, *_ in rows(table):
        assert phrase == " ".join(phrase.lower().split()), phrase
        assert not phrase.startswith("the "), phrase
        assert 1 <= len(phrase.split()) <= MOST_WORDS, phrase
        assert not set(phrase) & set('()"|;,'), phrase


def test_no_phrase_stands_twice() -> None:
    phrases = [row[0] for table in TABLES for row in rows(table)]
    assert len(phrases) == len(set(phrases))


def test_spellings_that_are_read_alike_have_one_code() -> None:
    found: dict[str, tuple[str, str]] = {}
    for table in TABLES:
        for phrase, country, sector, _ in rows(table):
            assert found.setdefault(key(phrase), (country, sector)) == (country, sector), phrase


def test_the_tables_are_large_enough() -> None:
    assert len(rows("organisations.tsv")) >= 800
    assert len(rows("people.tsv")) >= 600


@pytest.mark.parametrize(
    "phrase", ["brown", "may", "rice", "lee", "park", "ban", "hui", "pen", "wine", "turk", "gang"]
)
def test_a_word_of_many_meanings_is_no_person(phrase: str) -> None:
    assert phrase not in codes("people.tsv")


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("u.n. security council", "IGO", ""),
        ("nato forces", "IGO", "MIL"),
        ("icj", "IGO", "JUD"),
        ("european parliament", "IGO", "LEG"),
        ("islamic state", "", "TER"),
        ("al-qaida", "", "TER"),
        ("ypg", "SYR", "REB"),
        ("hts", "SYR", "TER"),
        ("hezbollah", "LBN", "PAR"),
        ("pkk", "TUR", "TER"),
        ("houthis", "YEM", "REB"),
        ("farc", "COL", "REB"),
        ("peshmerga", "IRQ", "MIL"),
        ("syrian observatory for human rights", "NGO", ""),
        ("fbi", "USA", "COP"),
        ("state duma", "RUS", "LEG"),
        ("sinn féin", "GBR", "PTY"),
        ("people’s liberation army", "CHN", "MIL"),
        ("anadolu agency", "TUR", "MED"),
        ("tatmadaw", "MMR", "MIL"),
    ],
)
def test_organisations_have_the_codes_of_the_guide(phrase: str, country: str, sector: str) -> None:
    assert codes("organisations.tsv")[phrase] == (country, sector)


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("choe son hui", "PRK", "GOV"),
        ("erdoğan", "TUR", "GOV"),
        ("erdogan", "TUR", "GOV"),
        ("condoleezza rice", "USA", "GOV"),
        ("guterres", "IGO", ""),
        ("ursula von der leyen", "IGO", ""),
        ("pope francis", "VAT", "REL"),
        ("alexei navalny", "RUS", "OPP"),
        ("bin laden", "", "TER"),
        ("mazloum abdi", "SYR", "REB"),
        ("valery gerasimov", "RUS", "MIL"),
        ("hassan nasrallah", "LBN", "PAR"),
        ("nancy pelosi", "USA", "LEG"),
        ("yevgeny prigozhin", "RUS", "PAR"),
        ("joseph kony", "UGA", "REB"),
        ("aung san suu kyi", "MMR", "GOV"),
        ("luiz inacio lula da silva", "BRA", "GOV"),
        ("nelson mandela", "ZAF", "GOV"),
        ("juan guaido", "VEN", "OPP"),
        ("karim khan", "IGO", "JUD"),
    ],
)
def test_people_have_the_codes_of_their_office(phrase: str, country: str, sector: str) -> None:
    assert codes("people.tsv")[phrase] == (country, sector)
