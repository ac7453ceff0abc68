"""What a source is (address, file, standard input, literal text), and reading it into an
`Article`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from tocsin.errors import FetchError, InputError, UsageError
from tocsin.intake.decode import decode, is_feed, is_html
from tocsin.intake.english import require_english
from tocsin.records import Article

if TYPE_CHECKING:
    from tocsin.intake.plain import Page

MAX_BYTES = 10_000_000
MAX_TEXT = 1_000_000  # characters of plain text, about 160,000 words
_MAX_NAME = 300
_ADDRESS = re.compile(r"https?:[/\\].*|[A-Za-z][A-Za-z0-9+.-]+:[/\\]\S*", re.I)
_FILE_NAME = re.compile(
    r"\S+[/\\.]\S+|\S+|[^\n]{1,250}\.(?:txt|text|html?|xhtml|md|pdf|docx?|rtf|jsonl?|csv)", re.I
)


class Download(Protocol):
    """What a fetcher gives back: the last address, the bytes, and the charset of the header if
    any."""

    @property
    def url(self) -> str:
        """Address after redirects."""

    @property
    def data(self) -> bytes:
        """The body."""

    @property
    def charset(self) -> str | None:
        """As the header declares it."""


class Fetcher(Protocol):
    """The seam to the network: one method."""

    def fetch(self, url: str) -> Download:
        """Get one page; raise `FetchError` if it cannot or may not be had."""
        ...


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    what: str
    url: str | None = None
    name: str = ""


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    published: date | None = None,
    stream: BinaryIO | bytes | None = None,
    fetcher: Fetcher | None = None,
    max_bytes: int = MAX_BYTES,
) -> Article:
    """Read one article.

    ``source`` is an http(s) address, a path to a saved HTML page or a plain text, ``-`` for the
    bytes of ``stream`` (standard input, opened by the caller), the bytes themselves, or a
    literal text. ``published`` overrides the date of the page; a page without a date stays
    undated. ``fetcher`` replaces the network.

    Raises `InputError` if there is no English article in it, `FetchError` if an address cannot
    or may not be fetched, `UsageError` if ``-`` comes without a stream.
    """
    raw = _load(source, stream, fetcher, max_bytes)
    page = _parse(raw)
    if not any(char.isalnum() for char in page.text):
        raise InputError(f"{raw.what} holds no words")
    require_english(page.text, raw.what)
    return _article(page, raw, published)


def _article(page: Page, raw: _Raw, published: date | None) -> Article:
    return Article(
        text=page.text,
        title=page.title,
        published=published or page.published,
        publisher=page.publisher,
        author=page.author,
        language=page.language,
        url=page.url,
        name=raw.name or page.url or "",
    )


def _parse(raw: _Raw) -> Page:
    from tocsin.intake.page import read_page
    from tocsin.intake.plain import read_plain

    if is_feed(raw.text):
        raise InputError(
            f"{raw.what} is a feed or a list of addresses, not an article; give one article"
        )
    if is_html(raw.text):
        return read_page(raw.text, url=raw.url, what=raw.what)
    if len(raw.text) > MAX_TEXT:
        raise InputError(f"{raw.what} is too long a text; give one article at a time")
    page = read_plain(raw.text)
    return replace(page, url=raw.url) if raw.url else page


def _load(
    source: str | os.PathLike[str] | bytes,
    stream: BinaryIO | bytes | None,
    fetcher: Fetcher | None,
    limit: int,
) -> _Raw:
    if isinstance(source, bytes):
        return _Raw(decode(_within(source, limit, "the input"), what="the input"), "the input")
    if isinstance(source, os.PathLike):
        return _from_file(Path(source), limit)
    if source == "-":
        return _from_stream(stream, limit)
    if _ADDRESS.fullmatch(source.strip()):
        return _from_web(source.strip(), fetcher, limit)
    if _names_file(source):
        return _from_file(Path(source), limit)
    return _from_literal(source, limit)


def _from_literal(text: str, limit: int) -> _Raw:
    _within(text.encode("utf-8", "replace"), limit, "the text")
    if not text.strip():
        raise InputError("the text is empty")
    return _Raw(text.encode("utf-8", "replace").decode("utf-8"), "the text")


def _names_file(source: str) -> bool:
    """True for an existing path, and for one line that can only be meant as a path."""
    if "\n" in source or len(source) > _MAX_NAME or not source.strip():
        return False
    if "\x00" in source:
        raise InputError("a file name cannot hold a zero byte")
    return Path(source).exists() or _FILE_NAME.fullmatch(source) is not None


def _from_stream(stream: BinaryIO | bytes | None, limit: int) -> _Raw:
    what = "standard input"
    if stream is None:
        raise UsageError(
            "the source - needs the bytes of standard input: pass stream=sys.stdin.buffer"
        )
    data = stream if isinstance(stream, bytes) else stream.read(limit + 1)
    return _Raw(decode(_within(data, limit, what), what=what), what)


def _from_file(path: Path, limit: int) -> _Raw:
    what = _printable(path.name or str(path))
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        raise InputError(f"{what} holds many articles; read it with read_jsonl or tocsin code")
    return _Raw(decode(_bytes_of(path, limit, what), what=what), what, name=path.name)


def _bytes_of(path: Path, limit: int, what: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{what} is a folder; name one file")
        if path.is_file():
            _check_size(path.stat().st_size, limit, what)
        with path.open("rb") as file:
            return _within(file.read(limit + 1), limit, what)
    except FileNotFoundError:
        raise InputError(f"{what}: no such file; check the path") from None
    except OSError as error:
        raise InputError(f"{what} cannot be read: {error.strerror or error}") from error


def _from_web(url: str, fetcher: Fetcher | None, limit: int) -> _Raw:
    if not url.lower().startswith(("http:", "https:")):
        raise FetchError(f"{_printable(url)}: only http and https addresses can be fetched")
    if fetcher is None:
        from tocsin.intake.fetch import WebFetcher

        fetcher = WebFetcher(max_bytes=limit)
    page = fetcher.fetch(url)
    what = _printable(page.url)
    return _Raw(
        decode(_within(page.data, limit, what), declared=page.charset, what=what),
        what,
        url=page.url,
    )


def _within(data: bytes, limit: int, what: str) -> bytes:
    _check_size(len(data), limit, what)
    return data


def _check_size(size: int, limit: int, what: str) -> None:
    if size > limit:
        raise InputError(f"{what} is larger than {limit / 1e6:g} MB; give one article at a time")


def _printable(name: str) -> str:
    """A name that is safe in a one-line message."""
    shown = "".join(char if char.isprintable() else "?" for char in name)
    return shown if len(shown) <= 120 else shown[:117] + "..."
