"""From raw text to events and back through the commands, with the real model, on both databases."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import url_of
from tocsin import cli

REPORT = (
    "VIK (HNA) - Norwegian gunners shelled the Icelandic port of Hofn on Tuesday, killing at least "
    "four people, the mayor of Hofn said. The two countries plan to hold talks in Stockholm on "
    "March 12, the Swedish foreign ministry said."
)
DENIAL = (
    "Norway's defence minister denied on Wednesday that Norwegian gunners had shelled the Icelandic"
    " port of Hofn on Tuesday."
)
TALKS = "Norwegian and Icelandic ministers met in Stockholm on March 12 for talks, officials said."
ARTICLES = [
    {"id": "a", "publisher": "Harbour News Agency", "published": "2026-03-04", "text": REPORT},
    {"id": "b", "publisher": "The Fjord Courier", "published": "2026-03-04", "text": REPORT},
    {"id": "c", "publisher": "Reykjavik Times", "published": "2026-03-05", "text": DENIAL},
    {"id": "d", "publisher": "Nordic Daily", "published": "2026-03-13", "text": TALKS},
]
Run = Callable[..., Any]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty ledger's place on each database."""
    if request.param == "sqlite":
        return str(tmp_path_factory.mktemp("ledger") / "news.db")
    running = request.getfixturevalue("server")
    running.psql("CREATE DATABASE raw TEMPLATE ready")
    return url_of(running, "raw")


@pytest.fixture
def run(place: str, capsys: pytest.CaptureFixture[str], monkeypatch) -> Iterator[Run]:
    """Run a command on the ledger; gives what its JSON says, or its lines."""
    monkeypatch.setenv("TOCSIN_LEDGER", place)

    def call(*arguments: object, status: int = 0) -> Any:
        monkeypatch.setattr(sys, "argv", ["tocsin", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        assert (stop.value.code or 0) == status, said.err
        return json.loads(said.out) if "--json" in arguments else said.out + said.err

    return call


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in ARTICLES) + "no json\n", "utf-8")
    return path


def attack(run: Run) -> Any:
    """The event of the shelling."""
    found = run("events", "--type", "ASSAULT", "--actor", "NOR", "--json")
    return max(found, key=lambda event: len(event["claims"]))


def test_adding_tells_new_events_and_bad_lines(run: Run, news: Path) -> None:
    told = run("add", news, "--processes", 1, "--json")
    assert (told["added"], told["skipped"]) == (4, 0)
    assert [each["id"] for each in told["failed"]] == [f"{news.as_posix()}:5"]
    assert told["events"]["new"]
    again = run("add", news, "--processes", 1, "--json")
    assert (again["added"], again["skipped"], again["events"]["new"]) == (0, 4, [])


def test_the_event_has_its_origins_its_denial_and_its_numbers(run: Run) -> None:
    event = attack(run)
    assert event["status"] in {"occurred", "disputed"}
    assert event["history"][0]["day"] == "2026-03-04"
    assert event["denied_by"] == ["NOR"]
    assert {"Harbour News Agency", "The Fjord Courier", "Reykjavik Times"} <= {*event["publishers"]}
    assert (event["independent"], event["origins_against"]) == (2, 1)
    assert [(q["low"], q["high"]) for q in event["quantities"]] == [(4, None)]
    lines = run("events", "--status", event["status"], "--to", "2026-03-04")
    assert "Denied by Norway" in lines
    assert "Origins: 1 for, 1 against." in lines


def test_claims_are_asked_for(run: Run) -> None:
    (denied,) = run("claims", "--stance", "denies", "--claimant", "NOR", "--json")
    assert (denied["publisher"], denied["published"]) == ("Reykjavik Times", "2026-03-05")
    assert "denies it" in run("claims", "--stance", "denies")
    assert run("claims", "--published-to", "2026-03-01", "--json") == []
    assert "no date" in run("claims", "--from", "soon", status=2)


