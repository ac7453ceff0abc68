from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.tokens import tokenise


def cut(text: str) -> str:
    return " ".join(text[a:b] for a, b in tokenise(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't know.", "They do n't know ."),
        ("We'll see what it’s worth.", "We 'll see what it ’s worth ."),
        ("WE DIDN'T.", "WE DID N'T ."),
        ("She cannot go, they're gonna stay", "She can not go , they 're gon na stay"),
        ("Kyiv's allies' plans", "Kyiv 's allies ' plans"),
        ("the U.S.-led talks", "the U.S. - led talks"),
        ("a 40-year-old deal", "a 40 - year - old deal"),
        ("an anti-tank, non-nuclear pre-war post", "an anti-tank , non-nuclear pre-war post"),
        ("Mr. Hale met Lt. Gen. J. Roe.", "Mr. Hale met Lt. Gen. J. Roe ."),
        ("It began at 5 a.m. in the U.S.", "It began at 5 a.m. in the U.S."),
        ("about 10,000 men and 3.5% more", "about 10,000 men and 3.5 % more"),
        ("$5m, €3.5bn, US$20 and £1,000", "$ 5 m , € 3.5 bn , US$ 20 and £ 1,000"),
        ("a 155mm gun, 30km away", "a 155 mm gun , 30 km away"),
        ("in 2019-2020 or 2019–2020", "in 2019 - 2020 or 2019 – 2020"),
        ("at 10:30, on 12/05/2020", "at 10:30 , on 12/05/2020"),
        ("the 1990s, the 21st, the '80s", "the 1990s , the 21st , the '80s"),
        ("the No. 2 said no.", "the No. 2 said no ."),
        ("No.", "No ."),
        ("“Stop!” he said — twice...", "“ Stop ! ” he said — twice ..."),
        ("What?! Never…", "What ?! Never …"),
        ("See https://example.org/a?b=1.", "See https://example.org/a?b=1 ."),
        ("(www.example.org)", "( www.example.org )"),
        ("Write to a.b@example.org!", "Write to a.b@example.org !"),
        ("O'Neill, Ba'ath and five o'clock", "O'Neill , Ba'ath and five o'clock"),
        ("men/women and/or AT&T", "men / women and / or AT&T"),
        ("Hale & Co. said", "Hale & Co. said"),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, words: str) -> None:
    assert cut(text) == words


def test_empty_text_has_no_words() -> None:
    assert tokenise("") == []
    assert tokenise(" \t ") == []


@given(st.text(max_size=80))
def test_every_visible_character_is_in_exactly_one_word(text: str) -> None:
    spans = tokenise(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert {i for i, c in enumerate(text) if not c.isspace()} == covered - {
        i for i in covered if text[i].isspace()
    }
