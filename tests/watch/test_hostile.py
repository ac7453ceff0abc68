"""Hostile servers among good ones: each is refused within five seconds, and the watch goes on."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore2
import pytest

from bench.watch_world import code
from tests.intake.doubles import PUBLIC
from tests.watch.scene import NOW
from tests.watch.test_parsing import LAUGHS
from tocsin.intake.fetch import WebFetcher
from tocsin.ledger import Ledger
from tocsin.vigil import reader, watch
from tocsin.watch import read_plan

GOOD = (
    b"<rss version='2.0'><channel><item><title>Talks</title><description>Ministers of both states "
    b"met on the ferry and spoke about the fish.</description></item></channel></rss>"
)
SECONDS = 5.0


class _Server(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.headers["Host"].split(".")[0]
        if self.path == "/robots.txt":
            self.send_error(404)
        elif name == "huge":
            self.huge()
        elif name == "inner":
            self.answer(302, b"", location="http://169.254.169.254/latest/meta-data/")
        else:
            encoding = {"content-encoding": "gzip"} if name == "bomb" else {}
            self.answer(200, self.server.bodies[name], **encoding)

    def huge(self):
        """Two gigabytes, or as much as somebody takes."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(2000):
                self.wfile.write(b"<item>" + b" " * 1_000_000)
                self.server.sent += 1_000_000
        except OSError:
            self.server.cut = True

    def answer(self, status, body, **headers):
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as made:
        made.daemon_threads = True
        made.sent, made.cut = 0, False
        made.bodies = {
            "laughs": LAUGHS,
            "many": b"<rss version='2.0'><channel>" + b"<item/>" * 200_000,
            "bomb": gzip.compress(b" " * 200_000_000, 1),
            "page": b"<!doctype html><html><body>no feed</body></html>",
            "good": GOOD,
        }
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def test_the_watch_goes_on(server, tmp_path):
    hostile = ["laughs", "many", "huge", "bomb", "page", "inner"]
    feeds = [*hostile, "good"]
    lines = "".join(f"  - feed: http://{name}.example/rss\n" for name in feeds)
    seconds = {}

    def connect(address, port, timeout):
        assert address == PUBLIC
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", server.server_port, timeout=timeout)

    fetcher = WebFetcher(resolve=lambda host, port: [PUBLIC], connect=connect)

    def ask(url, **validators):
        start = time.monotonic()
        try:
            return fetcher.ask(url, **validators)
        finally:
            seconds[url.split("/")[2].split(".")[0]] = time.monotonic() - start

    with Ledger(tmp_path / "news.db") as ledger, ExitStack() as stack:
        made = watch(
            read_plan("sources:\n" + lines),
            ledger,
            stack,
            clock=lambda: NOW,
            ask=ask,
            read=reader(fetcher),
            code=code,
            workers=1,
            wait=lambda address: None,
        )
        done = made.round()
        states = {h.address.split("/")[2].split(".")[0]: h for h in ledger.watching.sources()}
        assert (done.looked, done.kept) == (7, 1)
    assert states["good"].state == "undated"
    assert {name: states[name].state for name in hostile} == {
        "laughs": "refused",
        "many": "refused",
        "huge": "failing",
        "bomb": "failing",
        "page": "refused",
        "inner": "failing",
    }
    assert all("larger than 10 MB" in states[name].message for name in ("huge", "bomb"))
    assert "not a public address" in states["inner"].message
    assert server.cut
    assert server.sent < 40_000_000
    assert max(seconds.values()) < SECONDS
