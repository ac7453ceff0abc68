from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.desk.views import event, lists, parts, people
from tocsin.records import Claim, Report


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.sampled_from("abc"))),
)
def test_pieces_make_up_the_text(text: str, marks: list[tuple[int, int, str]]) -> None:
    found = parts.pieces(text, marks)
    assert "".join(piece["text"] for piece in found) == text
    marked = sum(len(piece["text"]) for piece in found if piece["marks"])
    inside = {i for a, b, _ in marks for i in range(max(a, 0), min(b, len(text)))}
    assert marked == len(inside)


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_a_search_keeps_the_text(text: str, words: str) -> None:
    assert "".join(piece["text"] for piece in lists.marked(text, words)) == text


def test_found_words_are_marked_whatever_their_case() -> None:
    found = lists.marked("Ships left. The SHIP sank.", "ship")
    assert [piece["text"] for piece in found if piece["marks"]] == ["Ship", "SHIP"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"modality": "asserted", "time": "past"}, "happened"),
        ({"modality": "asserted", "time": "past", "polarity": "-"}, "did not happen"),
        ({"modality": "planned"}, "is planned"),
        ({"modality": "possible", "time": "future"}, "may happen"),
        ({"modality": "threatened", "polarity": "-"}, "is threatened not to happen"),
    ],
)
def test_certainty(claim: Claim, changes: dict[str, str], words: str) -> None:
    assert parts.certainty(replace(claim, **changes)) == words


def test_what_is_denied_did_not_happen_for_who_denies_it(claim: Claim) -> None:
    held = replace(claim.attributions[0], stance="denies")
    told = replace(claim, attributions=(held,), modality="asserted", time="past")
    assert event.standpoint(Report(told, "a")) == "did not happen"
    twice = replace(told, polarity="-")
    assert event.standpoint(Report(twice, "a")) == "happened"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 9), date(2026, 3, 9), "9 Mar"),
        (date(2026, 3, 9), date(2026, 3, 12), "9 to 12 Mar"),
        (date(2026, 3, 30), date(2026, 4, 2), "30 Mar to 2 Apr"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Dec 2025 to 2 Jan"),
        (date(1, 1, 1), date(1, 1, 1), "undated"),
    ],
)
def test_days(first: date, last: date, words: str) -> None:
    assert parts.days_words(first, last, 2026) == words


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("per", "Peru"),
        ("per/mil", "Peru: armed forces"),
        ("igo:nato", "NATO"),
        ("igo:united nations", "United Nations"),
        ("per/gov:choe son hui", "Peru: Choe Son Hui"),
        ("the front", "the front"),
    ],
)
def test_names_of_actors(key: str, name: str) -> None:
    assert people.actor_name(key) == name


def test_groups_are_lettered() -> None:
    assert [event._label(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
