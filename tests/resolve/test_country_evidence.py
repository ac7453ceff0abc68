from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tocsin.records import Attribution, Claim, Entity, Mention, Place, Span
from tocsin.resolve.country_evidence import NAMES, Evidence, Reading, countries_of, parties_of
from tocsin.resolve.parties import Parties

TEXT = "Peru sent troops. The fighters crossed into Chile, the ministry said. Chile complained."
NONE: dict[str, dict[str, float]] = {"actor": {}, "recipient": {}, "source": {}}


def phrase(text: str, kind: str = "nominal", sentence: int = 1, last: bool = False) -> Mention:
    at = TEXT.rindex(text) if last else TEXT.index(text)
    return Mention(
        Span(at, at + len(text), text), text.rsplit(maxsplit=1)[-1], kind, sentence=sentence
    )


PERU = phrase("Peru", "name", 0)
CHILE = phrase("Chile", "name")
AGAIN = phrase("Chile", "name", 2, last=True)
FIGHTERS = phrase("The fighters")
MINISTRY = phrase("the ministry")


def of(mention: Mention, country: str) -> Mention:
    return replace(mention, entity=Entity(country, country, country))


def claim(word: str = "crossed", type_: str = "MOBILIZE", **fields: object) -> Claim:
    at = TEXT.index(word)
    return Claim(
        Span(at, at + len(word), word), type_, None, Span(18, 69, TEXT[18:69]), sentence_index=1,
        **fields,
    )  # fmt: skip


def evidence(*readings: Reading) -> Evidence:
    return Evidence(Parties((PERU, FIGHTERS, CHILE, MINISTRY, AGAIN)), readings)


def row(found: Evidence, reading: Reading, role: str, country: str) -> dict[str, float]:
    return dict(zip(NAMES, found.rows(reading, role, [country])[0], strict=True))


@pytest.fixture
def crossing() -> Reading:
    phrased = claim(actors=(FIGHTERS,), recipients=(of(CHILE, "CHL"),))
    odds = {"actor": {"PER": 1.5, "CHL": -2.0}, "recipient": {"CHL": 3.0}, "source": {}}
    return Reading(phrased, replace(phrased, actors=(of(FIGHTERS, "PER"),)), odds)


def test_parties_and_their_countries(crossing: Reading) -> None:
    said = replace(claim(), attributions=(Attribution(MINISTRY, Span(51, 55, "said")),))
    assert parties_of(said, "source") == (MINISTRY,)
    assert countries_of(parties_of(crossing.done, "actor")) == {"PER"}
    assert countries_of((FIGHTERS,)) == set()


def test_candidates_are_what_the_text_names_points_to_or_has_as_a_place(crossing: Reading) -> None:
    there = replace(crossing.phrased, place=(Place(Span(0, 4, "Peru"), "Lima", country="BOL"),))
    asked = Reading(there, crossing.done, {**crossing.odds, "source": {"ARG": 0.0}})
    assert evidence(asked).candidates(asked) == ["ARG", "BOL", "CHL", "PER"]


def test_pointers_and_their_margin(crossing: Reading) -> None:
    found = row(evidence(crossing), crossing, "actor", "PER")
    assert (found["pointer"], found["pointer_other"], found["pointer_margin"]) == (1.5, -8.0, 3.5)
    absent = row(evidence(crossing), crossing, "actor", "ARG")
    assert (absent["pointer"], absent["share"], absent["rank"]) == (-8.0, 0.0, 20)


def test_words_of_the_phrase_and_of_the_sentence(crossing: Reading) -> None:
    told = row(evidence(crossing), crossing, "recipient", "CHL")
    assert told["named"]
    assert not told["guessed"]
    assert told["phrases"] == 1
    assert told["in_sentence"] == 1
    assert told["gap"] == pytest.approx(math.log1p(13))
    assert told["gap_before"] > 9  # Chile is named after the trigger only
    unsaid = row(evidence(crossing), crossing, "actor", "PER")
    assert not unsaid["named"]
    assert unsaid["in_sentence"] == 0
    assert unsaid["in_title"]


def test_shares_over_the_whole_text(crossing: Reading) -> None:
    found = evidence(crossing)
    chile, peru = (row(found, crossing, "actor", k) for k in ("CHL", "PER"))
    assert (chile["rank"], peru["rank"], chile["countries"]) == (0, 1, 2)
    assert chile["share"] == pytest.approx(2 / 3)
    assert peru["before"]
    assert not chile["before"]


def test_a_claim_is_no_evidence_for_itself(crossing: Reading) -> None:
    found = row(evidence(crossing), crossing, "actor", "PER")
    assert found["acts"] == 0
    assert found["same_type"] == -1 == found["same_word"]


def test_other_claims_of_the_type_and_with_the_word(crossing: Reading) -> None:
    complaint = claim("complained", "ACCUSE", actors=(of(AGAIN, "CHL"),))
    march = claim("sent", actors=(of(PERU, "PER"),))
    others = [Reading(c, c, NONE) for c in (complaint, march)]
    found = row(evidence(crossing, *others), crossing, "actor", "PER")
    assert found["same_type"] == 1
    assert found["same_word"] == -1
    assert found["acts"] == pytest.approx(1 / 3)


def test_the_nearest_words_that_name_a_country(crossing: Reading) -> None:
    found = evidence(crossing)
    assert found.nearest("CHL", crossing.done) == CHILE
    assert found.nearest("PER", crossing.done) == PERU
    assert found.nearest("ARG", crossing.done) is None
