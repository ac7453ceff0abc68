from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.corroborate.made import by, days, event, told, who
from tocsin.corroborate.expectations import due, expectations, track_records
from tocsin.corroborate.weigh import weigh
from tocsin.records import Event, Expectation, Report, Span

BOTH = (who("Niger", "NER", "GOV"), who("Benin", "BEN", "GOV"))


def outcomes(*groups: Sequence[Report], today: str | None = None) -> list[Expectation]:
    events: list[Event] = []
    reports: dict[str, Report] = {}
    for group in groups:
        which, known = event(*group)
        events.append(which)
        reports |= known
    standings = [weigh(each, reports) for each in events]
    day = date.fromisoformat(today) if today else None
    return list(expectations(reports, events, standings, today=day))


def talks(day: str, when: str | None = None, **fields: object) -> Report:
    given = {"actors": BOTH, "when": days(when) if when else None, **fields}
    return told(day, "Star", "CONSULT", words="talks", **given)


def planned(day: str, when: str | None = None, **fields: object) -> Report:
    return talks(day, when, **{"modality": "planned", "time": "future", **fields})


def test_held_when_due_is_kept() -> None:
    (found,) = outcomes([planned("2025-05-01", "2025-05-08"), talks("2025-05-09", "2025-05-08")])
    assert (found.outcome, found.day) == ("kept", date(2025, 5, 9))
    assert found.due == (date(2025, 5, 8), date(2025, 5, 8))
    assert found.settled_in == "Star 2025-05-09"


def test_an_undated_report_soon_after_keeps_it() -> None:
    (found,) = outcomes([planned("2025-05-01", "2025-05-08"), talks("2025-05-09")])
    assert found.outcome == "kept"


def test_a_new_day_postpones_the_old_one_and_is_an_expectation_of_its_own() -> None:
    first, second = outcomes(
        [
            planned("2025-05-01", "2025-05-08"),
            planned("2025-05-07", "2025-05-15"),
            talks("2025-05-16", "2025-05-15"),
        ]
    )
    assert (first.outcome, second.outcome) == ("postponed", "kept")


def test_a_report_that_they_put_it_off_postpones_it() -> None:
    off = told("2025-05-07", "Star", "REJECT", words="put off", mode="meet", actors=BOTH[:1])
    (found,) = outcomes([planned("2025-05-01", "2025-05-08")], [off])
    assert (found.outcome, found.reason) == ("postponed", "put off (put off)")


def test_another_partys_postponement_does_not() -> None:
    off = told(
        "2025-05-07", "Star", "REJECT", words="put off", mode="meet", actors=(who("Chad", "TCD"),)
    )
    (found,) = outcomes([planned("2025-05-01", "2025-05-08")], [off])
    assert found.outcome == "open"


def test_called_off_is_missed() -> None:
    off = told("2025-05-07", "Star", "REJECT", words="cancelled", mode="meet", actors=BOTH)
    (found,) = outcomes([planned("2025-05-01", "2025-05-08")], [off])
    assert found.outcome == "missed"


def test_a_report_that_it_was_not_held_is_final_only_after_the_window() -> None:
    plan = planned("2025-05-01", when=None)
    early = talks("2025-05-05", polarity="-")
    (found,) = outcomes([plan, early])
    assert found.outcome == "missed"
    long = told(
        "2025-05-01",
        "Star",
        "CONSULT",
        modality="planned",
        time="future",
        actors=BOTH,
        when=days("2025-05-01", "2025-05-31"),
    )
    (found,) = outcomes([long, talks("2025-05-06", polarity="-")])
    assert found.outcome == "open"


def test_a_demand_that_is_met_too_late_is_missed() -> None:
    demand = told(
        "2025-05-01",
        "Star",
        "RETREAT",
        modality="demanded",
        time="future",
        when=days("2025-05-01", "2025-05-03"),
    )
    freed = told("2025-06-01", "Star", "RETREAT", when=days("2025-05-30"))
    (found,) = outcomes([demand, freed])
    assert (found.outcome, found.reason) == ("missed", "it took place only later on 2025-05-30")


