from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.ledger.news import at
from tocsin.ledger import Ledger
from tocsin.records import CodedEvent, CodedParty

CUT = date(2026, 3, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    nor, isl = CodedParty("Norway", "NOR"), CodedParty("Iceland", "ISL")
    days = [CUT - timedelta(days=n) for n in range(7, 800, 9)]
    found = [CodedEvent("icews", day, nor, isl, "112", "ACCUSE", quad_class=3) for day in days]
    found += [
        CodedEvent("icews", day, nor, isl, "190", "ASSAULT", quad_class=4) for day in days[::5]
    ]
    with Ledger(path) as opened:
        opened.import_events(found, now=at(0))
    return path


def said(tocsin, capsys, *arguments):
    assert tocsin(*arguments) == 0
    return capsys.readouterr().out


def test_a_pair(tocsin, ledger, capsys):
    text = said(tocsin, capsys, "forecast", "NOR", "ISL", "--on", CUT, "--ledger", ledger)
    lines = text.splitlines()
    assert lines[0] == "NOR against ISL: material conflict within 30 days of 2026-03-01"
    assert sum("Likelihood:" in line for line in lines) == 1
    assert not any("Likelihood" in line and "onfidence" in line for line in lines)
    assert "What it rests on" in text
    assert "percentage points, from " in text


def test_the_list_is_recorded_and_scored(tocsin, ledger, capsys):
    how = ("--on", "2026-01-20", "--ledger", ledger, "--horizon", 30, "--json")
    (made,) = json.loads(said(tocsin, capsys, "forecast", "--top", 5, "--record", *how))
    assert (made["actor"], made["recipient"], made["contributions"]) == ("NOR", "ISL", [])
    told = json.loads(said(tocsin, capsys, "score", "--ledger", ledger, "--json"))
    assert told["forecasts"]["written"] == told["forecasts"]["scored"] == 1
    again = json.loads(said(tocsin, capsys, "score", "--ledger", ledger, "--json"))
    assert again == told


def test_who_and_what_next(tocsin, ledger, capsys):
    how = ("--on", CUT, "--ledger", ledger, "--json")
    who = json.loads(said(tocsin, capsys, "forecast", "NOR", "--type", "ACCUSE", *how))
    assert who[0]["name"] == "ISL"
    what = json.loads(said(tocsin, capsys, "forecast", "NOR", "ISL", "--what", *how))
    assert what[0]["name"] == "ACCUSE"


def test_a_backtest_writes_its_page(tocsin, ledger, capsys, tmp_path):
    page = tmp_path / "page.html"
    said(tocsin, capsys, "backtest", "--ledger", ledger, "--output", page)
    assert "<svg" in page.read_text(encoding="utf-8")


def test_a_backtest_of_too_short_a_past_says_what_to_do(tocsin, ledger, capsys):
    late = ("--from", CUT - timedelta(days=20), "--ledger", ledger)
    assert tocsin("backtest", *late) != 0
    assert "--from" in capsys.readouterr().err
    assert "origins" in said(tocsin, capsys, "backtest", *late, "--horizon", 7)


def test_unusual(tocsin, ledger, capsys):
    assert "no pair" in said(tocsin, capsys, "unusual", "--on", CUT, "--ledger", ledger)


@pytest.mark.parametrize("wrong", [("NOR",), ("NOR", "ISL", "--type", "AID"), ("--what",)])
def test_wrong_combinations_are_refused(tocsin, ledger, capsys, wrong):
    assert tocsin("forecast", *wrong, "--ledger", ledger) != 0
    assert "give" in capsys.readouterr().err
