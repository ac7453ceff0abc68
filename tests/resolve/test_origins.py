"""Where persons come from, and whose Kurds are meant, on texts of our own."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.language import parse
from tocsin.records import Draft, Mention
from tocsin.resolve.origins import origin
from tocsin.resolve.parties import Parties
from tocsin.resolve.places import place_names, survey


def read(text: str) -> tuple[Draft, Parties]:
    draft = code(parse(text), model=False)
    parties = Parties(draft.mentions, text)
    names = place_names(draft.mentions, text)
    parties.places = survey(names, text, countries=parties.countries)
    return draft, parties


def country(draft: Draft, parties: Parties, start: str) -> str | None:
    """The country of the first mention that starts with these words."""
    found = next(m for m in draft.mentions if m.span.text.startswith(start))
    entity = parties.resolve(found, None)[0].entity
    return entity.country if entity else None


@pytest.mark.parametrize(
    ("text", "name", "home"),
    [
        ("Joe Ruiz, 24, from Manchester, was shot in Raqqa.", "Joe Ruiz", "GBR"),
        ("Joe Ruiz, aged 31, from Lyon, was shot in Raqqa.", "Joe Ruiz", "FRA"),
        ("Joe Ruiz, a student from Hamburg, was shot in Raqqa.", "Joe Ruiz", "DEU"),
        ("Joe Ruiz, 25, formerly of Leeds, was shot in Raqqa.", "Joe Ruiz", "GBR"),
        ("Joe Ruiz, a critic of Hamburg, was shot in Raqqa.", "Joe Ruiz", None),
        ("Joe Ruiz, who fled from Hamburg, was shot in Raqqa.", "Joe Ruiz", None),
    ],
)
def test_a_person_is_of_the_town_said_after_the_name(text: str, name: str, home: str) -> None:
    draft, parties = read(text)
    places = {m.span.start: m.span for m in draft.mentions}
    found = next(m for m in draft.mentions if m.span.text.startswith(name))
    assert origin(found, text, places, parties.places) == home


def test_later_names_of_the_person_have_the_same_home() -> None:
    text = "Joe Ruiz, 24, from Manchester, left for Syria in May. Soldiers shot Ruiz in Raqqa."
    draft, parties = read(text)
    late = Mention(next(m.span for m in draft.mentions if m.span.text == "Ruiz"), "Ruiz")
    assert parties.named(late) == ("GBR",)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Kurdish militias attacked a convoy. Syria and Britain condemned it.", "SYR"),
        ("Kurdish militias attacked a convoy. Turkey, Turkey and Iraq condemned it.", "IRQ"),
        ("Kurdish militias attacked a convoy. Britain condemned it.", None),
    ],
)
def test_kurds_are_of_a_country_with_kurds_that_the_text_names(text: str, home: str) -> None:
    draft, parties = read(text)
    assert country(draft, parties, "Kurdish militias") == home
