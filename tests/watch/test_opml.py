from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.records import WatchSource
from tocsin.watch import read_plan
from tocsin.watch.opml import as_yaml, read_opml, write_opml

LIST = b"""<?xml version="1.0"?><opml version="1.1"><body>
<outline text="North"><outline type="rss" text="Fjord &amp; Co" xmlUrl="https://fjord.example/rss"/>
<outline text="Again" xmlurl="https://fjord.example/rss"/></outline>
<outline title="Ice" XMLURL=" https://ice.example/atom "/>
<outline text="A page" htmlUrl="https://x.example/"/><outline xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_reading():
    assert read_opml(LIST) == (
        WatchSource("feed", "https://fjord.example/rss", "Fjord & Co"),
        WatchSource("feed", "https://ice.example/atom", "Ice"),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no OPML"),
        (b"<opml><body>", "no OPML"),
        (b"<rss/>", "no OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "declares entities"),
        (b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>', "declares"),
    ],
)
def test_what_is_refused(data, message):
    with pytest.raises(InputError, match=message):
        read_opml(data)


FEEDS = st.builds(
    WatchSource,
    st.just("feed"),
    st.integers(0, 99).map(lambda n: f"https://a{n}.example/rss?a=1&b=<>\"'"),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn")), max_size=30),
)


@given(st.lists(FEEDS, max_size=5, unique_by=lambda feed: feed.address))
def test_what_is_written_reads_back(feeds):
    found = read_opml(write_opml(feeds).encode())
    assert [feed.address for feed in found] == [feed.address for feed in feeds]
    assert [feed.name or feed.address for feed in feeds] == [feed.name for feed in found]


@given(st.lists(FEEDS, max_size=5, unique_by=lambda feed: feed.address))
def test_as_the_lines_of_a_plan(feeds):
    plan = read_plan(as_yaml(feeds))
    assert [feed.address for feed in plan.sources] == [feed.address for feed in feeds]


def test_only_feeds_are_written():
    assert "outline" not in write_opml(
        [WatchSource("folder", "/x"), WatchSource("site", "https://a")]
    )
