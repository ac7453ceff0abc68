"""Fetch one page politely and safely: vetted addresses, robots.txt, limits on size, time and
redirects."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from tocsin.errors import FetchError
from tocsin.intake.addresses import shown, vet_url
from tocsin.intake.robots import Robots, Rules
from tocsin.records import Reply

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpx2

    from tocsin.intake.wire import Connect, Resolve

MAX_REDIRECTS = 5
MAX_SECONDS = 20.0
MAX_ROBOTS = 500_000
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_NO_FEEDS = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_LONGEST_VALIDATOR = 500
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the address after redirects, the body decompressed, the declared charset."""

    url: str
    data: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class _Want:
    """For a page: robots.txt obeyed, text types only (of a feed, any). For a robots.txt: any type,
    cut to size. ``headers`` go with every request."""

    limit: int
    page: bool
    feed: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    url: httpx2.URL
    status: int
    headers: httpx2.Headers
    data: bytes


@cache
def user_agent() -> str:
    """How we introduce ourselves, here and to robots.txt: ``Tocsin/<version>``."""
    try:
        return f"Tocsin/{version('tocsin')}"
    except PackageNotFoundError:
        return "Tocsin/0"


class WebFetcher:
    """Fetches pages from the public web.

    ``max_bytes`` counts the body after decompression; ``max_seconds`` the whole fetch with
    robots.txt and redirects. ``resolve`` (host, port to addresses) and ``connect`` (address,
    port, seconds to a stream) are seams for tests; every address that ``resolve`` gives is
    vetted, whoever gives it. Give it a ``robots`` to remember what the robots.txt of sites say;
    without one each fetch reads them anew.
    """

    def __init__(
        self,
        *,
        max_bytes: int = 10_000_000,
        max_seconds: float = MAX_SECONDS,
        resolve: Resolve | None = None,
        connect: Connect | None = None,
        ssl_context: SSLContext | None = None,
    ) -> None:
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds
        self._resolve = resolve
        self._connect = connect
        self._ssl_context = ssl_context
        self.robots: Robots | None = None

    def fetch(self, url: str) -> Page:
        """Get one page. Raises `FetchError` if it cannot or may not be fetched."""
        with self._visit() as visit:
            return visit.page(url)

    def ask(self, url: str, *, etag: str = "", modified: str = "") -> Reply:
        """Get a feed, if it changed since it had these validators (else the status is 304).

        Any status is an answer. Raises `FetchError` if there is none, or if it may not be fetched.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        with self._visit() as visit:
            return visit.reply(url, {key: value for key, value in conditions.items() if value})

    @contextmanager
    def _visit(self) -> Iterator[_Visit]:
        import httpx2

        from tocsin.intake import wire

        deadline = wire.Deadline(self._max_seconds)
        backend = wire.VettedBackend(
            deadline, self._resolve or wire.resolve_host, self._connect or wire.connect_tcp
        )
        transport = wire.VettedTransport(backend, self._ssl_context)
        headers = _HEADERS | {"User-Agent": user_agent()}
        with httpx2.Client(
            transport=transport,
            headers=headers,
            timeout=self._max_seconds,
            trust_env=False,
            follow_redirects=False,
        ) as client:
            yield _Visit(client, self._max_bytes, self.robots or Robots())


class _Visit:
    """One fetch: a client, and the robots.txt of each site met on the way."""

    def __init__(self, client: httpx2.Client, max_bytes: int, robots: Robots) -> None:
        self._client = client
        self._max_bytes = max_bytes
        self._robots = robots

    def reply(self, url: str, headers: Mapping[str, str]) -> Reply:
        asked = {"Accept": _FEED_TYPES} | dict(headers)
        answer = self._follow(url, _Want(self._max_bytes, page=True, feed=True, headers=asked))
        told = answer.headers
        return Reply(
            str(answer.url),
            answer.status,
            answer.data,
            _charset(told),
            told.get("etag", "")[:_LONGEST_VALIDATOR],
            told.get("last-modified", "")[:_LONGEST_VALIDATOR],
            _retry_after(told),
        )

    def page(self, url: str) -> Page:
        answer = self._follow(url, _Want(self._max_bytes, page=True))
        name = shown(str(answer.url))
        if answer.status != 200:
            raise FetchError(f"{name}: the server answered {answer.status}; check the address")
        return Page(str(answer.url), answer.data, _charset(answer.headers))

    def _follow(self, url: str, want: _Want) -> _Answer:
        """Follow redirects by hand; each hop is vetted like the first."""
        target = vet_url(url)
        for _ in range(MAX_REDIRECTS + 1):
            if want.page:
                self._obey_robots(target)
            answer = self._get(target, want)
            place = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not place:
                return answer
            target = vet_url(_joined(target, place))
        raise FetchError(
            f"{shown(url)}: more than {MAX_REDIRECTS} redirects; give the final address"
        )

    def _get(self, url: httpx2.URL, want: _Want) -> _Answer:
        import httpcore2
        import httpx2

        from tocsin.intake.wire import RefusedAddressError

        name = shown(str(url))
        try:
            with self._client.stream("GET", url, headers=dict(want.headers)) as response:
                data = _body(response, want, name) if response.status_code == 200 else b""
                return _Answer(url, response.status_code, response.headers, data)
        except RefusedAddressError:
            raise FetchError(f"{name}: refused, the host is not on the public Internet") from None
        except (httpcore2.TimeoutException, httpx2.TimeoutException):
            raise FetchError(
                f"{name}: the server is too slow; try again or save the page"
            ) from None
        except _failures() as error:
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise FetchError(f"{name}: no answer ({reason}); check the address") from error

    def _obey_robots(self, url: httpx2.URL) -> None:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        rules = self._robots.get(origin)
        if rules is None:
            rules = self._read_robots(origin)
            self._robots.put(origin, rules)
        if not rules.allows(str(url)):
            raise FetchError(
                f"{shown(str(url))}: the site's robots.txt does not allow it; save the page by hand"
            )

    def _read_robots(self, origin: str) -> Rules:
        """RFC 9309: an answer 4xx allows everything, 5xx or none forbids everything."""
        from protego import Protego

        address = f"{origin}/robots.txt"
        try:
            answer = self._follow(address, _Want(MAX_ROBOTS, page=False))
        except FetchError as error:
            raise FetchError(
                f"{shown(address)}: cannot be read, so nothing is fetched ({error})"
            ) from error
        if 400 <= answer.status < 500:
            return Rules()
        if answer.status != 200:
            raise FetchError(
                f"{shown(address)}: status {answer.status}, so nothing is fetched; try later"
            )
        rules = Protego.parse(answer.data.decode("utf-8", "replace"))
        delay = rules.crawl_delay(user_agent())
        return Rules(lambda url: bool(rules.can_fetch(url, user_agent())), delay or 0.0)


def _joined(base: httpx2.URL, place: str) -> str:
    if "\\" in place or any(char.isspace() or not char.isprintable() for char in place):
        raise FetchError(f"{shown(str(base))}: redirects to a malformed address")
    from urllib.parse import urljoin

    return urljoin(str(base), place).partition("#")[0]


def _failures() -> tuple[type[Exception], ...]:
    import httpcore2
    import httpx2

    return (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError, OSError)


def _body(response: httpx2.Response, want: _Want, name: str) -> bytes:
    """The body within the limit after decompression; only text types, only gzip."""
    if want.page:
        _check_type(response.headers, name, feed=want.feed)
        _check_length(response.headers, want.limit, name)
    data = bytearray()
    for part in _decompressed(response, want.limit, name):
        data += part
        if len(data) > want.limit:
            if want.page:
                raise _too_large(name, want.limit)
            break
    return bytes(data[: want.limit])


def _check_length(headers: httpx2.Headers, limit: int, name: str) -> None:
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > limit:
        raise _too_large(name, limit)


def _too_large(name: str, limit: int) -> FetchError:
    return FetchError(
        f"{name}: larger than {limit / 1e6:g} MB; save the text of the article instead"
    )


def _check_type(headers: httpx2.Headers, name: str, *, feed: bool) -> None:
    kind = headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if feed and not kind.startswith(_NO_FEEDS):
        return
    if kind == "application/pdf":
        raise FetchError(f"{name}: this is a PDF; save the page as HTML or text")
    if kind not in _TYPES:
        raise FetchError(
            f"{name}: {shown(kind)[:60]} is not a page; give the address of an article"
        )


def _decompressed(response: httpx2.Response, limit: int, name: str) -> Iterator[bytes]:
    """Raw chunks, unpacked in bounded steps, so that a small bomb cannot fill the memory."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"identity", ""}:
        yield from response.iter_raw(_CHUNK)
        return
    if encoding not in {"gzip", "x-gzip"}:
        raise FetchError(f"{name}: sent in a compression that was not asked for; save the page")
    unpacker = zlib.decompressobj(31)
    try:
        for chunk in response.iter_raw(_CHUNK):
            yield unpacker.decompress(chunk, limit + 1)
            if unpacker.unconsumed_tail:
                raise _too_large(name, limit)
        yield unpacker.flush(_CHUNK)
    except zlib.error:
        raise FetchError(
            f"{name}: the compressed page is broken; try again or save the page"
        ) from None


def _retry_after(headers: httpx2.Headers) -> float | None:
    """Seconds; a date counts from the date that the server gives for its answer."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
        return max(0.0, (until - parsedate_to_datetime(headers.get("date", ""))).total_seconds())
    except (TypeError, ValueError):
        return None


def _charset(headers: httpx2.Headers) -> str | None:
    for part in headers.get("content-type", "").split(";")[1:]:
        key, _, value = part.strip().partition("=")
        if key.strip().lower() == "charset" and value:
            return value.strip("\"' ")[:40] or None
    return None
