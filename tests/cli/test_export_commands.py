"""tocsin export on the demo's ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tocsin import demo
from tocsin.cli.commands import app
from tocsin.errors import UsageError
from tocsin.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("export") / "demo.db"
    with Ledger(path) as opened:
        demo.load(opened, today=demo.LAST)
    return str(path)


def run(*call: str) -> str:
    done = CliRunner().invoke(app, ["export", *call], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_every_event_that_was_asked_for(ledger: str) -> None:
    told = [json.loads(line) for line in run("plover", "--ledger", ledger).splitlines()]
    with Ledger(ledger, create=False) as opened:
        assert len({each["id"].split("-")[0] for each in told}) == opened.counts()["events"]
    assaults = run("plover", "--ledger", ledger, "--type", "ASSAULT", "--actor", "PER")
    assert 0 < len(assaults.splitlines()) < len(told)


def test_a_file_is_whole_or_absent(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "events.geojson"
    run("geojson", "--ledger", ledger, "-o", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["features"]
    assert [p.name for p in tmp_path.iterdir()] == ["events.geojson"]
    with pytest.raises(UsageError, match="cannot write"):
        run("csv", "--ledger", ledger, "-o", str(tmp_path / "none" / "events.csv"))


def test_formats_are_told(ledger: str) -> None:
    assert run("--list").startswith("icews ")
    with pytest.raises(UsageError, match="'xml' is no format"):
        run("xml", "--ledger", ledger)
