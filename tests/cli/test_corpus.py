"""A corpus run: its inputs, its output, what fails, and going on after a stop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = (
    "Norway said on Monday that it will send two ships to Iceland for a joint exercise this week."
)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def jsonl(path: Path, *ids: str, text: str = TEXT) -> Path:
    rows = [json.dumps({"id": name, "text": f"{text} Report {name}."}) for name in ids]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_jsonl_in_jsonl_out(tocsin, coder, tmp_path, out, capsys) -> None:
    assert tocsin("code", jsonl(tmp_path / "in.jsonl", "b", "a"), "-o", out, "--processes", 1) == 0
    rows = lines(out)
    assert [list(row) for row in rows] == [["id", "claims"]] * 2
    assert [row["id"] for row in rows] == ["b", "a"]
    assert rows[0]["claims"][0]["trigger"] == "deployed"
    assert coder == [f"{TEXT} Report b.", f"{TEXT} Report a."]
    assert f"2 articles coded, 2 claims, in {out}" in capsys.readouterr().err
    assert not Path(f"{out}.errors").exists()


def test_folders_patterns_and_files(tocsin, coder, tmp_path, out) -> None:
    (tmp_path / "news/deep").mkdir(parents=True)
    for name in ("news/a.txt", "news/deep/b.html", "c.txt"):
        (tmp_path / name).write_text(f"{TEXT} {TEXT}", encoding="utf-8")
    (tmp_path / "news/picture.png").write_bytes(b"\x89PNG")
    pattern = f"{tmp_path}/*.txt"
    assert tocsin("code", tmp_path / "news", pattern, pattern, "-o", out, "--processes", 1) == 0
    assert [Path(row["id"]).name for row in lines(out)] == ["a.txt", "b.html", "c.txt"]


def test_faults_are_listed_and_the_rest_is_coded(tocsin, coder, tmp_path, out, capsys) -> None:
    path = jsonl(tmp_path / "in.jsonl", "a", "b")
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "bad", "text": ""}\nnot json\n')
        file.write(json.dumps({"id": "boom", "text": f"{TEXT} boom"}) + "\n")
    assert tocsin("code", path, "-o", out, "--processes", 1) == 0
    assert [row["id"] for row in lines(out)] == ["a", "b"]
    failed = {row["id"]: row["error"] for row in lines(Path(f"{out}.errors"))}
    assert list(failed) == ["bad", f"{path.as_posix()}:4", "boom"]
    assert failed["boom"] == "internal error: RuntimeError: boom"
    shown = capsys.readouterr().err
    assert "tocsin: bad: " in shown
    assert "3 failed, see" in shown


def test_nothing_but_faults_is_a_failure(tocsin, coder, tmp_path, out) -> None:
    assert tocsin("code", jsonl(tmp_path / "in.jsonl", "x", text="boom"), "-o", out) == 1
    assert out.read_bytes() == b""


def test_a_second_run_goes_on(tocsin, coder, tmp_path, out, capsys) -> None:
    path = jsonl(tmp_path / "in.jsonl", "a", "b", "c", "b")
    assert tocsin("code", path, "-o", out, "--processes", 1) == 0
    whole = out.read_bytes()
    first, second, _ = whole.splitlines(keepends=True)
    out.write_bytes(first + second[:-20])
    coder.clear()
    assert tocsin("code", path, "-o", out, "--processes", 1) == 0
    assert coder == [f"{TEXT} Report b.", f"{TEXT} Report c."]
    assert out.read_bytes() == whole
    assert "2 skipped (already there)" in capsys.readouterr().err


@pytest.mark.parametrize("torn", [b"", b"{", b'{"id": ', b'{"id": "a", "cl'])
def test_any_tear_is_repaired(tocsin, coder, tmp_path, out, torn: bytes) -> None:
    out.write_bytes(torn)
    assert tocsin("code", jsonl(tmp_path / "in.jsonl", "a"), "-o", out, "--processes", 1) == 0
    assert [row["id"] for row in lines(out)] == ["a"]


@pytest.mark.parametrize(
    "text", ["a diary", "a diary\n", '{"id": 1}\n', "[1]\n", '{"id": 1, "claims": 2}\n']
)
def test_a_file_of_another_kind_is_left_alone(tocsin, coder, out, capsys, text) -> None:
    out.write_text(text, encoding="utf-8")
    assert tocsin("code", jsonl(out.with_name("in.jsonl"), "a"), "-o", out) == 2
    assert "is no output of tocsin code" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == text


def test_the_output_is_no_input(tocsin, coder, tmp_path) -> None:
    jsonl(tmp_path / "in.jsonl", "a")
    for _ in range(2):
        assert tocsin("code", tmp_path, "-o", tmp_path / "out.jsonl", "--processes", 1) == 0
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == ["a"]


def test_a_place_that_cannot_be_written(tocsin, coder, tmp_path, capsys) -> None:
    path = jsonl(tmp_path / "in.jsonl", "a")
    assert tocsin("code", path, "-o", tmp_path / "no/such/out.jsonl") == 2
    assert "cannot be written" in capsys.readouterr().err
    assert tocsin("code", path, "-o", tmp_path) == 2
