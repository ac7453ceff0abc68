"""What the ledger knows of a situation, and getting the article of an item."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bench.watch_world import START, World, code
from tests.intake.doubles import FakeWeb, answer
from tests.watch.scene import indicator, situation
from tocsin.errors import FetchError
from tocsin.keeping import keep
from tocsin.ledger import Ledger
from tocsin.records import Article, FeedItem, WatchSource
from tocsin.vigil import Lookout, reader, watch
from tocsin.watch import read_plan

NOW = START + timedelta(hours=20)
SOURCE = WatchSource("feed", "https://fjord.example/rss", "The Fjord Courier")
ITEM = FeedItem(SOURCE.address, "k", "m", "http://news.example/a", "Talks", "They met.", NOW.date())
PAGE = (
    b"<html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1>"
    + b"<p>Envoys of the two states met in Geneva and agreed to meet again next week.</p>" * 3
    + b"</article></body></html>"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    world = World(feeds=3, hours=12, each=10)
    with Ledger(tmp_path_factory.mktemp("vigil") / "news.db") as opened:
        articles = [world.article(piece.number, 12) for piece in world.pieces]
        keep(opened, [code(article) for article in articles], now=NOW)
        yield opened


def test_a_picture_has_the_events_of_the_rules_window(ledger):
    far = situation(indicator("ASSAULT within 3000 days"))
    near = situation(indicator("ASSAULT within 3 days"))
    every = Lookout(ledger)(far, NOW)
    assert len(every.events) == 5
    assert {seen.urls[0][:15] for seen in every.events} == {
        "http://feed0.ex",
        "http://feed1.ex",
        "http://feed2.ex",
    }
    later = NOW + timedelta(days=15)
    assert 0 < len(Lookout(ledger)(near, later).events) < 5
    assert every.start is None
    surge = Lookout(ledger)(situation(indicator("surge of ASSAULT")), NOW)
    assert surge.start == START.date()


def test_countries_narrow_what_is_read(ledger):
    every = Lookout(ledger)(situation(indicator("ASSAULT within 3000 days")), NOW)
    actor = every.events[0].reports[0].claim.actors[0].entity.country
    held = Lookout(ledger)(situation(indicator("ASSAULT within 3000 days"), actors=(actor,)), NOW)
    assert 1 <= len(held.events) < 5
    assert every.events[0].event.id in {seen.event.id for seen in held.events}


def read(web: FakeWeb, source=SOURCE, item=ITEM) -> Article:
    return reader(web.fetcher())(source, item)


def test_the_page_behind_the_link_takes_what_it_lacks_from_the_feed():
    article = read(FakeWeb({"news.example/a": answer(200, PAGE)}))
    assert article.title == "Envoys meet"
    assert (article.published, article.publisher) == (NOW.date(), "The Fjord Courier")
    assert article.url == ITEM.link
    bare = read(FakeWeb({"news.example/a": answer(200, PAGE)}), item=replace(ITEM, day=None))
    assert bare.published is None


@pytest.mark.parametrize("link", ["http://127.0.0.1/a", "http://10.0.0.1/", "http://[::1]/a"])
def test_links_of_feeds_to_private_hosts_are_refused(link):
    web = FakeWeb({})
    with pytest.raises(FetchError):
        read(web, item=replace(ITEM, link=link))
    assert web.connected == []


def test_the_text_of_the_feed_is_never_a_path_or_an_address(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret of the house is here for all of us to read today.")
    source = replace(SOURCE, text="feed")
    for words in (str(secret), "http://127.0.0.1/x", "-"):
        item = replace(ITEM, title="", text=f"{words}")
        try:
            text = read(FakeWeb({}), source, item).text
        except Exception as error:  # noqa: BLE001 - refused is as good
            text = str(error)
        assert "secret of the house" not in text
    held = read(FakeWeb({}), source, replace(ITEM, text="Ministers of both states met for talks."))
    assert held.text.endswith("Ministers of both states met for talks.")
    assert (held.title, held.url, held.published) == ("Talks", ITEM.link, NOW.date())


def test_a_folder_is_watched_with_real_tools(tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Norway shelled Iceland near Oslo on 2026-03-01, killing 3.\n" * 2)
    plan = read_plan("sources:\n  - folder: in\n", folder=tmp_path)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    with Ledger(tmp_path / "news.db") as opened, ExitStack() as stack:
        made = watch(plan, opened, stack, clock=lambda: later, code=code)
        assert made.round().kept == 1
        assert made.round().kept == 0
        assert [view.event.type for view in opened.events()] == ["ASSAULT"]
