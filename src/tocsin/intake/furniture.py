"""Find the lines that belong to the web page and not to the article: a rule for each line, then
blocks.

The rules are data (``data/furniture.tsv``). A paragraph in running prose is dropped only where a
rule names it as a whole, or where it stands in a footer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.intake.dates import parse_date
from tocsin.intake.tables import rows

_MAX_RULE_WORDS = 70
_MAX_PHRASES = 120  # characters
_FOOTER_AFTER = 0.55  # share of all words that must stand before a footer
_COMMENTS_AFTER = 60  # words that must stand before a comment box
_MENU_LINES = 4
_MAX_LINKS = 8
_FULL_PARAGRAPH = 12  # words
_HEADINGS = frozenset({"stop", "end", "mark", "block"})
_LINKS = {"mark": 1, "block": 2}  # lines that a heading in mid-text takes with it
_END_OF_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$|[\"”]$")
_BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,4}(?:is|was|has been) (?:an?|the|our|[A-Z][\w’']+['’]s?) .{0,100}"
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|contributor|author|freelancer)\b.*"
)
_BIO_CUE = re.compile(
    r"\b(?:follow|covers|covering|reach|contributor|e-?mail|twitter|based in)\b|@\w", re.I
)
_SEPARATORS = r"[\s\d|·•/,:>»+&()-]*"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: str
    words: int
    prose: bool


def find_furniture(lines: Sequence[str]) -> list[str]:
    """For each line the reason to drop it, or ``""`` to keep it.

    ``lines`` are the paragraphs of one article, in order, without empty ones.
    """
    page = [_look_at(line) for line in lines]
    reasons = [line.kind if line.kind in {"phrase", "line"} else "" for line in page]
    for rule in (_drop_top, _drop_footer, _drop_tail, _drop_loose_end, _drop_shouted):
        rule(page, reasons)
    return reasons if "" in reasons else [""] * len(lines)


def is_prose(line: str) -> bool:
    """True for a paragraph in running prose: eight words and an end of sentence, or 25 words."""
    count = len(line.split())
    return count >= 25 or (count >= 8 and _END_OF_SENTENCE.search(line) is not None)


def is_byline(line: str) -> bool:
    """True for "By Jane Doe" and the like, standing alone."""
    by, *names = line.split(" | ", maxsplit=1)[0].split()[:14] or [""]
    if by.lower() != "by" or not 1 <= len(names) <= 12 or line.endswith((".", "?", "!")):
        return False
    return names[0][0].isupper() and all(
        name[0].isupper() or name in _words("byline") for name in names
    )


def is_date_line(line: str) -> bool:
    """True for a line that holds a date and nothing else ("Published 4 November 2024, 10:30
    GMT")."""
    if len(line) > 90 or parse_date(line) is None:
        return False
    known = _words("date")
    return sum(word not in known for word in re.findall("[a-z]+", line.lower())) <= 1


def _look_at(text: str) -> _Line:
    return _Line(text, _kind(text), len(text.split()), is_prose(text))


def _kind(text: str) -> str:
    if len(text.split()) > _MAX_RULE_WORDS:
        return ""
    for kind, pattern in _rules():
        if (kind != "phrase" or len(text) <= _MAX_PHRASES) and pattern.fullmatch(text):
            return kind
    return ""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        word for name, words in rows("line_words") if name == kind for word in words.split()
    )


@cache
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    """One pattern for each kind, in the order in which they are tried."""
    by_kind: dict[str, list[str]] = {}
    for kind, pattern in rows("furniture"):
        by_kind.setdefault(kind, []).append(pattern)
    order = ("stop", "end", "mark", "block", "phrase", "line", "tail", "top")
    return [(kind, _compile(kind, by_kind[kind])) for kind in order]


def _compile(kind: str, patterns: list[str]) -> re.Pattern[str]:
    choice = "|".join(patterns)
    if kind == "phrase":
        # Any sequence of phrases, glued or separated: "ShareTweet", "Facebook | X | Email".
        return re.compile(rf"{_SEPARATORS}(?:(?:{choice}){_SEPARATORS}){{1,12}}", re.I)
    return re.compile(rf"(?:{choice}) ?:?", re.I)


