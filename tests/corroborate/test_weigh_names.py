from __future__ import annotations

import pytest

from tests.corroborate.made import who
from tocsin.corroborate.weigh_names import Names, proper_name


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Gunmen of the Northern Hills Front", "Northern Hills Front"),
        ("The Red Crescent", "Red Crescent"),
        ("Movement for the Liberation of Saba", "Movement for the Liberation of Saba"),
        ("a spokesman for the rebel group", ""),
        ("the hills", ""),
    ],
)
def test_the_longest_name_of_a_phrase(phrase: str, name: str) -> None:
    assert proper_name(phrase) == name


def test_bodies_of_a_state_are_its_code() -> None:
    assert Names([]).of(who("the foreign ministry", "NER", "GOV")) == "NER"
    assert Names([]).of(who("Niamey", "NER")) == "NER"


def test_a_nameless_claimant_has_the_name_of_its_kind() -> None:
    rebels = who("Fighters of the Northern Hills Front", "NER", "REB")
    spokesman = who("A spokesman for the rebel group", "NER", "REB")
    assert Names([rebels]).of(spokesman) == "Northern Hills Front"
    assert Names([]).of(spokesman) == "A spokesman for the rebel group"


def test_two_names_of_a_kind_are_not_mixed() -> None:
    one = who("the Northern Hills Front", "NER", "REB")
    other = who("the Desert Brigade", "NER", "REB")
    assert Names([one, other]).of(who("the rebels", "NER", "REB")) == "the rebels"
    assert Names([one, other]).of(other) == "Desert Brigade"


def test_a_short_form_of_a_name_is_the_name() -> None:
    long = who("Rally for Renewal", "NER", "OPP")
    assert Names([long]).of(who("The Rally", "NER", "OPP")) == "Rally for Renewal"
