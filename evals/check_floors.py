"""Fail if a score has fallen below its floor.

usage: python evals/check_floors.py [FLOORS.json]

FLOORS.json (default: the one beside this program) names each evaluation with its program, its
arguments and its floors: ``{"seed": {"program": "claims.py", "args": [...], "floors":
{"detection.f1": 0.8}}}``. Paths are relative to the root of the project. ``"ceilings"`` are for
scores that must not rise. A score may miss its bound by 0.005, so that rounding on another
processor does not matter. An evaluation whose files are absent is skipped, and says so. Floors
only rise.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SLACK = 0.005


def value(scores: dict[str, Any], path: str) -> float:
    """The number at a dotted path."""
    found: Any = scores
    for key in path.split("."):
        found = found[key]
    return float(found)


def failures(name: str, wanted: dict[str, Any], scores: dict[str, Any]) -> list[str]:
    """One line for each score on the wrong side of its bound."""
    lines = []
    for path, floor in wanted.get("floors", {}).items():
        got = value(scores, path)
        print(f"{name}: {path} {got:.4f} (floor {floor})")
        if got < floor - SLACK:
            lines.append(f"{name}: {path} fell to {got:.4f}; its floor is {floor}")
    for path, ceiling in wanted.get("ceilings", {}).items():
        got = value(scores, path)
        print(f"{name}: {path} {got:.4f} (ceiling {ceiling})")
        if got > ceiling + SLACK:
            lines.append(f"{name}: {path} rose to {got:.4f}; its ceiling is {ceiling}")
    return lines


def run(name: str, wanted: dict[str, Any]) -> list[str]:
    """Run one evaluation; the lines of its failures."""
    paths = [arg for arg in wanted["args"] if "/" in arg]
    absent = [path for path in paths if not (HERE.parent / path).exists()]
    if absent:
        print(f"{name}: skipped, {absent[0]} is absent")
        return []
    call = [sys.executable, HERE / wanted["program"], *wanted["args"], "--json"]
    done = subprocess.run(call, cwd=HERE.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"{name}: {wanted['program']} failed: {done.stderr.strip()}"]
    return failures(name, wanted, json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Run all evaluations; 1 if any bound is broken."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "floors.json"
    floors = json.loads(path.read_text(encoding="utf-8"))
    broken = [line for name, wanted in floors.items() for line in run(name, wanted)]
    print("\n".join(broken) or "all scores are on the right side of their bounds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
