"""Expectations that come one after another end where those of all do."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.keeping.made import many
from tocsin.corroborate import Merger
from tocsin.corroborate.expect_live import News, Outlook
from tocsin.corroborate.expectations import expectations
from tocsin.corroborate.weigh import weigh
from tocsin.records import Report

TODAY = date(2026, 3, 14)


def told() -> list[Report]:
    return [
        Report(claim, each.article.id, each.article.published, each.article.publisher)
        for each in many()
        for claim in each.claims
    ]


@pytest.mark.parametrize("seed", range(6))
def test_steps_end_where_the_whole_does(seed: int) -> None:
    dice, pool = random.Random(seed), {report.claim.id: report for report in told()}
    reports: dict[str, Report] = {}
    merger, outlook, found = Merger(), Outlook(reports), {}
    for number in range(30):
        claim = dice.choice(sorted(pool))
        gone = [reports.pop(claim)] if claim in reports else []
        new = [] if gone else [pool[claim]]
        reports.update({report.claim.id: report for report in new})
        events = merger.update(new, [report.claim.id for report in gone])
        standings = tuple(weigh(event, reports) for event in events)
        today = TODAY + timedelta(number // 6)
        for report in gone:
            found.pop(report.claim.id, None)
        news = News(tuple(gone), tuple(new), events, standings)
        found |= {each.claim: each for each in outlook.update(news, today)}
        whole = merger.events()
        expected = expectations(reports, whole, [weigh(e, reports) for e in whole], today=today)
        assert outlook.all() == expected
        assert set(found.values()) == set(expected)
