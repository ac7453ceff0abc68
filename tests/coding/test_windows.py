"""Texts cut into windows, and windows as word pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.coding.windows import CONTEXT, SIZE, pieces_of, windows


@given(st.lists(st.integers(1, 400), max_size=40))
def test_every_sentence_is_coded_once_and_windows_are_bounded(sizes: list[int]) -> None:
    found = list(windows(sizes))
    assert [n for w in found for n in w.coded] == list(range(len(sizes)))
    for w in found:
        assert list(w.sentences) == sorted(set(w.sentences))
        held = sum(sizes[n] for n in w.sentences)
        assert held <= SIZE or len(w.coded) == 1
        assert sum(sizes[n] for n in w.context if n) <= CONTEXT


def test_the_title_and_the_sentences_before_are_context() -> None:
    found = list(windows([10, *[60] * 8]))
    assert found[0].context == ()
    assert found[1].context[0] == 0
    assert found[1].context[-1] == found[1].coded[0] - 1


def test_pieces_of_two_sentences() -> None:
    p = pieces_of([(5, 6), (7,), (8,)], [2, 1, 1], [0, 0, 1])
    assert p.ids == [101, 5, 6, 7, 102, 8, 102]
    assert p.case == [0, 2, 2, 1, 0, 1, 0]
    assert p.starts == [1, 3, 5]


def test_a_window_too_long_for_the_encoder_is_cut() -> None:
    p = pieces_of([(9,)] * 700, [1] * 700, [0] * 700)
    assert len(p.ids) == len(p.case) == 512
    assert max(p.starts) == 510
    assert len(p.starts) == 700
