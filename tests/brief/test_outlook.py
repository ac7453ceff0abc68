"""Likelihood and confidence, each in a sentence of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.brief.makers import forecast, material
from tests.wording.makers import claim, report
from tocsin.brief import Material, fault, since, write
from tocsin.brief.outlook import outlook

TEXT = "Norway shelled Iceland."


def told(probability: float) -> Material:
    made = report(claim(TEXT, "shelled", actors=["Norway"], recipients=["Iceland"], id="shelled"))
    return replace(
        material(),
        forecasts=(forecast(probability),),
        reports=material().reports | {"shelled": made},
    )


@pytest.mark.parametrize(
    ("probability", "start"),
    [
        (0.03, "There is almost no chance that Norway uses force against Iceland "),
        (0.5, "There is a roughly even chance that "),
        (0.7, "It is likely that "),
        (0.97, "It is almost certain that "),
    ],
)
def test_the_word_fits_the_probability(probability: float, start: str) -> None:
    section = outlook(told(probability), most=3)
    assert section
    first, second = section.sentences
    assert first.text.startswith(start)
    assert first.text.endswith(f"between 12 and 25 March 2026 ({probability:.0%}).")
    assert second.text == "Confidence in this forecast is moderate."
    assert not any(fault(sentence, told(probability).reports) for sentence in section.sentences)


def test_without_forecasts_there_is_no_outlook() -> None:
    assert outlook(material(), most=3) is None


def test_the_outlook_stands_in_the_brief() -> None:
    now = datetime(2026, 3, 12, 8, tzinfo=UTC)
    brief = write(told(0.7), first=since(now, 7), now=now)
    assert brief.sections[-1].title == "Outlook"
    assert len(brief.sections[-1].sentences) == 2
    assert brief.refused == ()


def test_another_percentage_is_refused() -> None:
    section = outlook(told(0.7), most=3)
    assert section
    wrong = replace(section.sentences[0], text=section.sentences[0].text.replace("70%", "71%"))
    assert "number 71" in str(fault(wrong, told(0.7).reports))
