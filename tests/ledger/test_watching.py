from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ledger.news import at
from tocsin.ledger import Ledger
from tocsin.records import (
    Alert,
    Change,
    Evidence,
    FeedHealth,
    FeedItem,
    Indicator,
    IndicatorState,
    Mute,
    PendingItem,
    Situation,
)
from tocsin.watch.checking import Outcome

FEED = FeedHealth("https://fjord.example/rss", state="ok", etag='"1"', checked=at(0))


@pytest.fixture
def watching(where: str):
    with Ledger(where) as ledger:
        yield ledger.watching


def item(key: str, mark: str = "", source: str = FEED.address) -> FeedItem:
    return FeedItem(source, key, mark or f"mark of {key}", link=key, title=f"About {key}")


def alert(name: str, hour: int = 0) -> Alert:
    evidence = (Evidence("e1", "c1", "Troops crossed the fjord.", "a1", url="https://x.example/1"),)
    return Alert(name, "fjord", "crossing", "observed", "e1", at(hour), "Seen", "1", evidence)


def put(watching, *alerts: Alert, told=None, channel: str = "desk"):
    send = [(each.id, channel, each.at, "waiting") for each in alerts]
    return watching.put_outcome("fjord", Outcome(alerts=alerts, told=told or {}), send)


def test_a_source_is_kept_with_its_new_items(watching):
    assert watching.take(FEED, [item("a"), item("b")], now=at(0)) == 2
    assert watching.take(replace(FEED, etag='"2"'), [item("b"), item("c")], now=at(1)) == 1
    assert [health.etag for health in watching.sources()] == ['"2"']
    assert [each.item.key for each in watching.pending(now=at(2))] == ["a", "b", "c"]
    assert watching.next_item() == at(0)


def test_other_keys_with_known_words_are_not_new(watching):
    watching.take(FEED, [item("a", "words")], now=at(0))
    assert watching.take(FEED, [item("a?session=2", "words")], now=at(1)) == 0
    assert watching.take(FEED, [item("x", "same"), item("y", "same")], now=at(1)) == 1
    other = replace(FEED, address="https://ice.example/rss")
    assert watching.take(other, [item("a", "words", other.address)], now=at(1)) == 1


def test_an_edit_is_read_again_but_not_at_once(watching):
    watching.take(FEED, [item("a", "first")], now=at(0))
    watching.finish([item("a", "first")], now=at(0.1))
    assert watching.pending(now=at(5)) == ()
    assert watching.take(FEED, [item("a", "second")], now=at(0.2)) == 1
    assert watching.pending(now=at(1)) == ()
    assert [each.item.mark for each in watching.pending(now=at(1.2))] == ["second"]


def test_an_edit_that_comes_while_the_item_is_read_is_not_lost(watching):
    watching.take(FEED, [item("a", "first")], now=at(0))
    watching.take(FEED, [item("a", "second")], now=at(0))
    watching.finish([item("a", "first")], now=at(0))
    assert [each.item.mark for each in watching.pending(now=at(0))] == ["second"]


def test_items_are_tried_again_and_given_up(watching):
    watching.take(FEED, [item("a")], now=at(0))
    watching.postpone(PendingItem(item("a"), at(3), 1), "the server is too slow")
    assert watching.pending(now=at(2)) == ()
    assert watching.pending(now=at(3))[0].tries == 1
    watching.finish([item("a")], now=at(3), note="no such page")
    held = watching.items(status="given-up")
    assert [(each["key"], each["note"]) for each in held] == [("a", "no such page")]


def test_situations_and_states(watching):
    indicator = Indicator("crossing", "Troops cross", "MOBILIZE by NOR")
    fjord = Situation("fjord", "The fjord", actors=("NOR",), indicators=(indicator,))
    watching.put_situations([fjord, Situation("ice", "The ice")])
    watching.put_situations([fjord])
    assert watching.situations() == (fjord,)
    state = IndicatorState("fjord", "crossing", "observed", at(0), ("e1",), ("c1",), at(0).date())
    change = Change("fjord", "crossing", "not-seen", "observed", at(0), ("e1",), ("c1",))
    watching.put_outcome("fjord", Outcome((state,), (change,)))
    assert watching.states("fjord") == watching.states() == (state,)
    assert watching.changes(since=at(-1)) == (change,)
    assert watching.changes(since=at(0)) == ()
    assert watching.changes(situation="ice") == ()


