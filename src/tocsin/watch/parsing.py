"""Feeds are parsed in a process of their own, which may be slow, run out of memory, or crash."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from typing import IO, Any

from tocsin.errors import InputError, UsageError
from tocsin.watch.entries import MOST_BYTES, Entry

SECONDS = 4.5
"""More than any feed may take; the worker's own limit of CPU is lower."""
START_SECONDS = 60.0
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")


class Parser:
    """A worker that is started when it is first needed, and anew after it died."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def parse(self, data: bytes, *, url: str, charset: str | None, kind: str) -> list[Entry]:
        """The entries of a feed, or the links of a page (``kind`` site).

        Raises `InputError` if it is neither, or refused for what it costs; `UsageError` if the
        libraries are not there.
        """
        if len(data) > MOST_BYTES:
            raise InputError(f"larger than {MOST_BYTES / 1e6:g} MB")
        if self._process is None or self._process.poll() is not None:
            self._start()
        asked = {"size": len(data), "url": url, "charset": charset, "kind": kind}
        answer = self._ask(json.dumps(asked).encode() + b"\n" + data)
        if "error" in answer:
            raise InputError(str(answer["error"]))
        return [Entry(**entry) for entry in answer["entries"]]

    def close(self) -> None:
        """End the worker."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                _close(pipe)
            self._process = None

    def _start(self) -> None:
        _need_feedparser()
        self.close()
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tocsin.watch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._answers = queue.Queue()
        reader = threading.Thread(
            target=_forward, args=(self._process.stdout, self._answers), daemon=True
        )
        reader.start()
        if self._wait(START_SECONDS) != b"ready\n":
            raise UsageError("the process that parses feeds does not start: reinstall tocsin")

    def _ask(self, request: bytes) -> dict[str, Any]:
        try:
            self._send(request)
        except OSError:
            self.close()
            raise InputError("refused: the parser died of it") from None
        line = self._wait(self._seconds)
        if not line:
            self.close()
            raise InputError("refused: it takes too long to parse, or too much memory")
        found: dict[str, Any] = json.loads(line)
        return found

    def _send(self, request: bytes) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(request)
            self._process.stdin.flush()

    def _wait(self, seconds: float) -> bytes:
        """The next line of the worker, empty if it takes longer or died."""
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return b""


def _forward(pipe: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Hand on the lines of the worker, and an empty one when it ends."""
    try:
        for line in pipe:
            answers.put(line)
    except ValueError:  # closed while we read: the same as its end
        answers.put(b"")
    answers.put(b"")


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:  # the worker died with our request half written
        return


def _need_feedparser() -> None:
    from importlib.util import find_spec

    if find_spec("feedparser") is None:
        raise UsageError("feeds need the package feedparser: pip install 'tocsin[watch]'")
