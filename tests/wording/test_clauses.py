"""The clause of a claim in the words of its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tests.wording.makers import claim, mention, shelled
from tocsin.records import Claim, Link, Mention, Span
from tocsin.wording.clauses import own_words

FRIDAY = date(2026, 3, 13)


def words(made: Claim, *others: Claim) -> str | None:
    return own_words(made, {other.id: other for other in others}, year=2026)


def test_the_day_takes_the_place_of_its_words() -> None:
    assert words(shelled()) == "Norway shelled a harbour near Vik on 9 March"


def test_a_day_before_the_verb() -> None:
    text = "Norway on Friday shelled a harbour."
    made = claim(
        text, "shelled", actors=["Norway"], recipients=["a harbour"], when=("Friday", FRIDAY)
    )
    assert words(made) == "Norway on 13 March shelled a harbour"


def test_part_of_a_day_falls_away() -> None:
    text = "Norway shelled a harbour late on Friday evening."
    made = claim(
        text, "shelled", actors=["Norway"], recipients=["a harbour"], when=("Friday", FRIDAY)
    )
    assert words(made) == "Norway shelled a harbour on 13 March"


def test_the_passive_begins_with_the_victims() -> None:
    text = "Three sailors were killed near Vik, Iceland said."
    made = claim(text, "killed", recipients=["Three sailors"], place=["Vik"])
    assert words(made) == "three sailors were killed near Vik"


def test_a_dated_text_keeps_its_date_in_our_form() -> None:
    text = "Norway will reopen the harbour by March 20, it said."
    made = claim(text, "reopen", "RETREAT", actors=["Norway"], modality="planned", time="future")
    assert words(made) == "Norway will reopen the harbour by 20 March"


def test_a_condition_is_not_lost() -> None:
    text = "If Iceland yields, Norway will reopen the harbour."
    made = claim(
        text,
        "reopen",
        "RETREAT",
        actors=["Norway"],
        modality="conditional",
        time="future",
        condition=Span(0, 17, "If Iceland yields"),
    )
    assert words(made) == "Norway will reopen the harbour, if Iceland yields"


def test_the_content_of_a_speech_act_belongs_to_it() -> None:
    text = "Sweden accused Norway of shelling a harbour, and left."
    accused = claim(
        text,
        "accused",
        "ACCUSE",
        actors=["Sweden"],
        recipients=["Norway"],
        links=(Link("content", "c"),),
    )
    content = claim(text, "shelling", actors=["Norway"], recipients=["a harbour"], id="c")
    assert words(accused, content) == "Sweden accused Norway of shelling a harbour"


@pytest.mark.parametrize(
    ("text", "trigger", "parts"),
    [
        ("Norway's shelling of Iceland went on.", "shelling", {"actors": ["Norway"]}),
        ("Norway fired no shot at Iceland.", "fired", {"actors": ["Norway"]}),
        ("Norway fired at Iceland.", "fired", {"actors": ["Norway"], "polarity": "-"}),
        ("Its ships fired at Iceland.", "fired", {"actors": ["Its ships"]}),
        ("Norway fired at Iceland last week.", "fired", {"actors": ["Norway"]}),
        ("Norway withdrawal to the north", "withdrawal", {"actors": ["Norway"]}),
        ("Norway may fire at Iceland.", "fire", {"actors": ["Norway"]}),
        ("Norway fired at Iceland.", "fired", {"actors": ["Norway"], "modality": "possible"}),
        ("Norway to fire at Iceland", "fire", {"actors": ["Norway"], "modality": "planned"}),
        ("Norway fired at Iceland.", "fired", {"actors": ["Norway"], "index": 0}),
        ("Norway fired.", "fired", {"actors": ["Norway"]}),
        ("The day that Norway had promised in Vik", "promised", {"actors": ["Norway"]}),
    ],
)
def test_what_cannot_stand_alone(text: str, trigger: str, parts: dict) -> None:
    """A noun, another certainty than the claim's, an open pronoun, a day that nothing fixes, a
    headline, an object that is missing."""
    kind = "AGREE" if trigger == "promised" else "ASSAULT"
    made = claim(text, trigger, kind, **parts)
    own = [m for m in made.actors if m.span.text == "Its ships"]
    if own:
        made = claim(text, trigger)
        made = Claim(
            made.trigger,
            "ASSAULT",
            None,
            made.sentence,
            sentence_index=1,
            actors=(Mention(own[0].span, "ships", kind="nominal"),),
        )
    assert words(made) is None


def test_words_of_a_source_are_no_part_of_it() -> None:
    text = "Norway shelled a harbour in Iceland according to Sweden in both capitals."
    made = claim(
        text,
        "shelled",
        actors=["Norway"],
        recipients=["a harbour"],
        place=["both capitals"],
        sources=[("Sweden", "according to", "asserts")],
    )
    assert words(made) == "Norway shelled a harbour in Iceland"
    assert mention(text, "Norway").entity
