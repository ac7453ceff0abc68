from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.sentences import split


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The talks failed.", "Both sides left.", "Why?", "Nobody knows!"],
        ['"Stop!" he said.', '"We will not go," he added.'],
        ['"Stop!" Mr. Hale told reporters.', "He left."],
        ["“Never again!” President Ann Roe wrote.", "“We will act.”", "She left."],
        ["Mr. Hale met Lt. Gen. J. R. Roe in Oslo.", "They agreed."],
        ["U.S. officials met E.U. envoys in the U.S.", "The deal was signed."],
        ["It began at 5 p.m. Monday.", "It ended by 9 p.m.", "They left on Jan. 5."],
        ["The No. 2 of the party, at No. 10, said no.", "Oslo agreed."],
        ["Prices rose 3.5 percent to $4.20.", "Wages fell 0.1 percent."],
        ["He left (she stayed.)", "Then it rained."],
        ["They waited ... and waited.", "Nothing came."],
        ["Hale Inc. bought Roe Co. for little.", "Inc. is short."],
        ["It was said in a report.[3]", "Another denied it."],
    ],
)
def test_sentences_on_one_line(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_a_newline_ends_a_sentence() -> None:
    assert cut("A title without a stop\nFirst line, then\n\n more. ") == [
        "A title without a stop",
        "First line, then",
        "more.",
    ]


def test_a_lost_blank_is_no_hindrance() -> None:
    assert cut("The talks failed.The sides left.") == ["The talks failed.", "The sides left."]


def test_odd_text() -> None:
    assert cut("") == cut(" \n\t\n ") == []
    assert cut("...") == ["..."]


@given(st.text(alphabet='ab A.!?"”)\n ', max_size=60))
def test_spans_hold_everything_but_blanks(text: str) -> None:
    spans = split(text)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).split() or not text.strip()
    outside = "".join(
        text[b:c] for (_, b), (c, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)
    )
    assert not outside.strip()


@pytest.mark.parametrize(
    "dateline",
    [
        "QUITO, March 6 (MPA) -",
        "BEIJING (Xinhua) --",
        "KYIV, Ukraine —",
        "Lima, Peru (AP) —",
        "ST. GEORGE'S, 12 Nov. (CMC) –",
        "NEW DELHI -",
    ],
)
def test_a_dateline_stands_by_itself(dateline: str) -> None:
    text = f"{dateline} Troops crossed the border. Nobody was hurt."
    found = [text[a:b] for a, b in split(text)]
    assert found == [dateline, "Troops crossed the border.", "Nobody was hurt."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance of 32 states - met in Brussels.",
        "Peru (its army says) - troops crossed.",
        "The U.S.-led talks began.",
        "Talks - the third this year - began.",
        "President Noboa - a critic of Peru - resigned.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert [text[a:b] for a, b in split(text)] == [text]
