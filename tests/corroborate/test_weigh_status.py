from __future__ import annotations

from datetime import date

from tests.corroborate.made import by, told, who
from tocsin.corroborate.weigh_status import history, sides, verdict
from tocsin.corroborate.weigh_voices import voices
from tocsin.records import Report

GUNS = (who("Beninese guns", "BEN", "MIL"),)
TOWN = (who("Gaya", "NER", "CVL"),)
NIGER = by(who("Niamey", "NER", "GOV"))
DENIAL = by(who("Cotonou", "BEN", "GOV"), "denies", "denied")


def status(*reports: Report, on: date | None = None) -> str:
    return verdict(sides(voices(reports), on)).status


def shelling(*sources: object, day: str = "2025-05-02", **fields: object) -> Report:
    given = {"actors": GUNS, "recipients": TOWN, **fields}
    return told(day, "Star", "ASSAULT", *sources, **given)  # type: ignore[arg-type]


def test_told_by_the_report_itself_it_occurred_even_against_a_denial() -> None:
    assert status(shelling()) == "occurred"
    assert status(shelling(), shelling(DENIAL)) == "occurred"


def test_a_report_that_does_not_say_who_did_it_does_not_outweigh_a_denial() -> None:
    assert status(shelling(actors=()), shelling(DENIAL)) == "disputed"


def test_affirmed_by_a_source_and_denied_it_is_disputed() -> None:
    assert status(shelling(NIGER, DENIAL)) == "disputed"
    assert status(shelling(DENIAL)) == "disputed"


def test_a_neutral_witness_outweighs_a_denial() -> None:
    assert status(shelling(by(who("a Red Cross doctor", "NGO"))), shelling(DENIAL)) == "occurred"


def test_only_the_victims_word_is_disputed() -> None:
    assert status(shelling(NIGER)) == "disputed"
    assert status(shelling(by(who("Paris", "FRA", "GOV")))) == "occurred"


def test_an_unconfirmed_report_of_sources_is_disputed() -> None:
    silent = by(who("Cotonou", "BEN", "GOV"), "withholds", "would not say")
    officers = by(who("two officers", "FRA", "MIL"))
    assert status(shelling(officers, silent)) == "disputed"
    assert status(shelling(silent)) == "undetermined"
    assert status(shelling(), shelling(silent)) == "occurred"


def test_the_silence_of_a_bystander_contests_nothing() -> None:
    bystander = by(who("Washington", "USA", "GOV"), "withholds", "declined to comment")
    officers = by(who("two officers", "FRA", "MIL"))
    assert status(shelling(officers, bystander)) == "occurred"


def test_the_accused_who_says_that_it_did_not_denies() -> None:
    held = shelling(by(who("Cotonou", "BEN", "GOV")), polarity="-")
    assert status(shelling(NIGER), held) == "disputed"


def test_what_was_planned_and_did_not_happen() -> None:
    plan = told("2025-05-01", "Star", "CONSULT", modality="planned", time="future")
    missed = told("2025-05-05", "Star", "CONSULT", polarity="-")
    anew = told("2025-05-06", "Sun", "CONSULT", modality="planned", time="future")
    assert status(plan) == "planned"
    assert status(plan, missed) == "did-not-occur"
    assert status(plan, missed, anew) == "planned"


def test_what_is_only_demanded_is_possible() -> None:
    assert status(told("2025-05-01", "Star", modality="demanded", time="future")) == "possible"


def test_ongoing_needs_a_day_and_a_fresh_report() -> None:
    curfew = told("2025-05-01", "Star", "COERCE", time="ongoing")
    assert status(curfew) == "occurred"
    assert status(curfew, on=date(2025, 5, 3)) == "ongoing"
    assert status(curfew, on=date(2025, 6, 3)) == "occurred"


def test_the_history_has_the_day_and_the_claims_of_each_change() -> None:
    plan = told("2025-05-01", "Star", "CONSULT", modality="planned", time="future")
    again = told("2025-05-02", "Sun", "CONSULT", modality="planned", time="future")
    held = told("2025-05-04", "Star", "CONSULT")
    changes = history(voices([held, plan, again]))
    assert [(change.day, change.status) for change in changes] == [
        (date(2025, 5, 1), "planned"),
        (date(2025, 5, 4), "occurred"),
    ]
    assert changes[1].claims == (held.claim.id,)


def test_undated_reports_come_last() -> None:
    undated = told(None, "Star", "CONSULT")
    plan = told("2025-05-01", "Sun", "CONSULT", modality="planned", time="future")
    assert [change.status for change in history(voices([undated, plan]))] == ["planned", "occurred"]
