"""Parties of a claim."""

from __future__ import annotations

from tests.corroborate.same_makers import mention
from tocsin.corroborate.parties import claimant, countries, parties, party


def test_a_state_and_a_collective_code() -> None:
    assert party(mention("Oslo", "NOR")).official
    assert not party(mention("the European Union", "IGO", None)).state
    assert not party(mention("villagers", "NOR", "CVL")).official


def test_words_leave_out_articles() -> None:
    assert party(mention("the governor of Aomori", "JPN")).words == {"governor", "aomori"}


def test_parties_and_countries_come_once() -> None:
    two = (mention("Oslo", "NOR"), mention("Oslo", "NOR"))
    assert len(parties(two)) == 1
    assert countries((*two, mention("somebody", None))) == {"NOR"}


def test_a_claimant_is_its_country_or_its_name() -> None:
    assert claimant(mention("Oslo", "NOR")) == "NOR"
    assert claimant(mention("Red Cross", "NGO", None)) == "Red Cross"
