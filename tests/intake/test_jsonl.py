"""JSONL: texts unchanged, bad lines as values."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from tocsin.errors import InputError
from tocsin.intake import BadLine, read_jsonl
from tocsin.intake import jsonl as module
from tocsin.records import Article

TEXT = "  Troops\u00a0moved \r\n\tto the border.\n\nShare\n"


def stream(*lines: object) -> io.BytesIO:
    rows = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return io.BytesIO(b"\n".join(rows))


def test_text_is_taken_as_it_is():
    (article,) = read_jsonl(stream({"id": "a1", "text": TEXT}))
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert article.name == "a1"
    assert article.published is None
    assert article.title == ""


def test_all_fields(tmp_path):
    path = tmp_path / "a.jsonl"
    item = {
        "id": 7,
        "text": TEXT,
        "title": "T",
        "published": "2024-11-04T10:00:00Z",
        "publisher": "P",
        "url": "https://a.example/",
    }
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(item | {"other": [1]}).encode() + b"\n\n")
    (article,) = read_jsonl(path)
    assert article == Article(TEXT, "T", date(2024, 11, 4), "P", url="https://a.example/", name="7")


@pytest.mark.parametrize(
    ("line", "name", "message"),
    [
        (b"{broken", "", "not JSON"),
        (b"\xff\xfe", "", "not UTF-8"),
        ([1], "", "not an object"),
        ({"text": "x"}, "", "no id"),
        ({"id": None, "text": "x"}, "", "no id"),
        ({"id": True, "text": "x"}, "", "no id"),
        ({"id": "b"}, "b", "no text"),
        ({"id": "b", "text": " "}, "b", "no text"),
        ({"id": "b", "text": 5}, "b", "no text"),
        ({"id": "b", "text": "x", "published": "4/11/2024"}, "b", "not a date"),
        ({"id": "b", "text": "x", "published": 12}, "b", "not a date"),
        ({"id": "b", "text": "x", "title": 5}, "b", "title is not a string"),
        ({"id": "b", "text": "x \ud800"}, "b", "broken character"),
        (b"[" * 100_000, "", "not JSON"),
        (
            {
                "id": "b",
                "text": "Le ministre est arrivé pour des entretiens avec son homologue qui est là "
                * 3,
            },
            "b",
            "not English",
        ),
    ],
)
def test_a_bad_line_does_not_stop_the_stream(line, name, message):
    first, bad, last = read_jsonl(
        stream({"id": "a", "text": "One."}, line, {"id": "c", "text": "Two."})
    )
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.name == "c"
    assert isinstance(bad, BadLine)
    assert isinstance(bad, InputError)
    assert (bad.line, bad.name) == (2, name)
    assert message in str(bad)
    assert str(bad).startswith("line 2")
    assert "\n" not in str(bad)


def test_a_line_that_is_too_long_is_skipped(monkeypatch):
    monkeypatch.setattr(module, "MAX_LINE", 100)
    lines = stream({"id": "a", "text": "x" * 1000}, {"id": "b", "text": "Two."})
    bad, good = read_jsonl(lines)
    assert isinstance(bad, BadLine)
    assert isinstance(good, Article)
    assert good.name == "b"


def test_file_errors_come_at_once(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_jsonl(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="folder"):
        read_jsonl(tmp_path)


def test_empty_file(tmp_path):
    (tmp_path / "a.jsonl").touch()
    assert list(read_jsonl(tmp_path / "a.jsonl")) == []
