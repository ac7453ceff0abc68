from __future__ import annotations

from datetime import date, timedelta
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.series import CUT, START, event, tense
from tocsin.errors import UsageError
from tocsin.forecast import History, Settings, forecast, forecasts, watched
from tocsin.forecast.calibrate import Calibration

PAIR = ("PRK", "KOR")


def made(more, pair=PAIR, **how):
    return forecast(History.of([*tense(), *more]), pair, CUT, settings=Settings(**how))


def logit(p):
    return log(p / (1 - p))


@settings(max_examples=12, deadline=None)
@given(
    day=st.integers(0, 60),
    actor=st.sampled_from(["PRK", "KOR", "USA"]),
    type_=st.sampled_from(["ASSAULT", "THREATEN", "CONSULT"]),
    late=st.integers(0, 30),
)
def test_what_comes_at_or_after_the_cutoff_changes_nothing(day, actor, type_, late):
    """Also an event that happened before the cut-off but was published after it."""
    then = (CUT - START).days + day
    later = [
        event(then, actor, "JPN", type_),
        event(then - day - late, actor, "KOR" if actor != "KOR" else "PRK", "ASSAULT",
              published=CUT + timedelta(days=day), id="late"),
        event(then, "PRK", "KOR", "ASSAULT", state="planned", due=(CUT, CUT), id="plan"),
    ]  # fmt: skip
    before, after = made([]), made(later)
    assert after.probability == pytest.approx(before.probability, abs=1e-12)
    assert [c.logit for c in after.contributions] == pytest.approx(
        [c.logit for c in before.contributions], abs=1e-12
    )


def test_a_settlement_after_the_cutoff_changes_nothing():
    plan = {"state": "planned", "due": (CUT, CUT + timedelta(days=9)), "id": "plan"}
    days = (CUT - START).days
    open_ = made([event(days - 5, *PAIR, "ASSAULT", **plan)])
    kept = made([event(days - 5, *PAIR, "ASSAULT", **plan, settled=CUT + timedelta(days=2))])
    over = made([event(days - 5, *PAIR, "ASSAULT", **plan, settled=CUT - timedelta(days=2))])
    assert kept.probability == open_.probability > over.probability


@pytest.mark.parametrize("target", ["conflict", "force"])
@pytest.mark.parametrize("trees", [True, False])
def test_contributions_and_intercept_sum_to_the_log_odds(target, trees):
    found = made([], target=target, trees=trees, calibration=Calibration(-0.3, 0.8, 200))
    total = found.intercept + sum(each.logit for each in found.contributions)
    assert total == pytest.approx(logit(found.probability), abs=1e-6)
    assert sum(each.change for each in found.contributions) == pytest.approx(
        logit(found.probability) - logit(found.before), abs=0.02
    )


@pytest.mark.parametrize(
    ("happening", "rises"),
    [
        (event(797, *PAIR, "ASSAULT", reports=("r1", "r2")), True),
        (event(797, *PAIR, "THREATEN", state="threatened", reports=("r1", "r2")), True),
        (
            event(797, *PAIR, "ASSAULT", state="planned", reports=("r1", "r2"),
                  due=(CUT, CUT + timedelta(days=5))),
            True,
        ),
        (
            event(797, *PAIR, "CONSULT", state="planned", reports=("r1", "r2"),
                  due=(CUT, CUT + timedelta(days=5))),
            False,
        ),
    ],
    ids=["carried out", "threatened", "planned", "talks planned"],
)  # fmt: skip
def test_forecasts_move_the_right_way_and_name_the_reports(happening, rises):
    calm, moved = made([]), made([happening])
    assert (moved.probability > calm.probability) is rises
    assert (moved.probability > moved.before) is rises
    strongest = max(moved.contributions, key=lambda c: c.change if rises else -c.change)
    assert strongest.reports[:2] == ("r1", "r2")


def test_too_few_reports_give_the_rate_of_the_class():
    few = [event(day, "NOR", "SWE", "ACCUSE") for day in range(700, 709)]
    found = made(few, ("NOR", "SWE"))
    assert found.note == "too few reports to judge"
    assert found.probability == found.class_rate
    assert found.confidence == "low"
    enough = made([*few, event(710, "NOR", "SWE", "ACCUSE")], ("NOR", "SWE"))
    assert enough.note == ""


def test_nobody_knows_a_pair_without_a_past():
    found = made([], ("ISL", "MLT"))
    assert (found.note, found.base_rate) == ("too few reports to judge", 0.0)
    assert forecast(History.of([]), ("ISL", "MLT"), CUT).base_rate is None


def test_number_and_interval_agree_with_the_probability():
    found = made([event(day, *PAIR, "ASSAULT") for day in range(700, 795, 3)])
    assert found.probability > 0.6
    assert found.low <= found.expected <= found.high
    assert found.high > found.low
    assert found.confidence == "moderate"


def test_many_at_once_are_the_same_as_one_by_one():
    history = History.of(tense())
    pairs = watched(history, CUT)
    assert pairs == (("JPN", "KOR"), ("KOR", "PRK"), PAIR)
    for each in forecasts(history, pairs, CUT):
        alone = forecast(history, (each.actor, each.recipient), CUT)
        assert alone.probability == pytest.approx(each.probability)
        assert alone.id == each.id


def test_the_order_of_events_does_not_matter():
    forward, backward = History.of(tense()), History.of(reversed(tense()))
    assert forecast(forward, PAIR, CUT) == forecast(backward, PAIR, CUT)


def test_other_horizons_and_targets_are_refused():
    with pytest.raises(UsageError, match="7 and 30"):
        forecast(History.of(tense()), PAIR, CUT, 14)
    with pytest.raises(UsageError, match="older"):
        made([], since=date(2030, 1, 1))
