"""Two short reports side by side."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.corroborate.same_reports import Told, Verdict, compare
from tocsin.records import Article


def verdict(left: str, right: str, days: tuple[str, str] = ("2026-03-05", "2026-03-05")) -> Verdict:
    a, b = (
        Told(Article(text, published=date.fromisoformat(day)))
        for text, day in zip((left, right), days, strict=True)
    )
    found = compare(a, b)
    assert compare(b, a) == found
    return found


SUMMONED = "Norway summoned Iceland's ambassador on Wednesday over a fishing fleet."


def test_the_same_news_in_other_words_agrees() -> None:
    found = verdict(SUMMONED, "On Wednesday Norway called in Iceland's envoy over a fishing fleet.")
    assert (found.same, found.agree) == (True, True)


@pytest.mark.parametrize(
    "answer",
    [
        "Iceland denied on Wednesday that its ambassador to Norway had been summoned.",
        "Norway's ministry declined on Wednesday to say whether Iceland's envoy had been in.",
        "On Wednesday no ambassador was called in, Norway said of Iceland's account.",
    ],
)
def test_a_denial_is_of_the_same_event_and_no_agreement(answer: str) -> None:
    found = verdict(SUMMONED, answer)
    assert (found.same, found.agree) == (True, False)


def test_parties_that_changed_places_are_two_events() -> None:
    turned = "Iceland summoned Norway's ambassador on Wednesday over a fishing fleet."
    found = verdict(SUMMONED, turned)
    assert (found.same, found.agree) == (False, False)
    assert any(reason.startswith("two words changed places") for reason in found.reasons)


def test_another_day_is_another_event_unless_it_was_announced() -> None:
    later = "Norway summoned Iceland's ambassador on Sunday over a fishing fleet."
    days = ("2026-03-05", "2026-03-08")
    assert not verdict(SUMMONED, later, days).same
    assert verdict("On Wednesday Norway said it will summon the envoy.", later, days).same


def test_one_form_of_words_with_other_names_is_two_events() -> None:
    left = "Gunmen stormed a barracks in Tromso on Wednesday and fled north."
    assert not verdict(left, left.replace("Tromso", "Bergen")).same


def test_undated_reports_can_be_compared() -> None:
    assert compare(Told(Article("A coup.")), Told(Article("A coup."))).same
