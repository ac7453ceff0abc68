from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.watch.scene import NOW, TODAY, ago, claim, indicator, report, seen, situation
from tocsin.records import Event, Standing
from tocsin.watch import Before, Picture, Seen, check, level


class Desk:
    """Checks one situation again and again, and remembers what a ledger would."""

    def __init__(self, *indicators, **told) -> None:
        self.situation = situation(*indicators, **told)
        self.before = Before()
        self.now = NOW
        self.check()

    def check(self, *events, days: float = 0):
        self.now += timedelta(days=days)
        picture = Picture(tuple(events))
        found = check(self.situation, picture, now=self.now, before=self.before)
        states = {state.indicator: state for state in found.states}
        self.before = Before(states, {**self.before.told, **found.told})
        return found

    def states(self):
        return [state.state for state in self.before.states.values()]


def told(outcome):
    return [(alert.state, alert.event) for alert in outcome.alerts]


def test_from_not_seen_to_emerging_to_observed():
    desk = Desk("at least 2 ASSAULT")
    assert desk.states() == ["not-seen"]
    first = desk.check(seen("a"))
    assert (desk.states(), told(first)) == (["emerging"], [])
    assert [(c.before, c.after) for c in first.changes] == [("not-seen", "emerging")]
    second = desk.check(seen("a"), seen("b"), days=1)
    (state,) = second.states
    assert (state.state, state.events, state.claims) == ("observed", ("a", "b"), ("c-a", "c-b"))
    assert state.since == desk.now
    assert told(second) == [("observed", "b")]
    (change,) = second.changes
    assert (change.before, change.after, change.events) == ("emerging", "observed", ("a", "b"))


def test_the_same_again_changes_nothing():
    desk = Desk("ASSAULT")
    once = desk.check(seen("a"))
    again = desk.check(seen("a"))
    assert (again.states, again.changes, again.alerts, again.told) == (once.states, (), (), {})


def test_every_event_of_a_rule_without_amounts_is_told():
    desk = Desk("ASSAULT")
    assert told(desk.check(seen("a"), seen("b"))) == [("observed", "b"), ("observed", "a")]
    third = desk.check(seen("a"), seen("b"), seen("c"))
    assert told(third) == [("observed", "c")]
    assert third.changes[0].events == ("c",)


def test_a_new_indicator_tells_only_the_newest_of_what_was_there_before():
    before = [seen(f"e{n}", days=n) for n in (1, 2, 3)]
    found = check(situation("ASSAULT"), Picture(tuple(before)), now=NOW, before=Before())
    assert told(found) == [("observed", "e1")]
    states = {state.indicator: state for state in found.states}
    later = check(
        situation("ASSAULT"), Picture(tuple(before)), now=NOW, before=Before(states, found.told)
    )
    assert later.alerts == ()


def test_a_restart_without_states_tells_nothing_twice():
    desk = Desk("ASSAULT")
    found = desk.check(seen("a"))
    lost = check(desk.situation, Picture((seen("a"),)), now=NOW, before=Before({}, found.told))
    assert lost.alerts == ()


def test_an_edit_makes_new_ids_and_no_new_alert():
    desk = Desk("ASSAULT")
    desk.check(seen("a", text="Norway hit Iceland, 3 dead."))
    edited = seen("b", text="Norway hit Iceland, 5 dead.", url="https://fjord.example/a")
    found = desk.check(edited)
    assert (found.alerts, desk.states()) == ((), ["observed"])
    assert found.states[0].events == ("b",)


def test_an_edit_that_makes_it_another_event_is_told():
    desk = Desk("ASSAULT")
    desk.check(seen("a", place="ISL"))
    moved = seen("b", place="SWE", url="https://fjord.example/a")
    assert told(desk.check(moved)) == [("observed", "b")]


def test_an_event_that_grows_stays_told_when_its_first_report_is_gone():
    desk = Desk("ASSAULT")
    first, second = report(claim("c1"), ago(1)), report(claim("c2"), ago(1))
    standing = Standing("e", "occurred")

    def event(key, *reports):
        ids = tuple(each.claim.id for each in reports)
        urls = tuple(f"https://fjord.example/{each}" for each in ids)
        return Seen(Event(key, "ASSAULT", ids), reports, standing, urls)

    assert told(desk.check(event("e1", first))) == [("observed", "e1")]
    assert desk.check(event("e1", first, second)).alerts == ()
    assert desk.check(event("e2", second)).alerts == ()


