from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.language.times import find_times


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_times(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops crossed the river on Thursday.", ["Thursday"]),
        ("They met ahead of Friday's vote.", ["Friday"]),
        ("The truce was signed on 23 July 2005.", ["23 July 2005"]),
        ("The truce was signed on July 23, 2005, in Oslo.", ["July 23, 2005"]),
        ("Dated 2016-12-07 in one copy.", ["2016-12-07"]),
        ("Dated 12/07/2016 in one copy.", ["12/07/2016"]),
        ("He resigned in early 2014.", ["early 2014"]),
        ("He resigned in mid-February.", ["mid-February"]),
        ("The war began two years ago.", ["two years ago"]),
        ("The raid began around 9 p.m. on Monday night.", ["around 9 p.m. on Monday night"]),
        ("The raid began at dawn.", ["dawn"]),
        ("Shelling went on overnight.", ["overnight"]),
        ("He ruled in the 1990s.", ["the 1990s"]),
        ("He ruled in the 17th century.", ["the 17th century"]),
        ("Talks were held from 2003 to 2007.", ["from 2003 to 2007"]),
        ("Talks run between Monday and Wednesday.", ["between Monday and Wednesday"]),
        ("They struck last Wednesday and Thursday.", ["last Wednesday and Thursday"]),
        ("It has held the town since 2022.", ["since 2022"]),
        ("A deal is due by the end of the year.", ["by the end of the year"]),
        ("Over the past three days 40 fled.", ["Over the past three days"]),
        ("Fighting grew in recent weeks.", ["in recent weeks"]),
        ("They must leave within 48 hours.", ["within 48 hours"]),
        ("Growth fell in the first quarter of 2018.", ["the first quarter of 2018"]),
        ("The camp opened last summer.", ["last summer"]),
        ("A weeklong siege ended on Dec. 10.", ["weeklong", "Dec. 10"]),
        ("Protests entered a second phase and went on for a fifth day.", ["for a fifth day"]),
        ("He will appear on or before 15 February.", ["on or before 15 February"]),
        ("It fell on New Year's Eve.", ["New Year's Eve"]),
    ],
)
def test_finds(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister may march with the crowd.",
        "April O'Neil met Theresa May.",
        "The Sun reported a second attack.",
        "The fall of the city was a blow.",
        "Some 2,000 people and 1500 soldiers fled.",
        "It cost $2000 and 10 percent more.",
        "The 30-year-old man spoke.",
        "He was jailed for ten years in prison.",
        "It sells 300 barrels a day.",
        "The Arab Spring spread.",
        "They are now in talks and recently met.",
        "USA Today reported it.",
        "",
    ],
)
def test_leaves_out(text):
    assert found(text) == []


def test_month_that_is_also_a_verb():
    assert found("He may march in May, and again in March.") == ["May", "March"]


def test_possessive_keeps_the_preposition_out():
    assert found("Dozens were killed by Saturday's strike.") == ["Saturday"]
    assert found("They must leave by Saturday.") == ["by Saturday"]


def test_odd_digits_do_not_break_it():
    assert found("Area ² and ١٢ and " + "9" * 6000 + " in July.") == ["July"]


@pytest.mark.parametrize(
    "word", ["last ", "more than ", "a ", "1 ", "2000-", "early ", "of the ", "9"]
)
def test_time_is_linear(word):
    started = time.perf_counter()
    find_times(word * 5000 + " July")
    assert time.perf_counter() - started < 60  # quadratic search would take hours


WORDS = [
    "on",
    "in",
    "the",
    "last",
    "3",
    "July",
    "2014",
    "Monday",
    "two",
    "weeks",
    "ago",
    "-",
    ",",
    ".",
    "and",
    "early",
    "of",
    "a",
    "night",
    "9",
    "p.m.",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_spans_are_ordered_disjoint_and_inside(words):
    text = " ".join(words)
    spans = find_times(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_recall_on_train_annotation(shared):
    import json

    docs = {}
    for line in (shared / "claims/train/docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        docs[row["id"]] = row["sentences"]
    hits = total = 0
    for line in (shared / "claims/train/claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for claim in row["claims"]:
            if claim["when"]:
                sentence, text = docs[row["id"]][claim["s"]], claim["when"][0]
                start = sentence.find(text)
                total += 1
                hits += any(a < start + len(text) and start < b for a, b in find_times(sentence))
    assert hits / total >= 0.97
