"""Days in words."""

from __future__ import annotations

from datetime import date

from tocsin.records import When

MONTHS = (
    "January February March April May June July August September October November December"
).split()


def day_words(day: date, year: int | None = None) -> str:
    """``9 March 2026``, or ``9 March`` in that year."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == year else f"{words} {day.year}"


def span_words(first: date, last: date, year: int | None = None) -> str:
    """``on 9 March`` or ``between 9 and 11 March``, with the year unless it is that year."""
    if first == last:
        return f"on {day_words(first, year)}"
    start = day_words(first, year)
    if first.year == last.year:
        start = str(first.day) if first.month == last.month else day_words(first, first.year)
    return f"between {start} and {day_words(last, year)}"


def window_words(first: date | None, last: date | None, year: int | None = None) -> str:
    """A window that may be open: ``from 9 March``, ``by 11 March``, ``without a stated day``."""
    if first and last:
        return span_words(first, last, year)
    if last:
        return f"by {day_words(last, year)}"
    return f"from {day_words(first, year)}" if first else "without a stated day"


def date_note(when: When) -> str:
    """What the time expression comes to: days, or that nothing fixes it."""
    if when.start is None and when.end is None:
        return "unresolved"
    if when.start == when.end:
        return str(when.start)
    return f"{_iso(when.start)} to {_iso(when.end)}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else "open"
