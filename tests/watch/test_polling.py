from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.scene import NOW, TODAY
from tocsin.records import FeedHealth, Reply, WatchSource
from tocsin.watch.entries import Entry
from tocsin.watch.polling import (
    LONGEST_WAIT,
    failed,
    items_of,
    pause,
    plain_link,
    scheduled,
    succeeded,
)

SOURCE = WatchSource("feed", "https://fjord.example/rss")
NEW = FeedHealth(SOURCE.address)
WORDS = (
    "Ministers of both states met for two hours on the ferry and spoke about the price of fresh "
    "fish, of bread and of salt."
)


def items(*entries: Entry):
    return items_of(SOURCE, entries, today=TODAY)


def entry(**told: str) -> Entry:
    return Entry(**({"link": "https://fjord.example/a", "title": "Talks", "text": WORDS} | told))


def test_the_link_is_the_key_and_the_words_are_the_mark():
    first, second = items(entry(id="1")), items(entry(id="2", day="2026-03-01"))
    assert first[0].key == second[0].key == "https://fjord.example/a"
    assert first[0].mark == second[0].mark
    assert items(entry(text=WORDS + " More."))[0].mark != first[0].mark
    assert items(entry(link="https://fjord.example/b"))[0].mark == first[0].mark


def test_few_words_are_told_apart_by_link_and_time_of_change():
    thin = entry(text="")
    assert items(thin)[0].mark != items(replace(thin, link="https://fjord.example/b"))[0].mark
    assert items(thin)[0].mark != items(replace(thin, updated="2026-03-02"))[0].mark
    full = entry()
    assert items(full)[0].mark == items(replace(full, updated="2026-03-02"))[0].mark


def test_without_a_link_the_id_or_the_words_are_the_key():
    assert items(entry(link="", id="urn:1"))[0].key == "urn:1"
    bare = items(entry(link=""))[0]
    assert bare.key == bare.mark


def test_the_same_entry_twice_is_one_item():
    assert len(items(entry(), entry(id="2"), entry(link="https://fjord.example/b"))) == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-18", date(2026, 3, 18)),
        ("2026-03-21", date(2026, 3, 21)),
        ("2026-03-22", None),
        ("1970-01-01", None),
        ("", None),
        ("soon", None),
    ],
)
def test_a_day_that_cannot_be_is_no_day(text, day):
    assert items(entry(day=text))[0].day == day


@pytest.mark.parametrize(
    ("link", "plain"),
    [
        ("https://A.example/x?utm_source=rss&id=3#top", "https://a.example/x?id=3"),
        ("https://a.example/x?id=3&q=a%20b", "https://a.example/x?id=3&q=a%20b"),
        ("https://a.example/x?fbclid=1", "https://a.example/x"),
        ("", ""),
    ],
)
def test_plain_links(link, plain):
    assert plain_link(link) == plain


def test_states_are_kept_apart():
    dated, undated = items(entry(day="2026-03-18")), items(entry())
    told = Reply("u", 200, etag='"1"', modified="m")
    ok = succeeded(NEW, told, dated, now=NOW)
    assert (ok.state, ok.items, ok.newest, ok.etag) == ("ok", 1, date(2026, 3, 18), '"1"')
    bare = succeeded(ok, told, undated, now=NOW)
    assert (bare.state, bare.undated, bare.newest) == ("undated", 1, date(2026, 3, 18))
    assert succeeded(ok, told, (), now=NOW).state == "empty"
    same = succeeded(ok, Reply("u", 304), (), now=NOW)
    assert (same.state, same.items, same.etag) == ("not-modified", 1, '"1"')
    broken = failed(failed(ok, "no answer", now=NOW), "no answer", now=NOW)
    assert (broken.state, broken.failures, broken.succeeded) == ("failing", 2, NOW)
    assert (broken.items, broken.etag) == (1, '"1"')
    assert succeeded(broken, told, dated, now=NOW).failures == 0


def test_back_off_and_retry_after():
    assert pause(15, 0, lambda: 0.5) == timedelta(minutes=15)
    waits = [pause(15, failures, lambda: 0.5) for failures in range(1, 12)]
    assert waits[:3] == [timedelta(minutes=m) for m in (22.5, 45, 90)]
    assert waits[-1] == LONGEST_WAIT
    assert pause(15, 1, lambda: 0.0, retry_after=7200) == timedelta(hours=2)
    assert pause(15, 0, lambda: 0.5, retry_after=1) == timedelta(minutes=15)
    assert pause(15, 1, lambda: 0.0, retry_after=9e8) == LONGEST_WAIT
    gone = scheduled(failed(NEW, "gone", now=NOW, state="gone"), 15, random=lambda: 0.5)
    assert gone.next_try == NOW + timedelta(days=7)


@given(st.floats(1, 2000), st.integers(0, 60), st.floats(0, 0.999))
def test_a_pause_is_never_short_and_never_endless(minutes, failures, chance):
    wait = pause(minutes, failures, lambda: chance)
    assert timedelta(minutes=0.9 * min(minutes, 1440)) <= wait <= LONGEST_WAIT
