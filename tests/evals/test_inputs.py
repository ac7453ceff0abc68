"""How files are read, and that every evaluation ends in one clear line if one is wrong."""

from __future__ import annotations

import importlib
import sys

import pytest

from evals import inputs
from tocsin.errors import DataError

PROGRAMS = {
    "actors": ["--claims"],
    "attribution": [],
    "claims": [],
    "coreference": [],
    "dates": ["--tdg"],
    "extraction": [],
    "parsing": [],
    "places": [],
    "plover": [],
}


def run(monkeypatch, capsys, name: str, *arguments: str) -> tuple[int, str]:
    """Exit status and stderr of a program."""
    program = importlib.import_module(f"evals.{name}")
    monkeypatch.setattr(sys, "argv", [f"{name}.py", *arguments, "--json"])
    with pytest.raises(SystemExit) as caught, inputs.ending():
        program.main()
    return int(caught.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_missing_file_is_one_line_and_status_2(monkeypatch, capsys, tmp_path, name: str) -> None:
    path = str(tmp_path / "absent.jsonl")
    more = [path] if name == "claims" else []
    status, err = run(monkeypatch, capsys, name, *PROGRAMS[name], path, *more)
    assert status == 2
    assert err == f"{name}.py: {path}: No such file or directory\n"


@pytest.mark.parametrize("content", ["{}\n", "[1]\n", "not json\n", "", "\xff\n"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_wrong_file_is_one_line_and_status_2(
    monkeypatch, capsys, tmp_path, name: str, content: str
) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_bytes(content.encode("latin-1"))
    more = [str(path)] if name == "claims" else []
    status, err = run(monkeypatch, capsys, name, *PROGRAMS[name], str(path), *more)
    assert status == 2
    assert err.startswith(f"{name}.py: {path}")
    assert err.count("\n") == 1


def test_rows_end_at_newlines_only_and_blank_ones_are_skipped(tmp_path) -> None:
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    one.write_text('{"a": 1, "b": "x\u2028y"}\n\n{"a": 2}\n', encoding="utf-8")
    two.write_text('{"a": 3}', encoding="utf-8")
    assert [row["a"] for row in inputs.rows([one, two], "a")] == [1, 2, 3]
    with pytest.raises(DataError, match="line 1: wrong kind of file, it has no 'c'"):
        inputs.rows(one, "c")


def test_scores_are_one_line_of_json_or_a_line_a_part(capsys) -> None:
    inputs.show({"n": 2, "cue": {"p": 0.5}}, as_json=True)
    assert capsys.readouterr().out == '{"n": 2, "cue": {"p": 0.5}}\n'
    inputs.show({"n": 2, "cue": {"p": 0.5}}, as_json=False)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["n=2"],
        ["cue", "p=0.5"],
    ]


def test_shares_of_nothing_are_nothing() -> None:
    assert inputs.share(0, 0) == 0.0
    assert inputs.precision_recall(1, 2, 4) == {"p": 0.5, "r": 0.25, "f1": 0.3333}
