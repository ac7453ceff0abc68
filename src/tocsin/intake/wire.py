"""The connection: resolve a host once, vet every address, connect to a vetted one, within a
deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from ssl import SSLContext
from typing import Any, Protocol, cast

import httpcore2
import httpx2
from httpcore2 import (
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    WriteTimeout,
)

from tocsin.intake.addresses import is_global

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], NetworkStream]
_MAX_ADDRESSES = 3
_CONNECT_SECONDS = 8.0


class RefusedAddressError(Exception):
    """The host resolves to an address that is not public."""


class Deadline:
    """Seconds left of one fetch, on a monotonic clock."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds left, zero or less if none."""
        left = self._end - self._clock()
        return left if at_most is None else min(left, at_most)


def resolve_host(host: str, port: int) -> list[str]:
    """IP addresses of a host by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect_tcp(address: str, port: int, timeout: float) -> NetworkStream:
    """A plain TCP connection to an IP address; no name is looked up."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=timeout)


class VettedBackend(NetworkBackend):
    """Connects httpcore2 to vetted addresses; ``resolve`` and ``connect`` are seams for tests."""

    def __init__(self, deadline: Deadline, resolve: Resolve, connect: Connect) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._connect = connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Resolve once; raise `RefusedAddressError` unless all addresses are public."""
        addresses = self._addresses(host, port)
        if not addresses:
            raise ConnectError("the host has no address")
        if not all(is_global(address) for address in addresses):
            raise RefusedAddressError(host)
        return self._first_open(addresses[:_MAX_ADDRESSES], port)

    def _first_open(self, addresses: Sequence[str], port: int) -> NetworkStream:
        failure: Exception = ConnectError("no connection")
        for address in addresses:
            try:
                stream = self._connect(address, port, self._left(_CONNECT_SECONDS, ConnectTimeout))
                return _TimedStream(stream, self._deadline)
            except (ConnectError, ConnectTimeout, OSError) as error:
                failure = error
        raise ConnectError(str(failure)) from failure

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        """Look up in a thread, because a system look-up cannot be given a time limit."""
        answer: list[Sequence[str] | Exception] = []

        def look_up() -> None:
            try:
                answer.append(self._resolve(host.strip("[]"), port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self._left(_CONNECT_SECONDS, ConnectTimeout))
        if not answer:
            raise ConnectTimeout("the host name could not be looked up in time")
        if isinstance(answer[0], Exception):
            raise ConnectError("the host name is not known") from answer[0]
        return answer[0]

    def _left(self, at_most: float, error: type[Exception]) -> float:
        left = self._deadline.left(at_most)
        if left <= 0:
            raise error("out of time")
        return left


class _TimedStream(NetworkStream):
    """A stream whose every operation ends at the deadline, so that slow drips end too."""

    def __init__(self, inner: NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout, WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        left = self._left(timeout, ConnectTimeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[Exception]) -> float:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise error("out of time")
        return left


@cache
def default_context() -> SSLContext:
    """The usual context; made once, since it reads all certificates anew each time."""
    return httpx2.create_ssl_context()


class VettedTransport(httpx2.BaseTransport):
    """An httpx2 transport over `VettedBackend`; it knows no proxies."""

    def __init__(self, backend: NetworkBackend, ssl_context: SSLContext | None = None) -> None:
        context = ssl_context or default_context()
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request. Raises the errors of httpcore2, and `RefusedAddressError`."""
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(cast("_Stream", answer.stream)),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(Protocol):
    def __iter__(self) -> Iterator[bytes]: ...
    def close(self) -> None: ...


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: _Stream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()
