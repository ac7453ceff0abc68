"""Words of a sentence, cut as in the English Universal Dependencies treebanks (EWT, GUM)."""

from __future__ import annotations

import re
from functools import cache

from tocsin.language.lists import words

Span = tuple[int, int]

_APOSTROPHE = "['’`´]"
_CLITIC = rf"(?i:{_APOSTROPHE}(?:s|re|ve|ll|d|m)(?![^\W_])|n{_APOSTROPHE}t(?![^\W_]))"
_TRAILING = re.compile(r"[.,;:!?'\"’”)\]>*]+$")


def tokenise(text: str) -> list[Span]:
    """Spans of the words of one sentence, in order; every character but blanks is in one.

    The sentence matters: a full stop at its end belongs to no ordinary word.
    """
    pattern, splits = _pattern(), _splits()
    spans: list[Span] = []
    at = 0
    while found := pattern.search(text, at):
        start, end = found.span()
        if found.lastgroup == "address":
            end = _address_end(text, start, end)
        at = end
        parts = splits.get(text[start:end].lower().replace("’", "'"))
        spans += _cut(start, parts) if parts else [(start, end)]
    return spans


def _address_end(text: str, start: int, end: int) -> int:
    """End of a URL without the punctuation of the sentence around it."""
    tail = _TRAILING.search(text, start, end)
    if tail is None or (text[end - 1] == ")" and "(" in text[start:end]):
        return end
    return tail.start() if tail.start() > start else end


def _cut(start: int, sizes: tuple[int, ...]) -> list[Span]:
    spans = []
    for size in sizes:
        spans.append((start, start + size))
        start += size
    return spans


@cache
def _splits() -> dict[str, tuple[int, ...]]:
    """Sizes of the parts of words such as "cannot"."""
    parts = [x.split("|") for x in words("split")]
    return {"".join(p): tuple(map(len, p)) for p in parts}


def _any(kind: str) -> str:
    listed = sorted({w.rstrip(".") for w in words(kind)}, key=len, reverse=True)
    return "|".join(re.escape(w) for w in listed)


def _abbreviation() -> str:
    """Abbreviations with their full stop, in a sentence and at its end."""
    plain = _any("title") + "|" + _any("before") + "|" + _any("after")
    also_words = _any("word")
    return (
        rf"(?!(?:{also_words})\.)(?:{plain})\.(?=\W|$)"
        rf"|(?:{also_words})\.(?=,|\s+[\dA-Z(])"
        r"|(?:[A-Z]\.)+[A-Z](?![\w.])|(?:[^\W\d_]\.){2,}"
        r"|[A-Z]\.(?=\s*[^\W\d_]|\s*,|-)"
    )


@cache
def _pattern() -> re.Pattern[str]:
    sites, units = _any("site"), _any("unit")
    splits = "|".join(re.escape(w) for w in _splits()).replace("'", _APOSTROPHE)
    kinds = (
        rf"(?P<address>(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
        rf"|(?:[A-Za-z0-9][\w-]*\.)+(?:{sites})(?:/\S*)?(?![\w-]))",
        r"[\w#-]+\.(?i:docx?|xlsx?|pdf|txt|html?|jpe?g|png|zip)(?!\w)",
        r"[@#][A-Za-z_]\w+",
        r"\.{2,}|…+\.*|[.,]?[!?]+[.!?]+|[.,][!?]|([-=*_~+<>#|^])\2+|''|``|‘‘|’’|‘’",
        r"[:;=]['-]?[)(DPp](?!\w)",
        _numbers(units),
        r"(?:US|C|A|HK|NZ|S|R)?[$£€¥₩₽₴](?=\W|\d|$)",
        _abbreviation(),
        rf"(?i:(?:{splits}))(?![^\W_])",
        r"[A-Z][A-Z]?&[A-Z]{1,2}(?![^\W_])",
        rf"(?<![^\W_]){_APOSTROPHE}(?:{_any('bare')})(?![^\W_])",
        _CLITIC,
        _word(),
        r"\S",
    )
    return re.compile("|".join(kinds))


def _numbers(units: str) -> str:
    return "|".join(
        (
            r"\d{1,4}/\d{1,2}/\d{2,4}(?!\d)|\d{4}-\d\d-\d\d(?!\d)|\d{1,3}/\d{1,2}(?![\d/])",
            r"\+?(?:\d[-.])?\(?\d{3}\)?[-./]\d{3}-\d{4}|\d{3}-\d{4}(?!\d)|\d{3}\.\d{3}\.\d{4}",
            r"['’]\d\ds?(?!\w)|\d+['’]s(?!\w)|\d+(?:st|nd|rd|th|s)(?!\w)",
            rf"\d[\d,.]*?(?=(?:{units})(?![^\W_]))",
            r"\d{1,2}:\d\d(?::\d\d)?(?!\d)",
            r"[+]?\d+(?:,\d{3})+(?:\.\d+)?(?!\w)|[+]?\d+(?:\.\d+)+(?![\w])|\.\d+",
            r"[+]?\d+(?![\w])",
        )
    )


def _word() -> str:
    """Letters and digits; inner apostrophes (O'Connor), no clitics; prefixes with their hyphen."""
    letter = rf"(?!{_CLITIC})[\w\u0300-\u036f\u00ad]"
    prefixed = rf"(?i:(?:{_any('prefix')})-)(?=[^\W_]{{2}})"
    inner = rf"(?!{_CLITIC}){_APOSTROPHE}(?=[^\W\d_]{{2}})"
    dropped = r"[a-z]+in['’](?![^\W_])"
    return rf"{dropped}|(?:{prefixed})?(?:{letter})(?:{letter}|{inner})*"
