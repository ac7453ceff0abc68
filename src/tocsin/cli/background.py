"""A desk that goes on by itself after the command that opened it has ended."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

from tocsin.desk.serving import answers, open_browser
from tocsin.errors import TocsinError

READY_WITHIN = 60.0
"""Seconds until a desk has to answer."""
_ADDRESS = re.compile(r"The desk is at (\S+)")


def open_desk(ledger: str, port: int, today: str, folder: Path) -> tuple[str, int]:
    """Serve a ledger by a process of its own; the address, once it answers, and the process id.

    What the process says goes into ``desk.log`` in the folder. Raises TocsinError with its last
    line if it ends, or does not answer in time.
    """
    log = folder / "desk.log"
    call = [sys.executable, "-m", "tocsin", "serve", "--ledger", ledger]
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 (our own command, no shell)
            [*call, "--port", str(port), "--today", today],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    deadline = time.monotonic() + READY_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        found = _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace"))
        if found and answers(found[1]):
            return found[1], process.pid
        time.sleep(0.1)
    process.kill()
    words = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise TocsinError(words[-1].removeprefix("tocsin: ") if words else "the desk does not answer")


def show(address: str) -> None:
    """Open the desk in the browser if somebody sits at a terminal."""
    if sys.stdout.isatty():
        open_browser(address)
