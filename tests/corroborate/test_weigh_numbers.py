from __future__ import annotations

from dataclasses import replace

from tests.corroborate.made import by, event, number, told, who
from tocsin.corroborate.weigh_numbers import current, stated
from tocsin.records import Report, Span


def lows(reports: list[Report]) -> list[float | None]:
    known = event(*reports)[1]
    return [quantity.low for quantity in current(stated(reports), known)]


def test_each_number_keeps_who_gave_it() -> None:
    doctors = by(replace(who("Doctors", "NER", "HLH"), span=Span(0, 7, "Doctors")))
    governor = by(replace(who("the governor", "NER", "GOV"), span=Span(40, 52, "the governor")))
    sources = (doctors, replace(governor, cue=Span(53, 57, "said")))
    dead = (number("killed", 7, 7, at=12), number("killed", 11, 11, at=60))
    found = stated([told("2025-05-01", "Star", "ASSAULT", *sources, quantities=dead)])
    assert [(n.low, n.by) for n in found] == [(7, "Doctors"), (11, "the governor")]


def test_a_number_without_source_is_the_publishers() -> None:
    (found,) = stated([told("2025-05-01", "Star", quantities=(number("killed", 20, None),))])
    assert (found.low, found.high, found.by) == (20, None, "Star")


def test_copies_of_one_origin_give_a_number_once() -> None:
    source = by(who("the governor", "NER", "GOV"))
    dead = (number("killed", 7, 7),)
    first = told("2025-05-01", "Star", "ASSAULT", source, quantities=dead, origin="w")
    copy = told("2025-05-02", "Sun", "ASSAULT", source, quantities=dead, origin="w")
    assert len(stated([first, copy])) == 1


def test_a_later_number_of_a_claimant_replaces_its_earlier_one() -> None:
    ministry, capital = by(who("the ministry", "NER", "GOV")), by(who("Niamey", "NER", "GOV"))
    monitor = by(who("a monitor", "NGO"))
    old = told("2025-05-01", "Star", "ASSAULT", ministry, quantities=(number("killed", 12, 12),))
    other = told("2025-05-01", "Sun", "ASSAULT", monitor, quantities=(number("killed", 14, 14),))
    new = told("2025-05-03", "Sun", "ASSAULT", capital, quantities=(number("killed", 21, 21),))
    assert [n.low for n in stated([old, other, new])] == [12, 14, 21]
    assert lows([old, other, new]) == [14, 21]


def test_numbers_of_other_things_stand() -> None:
    old = told("2025-05-01", "Star", quantities=(number("killed", 2, 2),))
    new = told("2025-05-02", "Star", quantities=(number("wounded", 9, 9),))
    assert lows([old, new]) == [2, 9]


def test_a_correction_replaces_what_the_publisher_printed_whoever_gave_it() -> None:
    source = by(who("the governor", "NER", "GOV"))
    wrong = told("2025-05-01", "Star", "ASSAULT", source, quantities=(number("taken", 3, 3),))
    other = told("2025-05-01", "Sun", "ASSAULT", source, quantities=(number("taken", 3, 3),))
    words = "Correction: we gave the number of men as three. It was two."
    right = told(
        "2025-05-09", "Star", quantities=(number("taken", 2, 2),), sentence=Span(0, 59, words)
    )
    assert lows([wrong, right]) == [2]
    assert lows([wrong, other, right]) == [3, 2]
