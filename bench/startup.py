"""How long the import and the help take, and how large the wheel is.

usage: python bench/startup.py [--wheel FILE] [--runs N] [--check]

Times are the best of N runs (default 5), each in a fresh Python. With ``--check`` the program
fails if a value is over its limit: 0.4 s for ``import tocsin``, 0.6 s for ``tocsin --help``, 60 MB.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

LIMITS = {"import tocsin (s)": 0.4, "tocsin --help (s)": 0.6, "wheel (MB)": 60.0}


def best(code: list[str], runs: int) -> float:
    """The shortest wall time of a fresh Python, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Measure and print; 1 if ``--check`` and a limit is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found = {
        "python alone (s)": best(["-c", "pass"], options.runs),
        "import tocsin (s)": best(["-c", "import tocsin"], options.runs),
        "tocsin --help (s)": best(["-m", "tocsin", "--help"], options.runs),
    }
    if options.wheel:
        found["wheel (MB)"] = options.wheel.stat().st_size / 1e6
    over = [name for name, value in found.items() if value > LIMITS.get(name, value)]
    for name, value in found.items():
        limit = f"  (limit {LIMITS[name]:g})" if name in LIMITS else ""
        print(f"{name:20} {value:8.3f}{limit}{'  OVER' if name in over else ''}")
    return 1 if options.check and over else 0


if __name__ == "__main__":
    sys.exit(main())
