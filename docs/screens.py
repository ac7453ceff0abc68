"""Make the pictures of the desk's pages in docs/screens, light and dark, from the demo.

usage: python docs/screens.py [--out FOLDER] [--whole] [NAME...]

Needs playwright and a Chromium of the system (or CHROMIUM). ``--whole`` takes pages at their full
height, for looking at them. The pages are those of nine in the morning of 9 April 2026.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from tocsin import demo
from tocsin.desk import app
from tocsin.desk.following import follow_situations
from tocsin.desk.serving import listen
from tocsin.ledger import EventQuery, EventView, Ledger, SavedView

NOW = datetime(2026, 4, 9, 9, tzinfo=UTC)
SIZE = {"width": 1280, "height": 860}
QUALITY = 74
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VIEWS = {"Denials": "/claims?stance=denies", "Ecuador and Peru": "/dyad/PER..ECU"}


def main() -> None:
    """Make the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("screens"))
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "demo.db") as ledger:
        fill(ledger)
        pages = {k: v for k, v in pages_of(ledger).items() if not asked.names or k in asked.names}
        with served(ledger) as home, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            for scheme in ("light", "dark"):
                for name, address in pages.items():
                    picture = taken(browser, home + address, scheme, whole=asked.whole)
                    (asked.out / f"{name}-{scheme}.webp").write_bytes(picture)
            browser.close()


def fill(ledger: Ledger) -> None:
    """The demo with its situations and two kept views."""
    with demo.situations_path() as plan:
        demo.load(ledger)
        follow_situations(ledger, plan, now=NOW)
    for name, address in VIEWS.items():
        ledger.people.keep_view("", SavedView(name, address, NOW))


def pages_of(ledger: Ledger) -> dict[str, str]:
    """The address of each page; the event is the one with most claims that somebody denies."""
    views = ledger.events(EventQuery(limit=None))
    event = max((view for view in views if denied(view)), key=lambda v: len(v.event.claims)).event
    report = next(iter(ledger.reports_of(event.claims).values()))
    situation = ledger.watching.situations()[0].id
    since = (NOW - timedelta(7)).date()
    return {
        "board": f"/?since={since}",
        "events": "/events",
        "event": f"/event/{event.id}",
        "article": f"/article/{report.article}?claim={report.claim.id}",
        "claim": f"/claim/{report.claim.id}",
        "claims": "/claims?stance=denies",
        "timeline": "/timeline",
        "map": "/map",
        "borders": "/map?view=10,36,58,60",
        "dyads": "/dyads",
        "dyad": "/dyad/PER..ECU",
        "forecast": "/forecast/PER..ECU",
        "actors": "/actors",
        "actor": "/actor/PER",
        "sources": "/sources",
        "review": "/review",
        "search": "/search?q=bridge",
        "situation": f"/situation/{situation}",
        "brief": f"/brief/{situation}?days=30",
    }


def denied(view: EventView) -> bool:
    """Whether somebody denies it and it is on the map."""
    return bool(view.standing and view.standing.denied_by and view.lat is not None)


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The address of the desk over the demo."""
    held = listen("127.0.0.1", 0)
    made = app(ledger, clock=lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(made, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{held.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    held.close()


def chromium() -> str | None:
    """The system's Chromium."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def taken(browser: Any, address: str, scheme: str, *, whole: bool) -> bytes:
    """A picture as WebP. What a page complains of in its console stops the run."""
    context = browser.new_context(color_scheme=scheme, viewport=SIZE)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address, wait_until="networkidle")
    assert not wrong, (address, wrong)
    asked = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": whole}
    if whole:
        height = page.evaluate("document.documentElement.scrollHeight")
        asked["clip"] = {"x": 0, "y": 0, "width": SIZE["width"], "height": height, "scale": 1}
    shot = context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    context.close()
    return base64.b64decode(shot["data"])


if __name__ == "__main__":
    main()
