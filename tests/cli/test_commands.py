"""The commands, with a pipeline that needs no model."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tocsin import __version__

TEXT = (
    "Norway said on Monday that it will send two ships to Iceland for a joint exercise this week."
)


def test_version(tocsin, capsys) -> None:
    assert tocsin("--version") == 0
    assert capsys.readouterr().out == f"tocsin {__version__}\n"


def test_no_command_shows_help(tocsin, capsys) -> None:
    assert tocsin() == 2
    text = "".join(capsys.readouterr())
    assert all(command in text for command in ("read", "code", "why"))


def test_the_example_is_read_without_its_furniture(tocsin, coder, capsys) -> None:
    assert tocsin("read", "example") == 0
    shown = capsys.readouterr().out
    assert "Peru moves troops towards Ecuador" in shown
    assert "2026-03-12 · The Example Courier (fiction)" in shown
    assert "1 claim" in shown
    assert "\x1b" not in shown
    (text,) = coder
    assert "“We did not attack Ecuador,” Quispe said." in text
    for furniture in ("Exit mobile", "Published by", "Leave a comment", "recipes", "Subscribe"):
        assert furniture not in text


def test_a_file_named_example_comes_first(tocsin, coder, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("example").write_text(TEXT, encoding="utf-8")
    assert tocsin("read", "example") == 0
    assert coder == [TEXT]


def test_json(tocsin, coder, capsys, tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert tocsin("read", path, "--json", "--published", "2026-03-12") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["id"], made["published"], made["text"]) == ("a.txt", "2026-03-12", TEXT)
    assert made["claims"][0]["trigger"] == "deployed"


def test_everything_is_parsed_on_demand(tocsin, coder, tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    for command in (["read", path], ["why", path, "1"], ["code", path, "-o", tmp_path / "o.jsonl"]):
        assert tocsin(*command, "--everything") == 0
    assert coder == [f"everything: {TEXT}"] * 3


def test_standard_input(tocsin, coder, capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert tocsin("read", "-") == 0
    assert "undated" in capsys.readouterr().out
    assert coder == [TEXT]


def test_why_by_number_and_by_id(tocsin, coder, capsys) -> None:
    for wanted in ("1", "abc"):
        assert tocsin("why", "example", wanted) == 0
        shown = capsys.readouterr().out
        assert "frame:  deploy-troops" in shown
        assert "rule:   conditional by if" in shown
        assert "“about 3,000 troops”" in shown
        assert "Tromsø NOR city 69.65, 18.96" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("read", "nowhere.txt"), "nowhere.txt: no such file"),
        (("read", "example", "--published", "soon"), "'soon' is no date"),
        (("why", "example", "9"), "no claim '9'; the article has 1 claims"),
        (("code", "nothing*.html", "-o", "x.jsonl"), "no file to code"),
        (("code", "https://example.org/a", "-o", "x.jsonl"), "use tocsin read for a URL"),
    ],
)
def test_an_error_is_one_line(tocsin, coder, capsys, arguments, message) -> None:
    assert tocsin(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("tocsin: ")
    assert shown.err.count("\n") == 1
    assert message in shown.err
