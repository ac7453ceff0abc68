"""The process that parses feeds: it reads bytes, answers with entries, and may be killed.

One line of JSON says what comes, then come the bytes; the answer is one line of JSON. CPU and
memory are limited by the system where it can.
"""

from __future__ import annotations

import json
import sys
import warnings
from dataclasses import asdict
from typing import Any, BinaryIO

from tocsin.errors import InputError
from tocsin.watch.entries import read_entries

CPU_SECONDS = 4
MEMORY = 1 << 30


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Answer requests until the input ends."""
    warnings.simplefilter("ignore")
    _limit_memory()
    import feedparser  # noqa: F401 - loaded before the first feed, not on its time

    target.write(b"ready\n")
    target.flush()
    while line := source.readline():
        asked = json.loads(line)
        data = source.read(asked.pop("size"))
        _limit_cpu()
        target.write(json.dumps(_answer(data, asked)).encode() + b"\n")
        target.flush()


def _answer(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"entries": [asdict(entry) for entry in read_entries(data, **asked)]}
    except InputError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "it takes too much memory"}
    except Exception as error:  # noqa: BLE001 - a parser may fail in any way on hostile bytes
        return {"error": f"it cannot be parsed ({type(error).__name__})"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the parent holds
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _limit_cpu() -> None:
    """Let the system end this process when this feed has taken its share."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limit = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
