"""When the watch looks again, and what it tells on which channel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.watch.scene import NOW, seen
from tocsin.errors import DataError
from tocsin.ledger import Ledger
from tocsin.records import Mute, Reply
from tocsin.watch import Picture, Tools, Watch, read_plan
from tocsin.watch.deliver import Sent

PLAN = """
sources:
  - feed: https://fjord.example/rss
situations:
  - id: fjord
    title: The fjord
    indicators: [{id: hit, title: A hit, rule: ASSAULT}]
alerts:
  - {id: desk, apprise: "json://desk"}
  - {id: night, apprise: "json://night", quiet: 11:00-13:00}
  - {id: morning, apprise: "json://morning", digest: 07:00}
"""


class Desk:
    """A watch whose events and answers a test sets."""

    def __init__(self, ledger: Ledger, plan: str = PLAN) -> None:
        self.ledger, self.now, self.events = ledger, NOW, []
        self.sent, self.slept, self.answer = [], [], "sent"
        self.days, self.fails = [], False
        tools = Tools(
            memory=ledger.watching,
            ask=lambda url, **validators: Reply(url, 304),
            parse=lambda data, **told: [],
            read=lambda source, item: None,
            code=lambda article: article,
            keep=lambda articles, now: None,
            picture=lambda situation, now: Picture(tuple(self.events)),
            send=self.send,
            clock=lambda: self.now,
            sleep=self.sleep,
            wait=lambda address: None,
            random=lambda: 0.5,
            workers=1,
            daily=self.daily,
        )
        self.watch = Watch(read_plan(plan), tools)
        self.watch.start()

    def send(self, channel, delivery, now):
        self.sent.append((channel.id, delivery.id, [alert.event for alert in delivery.alerts]))
        return Sent(self.answer)

    def daily(self, now):
        self.days.append(now)
        if self.fails:
            raise DataError("no room")

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        if len(self.slept) > 2:
            raise KeyboardInterrupt

    def round(self, **hours: float):
        self.now += timedelta(**hours)
        self.sent.clear()
        return self.watch.round()

    def told(self):
        return [(channel, events) for channel, _, events in self.sent]


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "news.db") as opened:
        yield opened


def test_channels_quiet_hours_and_digest(ledger):
    desk = Desk(ledger)
    desk.events = [seen("a"), seen("b")]
    done = desk.round(minutes=10)
    assert (done.alerts, done.sent) == (2, 2)
    assert sorted(desk.told()) == [("desk", ["a"]), ("desk", ["b"])]
    desk.round(hours=1)
    assert sorted(desk.told()) == [("night", ["a"]), ("night", ["b"])]
    desk.round(hours=18)
    assert [(name, sorted(events)) for name, events in desk.told()] == [("morning", ["a", "b"])]
    desk.round(hours=24)
    assert desk.told() == []


def test_a_message_is_tried_again_under_its_id(ledger):
    desk = Desk(ledger)
    desk.events, desk.answer = [seen("a")], "retry"
    desk.round(minutes=10)
    first = [key for channel, key, _ in desk.sent if channel == "desk"]
    desk.answer = "sent"
    desk.round(minutes=10)
    assert [key for channel, key, _ in desk.sent if channel == "desk"] == first


def test_what_is_muted_is_kept_and_not_sent(ledger):
    desk = Desk(ledger)
    ledger.watching.mute(Mute("fjord/hit", NOW + timedelta(hours=1)))
    desk.events = [seen("a")]
    assert desk.round(minutes=10).alerts == 1
    desk.round(days=2)
    assert desk.told() == []
    (alert,) = ledger.watching.alerts()
    assert {row["status"] for row in ledger.watching.deliveries(alert.id)} == {"muted"}


def test_a_restart_tells_nothing_twice(ledger):
    desk = Desk(ledger)
    desk.events = [seen("a")]
    desk.round(minutes=10)
    again = Desk(ledger)
    again.events, again.now = desk.events, desk.now
    assert again.round(minutes=10).alerts == 0
    assert again.told() == []


def test_it_sleeps_until_something_is_due(ledger):
    desk = Desk(ledger)
    desk.watch.round()
    assert desk.watch.seconds_left() == 300.0
    desk.now += timedelta(minutes=14, seconds=50)
    desk.watch._check()
    assert desk.watch.seconds_left() == pytest.approx(10.0)


def test_alerts_of_channels_that_are_gone_keep_nobody_awake(ledger):
    desk = Desk(ledger)
    desk.events, desk.answer = [seen("a")], "retry"
    desk.round(minutes=10)
    quiet = Desk(ledger, PLAN.partition("alerts:")[0])
    quiet.now = desk.now + timedelta(minutes=20)
    quiet.watch.round()
    assert quiet.watch.seconds_left() == 300.0


def test_it_runs_until_it_is_interrupted(ledger):
    desk, rounds = Desk(ledger), []
    with pytest.raises(KeyboardInterrupt):
        desk.watch.run(report=rounds.append)
    assert [done.looked for done in rounds] == [1, 0, 0]
    desk.watch.run(once=True, report=rounds.append)
    assert len(rounds) == 4


def test_what_is_done_daily_is_done_once_a_day(ledger):
    desk = Desk(ledger)
    desk.round()
    desk.round(minutes=10)
    assert desk.days == [NOW]
    desk.fails = True
    assert desk.round(days=1).problems == ("what is done once a day: no room",)
    assert desk.round(hours=1).problems == ()
    assert desk.days == [NOW, NOW + timedelta(days=1, minutes=10)]
