"""A whole run on a local Ray of two workers. `bench/corpus.py ray` also kills one of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TALKS = "Peru and Ecuador held talks in Lima on Monday, the minister said."
DENIAL = "Ecuador denied that its troops had crossed the border near post"


def coded(source: Path, output: Path, *options: str) -> str:
    call = [sys.executable, "-m", "tocsin", "code", str(source), "-o", str(output), *options]
    done = subprocess.run(call, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_two_workers_of_ray_write_what_this_machine_writes(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    source = tmp_path / "in.jsonl"
    rows = [
        {"id": f"a{n}", "text": f"{TALKS} {DENIAL} {n}.", "published": "2026-03-02"}
        for n in range(12)
    ]
    rows.insert(5, {"id": "empty", "text": ""})
    rows.append(dict(rows[3]))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    coded(source, tmp_path / "local.jsonl")
    told = coded(source, tmp_path / "ray.jsonl", "--engine", "ray", "--processes", "2")
    here = (tmp_path / "local.jsonl").read_bytes()
    assert (tmp_path / "ray.jsonl").read_bytes() == here
    assert len(here.splitlines()) == 12
    assert "Deprecat" not in told
