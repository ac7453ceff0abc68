from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import log

import pytest

from tests.forecast.series import CUT, event, tense
from tests.ledger.news import article, claim
from tocsin.forecast import History, ask, forecast, learned, resolve, score
from tocsin.records import Expectation, Report

LATER = datetime(2026, 6, 1, tzinfo=UTC)
PAIR = ("PRK", "KOR")


def test_a_forecast_is_scored_by_what_happened_in_its_days():
    made = forecast(History.of(tense()), PAIR, CUT, 7)
    inside = [event(800, *PAIR, "ASSAULT", id="in"), event(806, *PAIR, "ASSAULT", id="in too")]
    outside = [event(807, *PAIR, "ASSAULT", id="after"), event(801, "KOR", "PRK", "ASSAULT")]
    (hit,) = score(History.of([*tense(), *inside, *outside]), [made], now=LATER)
    assert (hit.happened, hit.count, hit.events) == (True, 2, ("in", "in too"))
    assert hit.brier == pytest.approx((1 - made.probability) ** 2)
    assert hit.log_loss == pytest.approx(-log(made.probability))
    (miss,) = score(History.of([*tense(), *outside]), [made], now=LATER)
    assert (miss.happened, miss.count) == (False, 0)
    assert learned([(made, miss)], "conflict").number == 1
    assert learned([(made, miss)], "force").number == 0


TEXT = "Norway will meet Iceland next week."


def wait(outcome: str = "open", day: date | None = None, name: str = "c") -> Expectation:
    due = (CUT, CUT + timedelta(days=7))
    return Expectation(name, due, None, outcome, "e9" if outcome == "kept" else None, None, day)


def reports(*names: str) -> dict[str, Report]:
    told = {"actor": "Norway", "recipient": "Iceland", "modality": "planned"}
    return {
        name: Report(claim(TEXT, "meet", "CONSULT", id=name, **told), article(TEXT).id, CUT)
        for name in names
    }


NOW = datetime.combine(CUT, datetime.min.time(), UTC)


def test_an_open_expectation_becomes_a_dated_question():
    kept = [wait("kept", CUT - timedelta(days=9), f"k{n}") for n in range(3)]
    missed = wait("missed", CUT - timedelta(days=9), "m")
    future = wait("kept", CUT + timedelta(days=1), "f")
    names = ("c", "k0", "k1", "k2", "m", "f")
    (asked,) = ask([wait(), *kept, missed, future], reports(*names), now=NOW)
    closes = CUT + timedelta(days=7)
    assert asked.text == f"Will NOR consult with ISL by {closes.day} {closes:%B %Y}?"
    assert asked.basis == "3 of 4 settled planned CONSULT were kept"
    assert 0.5 < asked.probability < 0.75
    assert ask([wait("missed", CUT)], reports("c"), now=NOW) == ()


@pytest.mark.parametrize(
    ("outcome", "day", "answer"),
    [("kept", CUT + timedelta(days=2), "yes"), ("kept", CUT + timedelta(days=20), "no"),
     ("missed", CUT + timedelta(days=8), "no"), ("postponed", CUT, "void"),
     ("condition-not-met", CUT, "void")],
)  # fmt: skip
def test_a_question_is_answered_by_what_became_of_it(outcome, day, answer):
    (asked,) = ask([wait()], reports("c"), now=NOW)
    assert resolve([asked], {"c": wait()}, now=LATER) == ()
    ((done, scored),) = resolve([asked], {"c": wait(outcome, day)}, now=LATER)
    assert done.outcome == answer
    assert (scored is None) is (answer == "void")
    if scored:
        assert scored.brier == pytest.approx(0.25)
        assert scored.happened is (answer == "yes")
