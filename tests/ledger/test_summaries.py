"""Summaries say the same as counting by hand, on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from bench.desk import keep
from bench.synthetic import entries, moment
from tocsin.ledger import EventQuery, EventView, Ledger

FIRST, LAST = date(2022, 1, 1), date(2022, 2, 1)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger(where) as made:
        keep(made, list(islice(entries(60), 40)))
        yield made


def views(ledger: Ledger) -> tuple[EventView, ...]:
    return ledger.events(EventQuery(limit=None))


def test_size_and_newest(ledger: Ledger) -> None:
    assert ledger.summaries.size() == (ledger.counts()["articles"], ledger.counts()["claims"])
    assert ledger.summaries.newest() == max(r.day for r in ledger.reports() if r.day)


def test_days_and_points_count_every_event(ledger: Ledger) -> None:
    counted = Counter[tuple[date, str]]()
    for view in views(ledger):
        counted[view.days[1], view.event.type] += 1
    days = ledger.summaries.days(FIRST - timedelta(9), LAST)
    assert {(day, type_): number for day, type_, number in days} == dict(counted)
    points = ledger.summaries.points(FIRST - timedelta(9), LAST)
    assert sum(point.events for point in points) == len(views(ledger))
    assert [p.events for p in points] == sorted((p.events for p in points), reverse=True)


def test_parties_pairs_and_dyads_agree(ledger: Ledger) -> None:
    spans = {"first": FIRST - timedelta(9), "last": LAST}
    one, other, number = ledger.summaries.pairs(*spans.values())[0]
    found = ledger.summaries.dyad(one, other, **spans)
    assert len(found) == number
    for each in found:
        actor, recipient = (one, other) if each.forward else (other, one)
        query = EventQuery(actor=actor, recipient=recipient, limit=None)
        assert each.event in {view.event.id for view in ledger.events(query)}
    active = {each.key: each for each in ledger.summaries.actors(*spans.values())}
    acts = ledger.events(EventQuery(actor=one, limit=None))
    assert active[one].acts == len(acts)
    assert other in dict(ledger.summaries.partners(one, **spans))


def test_what_moved_since(ledger: Ledger) -> None:
    assert ledger.summaries.moved(datetime(2030, 1, 1, tzinfo=UTC)) == ()
    everything = ledger.summaries.moved(datetime(2020, 1, 1, tzinfo=UTC), limit=1000)
    assert len(everything) == len(views(ledger))
    assert all(each.new for each in everything)
    before = {view.event.id for view in views(ledger)}
    since = moment(45)
    keep(ledger, list(entries(20, first=60)))
    again = ledger.summaries.moved(since - timedelta(hours=2), limit=1000)
    assert {each.event for each in again if each.new}.isdisjoint(before)


def test_lists_by_id(ledger: Ledger) -> None:
    some = [view.event for view in views(ledger)[:5]]
    assert list(ledger.summaries.views([e.id for e in some])) == [e.id for e in some]
    assert ledger.summaries.views(["none"]) == {}
    claims = [claim for event in some for claim in event.claims]
    assert ledger.summaries.events_of(claims) == {c: e.id for e in some for c in e.claims}
    expected = {each.claim for each in ledger.expectations()}
    assert set(ledger.summaries.expected_of(list(expected))) == expected
    assert len(ledger.summaries.expectations(list(expected)[:3])) == 3


def test_outlets_and_their_articles(ledger: Ledger) -> None:
    outlets = ledger.summaries.outlets()
    assert sum(each.articles for each in outlets) == ledger.counts()["appearances"]
    assert len(ledger.summaries.printed_by(outlets[0].name)) == outlets[0].articles


def test_uncertain_claims_come_worst_first(ledger: Ledger) -> None:
    keys = ledger.summaries.uncertain(FIRST, limit=10)
    scores = [report.claim.score for key in keys if (report := ledger.claim(key))]
    assert scores == sorted(scores)
    assert len(scores) == 10


def test_near_events_share_a_party(ledger: Ledger) -> None:
    event = views(ledger)[0].event
    near = ledger.summaries.near(event.id)
    assert event.id not in {row[0] for row in near}
    assert ledger.summaries.near("none") == ()
