from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.watch.scene import NOW
from tocsin.records import Alert, Delivery, Evidence, Mute
from tocsin.watch import Channel, Quiet
from tocsin.watch.deliver import TRIES, Sent, after, due, is_quiet, message, payload, route

EVIDENCE = Evidence(
    "e", "c", "Troops crossed.", "a", "T", "The Fjord Courier", "https://x.example/1"
)
ALERT = Alert("a1", "fjord", "troops", "observed", "e", NOW, "The fjord: troops", "1", (EVIDENCE,))
DESK = Channel("desk", "webhook", "https://desk.example/")
SENDING = Delivery("d1", "desk", (ALERT,), NOW)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_routes():
    other = replace(ALERT, id="a2", situation="bay")
    bay = replace(DESK, id="bay", situations=("bay",))
    routes = route([ALERT, other], [DESK, bay], now=NOW, mutes=[])
    assert [(alert, channel) for alert, channel, _, _ in routes] == [
        ("a1", "desk"),
        ("a2", "desk"),
        ("a2", "bay"),
    ]
    assert {status for *_, status in routes} == {"waiting"}


@pytest.mark.parametrize(
    ("target", "until", "status"),
    [
        ("fjord", 1, "muted"),
        ("fjord/troops", 1, "muted"),
        ("fjord/talks", 1, "waiting"),
        ("fjord", -1, "waiting"),
    ],
)
def test_mutes(target, until, status):
    mute = Mute(target, NOW + timedelta(hours=until))
    assert route([ALERT], [DESK], now=NOW, mutes=[mute])[0][3] == status


@pytest.mark.parametrize(
    ("now", "quiet", "sent"),
    [
        ("2026-03-20T20:59", "22-7", "2026-03-20T20:59"),
        ("2026-03-20T21:00", "22-7", "2026-03-21T06:00"),
        ("2026-03-21T05:59", "22-7", "2026-03-21T06:00"),
        ("2026-03-21T06:00", "22-7", "2026-03-21T06:00"),
        ("2026-03-20T12:00", "13-14", "2026-03-20T13:00"),
        ("2026-03-28T21:30", "22-7", "2026-03-29T05:00"),  # the night of summer time
    ],
)
def test_quiet_hours_in_oslo(now, quiet, sent):
    start, end = (time(int(hour)) for hour in quiet.split("-"))
    channel = replace(DESK, quiet=Quiet(start, end, "Europe/Oslo"))
    assert due(channel, ALERT, at(now)) == at(sent)
    assert due(channel, replace(ALERT, urgent=True), at(now)) == at(now)
    assert is_quiet(channel.quiet, at(now)) is (now != sent)


def test_a_digest_waits_for_its_hour():
    channel = replace(DESK, digest=time(7), zone="Europe/Oslo")
    assert due(channel, ALERT, at("2026-03-20T05:00")) == at("2026-03-20T06:00")
    assert due(channel, ALERT, at("2026-03-20T06:00")) == at("2026-03-21T06:00")


def test_what_becomes_of_an_attempt():
    sent = after(SENDING, Sent("sent"), now=NOW, random=lambda: 0.5)
    assert (sent.status, sent.tries, sent.error) == ("sent", 1, "")
    again = after(SENDING, Sent("retry", "down"), now=NOW, random=lambda: 0.5)
    assert (again.status, again.error) == ("waiting", "down")
    assert NOW < again.due < NOW + timedelta(minutes=1)
    later = after(SENDING, Sent("retry", "busy", 600.0), now=NOW, random=lambda: 0.5)
    assert later.due == NOW + timedelta(minutes=10)
    assert after(SENDING, Sent("failed", "gone"), now=NOW, random=lambda: 0.5).status == "failed"
    last = replace(SENDING, tries=TRIES - 1)
    assert after(last, Sent("retry", "down"), now=NOW, random=lambda: 0.5).status == "failed"


def test_tries_go_on_for_days():
    delivery = SENDING
    while delivery.status == "waiting":
        delivery = after(delivery, Sent("retry", "down"), now=delivery.due, random=lambda: 0.5)
    assert timedelta(days=3) < delivery.due - NOW < timedelta(days=10)


def test_what_a_message_says():
    title, text = message(SENDING)
    assert title == "The fjord: troops"
    assert "“Troops crossed.” (The Fjord Courier)\nhttps://x.example/1" in text
    two = replace(SENDING, alerts=(ALERT, replace(ALERT, id="a2", headline="Second")))
    title, text = message(two)
    assert title == "Tocsin: 2 alerts"
    assert text.index("The fjord: troops") < text.index("Second")


def test_the_payload_has_the_evidence():
    held = payload(SENDING)
    assert held["delivery"] == "d1"
    (alert,) = held["alerts"]
    assert alert["id"] == "a1"
    assert alert["evidence"] == [
        {
            "quote": "Troops crossed.",
            "publisher": "The Fjord Courier",
            "url": "https://x.example/1",
            "title": "T",
            "day": None,
            "event": "e",
            "claim": "c",
            "article": "a",
        }
    ]
