"""The entries of a feed, or the links of a page: run in the worker, on bytes that may be hostile.

RSS, RDF, Atom and JSON Feed are read; a page gives its links to articles. Entity declarations are
refused before any parser sees them, and so is a feed with more entries than any real one has.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from tocsin.errors import InputError

T = TypeVar("T")
MOST_BYTES = 10_000_000
MOST_ENTRIES = 2_000
MOST_LINKS = 40
LONGEST_TEXT = 50_000
LONGEST_TITLE = 500
LONGEST_LINK = 4_096
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>/]", re.I)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""")
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_PAGE = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_BREAK = re.compile(r"</(?:p|div|li|h\d|blockquote|tr)>|<br\s*/?>", re.I)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_ARTICLE = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|subscribe|about)(?:/|$)", re.I
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article. ``day`` is an ISO date, empty if it gives none."""

    link: str = ""
    id: str = ""
    title: str = ""
    text: str = ""
    day: str = ""
    updated: str = ""


def read_entries(data: bytes, *, url: str, charset: str | None, kind: str) -> list[Entry]:
    """The entries of a feed (``kind`` feed), or the links of a page (``kind`` site).

    Raises `InputError` for anything else, and for what no honest feed does.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES / 1e6:g} MB")
    text = decoded(data, charset)
    if kind == "site":
        return list(_links(text, url))
    if text.lstrip().startswith("{"):
        return _bounded(_json_entries(text, url))
    if _PAGE.match(text[:4096]):
        raise InputError(f"this is a page, not a feed{_feed_of(text, url)}")
    return _bounded(_xml_entries(text, url))


def decoded(data: bytes, charset: str | None) -> str:
    """By its mark, as UTF-8 if it is that, else as its first line or the server says, else as
    cp1252: what servers say of feeds is often wrong, and what is UTF-8 by accident hardly exists.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    declared = _DECLARED.match(data[:400])
    first = declared[1].decode("ascii") if declared else None
    names: list[str | None] = ["utf-8", first, charset, "cp1252"]
    for encoding in names:
        if text := _attempt(data, encoding):
            return text
    return data.decode("cp1252", "replace")


def _attempt(data: bytes, name: str | None) -> str:
    try:
        text = str(data, codecs.lookup(name).name) if name else ""
    except (LookupError, UnicodeError):
        return ""
    return "" if "\x00" in text[:1000] else text


def plain(text: str) -> str:
    """HTML as lines of text."""
    text = _HIDDEN.sub(" ", text[:LONGEST_TEXT])
    text = _TAG.sub("", _BREAK.sub("\n", text))
    lines = (" ".join(line.split()) for line in clean(html.unescape(text)).split("\n"))
    return "\n".join(line for line in lines if line)


def clean(text: str) -> str:
    """Without control characters and broken halves of characters."""
    return _CONTROL.sub(" ", text)


def _bounded(entries: list[T]) -> list[T]:
    if len(entries) > MOST_ENTRIES:
        raise InputError(f"more than {MOST_ENTRIES:,} entries")
    return entries


def _xml_entries(text: str, url: str) -> list[Entry]:
    import feedparser

    if re.search(r"<!ENTITY", text, re.I):
        raise InputError("it declares entities, as no feed needs to")
    if sum(1 for _ in zip(_ENTRY.finditer(text), range(MOST_ENTRIES + 1), strict=False)) > (
        MOST_ENTRIES
    ):
        raise InputError(f"more than {MOST_ENTRIES:,} entries")
    data = _PROLOGUE.sub("", text, count=1).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    found = feedparser.parse(
        data, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    if not found.get("version") and not found.entries:
        raise InputError("neither RSS nor Atom nor JSON Feed")
    return [_xml_entry(entry, url) for entry in found.entries]


def _xml_entry(entry: Any, url: str) -> Entry:
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    text = max([*bodies, entry.get("summary") or ""], key=len)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Entry(
        _link(entry.get("link") or "", url),
        clean(str(entry.get("id") or ""))[:LONGEST_LINK],
        plain(entry.get("title") or "").replace("\n", " ")[:LONGEST_TITLE],
        plain(text),
        f"{moment[0]:04d}-{moment[1]:02d}-{moment[2]:02d}" if moment else "",
        clean(str(entry.get("updated") or ""))[:60],
    )


def _json_entries(text: str, url: str) -> list[Entry]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("neither RSS nor Atom nor JSON Feed") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed" not in str(feed.get("version")):
        raise InputError("JSON, but not a JSON Feed")
    items = _bounded(items)
    return [_json_entry(item, url) for item in items if isinstance(item, dict)]


def _json_entry(item: dict[str, Any], url: str) -> Entry:
    held = {key: value for key, value in item.items() if isinstance(value, str)}
    text = held.get("content_html") or held.get("content_text") or held.get("summary") or ""
    moment = held.get("date_published") or held.get("date_modified") or ""
    day = re.match(r"\d{4}-\d\d-\d\d(?=T|$)", moment)
    return Entry(
        _link(held.get("url") or held.get("external_url") or "", url),
        clean(str(item.get("id") or ""))[:LONGEST_LINK],
        plain(held.get("title") or "").replace("\n", " ")[:LONGEST_TITLE],
        plain(text),
        day[0] if day else "",
        held.get("date_modified", "")[:60],
    )


def _link(link: str, base: str) -> str:
    link = "".join(clean(link).split())
    try:
        whole = urljoin(base, link) if link else ""
        good = urlsplit(whole).scheme in {"http", "https"}
    except ValueError:
        return ""
    return whole if good and len(whole) <= LONGEST_LINK else ""


def _links(text: str, url: str) -> Iterator[Entry]:
    """Links of a page that look like articles of the same site: at least four words long."""
    from lxml.html import document_fromstring

    if not _PAGE.match(text[:4096]) and "<a " not in text:
        raise InputError("no page with links")
    tree = document_fromstring(text.encode("utf-8", "replace"))
    host, seen = _host(url), set[str]()
    for anchor in tree.iter("a"):
        link = _link(str(anchor.get("href") or "").partition("#")[0], url)
        title = " ".join(clean(str(anchor.text_content())).split())[:LONGEST_TITLE]
        if link in seen or _host(link) != host or len(title.split()) < 4:
            continue
        if len(urlsplit(link).path) > 1 and not _NOT_ARTICLE.search(link):
            seen.add(link)
            yield Entry(link, title=title)
        if len(seen) == MOST_LINKS:
            return


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _feed_of(text: str, url: str) -> str:
    """``; its feed is URL`` if the page names one."""
    for tag in re.findall(r"<link\b[^<>]{0,1000}>", text[:200_000], re.I):
        kind = re.search(r"application/(?:rss\+xml|atom\+xml|feed\+json)", tag, re.I)
        href = re.search(r"""href\s*=\s*["']([^"'<>\s]{1,2000})""", tag, re.I)
        if kind and href:
            return f"; its feed is {_link(html.unescape(href[1]), url)}"
    return ""