def _drop_top(page: list[_Line], reasons: list[str]) -> None:
    """Bylines, date lines and menus before the second paragraph of prose."""
    prose = [index for index, line in enumerate(page) if line.prose and not reasons[index]]
    end = prose[1] if len(prose) > 1 else len(page)
    for index in range(end):
        line = page[index]
        unfinished = not line.text.endswith(".")
        if (line.kind == "top" and unfinished) or is_byline(line.text) or is_date_line(line.text):
            reasons[index] = reasons[index] or "top"
    for index in range(_menu(page)):
        reasons[index] = reasons[index] or "menu"


def _menu(page: list[_Line]) -> int:
    """Length of a run of short lines that opens the page: the words of a menu."""
    run = 0
    while run < len(page) and page[run].words <= 3 and not page[run].prose:
        run += 1
    return run if run >= _MENU_LINES and run < len(page) else 0


def _drop_footer(page: list[_Line], reasons: list[str]) -> None:
    """Cut the page at a comment box or a footer; in mid-text drop only the heading and its
    links."""
    total = max(1, sum(line.words for line in page))
    before = 0
    for index, line in enumerate(page):
        if line.kind in _HEADINGS and index:
            if _opens_footer(page, index, before / total):
                reasons[index:] = [reason or line.kind for reason in reasons[index:]]
                return
            _drop_links(page, reasons, index)
        before += 0 if reasons[index] else line.words


def _opens_footer(page: list[_Line], start: int, share: float) -> bool:
    """Enough text before it, and no two paragraphs in a row before the next heading of this kind.

    In a list of teasers titles and sentences take turns; an article that goes on has paragraphs.
    """
    if page[start].kind == "stop" and sum(line.words for line in page[:start]) >= _COMMENTS_AFTER:
        return True
    section = itertools.takewhile(lambda line: line.kind not in _HEADINGS, page[start + 1 :])
    full = [not line.kind and _is_full(line) for line in section]
    return share >= _FOOTER_AFTER and not any(map(all, itertools.pairwise(full)))


def _is_full(line: _Line) -> bool:
    return line.words >= _FULL_PARAGRAPH and _END_OF_SENTENCE.search(line.text) is not None


def _drop_links(page: list[_Line], reasons: list[str], start: int) -> None:
    limit = _LINKS.get(page[start].kind, _MAX_LINKS)
    for index in range(start, min(start + limit, len(page))):
        if index > start and (page[index].prose or _END_OF_SENTENCE.search(page[index].text)):
            return
        reasons[index] = reasons[index] or page[start].kind


def _drop_tail(page: list[_Line], reasons: list[str]) -> None:
    """Sign-offs, addresses and notes on the author among the last four lines kept."""
    kept = [index for index, reason in enumerate(reasons) if not reason]
    for index in kept[1:][-4:]:
        text = page[index].text
        if page[index].kind == "tail" or (_BIO.fullmatch(text) and _BIO_CUE.search(text)):
            reasons[index] = "tail"


def _drop_loose_end(page: list[_Line], reasons: list[str]) -> None:
    """Short lines among furniture after the last paragraph: tags, link titles, names."""
    last = max(
        (i for i, line in enumerate(page) if line.prose and not reasons[i]), default=len(page)
    )
    loose = False
    for index in range(last + 1, len(page)):
        loose = loose or bool(reasons[index])
        if loose and not _END_OF_SENTENCE.search(page[index].text):
            reasons[index] = reasons[index] or "loose"


def _drop_shouted(page: list[_Line], reasons: list[str]) -> None:
    """Links to other stories in capitals, between paragraphs that are not."""
    shouted = [i for i, line in enumerate(page) if line.words >= 6 and line.text.isupper()]
    first = next((i for i, line in enumerate(page) if line.prose and not reasons[i]), len(page))
    if len(shouted) > 0.2 * len(page):
        return
    for index in shouted:
        if index > first and not page[index].text.endswith((".", "”", '"')):
            reasons[index] = reasons[index] or "shouted"
