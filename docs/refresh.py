"""Bring the output shown in the documentation up to date, or check that it is.

usage: python docs/refresh.py [--check]

A block of output stands under a comment that names the command, such as
``<!-- tocsin read example | missiles | Bogota -->``. Without words behind a bar the whole output is
shown; with them, its head and the claims that contain one of the words, numbers as printed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs/tutorial.md"]
SHOWN = re.compile(r"(<!-- tocsin (.*?) -->\n+```text\n)(.*?)(^```)", re.M | re.S)


@cache
def output(command: str) -> str:
    """What the program prints for these arguments."""
    call = [sys.executable, "-m", "tocsin", *command.split()]
    done = subprocess.run(call, capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def shown(marker: str) -> str:
    """The part of the output that the marker asks for."""
    command, *words = (part.strip() for part in marker.split("|"))
    text = output(command)
    if not words:
        return text.strip("\n") + "\n"
    head, *claims = re.split(r"\n\n+", text.strip("\n"))
    kept = [claim for claim in claims if any(word in claim for word in words)]
    return "\n\n".join([head, *kept]) + "\n"


def fresh(text: str) -> str:
    """The page with its blocks of output renewed."""
    return SHOWN.sub(lambda found: found[1] + shown(found[2]) + found[4], text)


def main() -> int:
    """Rewrite the pages; with ``--check`` leave them alone and give 1 if one is out of date."""
    stale = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        if fresh(text) != text:
            stale.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(fresh(text), encoding="utf-8")
    print("renewed:" if "--check" not in sys.argv else "out of date:", *stale or ["nothing"])
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
