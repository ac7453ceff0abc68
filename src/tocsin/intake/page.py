"""An HTML page to an article: trafilatura finds the body and the metadata, our rules drop the
furniture."""

from __future__ import annotations

import itertools
import logging
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.errors import InputError
from tocsin.intake.clean import clean_line, clean_text
from tocsin.intake.dates import page_date
from tocsin.intake.furniture import is_prose
from tocsin.intake.plain import Page, drop_furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MIN_WORDS = 8
_MAX_ELEMENTS = 40_000  # the largest of 190 real pages has 5,647
_ITEM = re.compile(r"^[-•*] (?=\S)")
_NOT_AUTHOR = re.compile(r"https?|www|\.com|@|^staff$|staff reporter|^admin|^editor$|^by$", re.I)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)
_OTHER_DATES = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}


def read_page(
    html: str, *, url: str | None = None, what: str = "the page", furniture: bool = True
) -> Page:
    """Title, paragraphs and metadata of one HTML page; ``url`` is where it came from.

    ``furniture=False`` keeps what trafilatura gives, for measuring. Raises `InputError` if there
    is no article on the page.
    """
    tree = _tree(html, what)
    found = _extract(tree, url)
    lines = _lines(found.text if found else "")
    page = drop_furniture(lines) if furniture else Page(paragraphs=tuple(lines))
    if found is None or sum(len(line.split()) for line in page.paragraphs) < _MIN_WORDS:
        raise InputError(
            f"{what}: no article text found on the page; save the text of the article instead"
        )
    address = _web_address(found.url) or url
    publisher = clean_line(found.sitename or "") or None
    return replace(
        page,
        title=_title(clean_line(found.title or ""), publisher),
        published=page_date(tree, address) or page.published,
        publisher=publisher or page.publisher,
        author=_author(found.author, publisher) or page.author,
        language=_language(tree),
        url=address,
    )


def _tree(html: str, what: str) -> HtmlElement:
    from trafilatura.utils import load_html

    _hush()
    tree = load_html(html)
    if tree is None:
        raise InputError(
            f"{what}: no article text found on the page; save the text of the article instead"
        )
    if sum(1 for _ in itertools.islice(tree.iter(), _MAX_ELEMENTS + 1)) > _MAX_ELEMENTS:
        raise InputError(f"{what} is too long a page; give one article at a time")
    return tree


@cache
def _hush() -> None:
    """Without a handler, Python would print these libraries' notes about odd pages on stderr."""
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _extract(tree: HtmlElement, url: str | None) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dict(_OTHER_DATES),
    )


def _lines(text: str) -> list[str]:
    """Paragraphs; of a table (rows between bars) only the cells that hold prose."""
    lines: list[str] = []
    for line in (_ITEM.sub("", line.strip()) for line in clean_text(text).split("\n")):
        is_row = len(line) > 1 and line.startswith("|") and line.endswith("|")
        lines += [cell.strip() for cell in line.split("|") if is_prose(cell)] if is_row else [line]
    return [line for line in lines if any(char.isalnum() for char in line)]


def _title(title: str, publisher: str | None) -> str:
    """The title without the name of the site after a bar or a dash."""
    first, *rest = title.split(" | ")
    if rest and len(first.split()) >= 4:
        title = first
    head, dash, name = _last_part(title)
    if dash and publisher and name.casefold() in publisher.casefold() and len(head.split()) >= 3:
        return head
    return title


def _last_part(title: str) -> tuple[str, str, str]:
    for dash in (" - ", " – ", " — ", " :: ", " » "):
        if dash in title:
            return title.rpartition(dash)
    return title, "", ""


def _author(names: str | None, publisher: str | None) -> str | None:
    parts = [clean_line(name) for name in (names or "").split(";")]
    good = [name for name in parts if name and not _NOT_AUTHOR.search(name) and name != publisher]
    return "; ".join(good) or None


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _language(tree: HtmlElement) -> str:
    """The declared variety of English (``en-GB``); the text itself is checked elsewhere."""
    declared = (tree.get("lang") or "").strip().replace("_", "-")
    return declared if _LANGUAGE.fullmatch(declared) and declared.lower().startswith("en") else "en"
