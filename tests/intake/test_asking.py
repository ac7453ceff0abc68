"""Asking for feeds: validators, statuses, Retry-After, robots remembered, and the same guard."""

from __future__ import annotations

import pytest

from tests.intake.doubles import PUBLIC, FakeWeb, answer
from tocsin.errors import FetchError
from tocsin.intake.robots import Robots, Rules

RSS = b"<rss version='2.0'><channel></channel></rss>"


def ask(web: FakeWeb, url: str = "http://news.example/rss", **validators: str):
    return web.fetcher().ask(url, **validators)


def test_a_feed_comes_with_its_validators():
    told = {"etag": '"v1"', "last_modified": "Tue, 03 Mar 2026 10:00:00 GMT"}
    page = answer(200, RSS, content_type="application/rss+xml; charset=koi8-r", **told)
    reply = ask(FakeWeb({"news.example/rss": page}))
    assert (reply.status, reply.data, reply.charset) == (200, RSS, "koi8-r")
    assert (reply.etag, reply.modified) == ('"v1"', "Tue, 03 Mar 2026 10:00:00 GMT")


def test_validators_are_sent_and_not_modified_is_an_answer():
    web = FakeWeb({"news.example/rss": answer(304)})
    assert ask(web, etag='"v1"', modified="Tue, 03 Mar 2026 10:00:00 GMT").status == 304
    request = web.requests[-1].lower()
    assert 'if-none-match: "v1"' in request
    assert "if-modified-since: tue, 03 mar 2026 10:00:00 gmt" in request
    assert "if-none-match" not in web.requests[0].lower()  # robots.txt


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "120"}, 120.0),
        (
            {
                "retry_after": "Tue, 03 Mar 2026 10:05:00 GMT",
                "date": "Tue, 03 Mar 2026 10:00:00 GMT",
            },
            300.0,
        ),
        ({"retry_after": "Tue, 03 Mar 2026 10:05:00 GMT"}, None),
        ({"retry_after": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after(headers, seconds):
    reply = ask(FakeWeb({"news.example/rss": answer(503, **headers)}))
    assert (reply.status, reply.retry_after, reply.data) == (503, seconds, b"")


@pytest.mark.parametrize("place", ["http://127.0.0.1/", "http://[::1]/x", "http://inner.example/"])
def test_redirects_of_feeds_are_vetted(place):
    web = FakeWeb(
        {"news.example/rss": answer(302, location=place)}, {"inner.example": [["10.0.0.7"]]}
    )
    with pytest.raises(FetchError):
        ask(web)
    assert all(address == PUBLIC for address, _ in web.connected)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/rss", "http://2130706433/rss", "file:///etc/passwd", "http://inner/"]
)
def test_feeds_of_private_hosts_are_refused(url):
    web = FakeWeb({})
    with pytest.raises(FetchError):
        ask(web, url)
    assert web.connected == []


def test_robots_hold_for_feeds():
    robots = answer(200, b"User-agent: *\nDisallow: /rss\n")
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        ask(FakeWeb({"news.example/robots.txt": robots, "news.example/rss": answer(200, RSS)}))


def test_robots_are_remembered_for_a_while():
    now = [0.0]
    web = FakeWeb({"news.example/rss": answer(200, RSS)})
    fetcher = web.fetcher()
    fetcher.robots = Robots(seconds=60, clock=lambda: now[0])
    for moment, requests in ((0.0, 2), (59.0, 3), (61.0, 5)):
        now[0] = moment
        fetcher.ask("http://news.example/rss")
        assert len(web.requests) == requests


def test_the_memory_of_robots_is_bounded():
    robots = Robots(most=2)
    for name in "abc":
        robots.put(name, Rules())
    assert [robots.get(name) is not None for name in "abc"] == [False, False, True]


def test_a_long_answer_and_a_film_are_refused():
    long = answer(200, b"", content_length="2000000000", content_type="text/xml")
    with pytest.raises(FetchError, match="larger than 10 MB"):
        ask(FakeWeb({"news.example/rss": long}))
    film = answer(200, b"..", content_type="video/mp4")
    with pytest.raises(FetchError, match="video/mp4 is not a page"):
        ask(FakeWeb({"news.example/rss": film}))
