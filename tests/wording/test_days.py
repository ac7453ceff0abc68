"""Days in words."""

from __future__ import annotations

from datetime import date

from tocsin.wording.days import day_words, span_words, window_words

A, B, C = date(2026, 3, 9), date(2026, 3, 11), date(2026, 4, 2)


def test_one_day() -> None:
    assert day_words(A) == "9 March 2026"
    assert day_words(A, 2026) == "9 March"
    assert span_words(A, A, 2026) == "on 9 March"


def test_several_days() -> None:
    assert span_words(A, B) == "between 9 and 11 March 2026"
    assert span_words(A, C, 2026) == "between 9 March and 2 April"
    assert span_words(date(2025, 12, 30), A, 2026) == "between 30 December 2025 and 9 March"


def test_open_windows() -> None:
    assert window_words(None, B, 2026) == "by 11 March"
    assert window_words(A, None, 2026) == "from 9 March"
    assert window_words(None, None) == "without a stated day"
