"""Plain text to an article: title, byline, date line, paragraphs; furniture of a saved page
dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from tocsin.intake.clean import clean_text, same_words
from tocsin.intake.dates import parse_date
from tocsin.intake.furniture import find_furniture, is_byline, is_date_line, is_prose

_MAX_TITLE_WORDS = 35
_NOT_DATE = re.compile(r"updat|modif", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its title, its paragraphs and its own account of itself."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "en"
    url: str | None = None

    @property
    def text(self) -> str:
        """The title line, then one line for each paragraph."""
        body = self.paragraphs
        if self.title and body and same_words(body[0], self.title):
            body = body[1:]
        return "\n".join(line for line in (self.title, *body) if line)


def read_plain(text: str) -> Page:
    """Split clean-up, title and paragraphs of a plain text; the words stay as they are."""
    lines = paragraphs_of(clean_text(text))
    page = drop_furniture(lines)
    if len(page.paragraphs) > 1 and _is_title(page.paragraphs[0]):
        return replace(page, title=page.paragraphs[0], paragraphs=page.paragraphs[1:])
    return page


def drop_furniture(lines: list[str]) -> Page:
    """The paragraphs without furniture, and what the furniture tells: date, author, publisher."""
    reasons = find_furniture(lines)
    top = [line for line, reason in zip(lines, reasons, strict=True) if reason == "top"]
    kept = tuple(line for line, reason in zip(lines, reasons, strict=True) if not reason)
    return Page(
        paragraphs=kept,
        published=_first_date(top),
        publisher=_publisher(lines, reasons),
        author=next((line[3:].split(" | ")[0].strip() for line in top if is_byline(line)), None),
    )


def paragraphs_of(text: str) -> list[str]:
    """One string for each paragraph: lines, or blocks between blank lines where lines are
    wrapped."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text)]
    wrapped = _is_wrapped(blocks)
    lines = (
        [" ".join(block) for block in blocks]
        if wrapped
        else [line for block in blocks for line in block]
    )
    return [" ".join(line.split()) for line in lines if line.strip()]


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """True if most inner line ends of the blocks break sentences at about the same width."""
    inner = [line.strip() for block in blocks for line in block[:-1] if line.strip()]
    if len(inner) < 3:
        return False
    broken = [
        line
        for line in inner
        if 40 <= len(line) <= 110 and not line.endswith((".", "!", "?", "”", '"'))
    ]
    return len(broken) > 0.6 * len(inner)


def _is_title(line: str) -> bool:
    words = line.split()
    if len(words) > _MAX_TITLE_WORDS or len(words) < 2:
        return False
    return not (is_prose(line) and line.rstrip("”\"'’").endswith((".", ",", ";")))


def _first_date(lines: list[str]) -> date | None:
    for line in lines:
        if is_date_line(line) and not _NOT_DATE.search(line):
            return parse_date(line)
    return None


def _publisher(lines: list[str], reasons: list[str]) -> str | None:
    """The short line after "Published by", if both were dropped."""
    for index, line in enumerate(lines[:-1]):
        after = lines[index + 1]
        if line.lower().rstrip(" :") == "published by" and reasons[index] and reasons[index + 1]:
            return after if len(after.split()) <= 8 and not is_prose(after) else None
    return None
