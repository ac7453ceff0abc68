"""Annotated claims as nouns."""

from __future__ import annotations

from datetime import date

import pytest

from evals import gold_claims
from tocsin.errors import DataError
from tocsin.records import Link

DOC = {
    "id": "d1",
    "date": "2026-03-04",
    "publisher": "Gazette",
    "sentences": ["Raid on Hofn", "Iceland accused Norway of raiding Hofn in February."],
}
ACCUSED = {
    "s": 1,
    "type": "ACCUSE",
    "mode": "allege",
    "trigger": "accused",
    "actors": [["Iceland", "ISL", "GOV"]],
    "recipients": [["Norway", "NOR", "GOV"]],
    "place": [],
    "when": None,
    "quantities": [],
    "modality": "asserted",
    "polarity": "+",
    "time": "past",
    "sources": [],
    "condition": None,
    "under": None,
}
RAIDED = ACCUSED | {
    "type": "ASSAULT",
    "trigger": "raiding",
    "actors": [["Norway", "NOR", "MIL"]],
    "recipients": [],
    "place": [["Hofn", "ISL"]],
    "when": ["in February", "2026-02-01", "2026-02-28"],
    "sources": [["Iceland", "ISL", "GOV", "accused", "asserts"]],
    "under": 0,
}


def test_a_claim_has_offsets_entities_days_and_links() -> None:
    act, raid = gold_claims.reports(DOC, [ACCUSED, RAIDED])
    text = gold_claims.article(DOC).text
    assert text[raid.claim.trigger.start : raid.claim.trigger.end] == "raiding"
    assert text[raid.claim.place[0].span.start :].startswith("Hofn in")
    assert raid.claim.actors[0].entity.id == "NOR/MIL"
    assert (raid.claim.when.start, raid.claim.when.precision) == (date(2026, 2, 1), "month")
    assert raid.claim.attributions[0].stance == "asserts"
    assert act.claim.links == (Link("content", "d1:1"),)
    assert (raid.article, raid.day, raid.origin) == ("d1", date(2026, 3, 4), "d1")


def test_a_wrong_record_is_one_error() -> None:
    with pytest.raises(DataError, match="d1: no annotated claim"):
        gold_claims.claims(DOC, [{"s": 9}])
    with pytest.raises(DataError, match="is no date"):
        gold_claims.article(DOC | {"date": "yesterday"})
