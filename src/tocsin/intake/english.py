"""Is a text English? A count of function words and of scripts, lenient with short texts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from tocsin.errors import InputError
from tocsin.intake.tables import rows

MIN_WORDS = 20
_MIN_LETTERS = 40
_MIN_ENGLISH = 0.08
_SURELY_ENGLISH = 0.2
_MAX_WORDS = 2000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = {
    "CYRILLIC": "Russian or another language in Cyrillic",
    "ARABIC": "Arabic or Persian",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "Hindi or another language in Devanagari",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "Amharic",
}


def require_english(text: str, what: str) -> None:
    """Raise `InputError` if ``text`` is clearly in another language; short texts pass."""
    other = other_language(text)
    if other:
        raise InputError(f"{what} is not English (looks like {other}): give the English text")


def other_language(text: str) -> str | None:
    """Name of the language if ``text`` is clearly not English, else None.

    Texts of fewer than 20 words are not judged, unless they are in another script. The share of
    known function words is about 0.40 in English news; under 0.08, or beaten by another
    language, is not English.
    """
    sample = text[:20_000]
    script = _foreign_script(sample)
    if script:
        return script
    words = [word.casefold() for word in _WORD.findall(sample)[:_MAX_WORDS]]
    return _by_function_words(words) if len(words) >= MIN_WORDS else None


def _by_function_words(words: list[str]) -> str | None:
    shares = {
        name: sum(word in known for word in words) / len(words)
        for name, known in _languages().items()
    }
    best = max(shares, key=lambda name: (shares[name], name == "English"))
    if shares["English"] >= shares[best] or shares["English"] >= _SURELY_ENGLISH:
        return None
    if shares[best] >= _MIN_ENGLISH:
        return best
    return "an unknown language" if len(words) >= 60 and shares["English"] < _MIN_ENGLISH else None


def _foreign_script(text: str) -> str | None:
    letters = [char for char in text[:5000] if char.isalpha()]
    foreign = Counter(_script(char) for char in letters if char > "\u024f")
    foreign.pop("", None)
    if len(letters) < _MIN_LETTERS or sum(foreign.values()) <= 0.5 * len(letters):
        return None
    return foreign.most_common(1)[0][0]


def _script(char: str) -> str:
    return _SCRIPTS.get(unicodedata.name(char, "").split(" ", 1)[0].split("-")[0], "")


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for _, name, words in rows("function_words")}
