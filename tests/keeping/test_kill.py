"""Killed at random moments while keeping, the ledger is as if nothing had happened.

`bench/kills.py --keep` does the same with 200 kills.
"""

from __future__ import annotations

from pathlib import Path

from bench.kills import contents, killed, work
from tocsin.ledger import Ledger

ARTICLES = 10
KILLS = 10


def test_kills_leave_no_trace(where: str, tmp_path: Path) -> None:
    calm = str(tmp_path / "calm.db")
    killed(where, ARTICLES, KILLS, keeps=True)
    work(calm, ARTICLES, True)
    assert contents(where) == contents(calm)
    with Ledger(where) as ledger:
        assert ledger.counts()["articles"] == ARTICLES
        assert len(ledger.changes()) >= ARTICLES
