"""Lists of feeds in OPML 2.0 (http://opml.org/spec2.opml), read and written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import quoteattr

from tocsin.errors import InputError, UsageError
from tocsin.records import WatchSource

MOST_BYTES = 10_000_000
MOST_FEEDS = 10_000
_REFUSED = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")


def read_opml(data: bytes) -> tuple[WatchSource, ...]:
    """The feeds of a list, each once, in its order.

    Raises `InputError` if it is no OPML, or declares entities.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"the OPML file is larger than {MOST_BYTES / 1e6:g} MB")
    root = _parsed(data)
    if root.tag != "opml":
        raise InputError("this is no OPML file")
    found = dict[str, WatchSource]()
    for outline in root.iter("outline"):
        named = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        address = named.get("xmlurl", "")
        if address.startswith(("http://", "https://")):
            name = " ".join((named.get("title") or named.get("text") or "").split())
            found.setdefault(address, WatchSource("feed", address, name[:200]))
    if len(found) > MOST_FEEDS:
        raise InputError(f"more than {MOST_FEEDS:,} feeds")
    return tuple(found.values())


def write_opml(sources: Iterable[WatchSource], *, title: str = "Feeds") -> str:
    """The feeds among the sources as OPML."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_text(title)}</title></head>",
        "  <body>",
        *(f"    {_outline(source)}" for source in sources if source.kind == "feed"),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def as_yaml(sources: Iterable[WatchSource]) -> str:
    """The sources as the lines of the watch's file."""
    lines = ["sources:"]
    for source in sources:
        lines.append(f"  - {source.kind}: {_quoted(source.address)}")
        name = _printable(source.name)
        lines.extend([f"    name: {_quoted(name)}"] if name else [])
    return "\n".join(lines) + "\n"


def _parsed(data: bytes) -> Any:
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    except ModuleNotFoundError:
        raise UsageError("this needs the package defusedxml: pip install 'tocsin[watch]'") from None
    try:
        return fromstring(data)
    except DefusedXmlException:
        raise InputError("the OPML file declares entities, as none needs to") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"this is no OPML file ({error})") from None


def _outline(source: WatchSource) -> str:
    name = source.name or source.address
    pairs = {"type": "rss", "text": name, "title": name, "xmlUrl": source.address}
    told = " ".join(f"{key}={quoteattr(_plain(value))}" for key, value in pairs.items())
    return f"<outline {told}/>"


def _text(text: str) -> str:
    return _plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(text: str) -> str:
    return text.translate({ord(char): " " for char in _REFUSED})


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes."""
    return '"' + _printable(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()
