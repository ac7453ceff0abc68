from __future__ import annotations

import json

import pytest

from tocsin.errors import InputError
from tocsin.watch.entries import MOST_ENTRIES, Entry, decoded, plain, read_entries

URL = "https://fjord.example/rss"
RSS = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel>{}</channel></rss>'


def read(data: bytes | str, charset: str | None = None, kind: str = "feed"):
    data = data.encode() if isinstance(data, str) else data
    return read_entries(data, url=URL, charset=charset, kind=kind)


def rss(items: str, encoding: str = "utf-8") -> str:
    return RSS.format(encoding, items)


def test_rss():
    item = (
        "<item><title>Talks &amp;amp; tea</title><link>/a?x=1&amp;y=2</link>"
        "<guid isPermaLink='false'>g1</guid>"
        "<pubDate>Tue, 03 Mar 2026 23:30:00 +0300</pubDate>"
        "<description>&lt;p&gt;One.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;Two.</description></item>"
    )
    (entry,) = read(rss(item))
    assert entry.link == "https://fjord.example/a?x=1&y=2"
    assert (entry.id, entry.title, entry.day) == ("g1", "Talks & tea", "2026-03-03")
    assert entry.text == "One.\nTwo."


def test_the_longest_text_of_an_entry_is_taken():
    item = (
        '<item xmlns:c="http://purl.org/rss/1.0/modules/content/"><title>T</title>'
        "<description>Short.</description><c:encoded>The whole of the text.</c:encoded></item>"
    )
    assert read(rss(item))[0].text == "The whole of the text."


def test_atom():
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>A</title>'
        '<id>urn:1</id><link rel="alternate" href="https://fjord.example/a"/>'
        "<updated>2026-03-04T01:00:00Z</updated><summary>Words.</summary></entry></feed>"
    )
    assert read(feed) == [
        Entry(
            "https://fjord.example/a", "urn:1", "A", "Words.", "2026-03-04", "2026-03-04T01:00:00Z"
        )
    ]


def test_json_feed():
    items = [
        {"id": 7, "url": "/a", "title": "A", "content_html": "<p>One.</p>"},
        {"id": "b", "content_text": "Two.", "date_published": "2026-03-04T10:00:00+01:00"},
        "nonsense",
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    first, second = read(json.dumps(feed))
    assert first == Entry("https://fjord.example/a", "7", "A", "One.")
    assert (second.text, second.day, second.link) == ("Two.", "2026-03-04", "")


def test_an_entry_without_a_date_has_none():
    assert read(rss("<item><title>T</title></item>"))[0].day == ""
    assert read(rss("<item><title>T</title><pubDate>soon</pubDate></item>"))[0].day == ""


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # both lie
        ("cp1252", "utf-8", "utf-8"),  # both lie
        ("cp1252", "windows-1252", None),
        ("koi8-r", "koi8-r", "utf-8"),
        ("utf-16", "utf-16", None),
        ("utf-8-sig", "us-ascii", None),
    ],
)
def test_charsets(encoding, declared, header):
    words = "Привет" if encoding == "koi8-r" else "Café – “so”"
    data = rss(f"<item><title>{words}</title></item>", declared).encode(encoding)
    assert read(data, header)[0].title == words


def test_an_unknown_charset_is_not_the_end():
    assert decoded(b"<a>caf\xe9</a>", "x-klingon") == "<a>café</a>"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/"])
def test_other_links_than_those_of_the_web_are_dropped(link):
    assert read(rss(f"<item><title>T</title><link>{link}</link></item>"))[0].link == ""


def test_control_characters_are_dropped():
    assert plain("a\x00b\x1bc\u0085d") == "a b c d"
    entry = read(rss("<item><title>a&#27;&#0;b</title></item>"))[0]
    assert all(char.isprintable() for char in entry.title)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "neither RSS nor Atom nor JSON Feed"),
        ("hello", "neither RSS nor Atom nor JSON Feed"),
        ('{"a": 1}', "not a JSON Feed"),
        ("{" + "[" * 100_000, "neither RSS nor Atom nor JSON Feed"),
        ("<!doctype html><html><p>x</p>", "a page, not a feed"),
        (
            '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head>',
            "a page, not a feed; its feed is https://fjord.example/feed",
        ),
        (rss("<item/>" * (MOST_ENTRIES + 1)), "more than 2,000 entries"),
        (rss("<a:item/>" * (MOST_ENTRIES + 1)), "more than 2,000 entries"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>', "declares entities"),
    ],
)
def test_what_is_no_feed_is_refused(data, message):
    with pytest.raises(InputError, match=message):
        read(data)


def test_a_feed_that_is_broken_is_read_as_far_as_it_goes():
    text = rss("<item><title>One & two</title></item><item><title>Three</title>")
    assert [entry.title for entry in read(text)] == ["One & two", "Three"]


def test_a_site_gives_links_to_its_articles():
    page = """<!doctype html><html><body>
      <a href="/2026/talks">Talks about the fjord begin</a>
      <a href="/2026/talks#comments">Talks about the fjord begin</a>
      <a href="https://www.fjord.example/b">A ferry is late once more</a>
      <a href="https://other.example/c">Something else on another site</a>
      <a href="/about">Who we are and what</a> <a href="/tag/x/">All about the letter x</a>
      <a href="/d">Short</a> <a href="/">The front page of this paper</a>
    </body></html>"""
    assert [(entry.link, entry.title) for entry in read(page, kind="site")] == [
        ("https://fjord.example/2026/talks", "Talks about the fjord begin"),
        ("https://www.fjord.example/b", "A ferry is late once more"),
    ]
