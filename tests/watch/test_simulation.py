"""Feeds with faults, and a watch that is killed again and again: nothing lost, nothing doubled.

`bench/watch.py` does the same over real sockets with 200 feeds, 24 hours and real kills.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta

import pytest

from bench.watch_world import START, World, code, plan_text
from tocsin.errors import FetchError
from tocsin.keeping import Keeper
from tocsin.ledger import Ledger
from tocsin.records import Reply
from tocsin.vigil import Lookout
from tocsin.watch import Tools, Watch, read_plan
from tocsin.watch.deliver import Sent
from tocsin.watch.entries import read_entries

FEEDS, HOURS, CALM, KILLS = 9, 6, 7, 20


class Killed(BaseException):
    """The process is gone."""


class Simulation:
    """A world, a clock that only sleeping moves, and a receiver that knows deliveries by id."""

    def __init__(self, path, kills: int) -> None:
        self.path, self.chance = path, random.Random(7)
        self.world = World(feeds=FEEDS, hours=HOURS, each=3)
        self.plan = read_plan(plan_text(self.world, 1))
        self.now = START
        self.calls, self.nonce, self.kills = 0, 0, 0
        self.deadly = set(self.chance.sample(range(20, 700), kills))
        self.served: set[str] = set()
        self.received: dict[str, list[str]] = {}

    @property
    def hour(self) -> float:
        return (self.now - START) / timedelta(hours=1)

    def run(self) -> None:
        while self.hour < HOURS + CALM:
            try:
                self.live()
            except Killed:
                self.kills += 1

    def live(self) -> None:
        with Ledger(self.path) as ledger, ExitStack() as stack:
            watch = Watch(self.plan, self.tools(ledger, stack))
            watch.start()
            while self.hour < HOURS + CALM:
                watch.round()
                self.now += timedelta(minutes=7)

    def tools(self, ledger: Ledger, stack: ExitStack) -> Tools:
        keeper = Keeper(ledger)
        return Tools(
            memory=Deadly(ledger.watching, self),
            ask=self.mortal(self.ask),
            parse=read_entries,
            read=self.mortal(self.read),
            code=code,
            keep=self.mortal(lambda results, now: keeper.keep(results, now=now)),
            picture=Lookout(ledger),
            send=self.mortal(self.send),
            clock=lambda: self.now,
            sleep=lambda seconds: None,
            wait=lambda address: None,
            random=self.chance.random,
            workers=1,
        )

    def mortal(self, call):
        """The call, which may die before or after it did its work."""

        def called(*args, **named):
            self.calls += 1
            at = self.calls
            if at in self.deadly and at % 2:
                raise Killed
            found = call(*args, **named)
            if at in self.deadly:
                raise Killed
            return found

        return called

    def ask(self, url: str, *, etag: str = "", modified: str = "") -> Reply:
        feed = int(url.split("feed")[1].split(".", maxsplit=1)[0])
        self.fault(feed, url)
        self.nonce += 1
        validator = "" if feed % 10 == 4 else self.world.etag(feed, self.hour)
        if etag and etag == validator:
            return Reply(url, 304)
        data, _ = self.world.feed(feed, self.hour, self.nonce)
        return Reply(url, 200, data, etag=validator)

    def read(self, source, item):
        number = int(item.link.split("/a/")[1].split("?")[0])
        self.fault(self.world.pieces[number].feed, item.link)
        article = self.world.article(number, self.hour)
        self.served.add(article.id)
        return article

    def fault(self, feed: int, url: str) -> None:
        fault = self.world.fault(feed, self.hour, self.chance.random())
        if fault:
            raise FetchError(f"{url}: {fault}")

    def send(self, channel, delivery, now) -> Sent:
        """A receiver that is down, or that takes the message and answers too late."""
        draw = self.chance.random()
        if draw < 0.2:
            return Sent("retry", "down")
        self.received[delivery.id] = [alert.id for alert in delivery.alerts]
        return Sent("retry", "too late") if draw < 0.3 else Sent("sent")


class Deadly:
    """The memory, any method of which may die before or after its transaction."""

    def __init__(self, memory, simulation: Simulation) -> None:
        self._memory, self._simulation = memory, simulation

    def __getattr__(self, name: str):
        return self._simulation.mortal(getattr(self._memory, name))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    simulation = Simulation(tmp_path_factory.mktemp("watch") / "news.db", KILLS)
    simulation.run()
    return simulation


def test_it_was_killed(done):
    assert done.kills == KILLS


def test_nothing_is_lost_or_doubled(done):
    with Ledger(done.path) as ledger:
        kept = list(ledger.article_ids())
        final = {done.world.article(piece.number, done.hour).id for piece in done.world.pieces}
        assert set(kept) == done.served
        assert final <= set(kept)
        assert len(kept) == len(set(kept))
        for key in kept:
            assert len(ledger.printings(key)) == 1
        assert ledger.watching.items(status="pending") == ()


def test_an_edit_is_a_revision(done):
    edited = [piece for piece in done.world.pieces if len(piece.versions) == 2]
    with Ledger(done.path) as ledger:
        counts = Counter(len(ledger.revisions(piece.link)) for piece in edited)
        assert counts[2] > 0.6 * len(edited)
        assert set(counts) <= {1, 2}


def test_undated_items_take_no_day_of_ours(done):
    undated = [h for h in _sources(done) if int(h.address.split("feed")[1].split(".")[0]) % 10 == 8]
    assert {health.state for health in undated} <= {"undated", "not-modified"}
    assert all(health.undated == health.items > 0 for health in undated)


def test_every_alert_exactly_once(done):
    with Ledger(done.path) as ledger:
        alerts = ledger.watching.alerts(limit=1000)
    told = Counter(
        alert.evidence[0].quote.partition(" on ")[0] for alert in alerts if alert.indicator == "any"
    )
    shelled = [piece for piece in done.world.pieces if piece.parties]
    expected = {f"{p.parties[0]} shelled {p.parties[1]} near Port{p.number}" for p in shelled}
    assert len(expected) == len(shelled) >= 4
    assert told == Counter(expected)
    assert Counter(alert.indicator for alert in alerts)["many"] <= 1
    received = [alert for held in done.received.values() for alert in held]
    assert Counter(received) == Counter(alert.id for alert in alerts)


def _sources(done):
    with Ledger(done.path) as ledger:
        return ledger.watching.sources()
