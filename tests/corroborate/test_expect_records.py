from __future__ import annotations

import pytest

from tests.corroborate.made import event, told, who
from tocsin.corroborate.expect_records import TrackRecord, proposed_letter, track_records
from tocsin.records import Event, Expectation


@pytest.mark.parametrize(
    ("kept", "missed", "letter"),
    [(4, 0, None), (5, 0, "A"), (9, 1, "B"), (7, 3, "C"), (1, 1, None), (5, 5, "D"), (1, 9, "E")],
)
def test_letters_by_counts(kept: int, missed: int, letter: str | None) -> None:
    record = TrackRecord("NER", "actor", "", kept + missed, kept, missed)
    assert record.settled == kept + missed
    assert proposed_letter(record) == letter


def test_counts_by_type_and_over_all_types() -> None:
    actor = (who("Niger", "NER", "GOV"),)
    reports, events, found = {}, list[Event](), []
    plan = [("CONSULT", "kept"), ("CONSULT", "missed"), ("AID", "open"), ("AID", "postponed")]
    for type_, outcome in plan:
        which, known = event(told("2025-05-01", "Star", type_, actors=actor))
        events.append(which)
        reports |= known
        found.append(Expectation(which.claims[0], outcome=outcome))
    records = track_records(found, reports, events)
    niger = {r.type: r for r in records if r.role == "actor"}
    assert niger[""].words == "announced 4, kept 1, missed 1, postponed 1, open 1"
    assert niger["CONSULT"].words == "announced 2, kept 1, missed 1"
    assert (niger["AID"].open, niger["AID"].postponed) == (1, 1)
    assert records[0].type == ""