def test_evidence_that_is_denied_reverses():
    desk = Desk("ASSAULT")
    desk.check(seen("a"))
    found = desk.check(seen("a", status="disputed"), days=1)
    (state,) = found.states
    assert (state.state, state.reason) == ("reversed", "what was observed is now disputed")
    assert told(found) == [("reversed", "a")]
    assert desk.check(seen("a", status="disputed"), days=1).alerts == ()
    assert told(desk.check(seen("a"), days=1)) == []  # the same event in a state already told
    assert desk.states() == ["observed"]


def test_a_rule_may_name_what_reverses_it():
    desk = Desk(indicator("ASSAULT", reversed_by="RETREAT/ceasefire by NOR"))
    stop = seen("stop", "RETREAT/ceasefire", days=1)
    assert desk.check(stop).states[0].state == "not-seen"
    desk.check(seen("a", days=2))
    found = desk.check(seen("a", days=2), stop)
    assert found.states[0].state == "reversed"
    assert found.states[0].events == ("stop",)
    assert found.states[0].reason.startswith("reversed by: ")
    assert told(found) == [("reversed", "stop")]
    again = desk.check(seen("a", days=2), stop, seen("b", days=0))
    assert told(again) == [("observed", "b")]


def test_what_is_long_ago_lapses_without_being_reversed():
    desk = Desk("ASSAULT within 5 days")
    desk.check(seen("a"))
    found = desk.check(seen("a"), days=10)
    assert found.states[0].state == "not-seen"
    assert found.alerts == ()
    assert (found.changes[0].before, found.changes[0].after) == ("observed", "not-seen")


def test_a_reversal_fades():
    desk = Desk(indicator("ASSAULT within 5 days", half_life=2.0))
    desk.check(seen("a"))
    desk.check(seen("a", status="did-not-occur"))
    assert desk.states() == ["reversed"]
    desk.check(days=7)
    assert desk.states() == ["reversed"]
    desk.check(days=2)
    assert desk.states() == ["not-seen"]


def test_which_states_alert():
    desk = Desk(indicator("at least 2 ASSAULT", alert_on=("emerging",)))
    assert told(desk.check(seen("a"))) == [("emerging", "a")]
    assert told(desk.check(seen("a"), seen("b"))) == []


def test_strength_halves_and_weights_count():
    desk = Desk(
        indicator("ASSAULT", id="a", weight=3.0, half_life=10.0), indicator("CONSULT", id="b")
    )
    desk.check(seen("a", days=10))
    assert desk.before.states["a"].strength == 0.5
    assert level(desk.situation, desk.before.states, TODAY) == pytest.approx(0.375)
    later = TODAY + timedelta(10)
    assert level(desk.situation, desk.before.states, later) == pytest.approx(0.1875)
    assert level(situation(), {}, TODAY) == 0.0


def test_only_events_of_the_situation_count():
    desk = Desk("ASSAULT", actors=("SWE",))
    assert desk.check(seen("a")).states[0].state == "not-seen"
    assert desk.check(seen("a", by="SWE")).states[0].state == "observed"


def test_an_alert_says_what_and_who_says_so():
    desk = Desk(indicator("ASSAULT", urgent=True))
    (alert,) = desk.check(seen("a", text="Norway hit Iceland.", place="ISL")).alerts
    assert alert.headline == (
        "The fjord: It happens — observed "
        "(ASSAULT by Government of Norway to Government of Iceland in ISL, occurred)"
    )
    (evidence,) = alert.evidence
    assert (evidence.quote, evidence.publisher) == ("Norway hit Iceland.", "The Fjord Courier")
    assert (evidence.url, evidence.day, evidence.title) == (
        "https://fjord.example/a",
        ago(1),
        "A title",
    )
    assert (alert.urgent, alert.event, alert.reason) == (True, "a", "1 in 30 days")
    other = Desk(indicator("ASSAULT", urgent=True))
    other.situation = replace(other.situation, id="bay")
    assert other.check(seen("a")).alerts[0].id != alert.id
