"""No sentence without its words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.brief.makers import killed, talks
from tests.wording.makers import report, shelled
from tocsin.brief import Sentence, fault

REPORTS = {each.claim.id: each for each in (killed(), report(shelled()), talks())}


def why(text: str, *claims: str, **told: object) -> str | None:
    return fault(Sentence(text, claims or ("killed-12",), **told), REPORTS)


def test_what_the_words_hold_passes() -> None:
    assert why("The Red Cross says that Norway killed 12 sailors near Vik on 9 March.") is None
    assert why("Fjord Courier reports that Norway killed 12 sailors near Vik.") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The Red Cross says that Sweden killed 12 sailors.", "name 'Sweden'"),
        ("The Red Cross says that Norway killed 13 sailors.", "number 13"),
        ("The Red Cross says that Norway killed 1,200 sailors.", "number 1,200"),
        ("The Red Cross says that Norway killed seven sailors.", "number 'seven'"),
        ("The Red Cross says that Norway killed 12 sailors on 8 March.", "day 8 March"),
        ("The Red Cross says that Norway killed 12 sailors on 9 March 2025.", "day 9 March"),
        ("Three reports say that Norway killed 12 sailors.", "it counts Three, and cites 1"),
        ("Norway is likely to have killed 12 sailors.", "'likely' without a probability"),
    ],
)
def test_what_they_do_not_hold_is_refused(text: str, reason: str) -> None:
    assert reason in str(why(text))


def test_a_sentence_must_cite() -> None:
    assert why("Norway killed 12 sailors.", "gone") == "it cites no claim"


def test_a_name_of_one_claim_does_not_serve_another() -> None:
    assert why("Norway will meet Iceland in Oslo.", "talks") is None
    assert "name 'Iceland'" in str(why("Norway killed 12 sailors of Iceland."))
    assert why("Norway killed 12 sailors of Iceland.", "killed-12", "talks") is None


def test_a_date_of_the_text_and_a_due_day() -> None:
    assert why("Norway will meet Iceland on 20 March.", "talks") is None
    assert "day 21 March" in str(why("By 21 March: Norway will meet Iceland.", "talks"))
    due = (date(2026, 3, 21),)
    assert why("By 21 March: Norway will meet Iceland.", "talks", days=due) is None


def test_likelihood_fits_its_probability() -> None:
    assert why("It is likely that Norway will meet Iceland.", "talks", probability=0.7) is None
    assert why("It is very likely that Norway will meet Iceland.", "talks", probability=0.7)
    assert why("Norway will meet Iceland.", "talks", probability=0.7)


def test_likelihood_and_confidence_never_meet() -> None:
    text = "With high confidence it is likely that Norway will meet Iceland."
    assert why(text, "talks", probability=0.7) == "likelihood and confidence in one sentence"


@given(st.sampled_from(["Quito", "Denmark", "Øystein", "Kiruna"]), st.integers(13, 10**6))
def test_no_foreign_name_or_number_ever_passes(name: str, number: int) -> None:
    assert why(f"The Red Cross says that {name} killed 12 sailors.")
    assert why(f"The Red Cross says that Norway killed {number} sailors.")
