"""Looking and reading with doubles: what is tried again, given up, or stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.watch.scene import NOW
from tocsin.errors import DataError, FetchError, InputError
from tocsin.ledger import Ledger
from tocsin.records import Article, Reply
from tocsin.watch import Picture, Tools, Watch, read_plan
from tocsin.watch.deliver import Sent
from tocsin.watch.entries import read_entries

FEED = "https://fjord.example/rss"
WORDS = " ".join(["Ministers met on the ferry and spoke about fish for a very long time."] * 4)
RSS = (
    f"<rss version='2.0'><channel><item><title>Talks</title><link>https://fjord.example/a</link>"
    f"<description>{WORDS}</description></item></channel></rss>"
).encode()


class Desk:
    """A watch over one feed, with answers that a test sets."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.now = ledger, NOW
        self.reply: Reply | Exception = Reply(FEED, 200, RSS, etag='"1"')
        self.article: Article | Exception = Article("Ministers met.", url="https://fjord.example/a")
        self.read, self.kept, self.refused = [], [], set()
        plan = read_plan(f"sources:\n  - feed: {FEED}\n")
        self.watch = Watch(plan, self.tools())

    def tools(self) -> Tools:
        return Tools(
            memory=self.ledger.watching,
            ask=lambda url, **validators: self.told(self.reply),
            parse=read_entries,
            read=self.get,
            code=self.code,
            keep=self.keep,
            picture=lambda situation, now: Picture(),
            send=lambda *_: Sent("sent"),
            clock=lambda: self.now,
            sleep=lambda seconds: None,
            wait=lambda address: None,
            random=lambda: 0.5,
            workers=1,
        )

    @staticmethod
    def told(answer):
        if isinstance(answer, Exception):
            raise answer
        return answer

    def get(self, source, item):
        self.read.append(source.text)
        if source.text == "feed":
            return Article(item.text)
        return self.told(self.article)

    def code(self, article):
        if "odd" in article.text:
            raise ValueError("odd")
        return article

    def keep(self, articles, now):
        if any(article.text in self.refused for article in articles):
            raise DataError("no")
        self.kept.extend(article.text for article in articles)

    def round(self, hours: float = 0):
        self.now += timedelta(hours=hours)
        return self.watch.round()

    def health(self):
        return self.ledger.watching.sources()[0]

    def notes(self):
        return [(each["status"], each["note"]) for each in self.ledger.watching.items()]


@pytest.fixture
def desk(tmp_path):
    with Ledger(tmp_path / "news.db") as ledger:
        yield Desk(ledger)


def test_an_item_is_read_and_kept_once(desk):
    first, second = desk.round(), desk.round(1)
    assert (first.looked, first.new, first.kept) == (1, 1, 1)
    assert (second.looked, second.new, second.kept) == (1, 0, 0)
    assert desk.kept == ["Ministers met."]
    assert desk.health().etag == '"1"'


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Reply(FEED, 304), "not-modified"),
        (Reply(FEED, 500), "failing"),
        (Reply(FEED, 403), "refused"),
        (Reply(FEED, 410), "gone"),
        (Reply(FEED, 200, b"<html><body>no"), "refused"),
        (Reply(FEED, 200, b"<rss version='2.0'><channel/></rss>"), "empty"),
        (FetchError("too slow"), "failing"),
    ],
)
def test_states_of_a_source(desk, answer, state):
    desk.reply = answer
    done = desk.round()
    assert desk.health().state == state
    assert bool(done.problems) == (state not in {"not-modified", "empty"})
    assert desk.round(0.1).looked == 0


def test_validators_of_a_feed_that_could_not_be_read_are_not_kept(desk):
    desk.reply = Reply(FEED, 200, b"nonsense", etag='"2"')
    desk.round()
    assert desk.health().etag == ""


def test_retry_after_is_kept(desk):
    desk.reply = Reply(FEED, 503, retry_after=7200.0)
    desk.round()
    assert desk.health().next_try == NOW + timedelta(hours=2)


def test_an_article_that_cannot_be_had_is_tried_again_and_then_the_feed_stands_in(desk):
    desk.article = FetchError("no answer")
    for _ in range(5):
        assert desk.round(30).kept == 0
    assert desk.round(30).kept == 1
    assert desk.kept == [WORDS]
    assert desk.read == ["page"] * 6 + ["feed"]


def test_an_article_that_is_none_is_given_up(desk):
    desk.article = InputError("a PDF")
    desk.reply = replace(desk.reply, data=RSS.replace(WORDS.encode(), b"Few words."))
    done = desk.round()
    assert done.problems == ("https://fjord.example/a: a PDF",)
    assert desk.notes() == [("given-up", "a PDF")]


def test_a_text_that_breaks_the_coder_does_not_stop_the_watch(desk):
    desk.article = Article("an odd text")
    assert "cannot be coded (ValueError: odd)" in desk.round().problems[0]
    assert desk.notes()[0][0] == "given-up"


def test_one_article_that_cannot_be_kept_does_not_take_others_with_it(desk):
    second = RSS.replace(b"fjord.example/a", b"fjord.example/b").replace(b"ferry", b"bridge")
    both = RSS.replace(b"</channel></rss>", second[second.index(b"<item>") :])
    desk.reply = Reply(FEED, 200, both)
    texts = iter(["bad", "good"])
    desk.get = None
    desk.watch._tools = replace(desk.watch._tools, read=lambda *_: Article(next(texts)))
    desk.refused = {"bad"}
    done = desk.round()
    assert (done.kept, desk.kept) == (1, ["good"])
    assert "cannot be kept (no)" in done.problems[0]
