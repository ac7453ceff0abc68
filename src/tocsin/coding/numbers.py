"""Stated numbers as ranges: "at least 5", "dozens", "1.2 million", "between 3 and 7"."""

from __future__ import annotations

import re

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "bn": 10**9, "k": 1000,
}  # fmt: skip
# Vague plurals as the coding guide (docs/codebook.md) reads them.
_VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (100, 999), "thousands": (1000, 9999),
    "millions": (10**6, 9999999), "billions": (10**9, 9999999999), "couple": (2, 2),
    "dozen": (12, 12), "pair": (2, 2),
}  # fmt: skip
_AT_LEAST = re.compile(r"\b(at least|no fewer than|no less than|not less than|minimum of)\b", re.I)
_MORE = re.compile(r"\b(more than|over|upwards of|in excess of|above|exceeding)\b", re.I)
_AT_MOST = re.compile(r"\b(up to|as many as|at most|no more than|a maximum of)\b", re.I)
_LESS = re.compile(r"\b(fewer than|less than|under|below)\b", re.I)
_ABOUT = re.compile(
    r"\b(about|around|approximately|roughly|some|nearly|almost|estimated|circa|close to)\b|~", re.I
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+", re.I)
_RANGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(?:-|–|to|and|or)\s*(\d[\d,]*(?:\.\d+)?)")

Range = tuple[float | None, float | None, bool]


def quantity_range(text: str) -> Range | None:
    """``(low, high, approximate)`` of the number in the text; None if it holds none.

    Bounds are inclusive as stated; None is an open end. "tens of thousands" is 20,000 to 99,999.
    """
    lowered = text.lower()
    found = _range(lowered) or _vague(lowered)
    if found is None:
        value = _value(lowered)
        if value is None:
            return None
        found = (value, value)
    return _bounds(lowered, *found)


def _bounds(text: str, low: float, high: float) -> Range:
    about = bool(_ABOUT.search(text))
    if _AT_LEAST.search(text) or _MORE.search(text):
        return low, None, about
    if _AT_MOST.search(text) or _LESS.search(text):
        return None, high, about
    return low, high, about


def _range(text: str) -> tuple[float, float] | None:
    m = _RANGE.search(text)
    if not m:
        return None
    low, high = _digits(m[1]), _digits(m[2])
    return (low, high) if low <= high else None


def _digits(text: str) -> float:
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def _vague(text: str) -> tuple[float, float] | None:
    if re.search(r"\btens of thousands\b", text):
        return 20000, 99999
    if re.search(r"\bhundreds of thousands\b", text):
        return 100000, 999999
    if re.search(r"\btens of millions\b", text):
        return 20 * 10**6, 99 * 10**6
    for word, bounds in _VAGUE.items():
        if re.search(rf"\b{word}\b", text):
            return _times_dozen(text, word, bounds)
    return None


def _times_dozen(text: str, word: str, bounds: tuple[int, int]) -> tuple[float, float]:
    """ "two dozen" is 24; "half a dozen" is 6."""
    if word != "dozen":
        return bounds
    if "half" in text:
        return 6, 6
    before = text.split("dozen", maxsplit=1)[0].split()
    n = _UNITS.get(before[-1], 1) if before else 1
    return 12 * n, 12 * n


def _value(text: str) -> float | None:
    total: float = 0
    current: float = 0
    seen = False
    for word in _NUMBER.findall(text.replace("-", " ")):
        if word[0].isdigit():
            if seen and current:
                break
            current, seen = _digits(word.rstrip(",")), True
        elif word in _UNITS:
            current, seen = current + _UNITS[word], True
        elif word in _SCALES and (seen or word == "hundred"):
            current = max(current, 1) * _SCALES[word]
            total, current = (total + current, 0) if _SCALES[word] >= 1000 else (total, current)
        elif seen and word not in ("and", "a"):
            break
    return _tidy(total + current) if seen else None


def _tidy(value: float) -> float:
    return int(value) if float(value).is_integer() else value
