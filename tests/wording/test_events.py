"""An event in one sentence: one claim's words, only those who agree, and who disputes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.wording.makers import claim, denied, event, report, shelled
from tocsin.records import Link
from tocsin.wording import event_clause, event_sentence, linked, tell


def test_who_says_it_and_who_denies_it() -> None:
    view, reports = event([report(shelled()), report(denied(), "Oslo Post")], denied_by=("NOR",))
    assert event_sentence(view, reports, year=2026) == (
        "The Red Cross says that Norway shelled a harbour near Vik on 9 March; Norway denies it."
    )


def test_the_year_is_told_unless_it_is_clear() -> None:
    view, reports = event([report(shelled())])
    assert event_sentence(view, reports).endswith("on 9 March 2026.")


def test_reports_in_their_own_voice_are_counted() -> None:
    one = report(shelled(sources=[], id="a"))
    two = report(shelled(sources=[], id="b"), "Oslo Post")
    view, reports = event([one, two])
    assert event_sentence(view, reports, year=2026).startswith("Two reports say that Norway ")
    view, reports = event([one])
    assert event_sentence(view, reports, year=2026).startswith("Fjord Courier reports that ")


def test_copies_are_not_independent() -> None:
    one = report(shelled(sources=[], id="a"), origin="x")
    two = report(shelled(sources=[], id="b"), "Oslo Post", origin="x")
    view, reports = event([one, two])
    assert event_sentence(view, reports).startswith("Two reports, one of them independent, say ")


def test_a_claim_about_others_does_not_count() -> None:
    text = "Sweden shelled a harbour near Vik on Monday."
    other = claim(text, "shelled", actors=["Sweden"], recipients=["a harbour near Vik"], id="other")
    view, reports = event([report(shelled(sources=[])), report(other, "Oslo Post", 11)])
    assert event_sentence(view, reports).startswith("Fjord Courier reports that Norway ")


def test_who_does_not_name_the_actor_does_not_say_who_did_it() -> None:
    text = "A harbour near Vik was shelled, Iceland said."
    silent = claim(
        text,
        "shelled",
        recipients=["A harbour near Vik"],
        sources=[("Iceland", "said", "asserts")],
        id="silent",
    )
    view, reports = event([report(shelled()), report(silent, "Oslo Post")])
    told = tell(view, reports)
    assert told
    assert told.sentence.startswith("The Red Cross says that Norway ")
    assert told.claims == ("shelled",)


def test_what_everybody_denies_is_told_as_denied() -> None:
    view, reports = event([report(denied())], "disputed", denied_by=("NOR",))
    assert event_sentence(view, reports, year=2026).startswith("Norway denies that ")


def test_a_claimant_is_not_set_against_himself() -> None:
    text = "Norway admitted that Norway shelled the harbour near Vik."
    admits = claim(
        text,
        "shelled",
        actors=["Norway"],
        recipients=["the harbour near Vik"],
        sources=[("Norway", "admitted", "asserts")],
        id="admits",
    )
    view, reports = event([report(denied(), day=9), report(admits, "Oslo Post", 12)])
    assert "denies" not in event_sentence(view, reports)


def test_who_says_that_talks_were_off_denies_no_talks() -> None:
    held, off = (
        "Norway and Iceland met in Vik on Monday.",
        "The talks of Norway and Iceland in Vik were cancelled, Sweden said.",
    )
    met = claim(held, "met", "CONSULT", actors=["Norway", "Iceland"], id="met")
    not_met = claim(
        off,
        "talks",
        "CONSULT",
        actors=["Norway", "Iceland"],
        polarity="-",
        sources=[("Sweden", "said", "asserts")],
        id="off",
    )
    view, reports = event([report(met), report(not_met, "Oslo Post")], denied_by=("SWE",))
    assert "denies" not in event_sentence(view, reports)


def test_a_speech_act_takes_along_what_it_is_about() -> None:
    text = "Sweden on Monday urged Norway to stop shelling Iceland."
    urged = claim(
        text,
        "urged",
        "REQUEST",
        actors=["Sweden"],
        recipients=["Norway"],
        id="urged",
        when=("Monday", date(2026, 3, 9)),
        links=(Link("content", "shelling"),),
    )
    content = claim(text, "shelling", actors=["Norway"], recipients=["Iceland"], id="shelling")
    view, reports = event([report(urged)])
    assert linked(reports) == ("shelling",)
    reports["shelling"] = report(content)
    assert linked(reports) == ()
    clause = event_clause(view, reports, year=2026)
    assert clause == "Sweden on 9 March urged Norway to stop shelling Iceland"


def test_fields_make_the_clause_where_the_sentence_is_built_otherwise() -> None:
    text = "There was shelling of Iceland by Norway near Vik."
    made = claim(
        text,
        "shelling",
        mode="heavy-weapons",
        actors=["Norway"],
        recipients=["Iceland"],
        place=["Vik"],
    )
    view, reports = event([report(made)])
    told = tell(view, reports, year=2026)
    assert told
    assert told.clause == "Norway shelled Iceland near Vik (reported 10 March)"
    assert not told.own


def test_nothing_stands() -> None:
    view, _ = event([report(shelled())])
    assert tell(view, {}) is None
    assert event_sentence(view, {}) == "Nothing stands that was reported of this."
    assert event_clause(view, {}).startswith("nothing stands")


def test_without_a_standing_there_is_no_dispute() -> None:
    view, reports = event([report(shelled()), report(denied(), "Oslo Post")])
    bare = replace(view, standing=None)
    assert "denies" not in event_sentence(bare, reports)
