"""Hostile feeds: each is refused within five seconds, and the next feed is read."""

from __future__ import annotations

import time
from contextlib import contextmanager

import pytest

from tocsin.errors import InputError
from tocsin.watch.parsing import Parser

GOOD = b"<rss version='2.0'><channel><item><title>Talks</title></item></channel></rss>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b']><rss version="2.0"><channel><title>&l9;</title></channel></rss>'
)


@pytest.fixture(scope="module")
def parser():
    with Parser() as parser:
        parse(parser, GOOD)
        yield parser


def parse(parser: Parser, data: bytes):
    return parser.parse(data, url="https://fjord.example/rss", charset=None, kind="feed")


@contextmanager
def within_five_seconds():
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 5.0


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(LAUGHS, id="billion laughs"),
        pytest.param(LAUGHS.decode().encode("utf-16"), id="billion laughs in UTF-16"),
        pytest.param(b"<rss version='2.0'>" + b"<item/>" * 200_000, id="200,000 items"),
        pytest.param(b"<rss>" + b"x" * 11_000_000, id="11 MB"),
    ],
)
def test_hostile_feeds_are_refused_and_the_next_is_read(parser, data):
    with within_five_seconds(), pytest.raises(InputError):
        parse(parser, data)
    assert parse(parser, GOOD)[0].title == "Talks"


def test_a_feed_that_takes_too_long_is_ended():
    slow = b"<rss version='2.0'><channel><item><description>" + b"&" * 8_000_000
    with Parser(seconds=0.5) as parser:
        assert parse(parser, GOOD)
        with within_five_seconds(), pytest.raises(InputError, match="too long"):
            parse(parser, slow)
        assert parse(parser, GOOD)[0].title == "Talks"


def test_a_parser_that_died_is_started_again():
    with Parser() as parser:
        parse(parser, GOOD)
        parser._process.kill()
        parser._process.wait()
        assert parse(parser, GOOD)[0].title == "Talks"


def test_secrets_of_the_environment_do_not_reach_the_parser(monkeypatch):
    monkeypatch.setenv("TOCSIN_HOOK_SECRET", "hidden from parsers")
    with Parser() as parser:
        parse(parser, GOOD)
        try:
            with open(f"/proc/{parser._process.pid}/environ", "rb") as file:  # noqa: PTH123
                held = file.read()
        except OSError:
            pytest.skip("no /proc to look at the environment of a process")
    assert b"hidden from parsers" not in held
