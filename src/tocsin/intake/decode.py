"""Bytes to text: refuse what is not text, find the encoding, tell HTML from plain text."""

from __future__ import annotations

import codecs
import re

from tocsin.errors import InputError

# First bytes of common formats, with what to tell the user.
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document; save it as HTML or plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as HTML or plain text"),
    (b"{\\rtf", "an RTF document; save it as HTML or plain text"),
    (b"bplist00", "a web archive; save the page as HTML or plain text"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file; unpack it first"),
    (b"(\xb5/\xfd", "a zstd file; unpack it first"),
    (b"\x89PNG", "an image; save the text of the article instead"),
    (b"\xff\xd8\xff", "an image; save the text of the article instead"),
    (b"GIF8", "an image; save the text of the article instead"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_ARCHIVE = re.compile(rb"(?:From: <Saved by|MIME-Version:|Content-Type: multipart/related)", re.I)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|main|article"
    r"|section|header|div|p|h1|link|script)\b",
    re.I | re.S,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|opml)\b", re.I | re.S
)
_SAMPLE = 65_536
_CONTROL_SHARE = 0.005
_MAX_BAD_SHARE = 0.001


def decode(data: bytes, *, declared: str | None = None, what: str = "the input") -> str:
    """Decode ``data`` by byte-order mark, UTF-8, the declared charset, then cp1252 or a guess.

    ``declared`` is the charset of the HTTP header; one named in the first 4,096 bytes counts too.
    Raises `InputError` for empty or binary data, PDF and other formats, and unreadable encodings.
    """
    if not data.strip(b"\x00\t\r\n\f "):
        raise InputError(f"{what} is empty")
    _refuse_formats(data, what)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, name, what)
    if _is_binary(data):
        raise InputError(f"{what} is binary, not text; save the article as HTML or plain text")
    return _by_trial(data, declared, what)


def is_html(text: str) -> bool:
    """True if the text opens like an HTML page."""
    return _HTML.match(text[:4096]) is not None


def is_feed(text: str) -> bool:
    """True if the text opens like RSS, Atom, a site map or OPML."""
    return _FEED.match(text[:4096]) is not None


def _refuse_formats(data: bytes, what: str) -> None:
    if b"%PDF-" in data[:1024]:
        raise InputError(f"{what} is a PDF; save the page as HTML or text")
    if _ARCHIVE.match(data):
        raise InputError(
            f"{what} is a web archive or an e-mail; save the page as HTML or plain text"
        )
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{what} is {name}")


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return True
    control = sum(1 for byte in sample if byte < 9 or (13 < byte < 32 and byte != 27))
    return control > _CONTROL_SHARE * len(sample)


def _by_trial(data: bytes, declared: str | None, what: str) -> str:
    text = _attempt(data, "utf-8") or _mostly_utf8(data)
    for name in (declared, _declared_in(data)):
        text = text or _attempt(data, name)
    text = text or _attempt(data, _guess(data))
    if text is None:
        raise InputError(f"{what} is in an unknown or broken encoding; save it as UTF-8")
    return text


def _attempt(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    # As browsers do, read ISO-8859-1 and ASCII as cp1252, which contains both.
    name = (
        "cp1252"
        if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
        else name
    )
    try:
        return str(data, codecs.lookup(name).name)
    except (LookupError, UnicodeError):
        return None


def _strictly(data: bytes, name: str, what: str) -> str:
    text = _attempt(data, name)
    if text is None:
        raise InputError(f"{what} is broken {name.upper()}; save it again as UTF-8")
    return text


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as pages put together from parts have: they become U+FFFD."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    foreign = sum(1 for char in text if char > "\x7f") - bad
    return text if bad <= _MAX_BAD_SHARE * len(text) and foreign > 10 * bad else None


def _declared_in(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _guess(data: bytes) -> str | None:
    """cp1252 if most words stay words in it, else what charset_normalizer finds in a sample."""
    from charset_normalizer import from_bytes

    western = _attempt(data[:_SAMPLE], "cp1252")
    if western is not None and _looks_western(western):
        return "cp1252"
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None else None


def _looks_western(text: str) -> bool:
    foreign = sum(1 for char in text if char > "\x7f")
    return foreign <= 0.15 * len(text)