def test_an_alert_is_kept_and_sent_once(watching):
    assert put(watching, alert("a1"), told={"m": "a1"}) == (alert("a1"),)
    assert put(watching, alert("a1"), alert("a2", 1)) == (alert("a2", 1),)
    assert watching.told("fjord") == {"m": "a1"}
    assert [each.id for each in watching.alerts()] == ["a2", "a1"]
    first, second = watching.due_deliveries("desk", now=at(1), together=False)
    assert [first.alerts, second.alerts] == [(alert("a1"),), (alert("a2", 1),)]
    assert watching.due_deliveries("desk", now=at(1), together=False) == (first, second)
    watching.delivered(replace(first, status="sent", tries=1))
    assert watching.due_deliveries("desk", now=at(9), together=False) == (second,)
    assert watching.deliveries("a1")[0]["status"] == "sent"
    assert watching.next_delivery(["desk", "phone"]) == at(1)
    assert watching.next_delivery(["phone"]) is None


def test_a_digest_keeps_its_id_while_more_alerts_come(watching):
    put(watching, alert("a1"), alert("a2"))
    (digest,) = watching.due_deliveries("desk", now=at(0), together=True)
    assert [each.id for each in digest.alerts] == ["a1", "a2"]
    put(watching, alert("a3"))
    watching.delivered(replace(digest, tries=1, due=at(1), error="no answer"))
    later = watching.due_deliveries("desk", now=at(1), together=True)
    assert {each.id: len(each.alerts) for each in later} == {digest.id: 2, later[0].id: 1}


def test_mutes_end(watching):
    watching.mute(Mute("fjord", at(2), "ada"))
    assert watching.mutes(now=at(1)) == (Mute("fjord", at(2), "ada"),)
    assert watching.mutes(now=at(2)) == ()
    watching.mute(Mute("fjord", at(0)))
    assert watching.mutes(now=at(1)) == ()


def test_a_backup_holds_the_memory_of_the_watch(where, tmp_path):
    with Ledger(where) as ledger:
        ledger.watching.take(FEED, [item("a")], now=at(0))
        put(ledger.watching, alert("a1"), told={"m": "a1"})
        ledger.backup(tmp_path / "kept.zip", now=at(1))
    with Ledger(tmp_path / "new.db") as copy:
        copy.restore(tmp_path / "kept.zip")
        assert copy.watching.told("fjord") == {"m": "a1"}
        assert len(copy.watching.pending(now=at(1))) == 1
        assert len(copy.watching.due_deliveries("desk", now=at(1), together=False)) == 1


def test_the_first_released_memory_of_the_watch_is_read(tmp_path):
    """The frozen ledger of schema 0003, as it was when the watch came."""
    frozen = Path(__file__).parent / "frozen/schema_0003.sqlite.sql"
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.executescript(frozen.read_text(encoding="utf-8"))
    with Ledger(tmp_path / "old.db", create=False) as ledger:
        watching = ledger.watching
        assert [health.etag for health in watching.sources()] == ['"1"']
        assert [(each.item.key, each.tries) for each in watching.pending(now=at(0))] == [("a", 1)]
        assert watching.situations()[0].indicators[0].rule == "MOBILIZE by NOR"
        assert [state.state for state in watching.states("fjord")] == ["observed"]
        assert [change.after for change in watching.changes()] == ["observed"]
        assert watching.told("fjord") == {"m": "a1"}
        (delivery,) = watching.due_deliveries("desk", now=at(0), together=False)
        assert (delivery.id, delivery.alerts, delivery.tries) == ("d1", (alert("a1"),), 1)
        assert watching.mutes(now=at(1)) == (Mute("fjord", at(2), "ada"),)
