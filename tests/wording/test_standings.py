"""How an event stands, in lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.wording.makers import claim, denied, event, report, shelled
from tocsin.records import StatedQuantity, StatusChange
from tocsin.wording import number_words, standing_lines


def test_all_lines() -> None:
    text = "Norway killed 12 sailors near Vik, the Red Cross said."
    killed = claim(
        text,
        "killed",
        actors=["Norway"],
        recipients=["12 sailors"],
        numbers=[("12 sailors", 12.0)],
        sources=[("the Red Cross", "said", "asserts")],
        id="killed",
    )
    number = StatedQuantity("sailors", 12.0, 12.0, False, "the Red Cross", "killed")
    history = (
        StatusChange(date(2026, 3, 9), "occurred", ("killed",)),
        StatusChange(date(2026, 3, 10), "disputed", ("denied",)),
    )
    view, reports = event(
        [report(killed), report(denied(), "Oslo Post")],
        "disputed",
        history=history,
        denied_by=("NOR",),
        quantities=(number,),
        credibility=4,
        publishers=("Fjord Courier", "Oslo Post"),
    )
    assert standing_lines(view, reports, year=2026) == (
        "Status: disputed since 10 March, before that occurred.",
        "Asserted by the Red Cross.",
        "Denied by Norway.",
        "Numbers: 12 sailors according to the Red Cross.",
        "Reported by two publishers, two independent.",
        "Credibility 4 of the Admiralty code: doubtful.",
    )


def test_what_cannot_be_judged() -> None:
    view, reports = event([report(shelled())], "did-not-occur")
    lines = standing_lines(view, reports)
    assert lines[0] == "Status: did not occur."
    assert lines[-1] == "Credibility 6 of the Admiralty code: cannot be judged."


def test_not_weighed() -> None:
    view, reports = event([report(shelled())])
    assert standing_lines(replace(view, standing=None), reports) == ()


def test_a_number_without_its_claim_is_a_range() -> None:
    assert number_words(StatedQuantity("people", 24.0, 99.0, True, "Oslo", "x"), {}) == (
        "24 to 99 people according to Oslo"
    )
    assert number_words(StatedQuantity("people", 5.0, None, False, "Oslo", "x"), {}).startswith(
        "at least 5 people"
    )
