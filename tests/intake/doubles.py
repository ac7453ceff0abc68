"""A web in memory: names, addresses and answers, behind the two seams of the fetcher."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from httpcore2 import NetworkStream

from tocsin.intake.fetch import WebFetcher

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


def answer(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """An HTTP/1.1 answer; underscores in header names become hyphens."""
    named = {"content_type": "text/html; charset=utf-8"} | headers
    head = [f"HTTP/1.1 {status} X", "Connection: close"]
    head += [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([*head, "", ""]).encode() + body


class FakeWeb:
    """``pages``: host and path to a whole answer; ``names``: host to its successive look-ups."""

    def __init__(
        self, pages: dict[str, bytes], names: dict[str, list[list[str]]] | None = None
    ) -> None:
        self.pages = pages
        self.names = names or {}
        self.lookups: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.requests: list[str] = []
        self.tls_names: list[str | None] = []
        self.pause = 0.0
        self.chunk = 65_536

    def fetcher(self, **options: Any) -> WebFetcher:
        return WebFetcher(resolve=self.resolve, connect=self.connect, **options)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.lookups.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        return answers[min(self.lookups.count(host), len(answers)) - 1]

    def connect(self, address: str, port: int, timeout: float) -> NetworkStream:
        assert timeout > 0
        self.connected.append((address, port))
        return _FakeStream(self)


class _FakeStream(NetworkStream):
    def __init__(self, web: FakeWeb) -> None:
        self._web = web
        self._sent = b""
        self._out: bytes | None = None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._sent += buffer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._out is None:
            self._out = self._answer()
        time.sleep(self._web.pause)
        size = min(max_bytes, self._web.chunk)
        part, self._out = self._out[:size], self._out[size:]
        return part

    def _answer(self) -> bytes:
        request = self._sent.decode("latin-1")
        self._web.requests.append(request)
        path = request.split(" ")[1]
        host = next(line[6:] for line in request.split("\r\n") if line.lower().startswith("host: "))
        return self._web.pages.get(f"{host}{path}", answer(404))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        self._web.tls_names.append(server_hostname)
        return self

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> Any:
        return None
