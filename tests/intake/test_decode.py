"""Bytes become text, or a one-line error that says what to do."""

from __future__ import annotations

import codecs
import gzip
import random

import pytest

from tocsin.errors import InputError
from tocsin.intake.decode import decode, is_feed, is_html

TEXT = "The envoy’s café in Zürich closed – “for good”, said Señor Peña. " * 5


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data):
    assert decode(data) == TEXT


def test_declared_charset_of_the_header_and_of_the_page():
    greek = "Αθήνα " * 20
    assert decode(greek.encode("iso-8859-7"), declared="ISO-8859-7") == greek
    page = '<html><head><meta charset="windows-1251"></head><body>' + "Москва " * 20
    assert decode(page.encode("cp1251")) == page


def test_latin1_is_read_as_browsers_do():
    assert decode("“quoted” café".encode("cp1252"), declared="iso-8859-1") == "“quoted” café"


def test_one_broken_byte_in_a_long_page_is_marked_not_fatal():
    data = TEXT.encode() * 20 + b" \xff end"
    assert decode(data).endswith("\ufffd end")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "this is|is a PDF; save the page as HTML or text"),
        (b"\n\n%PDF-1.4 x", "is a PDF"),
        (b"PK\x03\x04rest", "office document"),
        (gzip.compress(b"x"), "gzip"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0JFIF", "image"),
        (b"{\\rtf1 text}", "RTF"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
        (b"text\x00with\x00zeros", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "broken UTF-16"),
    ],
)
def test_refused(data, message):
    with pytest.raises(InputError, match=message) as caught:
        decode(data, what="page.html")
    assert "page.html" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_random_bytes_are_refused():
    with pytest.raises(InputError):
        decode(random.Random(1).randbytes(20_000))


def test_sniffing():
    assert is_html("\n<!DOCTYPE html><html>")
    assert is_html('<?xml version="1.0"?>\n<!-- saved --><html xmlns="x">')
    assert is_html("<p>Short.</p>")
    assert not is_html("The <p> tag opens a paragraph.")
    assert not is_html("<unknown@mail.example> wrote")
    assert is_feed('<?xml version="1.0"?><rss version="2.0">')
    assert not is_feed("<html>")
