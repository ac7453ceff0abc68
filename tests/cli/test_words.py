"""Words that no list has and numbers that no database holds: one line of error, exit status 2."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tocsin.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    Ledger(path).close()
    return path


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("claims --type FOO", "'FOO' is no PLOVER event type"),
        ("claims --mode foo", "'foo' is no mode; they are "),
        ("claims --modality foo", "is no modality; use asserted, planned"),
        ("claims --polarity x", "'x' is no polarity; use +, -"),
        ("claims --time foo", "is no time; use past"),
        ("claims --stance foo", "is no stance; use asserts, denies"),
        ("claims --limit 99999999999999999999", "--limit"),
        ("claims --offset 99999999999999999999", "--offset"),
        ("events --status foo", "is no status; use occurred"),
        ("export csv --status foo", "is no status; use occurred"),
        ("export csv --type FOO", "'FOO' is no PLOVER event type"),
        ("expectations --outcome foo", "is no outcome; use kept"),
        ("track-record --role foo", "is no role; use actor, source, publisher"),
        ("judgements --kind foo", "is no kind; use same"),
        ("forecast NOR NOR", "give two actors"),
    ],
)
def test_wrong_words_are_no_empty_answers(
    tocsin: Callable[..., int],
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: str,
    said: str,
) -> None:
    assert tocsin(*wrong.split(), "--ledger", ledger) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    "right",
    [
        "claims --type assault --mode heavy-weapons --modality threatened --polarity - --time past",
        "claims --stance withholds --limit 0",
        "events --status did-not-occur --type PROTEST",
        "expectations --outcome condition-not-met",
        "judgements --kind accept",
    ],
)
def test_words_of_the_lists_are_taken(
    tocsin: Callable[..., int], ledger: Path, capsys: pytest.CaptureFixture[str], right: str
) -> None:
    assert tocsin(*right.split(), "--ledger", ledger, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_file_without_one_good_row_is_a_failure(
    tocsin: Callable[..., int], ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a"}\n{"id": \n', encoding="utf-8")
    assert tocsin("import", path, "--ledger", ledger) == 1
    assert "0 events read, 0 of them new, 2 rows skipped" in capsys.readouterr().out
    assert tocsin("import", path, "--ledger", ledger, "--json") == 1
    assert json.loads(capsys.readouterr().out)["skipped"] == 2


def test_a_watch_of_nothing_ends(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text("", encoding="utf-8")
    assert tocsin("watch", path, "--ledger", tmp_path / "b.db") == 2
    assert "nothing to watch" in capsys.readouterr().err
    assert not (tmp_path / "b.db").exists()
    assert tocsin("watch", path, "--check", "--json") == 0
    counts = {"sources": 0, "situations": 0, "indicators": 0, "channels": 0}
    assert json.loads(capsys.readouterr().out) == counts