def test_a_threat_is_not_kept_by_being_repeated() -> None:
    threat = told(
        "2025-05-01", "Star", "SANCTION", modality="threatened", time="future", actors=BOTH[:1]
    )
    again = told("2025-05-04", "Star", "THREATEN", words="vowed", actors=BOTH[:1])
    (found,) = outcomes([threat, again])
    assert found.outcome == "open"


def test_an_event_told_apart_settles_it_if_parties_and_day_fit() -> None:
    plan = planned("2025-05-01", "2025-05-08")
    (kept,) = outcomes([plan], [talks("2025-05-09", "2025-05-08")])
    (other_day,) = outcomes([plan], [talks("2025-05-20", "2025-05-19")])
    (others,) = outcomes(
        [plan], [talks("2025-05-09", "2025-05-08", actors=(who("Chad", "TCD", "GOV"),))]
    )
    assert (kept.outcome, other_day.outcome, others.outcome) == ("kept", "missed", "open")


def test_a_condition_that_failed() -> None:
    words = "if the agency pays"
    pays = told(
        "2025-05-01",
        "Star",
        "AID",
        words="pays",
        at=14,
        article="a",
        modality="possible",
        time="future",
        actors=(who("the agency", "IGO"),),
    )
    back = told(
        "2025-05-01",
        "Star",
        "RETREAT",
        at=40,
        article="a",
        modality="conditional",
        time="future",
        condition=Span(0, len(words), words),
        actors=BOTH[:1],
    )
    unpaid = told("2025-06-01", "Star", "AID", words="money", polarity="-")
    (found,) = outcomes([back], [pays, unpaid])
    assert (found.outcome, found.condition) == ("condition-not-met", words)


def test_silence_is_missed_only_by_a_given_day() -> None:
    plan = planned("2025-05-01", "2025-05-08")
    assert outcomes([plan])[0].outcome == "open"
    assert outcomes([plan], today="2025-05-11")[0].outcome == "open"
    late = outcomes([plan], today="2025-05-12")[0]
    assert (late.outcome, late.day, late.settled_by) == ("missed", date(2025, 5, 12), None)


def test_due_lists_open_ones_whose_window_is_near() -> None:
    found = outcomes(
        [planned("2025-05-01", "2025-05-08")],
        [planned("2025-05-01", "2025-05-30", actors=(who("Chad", "TCD"),))],
        [planned("2025-05-01")],
        [planned("2025-05-01", "2025-05-06"), talks("2025-05-07", "2025-05-06")],
    )
    near = due(found, date(2025, 5, 5), 7)
    assert [each.due[0] for each in near] == [date(2025, 5, 8)]
    assert len(due(found, date(2025, 5, 5), 30)) == 2
    assert due(found, date(2025, 6, 5), 7) == ()


def test_order_of_reports_does_not_matter() -> None:
    plan, held = planned("2025-05-01", "2025-05-08"), talks("2025-05-09", "2025-05-08")
    which, reports = event(plan, held)
    standings = [weigh(which, reports)]
    turned = dict(reversed(reports.items()))
    assert expectations(reports, [which], standings, today=None) == expectations(
        turned, [which], standings, today=None
    )


def test_records_count_an_announcement_once_however_often_it_is_told() -> None:
    source = by(who("the ministry", "NER", "GOV"))
    first = told(
        "2025-05-01",
        "Star",
        "CONSULT",
        source,
        modality="planned",
        time="future",
        actors=BOTH,
        when=days("2025-05-08"),
    )
    copy = told(
        "2025-05-01",
        "Sun",
        "CONSULT",
        source,
        modality="planned",
        time="future",
        actors=BOTH,
        when=days("2025-05-08"),
    )
    which, reports = event(first, copy, talks("2025-05-09", "2025-05-08"))
    found = expectations(reports, [which], [weigh(which, reports)], today=None)
    records = {(r.role, r.who): r for r in track_records(found, reports, [which]) if not r.type}
    assert set(records) == {
        ("actor", "NER"),
        ("actor", "BEN"),
        ("source", "NER"),
        ("publisher", "Star"),
        ("publisher", "Sun"),
    }
    assert records["source", "NER"].words == "announced 1, kept 1"
