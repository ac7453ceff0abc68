"""A day of a watch over real sockets: 200 feeds with faults, a receiver that fails, and kills.

    python bench/watch.py [--feeds 200] [--hours 24] [--kills 50]

One process serves the feeds, the articles, the receiver of alerts and the clock; another one
watches, and is killed (SIGKILL) at random moments and started again. Only sleeping moves the clock.
In the end every text that was served must be in the ledger once, every alert must have been told
once (the receiver knows messages by their id), and nothing else.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

sys.path[:0] = [str(Path(__file__).parents[1])]

from bench.watch_world import START, World, code, plan_text  # noqa: E402

PUBLIC = "93.184.215.14"
SECRET = "a secret of the bench, long enough"
EACH = 6
PROCESSES = multiprocessing.get_context("forkserver")
PRELOADED = ["bench.watch_world", "tocsin.vigil", "tocsin.keeping", "tocsin.ledger.store"]
PRELOADED += ["tocsin.intake.wire", "tocsin.intake.page", "trafilatura", "alembic.command", "yaml"]
PROCESSES.set_forkserver_preload(PRELOADED)
SLOW = 1.5
CALM = 8


class Town(ThreadingHTTPServer):
    """All hosts of the world, the receiver and the clock, on one port."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, world: World) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.world, self.hour, self.nonce = world, 0.0, 0
        self.chance, self.lock = random.Random(3), threading.Lock()
        self.served: set[str] = set()
        self.received: dict[str, list[str]] = {}
        self.counts: Counter[str] = Counter()

    def draw(self) -> tuple[float, int]:
        with self.lock:
            self.nonce += 1
            return self.chance.random(), self.nonce


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Town
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").split(":")[0]
        if self.path == "/clock":
            return self.answer(200, str(self.server.hour).encode(), "text/plain")
        if self.path == "/robots.txt":
            return self.answer(404, b"", "text/plain")
        return self.feed_host(int(host.removeprefix("feed").partition(".")[0]))

    def feed_host(self, feed: int) -> None:
        town, hour = self.server, self.server.hour
        draw, nonce = town.draw()
        fault = town.world.fault(feed, hour, draw)
        town.counts[f"fault {fault}" if fault else "request"] += 1
        if fault == "slow":
            time.sleep(SLOW)
        if fault:
            return self.answer(500, b"", "text/plain", **{"Retry-After": "120"})
        if self.path.startswith("/a/"):
            number = int(self.path[3:].partition("?")[0])
            self.answer(200, town.world.page(number, hour).encode(), "text/html; charset=utf-8")
            title = town.world.pieces[number].at(hour)
            with town.lock:
                town.served.add(repr(title))
            return None
        validator = "" if feed % 10 == 4 else town.world.etag(feed, hour)
        if validator and self.headers.get("If-None-Match") == validator:
            town.counts["not modified"] += 1
            return self.answer(304, b"", "text/plain")
        data, kind = town.world.feed(feed, hour, nonce)
        wrong = "; charset=iso-8859-1" if feed % 10 == 5 else ""
        return self.answer(200, data, kind + wrong, **({"ETag": validator} if validator else {}))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/clock":
            self.server.hour = max(self.server.hour, float(body))
            return self.answer(200, b"", "text/plain")
        return self.receive(body)

    def receive(self, body: bytes) -> None:
        """The receiver: checks the signature, is sometimes down, sometimes answers too late."""
        town = self.server
        draw, _ = town.draw()
        town.counts["message"] += 1
        if draw < 0.15:
            return self.answer(503, b"", "text/plain")
        check(self.headers, body)
        with town.lock:
            key = self.headers["webhook-id"]
            alerts = [alert["id"] for alert in json.loads(body)["alerts"]]
            if key in town.received:
                town.counts["message again"] += 1
                assert town.received[key] == alerts
            town.received[key] = alerts
        return self.answer(500 if draw < 0.25 else 204, b"", "text/plain")

    def answer(self, status: int, data: bytes, kind: str, **headers: str) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Connection": "close", **headers}.items():
                self.send_header(name, value)
            if status not in {204, 304}:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if status not in {204, 304}:
                self.wfile.write(data)
        except OSError:
            self.server.counts["reader gone"] += 1
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def check(headers: object, body: bytes) -> None:
    """As docs/watch.md tells receivers to."""
    from tocsin.watch.deliver_web import key_of, signature

    key, moment = headers["webhook-id"], headers["webhook-timestamp"]
    assert headers["webhook-signature"] == signature(key_of(SECRET), key, moment, body)


