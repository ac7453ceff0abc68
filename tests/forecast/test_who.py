"""Who and what next, from a hand-made history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tocsin.errors import UsageError
from tocsin.forecast.history import History
from tocsin.forecast.who import Likely, what_next, who_next
from tocsin.records import DyadEvent

TODAY = date(2026, 11, 1)


def event(ago: int, actor: str, type_: str, recipient: str, late: int = 0) -> DyadEvent:
    day = TODAY - timedelta(days=ago)
    seen = day + timedelta(days=late)
    name = f"{ago}{actor}{type_}{recipient}"
    return DyadEvent(name, day, seen, actor, recipient, type_, 1, 4)


PAST = [
    *(event(n, "AAA", "CONSULT", "BBB") for n in (3, 9, 20, 40)),
    *(event(n, "AAA", "ASSAULT", "CCC") for n in (2, 5, 11, 30, 31)),
    event(50, "AAA", "CONSULT", "CCC"),
    *(event(n, "DDD", "CONSULT", "BBB") for n in (4, 6, 7, 8)),
    event(8, "DDD", "CONSULT", "EEE"),
    event(1, "BBB", "CONSULT", "AAA"),
]


def names(found: tuple[Likely, ...]) -> list[str]:
    return [one.name for one in found]


def test_who_and_what_follow_the_past() -> None:
    history = History.of(PAST)
    talks = who_next(history, "AAA", "CONSULT", cutoff=TODAY)
    assert names(talks)[:2] == ["BBB", "CCC"]
    assert names(who_next(history, "AAA", "ASSAULT", cutoff=TODAY))[0] == "CCC"
    assert names(what_next(history, ("AAA", "CCC"), cutoff=TODAY))[0] == "ASSAULT"
    assert names(what_next(history, ("AAA", "BBB"), cutoff=TODAY, days=7))[0] == "CONSULT"
    assert 0.99 < sum(one.score for one in talks) < 1.01


def test_each_names_the_events_that_speak_for_it() -> None:
    first = who_next(History.of(PAST), "AAA", "CONSULT", cutoff=TODAY)[0]
    assert first.records[0].id == "3AAACONSULTBBB" or first.records[0].id == "1BBBCONSULTAAA"
    assert {first.records[0].actor, first.records[0].recipient} == {"AAA", "BBB"}
    assert first.reasons[0].share >= first.reasons[-1].share > 0


def test_nothing_later_or_not_yet_reported_counts() -> None:
    later = [event(-n, "AAA", "CONSULT", "EEE") for n in range(5)]
    unknown = [event(2, "AAA", "CONSULT", "EEE", late=4)]
    before, after = History.of(PAST), History.of([*PAST, *later, *unknown])
    assert who_next(before, "AAA", "CONSULT", cutoff=TODAY) == who_next(
        after, "AAA", "CONSULT", cutoff=TODAY
    )
    assert what_next(before, ("AAA", "EEE"), cutoff=TODAY) == what_next(
        after, ("AAA", "EEE"), cutoff=TODAY
    )


def test_an_actor_never_seen_gets_an_answer() -> None:
    history = History.of(PAST)
    assert names(who_next(history, "ZZZ", "CONSULT", cutoff=TODAY))[0] == "BBB"
    assert names(what_next(history, ("ZZZ", "YYY"), cutoff=TODAY))[0] == "CONSULT"


def test_an_empty_history_foresees_nothing() -> None:
    assert who_next(History.of([]), "AAA", "CONSULT", cutoff=TODAY) == ()
    assert what_next(History.of(PAST), ("AAA", "BBB"), cutoff=date(2020, 1, 1)) == ()


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(UsageError, match="no PLOVER"):
        who_next(History.of(PAST), "AAA", "NONSENSE", cutoff=TODAY)
    with pytest.raises(UsageError, match="1 or 7 days"):
        who_next(History.of(PAST), "AAA", "CONSULT", cutoff=TODAY, days=30)
