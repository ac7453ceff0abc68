from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin.records import Attribution, Claim, Entity, Lead, Mention, Reason, Span
from tocsin.resolve.countries import settle
from tocsin.resolve.parties import Parties

TEXT = "Peru sent troops. The fighters crossed into Chile, the ministry said."


def phrase(text: str, kind: str = "nominal", entity: Entity | None = None) -> Mention:
    at = TEXT.index(text)
    return Mention(Span(at, at + len(text), text), text.rsplit(maxsplit=1)[-1], kind, entity=entity)


PERU = phrase("Peru", "name")
CHILE = phrase("Chile", "name")
FIGHTERS = phrase("The fighters")
MINISTRY = phrase("the ministry")


def claim(*leads: Lead, actors: tuple[Mention, ...] = (), **fields: object) -> Claim:
    at = TEXT.index("crossed")
    return Claim(
        Span(at, at + 7, "crossed"),
        "MOBILIZE",
        None,
        Span(18, len(TEXT), TEXT[18:]),
        actors=actors,
        reason=Reason("", leads=leads),
        **fields,
    )


@pytest.fixture
def parties() -> Parties:
    return Parties((PERU, FIGHTERS, CHILE, MINISTRY))


def countries(mentions: tuple[Mention, ...]) -> list[str | None]:
    return [m.entity.country if m.entity else None for m in mentions]


def test_a_phrase_without_a_country_takes_the_one_that_the_model_points_to(parties):
    found = settle(claim(Lead("actor", PERU, 2.5), actors=(FIGHTERS,)), parties)
    assert countries(found.actors) == ["PER"]
    assert found.actors[0].span == FIGHTERS.span


def test_a_party_that_no_phrase_says_is_named_by_the_words_pointed_to(parties):
    found = settle(claim(Lead("recipient", CHILE, 2.0)), parties)
    assert countries(found.recipients) == ["CHL"]
    assert found.recipients[0].span == CHILE.span


def test_a_country_that_no_phrase_says_needs_more(parties):
    assert countries(settle(claim(Lead("recipient", CHILE, 1.0)), parties).recipients) == []
    found = settle(claim(Lead("recipient", CHILE, 1.0), recipients=(FIGHTERS,)), parties)
    assert countries(found.recipients) == ["CHL"]


def test_words_that_are_hardly_pointed_to_add_nobody(parties):
    found = settle(claim(Lead("actor", CHILE, -2.0), actors=(FIGHTERS,)), parties)
    assert countries(found.actors) == [None]


def test_a_guess_that_the_model_speaks_against_is_dropped(parties):
    guess = replace(FIGHTERS, entity=Entity("CHL", "The fighters", "CHL"))
    leads = (Lead("actor", PERU, 3.0), Lead("actor", CHILE, -3.5))
    assert countries(settle(claim(*leads, actors=(guess,)), parties).actors) == ["PER"]


def test_several_words_for_one_country_add_up(parties):
    leads = tuple(Lead("actor", PERU, 1.0) for _ in range(3))
    assert countries(settle(claim(*leads), parties).actors) == ["PER"]


def test_a_source_takes_the_country_pointed_to_and_none_is_added(parties):
    cue = Span(TEXT.index("said"), TEXT.index("said") + 4, "said")
    said = (Attribution(MINISTRY, cue),)
    found = settle(claim(Lead("source", CHILE, 2.0), attributions=said), parties)
    assert [a.source.entity.country for a in found.attributions if a.source.entity] == ["CHL"]
    assert settle(claim(Lead("source", CHILE, 2.0)), parties).attributions == ()


def test_the_countries_are_in_the_scores_and_the_leads_are_gone(parties):
    found = settle(claim(Lead("actor", PERU, 0.0), Lead("actor", CHILE, -9.0)), parties)
    assert found.reason.leads == ()
    first = next(s for s in found.reason.scores if s.field == "actor_country")
    assert (first.value, first.probability) == ("PER", 0.5)


def test_without_a_model_the_claim_is_as_it_was(parties):
    c = claim(actors=(FIGHTERS,))
    assert settle(c, parties) is c
