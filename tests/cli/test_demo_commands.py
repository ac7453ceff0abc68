"""tocsin demo, and tocsin brief on what it loaded."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from tocsin.cli.commands import app
from tocsin.errors import UsageError

DAY = "2026-03-06"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The ledger of a demo that stops early, and what the command printed."""
    path = tmp_path_factory.mktemp("cli") / "demo.db"
    call = ["demo", "--no-serve", "--ledger", str(path), "--today", DAY]
    done = CliRunner().invoke(app, call, catch_exceptions=False)
    assert done.exit_code == 0
    return path, done.output


def run(*call: str) -> str:
    done = CliRunner().invoke(app, [*call], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_the_demo_says_what_it_is(loaded: tuple[Path, str]) -> None:
    path, output = loaded
    assert f"{path} holds 9 articles" in output
    assert "fiction" in output
    assert f"tocsin brief puyango --ledger {path} --as-of {DAY}" in output
    assert (path.parent / "demo.yaml").exists()


def test_a_watched_situation(loaded: tuple[Path, str]) -> None:
    path, _ = loaded
    text = run("brief", "puyango", "--ledger", str(path), "--as-of", DAY)
    assert text.startswith("# Peru and Ecuador on the Puyango: situation report")
    assert "As of 6 March 2026, 23:59 UTC. Reports of 28 February to 6 March 2026: 9 art" in text
    assert "## Sources" in text
    assert "(fiction)" in text


def test_a_situation_of_a_file(loaded: tuple[Path, str]) -> None:
    path, _ = loaded
    plan = str(path.parent / "demo.yaml")
    call = ("brief", "Mediators and helpers", "--watch", plan, "--ledger", str(path))
    assert "Mediators and helpers" in run(*call, "--as-of", DAY, "--since", "2026-03-02")


def test_an_ad_hoc_situation_as_json(loaded: tuple[Path, str]) -> None:
    path, _ = loaded
    call = ("brief", "Seizures", "--type", "coerce", "--actor", "Ecuador", "--ledger", str(path))
    found = json.loads(run(*call, "--as-of", DAY, "--since", "2w", "--json"))
    assert found["title"] == "Seizures: situation report"
    assert found["scope"].endswith("Covers Ecuador, events of type COERCE.")
    assert found["since"] == "2026-02-21"


@pytest.mark.parametrize(("name", "start"), [("b.html", b"<!doctype html>"), ("b.md", b"# Peru")])
def test_the_file_tells_the_format(
    loaded: tuple[Path, str], tmp_path: Path, name: str, start: bytes
) -> None:
    path, _ = loaded
    out = tmp_path / name
    run("brief", "puyango", "--ledger", str(path), "--as-of", DAY, "-o", str(out))
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (("nowhere",), "knows no situation 'nowhere' .but puyango, reporters, sea, mediators"),
        (("puyango", "--since", "soon"), "'soon' is no span"),
        (("puyango", "--since", "2026-05-01"), "lies after the day of the report"),
        (("puyango", "--format", "docx"), "'docx' is no format"),
        (("puyango", "--type", "WAR"), "is no PLOVER event type"),
        (("puyango", "--as-of", "today"), "is no day and no time"),
    ],
)
def test_mistakes(loaded: tuple[Path, str], extra: tuple[str, ...], message: str) -> None:
    path, _ = loaded
    call = ["brief", *extra, "--ledger", str(path)]
    if "--as-of" not in extra:
        call += ["--as-of", DAY]
    with pytest.raises(UsageError, match=message):
        CliRunner().invoke(app, call, catch_exceptions=False)


@pytest.mark.parametrize(
    ("day", "message"), [("1999-01-01", "begins on"), ("tomorrow", "is no date")]
)
def test_a_day_that_does_not_fit(tmp_path: Path, day: str, message: str) -> None:
    call = ["demo", "--no-serve", "--ledger", str(tmp_path / "d.db"), "--today", day]
    with pytest.raises(UsageError, match=message):
        CliRunner().invoke(app, call, catch_exceptions=False)


def test_the_desk_stays_open_when_the_command_has_ended(tmp_path: Path) -> None:
    pytest.importorskip("uvicorn", reason="the desk's libraries are not installed")
    call = ("--ledger", str(tmp_path / "demo.db"), "--today", DAY, "--port", "0")
    said = run("demo", "--background", *call)
    found = re.search(r"open at (\S+) \(stop it with: kill (\d+)\)", said)
    assert found
    try:
        assert "Peru and Ecuador" in httpx2.get(found[1]).text
    finally:
        os.kill(int(found[2]), signal.SIGTERM)
