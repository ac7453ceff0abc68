"""Speakers named by a colon or a dash, on headlines of our own."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.coding.grammar import Tree
from tocsin.coding.headlines import mark
from tocsin.language import parse


@pytest.mark.parametrize(
    ("headline", "speaker", "said"),
    [
        ("Zelensky: Russia attacked Kharkiv with drones overnight", "Zelensky", "attacked"),
        ("Pentagon: rebels attacked a base in Syria", "Pentagon", "attacked"),
        ("Health ministry: soldiers shot 12 people in Khartoum", "ministry", "shot"),
        ("Russia attacked Kharkiv with drones overnight: police", "police", "attacked"),
        ("Israeli soldiers shot three men in Jenin: Jordan", "Jordan", "shot"),
        ("Turkey to send troops to Libya - Erdogan", "Erdogan", "send"),
    ],
)
def test_who_says_so(headline: str, speaker: str, said: str) -> None:
    tree = Tree(parse(headline).sentences[0])
    found = mark(tree)
    assert found is not None
    assert tree.tokens[found.speaker].text == speaker
    assert found.covers(next(i for i, t in enumerate(tree.tokens) if t.text == said))
    assert not found.covers(found.speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Sudan: army retakes the airport of Khartoum",
        "Mosul battle: Iraqi forces retake the university",
        "Analysis: what Norway wants in the Arctic",
        "The minister met three guests: Kofi Annan.",
        "Russian troops left the town - Kherson",
        "He said: the army fired at the boats",
        "The army fired at the boats",
    ],
)
def test_topics_and_lists_name_nobody(text: str) -> None:
    assert mark(Tree(parse(text).sentences[0])) is None


@pytest.mark.parametrize("model", [True, False])
def test_what_a_headline_ascribes_is_no_fact_of_the_report(model: bool) -> None:
    draft = code(parse("Zelensky: Russia attacked Kharkiv with drones overnight"), model=model)
    [claim] = draft.claims
    [told] = claim.attributions
    assert (told.source.head, told.stance, told.cue.text) == ("Zelensky", "asserts", ":")
