"""Sentences of a text: rules for full stops, quotes, abbreviations and lower-case continuations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tocsin.language.lists import words

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_STOP = re.compile(
    r"(?P<stop>[.!?…。！？]+)(?P<closed>[\"”’'»)\]]*)(?:\s?\[\d+\])*(?P<gap>\s+|$)"
    r"|(?<=[a-z]{3})(?P<tight>[.!?])[\"”’)]?(?=[\"“‘]?[A-Z][a-z]*[\s,'’])"
)
_NEXT = re.compile(r"[\s\"“‘'’«(\[*•–—-]*(?P<word>[^\W_]*)")
_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)*[^\W_]+(?:['’][a-z]+)?$")
_ITEM = re.compile(r"\W*(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$")
_CAPITALS = r"[A-Z][A-Z.'’ -]{2,}(?:, [A-Z][\w.'’ -]+?)?"
_NAMES = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}(?:, [A-Z][\w.'’ -]+?)?"
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_AGENCY = r" ?\((?:[A-Z][\w.&/ -]{1,30})\)"
_CITY = rf"(?:{_CAPITALS}{_DAY}?(?:{_AGENCY})?|{_NAMES}{_DAY}?{_AGENCY})"
_DATELINE = re.compile(rf"\s*{_CITY} ?(?:--|[-–—]) (?=[\"“‘'A-Z])")
_SPEAKER = 5  # a speaker has at most this many words before the verb of saying


def split(text: str) -> list[Span]:
    """Spans of the sentences, without the blanks around them. A newline always ends a sentence,
    and so does a dateline ("QUITO, March 6 (ABC) - ")."""
    return [
        span
        for found in _PARAGRAPH.finditer(text)
        for span in _in_paragraph(text, found.start(), found.end())
    ]


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        yield from _trimmed(text, start, dateline.end())
        start = dateline.end()
    at = start
    for found in _STOP.finditer(text, start, end):
        if _ends(text, at, found, end):
            yield from _trimmed(text, at, found.end())
            at = found.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    if left < len(part):
        yield start + left, start + len(part.rstrip())


def _ends(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether the stop that was found ends the sentence that begins at ``start``."""
    if found["tight"] or found.end() == end:
        return True
    match = _NEXT.match(text, found.end(), end)
    following = match["word"] if match else ""
    if following[:1].islower():
        return False
    if found["stop"] == "." and not found["closed"]:
        return _full_stop(text[start : found.start()], following)
    if found["closed"] and found["stop"][-1] in "!?":
        return not _speaker_follows(text[found.end() : end])
    return True


def _full_stop(before: str, following: str) -> bool:
    """Whether a plain full stop between these two ends a sentence."""
    match = _BEFORE.search(before)
    last = match.group() if match else ""
    if _ITEM.match(before) and len(before) < _SPEAKER:
        return False
    if last in words("title"):
        return False
    if last in words("number") or last in words("word") & words("after"):
        return not following[:1].isdigit()
    if "." in last or (len(last) == 1 and last.isupper()) or last in _abbreviations():
        return following in words("starter")
    return True


@cache
def _abbreviations() -> frozenset[str]:
    return words("before") | words("after")


@cache
def _saying() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("saying")))
    return re.compile(rf"(?:[^\s.!?,;:]+\s+){{0,{_SPEAKER}}}?(?:{verbs})\b")


def _speaker_follows(rest: str) -> bool:
    """ "Stop!" Mr Smith said: the sentence goes on after the quotation."""
    first = rest.split(maxsplit=1)[:1]
    if not first or (first[0] in words("starter") and first[0] not in ("He", "She", "They", "The")):
        return False
    return _saying().match(rest.replace("Mr.", "Mr").replace("Ms.", "Ms")) is not None