def child(port: int, ledger: str, world: World) -> None:
    """The watch, with a clock that only sleeping moves."""
    warnings.simplefilter("ignore")
    import httpcore2

    from tocsin.intake.fetch import WebFetcher
    from tocsin.intake.robots import Robots
    from tocsin.ledger import Ledger
    from tocsin.vigil import reader, watch
    from tocsin.watch import read_plan
    from tocsin.watch.deliver_web import Sender

    clock = f"http://127.0.0.1:{port}/clock"
    now = [START + timedelta(hours=float(urlopen(clock).read()))]

    def connect(address: str, wanted: int, timeout: float) -> httpcore2.NetworkStream:
        assert address == PUBLIC
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", port, timeout=timeout)

    def sleep(seconds: float) -> None:
        now[0] += timedelta(seconds=max(seconds, 300))
        hour = (now[0] - START) / timedelta(hours=1)
        urlopen(Request(clock, data=str(hour).encode())).read()
        if hour >= world.hours + CALM:
            raise SystemExit

    fetcher = WebFetcher(max_seconds=1.0, resolve=lambda *_: [PUBLIC], connect=connect)
    fetcher.robots = Robots()
    sender = Sender(environment={"TOCSIN_BENCH_SECRET": SECRET})
    with Ledger(ledger) as opened, ExitStack() as stack:
        made = watch(
            read_plan(plan_text(world, port)),
            opened,
            stack,
            ask=fetcher.ask,
            read=reader(fetcher),
            code=code,
            send=sender,
            clock=lambda: now[0],
            sleep=sleep,
            wait=lambda _: None,
        )
        made.run()


def run(world: World, kills: int, folder: Path) -> None:
    """Start and kill the watch until the day and the calm after it are over."""
    town = Town(world)
    threading.Thread(target=town.serve_forever, daemon=True).start()
    ledger, chance, killed, start = str(folder / "news.db"), random.Random(5), 0, time.monotonic()
    end = world.hours + CALM
    while town.hour < end:
        before, seen = town.hour, sum(town.counts.values())
        process = PROCESSES.Process(target=child, args=(town.server_port, ledger, world))
        process.start()
        if killed >= kills:
            process.join()
            assert process.exitcode == 0
            continue
        while sum(town.counts.values()) == seen and process.is_alive():
            time.sleep(0.02)
        pause = chance.uniform(0.0, 4.0)
        until = time.monotonic() + pause
        share = world.hours * (killed + 1) / (kills + 1)
        while process.is_alive() and (time.monotonic() < until or town.hour < share - 1):
            time.sleep(0.02)
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.join()
        print(f"kill {killed} at {town.hour:.2f} h (started at {before:.2f} h)", flush=True)
    report(town, ledger, killed, time.monotonic() - start)


def report(town: Town, ledger: str, killed: int, seconds: float) -> None:
    from tocsin.ledger import Ledger

    world = town.world
    with Ledger(ledger) as opened:
        watching = opened.watching
        articles = [opened.article(key) for key in opened.article_ids()]
        alerts = watching.alerts(limit=None)
        printings = [len(opened.printings(article.id)) for article in articles]
        pending, gone = watching.items(status="pending"), watching.items(status="given-up")
        revised = sum(len(opened.revisions(piece.link)) == 2 for piece in world.pieces)
        healths = Counter(health.state for health in watching.sources())
    texts = Counter(" ".join(article.text.split()) for article in articles)
    final = {whole(piece.at(world.hours + CALM)) for piece in world.pieces}
    lost = [text for text in final if texts[text] != 1]
    told = Counter(
        alert.evidence[0].quote.partition(" on ")[0] for alert in alerts if alert.indicator == "any"
    )
    expected = {
        f"{piece.parties[0]} shelled {piece.parties[1]} near Port{piece.number}"
        for piece in world.pieces
        if piece.parties
    }
    received = Counter(alert for held in town.received.values() for alert in held)
    print(
        json.dumps(
            {
                "feeds": world.feeds,
                "hours": world.hours,
                "kills": killed,
                "seconds": round(seconds),
                "requests": dict(town.counts),
                "articles published": len(world.pieces),
                "texts published": sum(len(piece.versions) for piece in world.pieces),
                "texts served": len(town.served),
                "articles kept": len(articles),
                "kept twice": sum(count > 1 for count in texts.values())
                + sum(n > 1 for n in printings),
                "final texts lost": len(lost),
                "edits kept as revisions": revised,
                "items pending or given up": [len(pending), len(gone)],
                "events to alert": len(expected),
                "alerts": len(alerts),
                "alerts missing or doubled": len(
                    (Counter(expected) - told) + (told - Counter(expected))
                ),
                "received more or less than once": sum(received[alert.id] != 1 for alert in alerts)
                + len(set(received) - {alert.id for alert in alerts}),
                "health": dict(healths),
            },
            indent=2,
        )
    )
    assert not lost
    assert told == Counter(expected)
    assert len(articles) == len(town.served)
    assert set(texts.values()) == {1}
    assert received == Counter(alert.id for alert in alerts)


def whole(version: object) -> str:
    return " ".join(" ".join((version.title, *version.paragraphs)).split())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--kills", type=int, default=50)
    asked = parser.parse_args()
    world = World(feeds=asked.feeds, hours=asked.hours, each=EACH)
    with tempfile.TemporaryDirectory() as folder:
        run(world, asked.kills, Path(folder))


if __name__ == "__main__":
    main()
