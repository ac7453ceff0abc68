"""What a source is, and the errors of each kind of bad source."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tocsin.errors import FetchError, InputError, UsageError
from tocsin.intake import MAX_BYTES, read

TEXT = (
    "Truce signed in the valley\nThe army left the town on Friday.\nThe envoy said so on Monday.\n"
)
CLEAN = TEXT.strip()


def error(source, **options) -> str:
    with pytest.raises(InputError) as caught:
        read(source, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 300
    return message


def test_path_text_bytes_and_stream(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    for article in (
        read(path),
        read(str(path)),
        read(TEXT),
        read(TEXT.encode()),
        read("-", stream=TEXT.encode()),
        read("-", stream=io.BytesIO(TEXT.encode())),
    ):
        assert article.text == CLEAN
        assert article.title == "Truce signed in the valley"
        assert article.published is None
    assert read(path).name == "a.txt"


def test_html_by_content_whatever_the_name(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(
        "<html><body><p>The army left the town of the two bridges on Friday.</p></body></html>"
    )
    assert read(path).text == "The army left the town of the two bridges on Friday."


def test_offsets_fit_the_words():
    article = read("The   army\tleft  the town on Friday.")
    assert article.text == "The army left the town on Friday."


def test_stream_is_needed():
    with pytest.raises(UsageError, match="stdin"):
        read("-")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"%PDF-1.5", "PDF"),
        (b"a\x00b", "binary"),
        (b"... --- ...", "no words"),
        (b"<rss version='2.0'></rss>", "feed"),
        (b"<html><body></body></html>", "no article text"),
    ],
)
def test_bad_bytes(data, message, tmp_path):
    path = tmp_path / "x.html"
    path.write_bytes(data)
    assert message in error(path)
    assert "x.html" in error(path)
    assert message in error("-", stream=data)


def test_missing_folder_and_table(tmp_path):
    assert "no such file" in error("missing.txt")
    assert "no such file" in error("some/where")
    assert "no such file" in error(tmp_path / "nothing")
    assert "folder" in error(tmp_path)
    assert "read_jsonl" in error("articles.jsonl")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "cannot be read" in error(path)


def test_50_mb_are_refused_at_once(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than 10 MB" in error(path)


def test_texts_and_pages_too_long_for_an_article():
    line = "The army left the town of the two bridges on Friday. "
    assert "too long a text" in error((line * 30_000).encode())
    page = "<html><body>" + "<i>a</i>" * 45_000
    assert "too long a page" in error(page.encode())


def test_endless_stream_is_read_to_the_limit_only():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert 0 < size <= MAX_BYTES + 1
            self.given += size
            return b"a" * size

    stream = Endless()
    assert "larger than" in error("-", stream=stream)
    assert stream.given <= MAX_BYTES + 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x",
        "file:///etc/passwd",
        "http://localhost/",
        "http:\\\\a.example",
        "http://a.example/ x",
        "https://10.0.0.1/a b",
    ],
)
def test_addresses_that_are_refused(url):
    with pytest.raises(FetchError):
        read(url)


def test_a_text_that_mentions_an_address_is_a_text():
    assert read("See https://a.example/x for the report of the army.").text.startswith("See")


def test_other_languages(tmp_path):
    path = tmp_path / "fr.txt"
    path.write_text(
        "Le ministre est arrivé dans la capitale pour des entretiens avec son homologue. " * 3,
        "utf-8",
    )
    assert "not English (looks like French)" in error(path)


def test_control_characters_in_names_do_not_reach_the_message(tmp_path):
    assert "\x1b" not in error(tmp_path / "a\x1b[31m.txt")


def test_heavy_libraries_wait_until_they_are_needed():
    heavy = ["trafilatura", "lxml", "htmldate", "httpx2", "httpcore2", "protego"]
    code = f"import sys, tocsin.intake; print([m for m in {heavy} if m in sys.modules])"
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
