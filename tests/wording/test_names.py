"""What people, places and numbers are called."""

from __future__ import annotations

import pytest

from tocsin.records import Entity, Mention, Span
from tocsin.wording.names import (
    counted,
    country_name,
    display,
    in_sentence,
    is_agent,
    is_known,
    join,
    listed,
    name,
)

PERU = Entity("PER", "Peru", "PER", "GOV")
ARMY = Entity("PER/MIL", "Peru: armed forces", "PER", "MIL")


def called(words: str, **told: object) -> Mention:
    head = str(told.pop("head", words.rsplit(maxsplit=1)[-1]))
    return Mention(Span(0, len(words), words), head, **told)


def test_countries() -> None:
    assert country_name("ECU") == "Ecuador"
    assert in_sentence("USA") == "the United States"
    assert country_name("Puyango Front") == "Puyango Front"


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (called("Lima", entity=PERU), "Peru"),
        (called("it", kind="pronoun", entity=PERU), "Peru"),
        (called("its troops", kind="nominal", entity=ARMY), "the armed forces of Peru"),
        (called("it", kind="pronoun"), ""),
        (called("Peru's foreign ministry", entity=PERU), "Peru's foreign ministry"),
        (called("The mayor", kind="nominal"), "the mayor"),
        (called("Soldiers", kind="nominal"), "soldiers"),
        (called("Nine fishermen", kind="nominal"), "nine fishermen"),
        (called("QUITO, March 6 (MPA) - A corvette"), "A corvette"),
    ],
)
def test_display(mention: Mention, expected: str) -> None:
    assert display(mention) == expected


def test_what_can_act() -> None:
    assert not is_agent(called("Shells", kind="nominal", head="Shells"))
    assert is_agent(called("The army", kind="nominal", head="army"))


def test_what_hangs_on_other_words() -> None:
    assert not is_known(called("its ships", kind="nominal"))
    assert not is_known(called("they", kind="pronoun"))
    assert is_known(called("Peru", entity=PERU))


def test_names_in_a_claim() -> None:
    """A bare adjective is its country, "their" is whose it is, or left out."""
    adjective = called("Peruvian", kind="modifier", entity=PERU)
    assert name(adjective) == display(adjective) == "Peru"
    assert name(called("their", kind="pronoun", entity=ARMY)) == "the armed forces of Peru"
    assert name(called("Lima", entity=PERU)) == "Lima"
    assert join([called("its", kind="pronoun"), called("Lima")]) == "Lima"


def test_lists() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a and b", "c", "d"]) == "a and b, c, and d"
    assert listed(["a, b", "c"]) == "a, b; and c"


def test_counts() -> None:
    assert [counted(n, "report") for n in (0, 1, 2, 13)] == [
        "no reports",
        "one report",
        "two reports",
        "13 reports",
    ]


def test_the_id_of_an_article_is_no_name_of_a_publisher() -> None:
    assert in_sentence("9bb3c6d932b093de") == "an unnamed publisher"
    assert in_sentence("Fjord Courier") == "Fjord Courier"