def test_the_plan_was_kept_and_the_record_says_so(run: Run) -> None:
    (plan,) = run("expectations", "--json")
    assert plan["outcome"] == "kept"
    assert run("expectations", "--due", "7d", "--json") == []
    (record,) = run("track-record", "Harbour News Agency", "--type", "CONSULT", "--json")
    assert (record["announced"], record["kept"]) == (1, 1)


def test_why_shows_words_joins_and_reasons(run: Run) -> None:
    event = attack(run)
    run("reliability", "Reykjavik Times", "b", "--author", "ann")
    lines = run("why", event["id"])
    assert "joined to" in lines
    assert "reliability of Reykjavik Times: B" in lines
    assert "“Norway's defence minister denied" in lines
    claim = event["claims"][-1]
    assert f"event:    {event['id']}" in run("why", claim)
    found = run("why", claim, "--json")
    assert found["join"]["reasons"]
    assert found["printings"][0]["publisher"] == "Reykjavik Times"
    assert "no claim and no event" in run("why", "0000", status=2)


def test_a_correction_holds_until_it_is_undone(run: Run) -> None:
    claim = attack(run)["claims"][0]
    told = run(
        "correct", claim, "modality", "planned", "--reason", "will", "--author", "ann", "--json"
    )
    (made,) = told["judgements"]
    assert (made["author"], made["value"], made["reason"]) == ("ann", "planned", "will")
    assert run("claims", "--modality", "planned", "--type", "ASSAULT", "--json")[0]["id"] == claim
    assert made["id"] in run("why", claim)
    run("undo", made["id"])
    assert run("claims", "--modality", "planned", "--type", "ASSAULT", "--json") == []
    assert run("judgements", "--live", "--json") == []


def test_split_and_merge_and_undo(run: Run) -> None:
    event = attack(run)
    first, second = event["claims"][0], event["claims"][-1]
    told = run("split", event["id"], second, "--reason", "another port", "--json")
    assert len(told["events"]["new"]) == 1
    assert second not in attack(run)["claims"]
    merged = run("merge", event["id"], second, "--json")
    assert {first, second} <= {*attack(run)["claims"]}
    ids = [each["id"] for each in (*told["judgements"], *merged["judgements"])]
    run("undo", *ids)
    after = attack(run)
    assert (after["claims"], after["joins"]) == (event["claims"], event["joins"])
    undone = run("undo", second, "--json")
    assert undone["judgements"][0]["author"] == "tocsin"
    assert second not in attack(run)["claims"]


def test_the_past_is_asked_for(run: Run) -> None:
    assert run("events", "--as-of", "2026-01-01", "--json") == []
    now = run("events", "--json", "--as-of", "2999-01-01")
    assert {each["id"] for each in now} == {each["id"] for each in run("events", "--json")}
    assert "no day and no time" in run("events", "--as-of", "late", status=2)


def test_backup_and_restore(run: Run, place: str, tmp_path: Path) -> None:
    saved, other = tmp_path / "saved.zip", tmp_path / "other.db"
    run("backup", saved)
    before = run("events", "--json")
    held = run("restore", saved, "--verify", "--ledger", other, "--json")
    assert held["files"]["articles.jsonl"]["rows"] == 3
    assert run("events", "--json", "--ledger", other) == before
    assert "is not empty" in run("restore", saved, status=2)
    run("refresh", "--ledger", other)
    assert run("events", "--json", "--ledger", other) == before
    assert "hofn" in run("search", "hof*", "--ledger", other).casefold()


def test_one_article_comes_by_standard_input(run: Run, monkeypatch, tmp_path: Path) -> None:
    text = tmp_path / "in.txt"
    text.write_text(f"{DENIAL} It spoke of lies.", encoding="utf-8")
    with text.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        told = run("add", "-", "--publisher", "Me", "--published", "2026-03-06", "--json")
    assert told["added"] == 1
    day = ("--published-from", "2026-03-06", "--published-to", "2026-03-06")
    (claim, *_) = run("claims", *day, "--json")
    assert (claim["publisher"], claim["published"]) == ("Me", "2026-03-06")


def test_there_must_be_a_ledger(run: Run, tmp_path: Path) -> None:
    assert "no ledger" in run("events", "--ledger", tmp_path / "none.db", status=2)
