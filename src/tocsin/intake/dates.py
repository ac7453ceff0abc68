"""The publication date that a page itself gives; never a guess from running text, never today."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+((?:19|20)\d\d)\b", re.I
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d\d?)(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.I)
_IN_URL = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]?(\d\d?)"
    r"(?=[/_.?#-]|$)",
    re.I,
)
_PUBLISHED = re.compile(
    r"publi|pubdate|created|issued|(?:^|[.:_-])date(?:$|[.:_-])|post_date|articledate", re.I
)
_NOT_PUBLISHED = re.compile(
    r"modif|updat|expir|copyright|valid|revis|review|unpubl|publisher|event", re.I
)
_MARKED = re.compile(
    r"publish|pubdate|entry-date|entry-time|post-?date|posted|article-?date|date-?line", re.I
)
_ELSEWHERE = re.compile(
    r"related|comment|sidebar|recommend|widget|most-|trending|teaser|card|promo", re.I
)
_LATEST = "2099-12-31"


def parse_date(text: str) -> date | None:
    """The first unambiguous date in ``text``: ISO, or with a month name. ``04/05/2024`` is not
    one."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        found = pattern.search(text)
        if found:
            return _build(*(found[index] for index in order))
    return None


def date_in_url(url: str | None) -> date | None:
    """A full year, month and day in the path of an address, such as ``/2024/nov/04/``."""
    found = _IN_URL.search(url or "")
    return _build(found[1], found[2], found[3]) if found else None


def page_date(tree: HtmlElement, url: str | None) -> date | None:
    """The date of publication from meta tags and JSON-LD, ``<time>``, the URL, or a date line.

    Dates of modification, copyright years, dates in the text and in teasers do not count. Meta
    tags and JSON-LD are read by htmldate, on a page cut down to them, so that it cannot fall
    back on a guess.
    """
    return _head_date(tree) or _time_date(tree) or date_in_url(url) or _line_date(tree)


def _build(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _head_date(tree: HtmlElement) -> date | None:
    from htmldate import find_date
    from lxml.html import HtmlElement, document_fromstring

    page = document_fromstring("<html><head></head><body></body></html>")
    for element in tree.iter("meta", "script"):
        if isinstance(element, HtmlElement) and _dates_the_page(element):
            page[0].append(_copy(element))
    found = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url="",
        max_date=_LATEST,
        min_date="1900-01-01",
    )
    return parse_date(found or "")


def _copy(element: HtmlElement) -> HtmlElement:
    twin = element.makeelement(element.tag, dict(element.attrib))
    twin.text = element.text
    return twin


def _dates_the_page(element: HtmlElement) -> bool:
    if element.tag == "script":
        return bool(element.get("type", "").lower() == "application/ld+json")
    name = " ".join(element.get(key, "") for key in ("name", "property", "itemprop"))
    return _PUBLISHED.search(name.strip()) is not None and _NOT_PUBLISHED.search(name) is None


def _time_date(tree: HtmlElement) -> date | None:
    """A ``<time>`` marked as publication date, else the first one after the headline."""
    marked, plain, below = [], [], False
    for element in tree.iter("h1", "time"):
        below = below or element.tag == "h1"
        if element.tag != "time" or _stands_elsewhere(element):
            continue
        if _MARKED.search(_marks(element)) and not _NOT_PUBLISHED.search(_marks(element)):
            marked.append(element)
        elif below and not _NOT_PUBLISHED.search(_marks(element)):
            plain.append(element)
    for element in marked + plain[:1]:
        found = parse_date(element.get("datetime", "")) or parse_date(element.text_content())
        if found:
            return found
    return None


def _line_date(tree: HtmlElement) -> date | None:
    """A short element whose class says that it holds the date, with a date in words."""
    for element in tree.xpath("//body//*[@class or @id or @itemprop]"):
        if element.tag in {"script", "style"} or not _MARKED.search(_marks(element)):
            continue
        text = element.text_content().strip()
        if len(text) < 120 and not _stands_elsewhere(element) and not _NOT_PUBLISHED.search(text):
            found = parse_date(element.get("content", "")) or parse_date(text)
            if found:
                return found
    return None


def _marks(element: HtmlElement) -> str:
    names = ("itemprop", "class", "id", "pubdate")
    return " ".join(f"{element.get(name)}" for name in names if element.get(name)) + (
        " pubdate" if "pubdate" in element.attrib else ""
    )


def _stands_elsewhere(element: HtmlElement) -> bool:
    """True inside navigation, side bars, teasers of other articles and comments."""
    for parent in element.iterancestors():
        if parent.tag in {"aside", "nav", "footer", "li"}:
            return True
        if parent.tag not in {"body", "html"} and _ELSEWHERE.search(_marks(parent)):
            return True
    return False
