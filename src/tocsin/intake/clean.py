"""Line and character clean-up that leaves every visible word as it is."""

from __future__ import annotations

import re

# Invisible: soft hyphen, zero-width characters, byte-order mark, direction marks and overrides.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n]+")


def clean_text(text: str) -> str:
    """Unify line ends to ``\\n`` and spaces to one blank; drop invisible and control characters."""
    text = _BREAK.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return _BLANK.sub(" ", text)


def clean_line(text: str) -> str:
    """One line of clean text: line breaks become blanks, the ends are stripped."""
    return " ".join(clean_text(text).split())


def same_words(left: str, right: str) -> bool:
    """True if both lines hold the same letters and digits, whatever their case and punctuation."""
    return bool(left) and _letters(left) == _letters(right)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
