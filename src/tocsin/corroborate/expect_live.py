"""Expectations of reports that come one after another.

What settles an expectation stands in its own event, in its own article, or in later claims of its
type, or of rejections, that share a country with it. So only those that new claims touch in one of
these ways are settled anew, and `Outlook` ends up where `expectations` of all does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.corroborate.days import NEWS, day_of, order
from tocsin.corroborate.expect_due import is_expectation
from tocsin.corroborate.expect_known import HORIZON, Known, countries_of, partied
from tocsin.corroborate.expect_settle import may_settle, silent_from
from tocsin.corroborate.expectations import expectation
from tocsin.corroborate.paged import fetch, paged
from tocsin.corroborate.recall import OutlookRecall, Waiting
from tocsin.records import Event, Expectation, Report, Standing

REJECTION = "REJECT"


@dataclass(frozen=True, slots=True)
class News:
    """What changed: reports that are there no more, new ones, events with other claims or another
    standing, and the standings of these."""

    gone: tuple[Report, ...] = ()
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    standings: tuple[Standing, ...] = ()


class Outlook:
    """The expectations of all reports so far. ``reports`` is shared with the caller, who changes it
    before each `update`."""

    def __init__(
        self,
        reports: Mapping[str, Report],
        recall: OutlookRecall | None = None,
        today: date | None = None,
    ) -> None:
        self._recall, self._today = recall, today
        self._known = Known(
            reports,
            event_of=paged(recall.events if recall else None),
            standings=paged(recall.standings if recall else None),
            in_article=paged(recall.in_article if recall else None),
            by_party=paged(recall.by_party if recall else None),
        )
        self._found: dict[str, Expectation] = paged(recall.expectations if recall else None)
        self._waiting: dict[tuple[str, str], Waiting] = paged(recall.waiting if recall else None)
        self._kinds: dict[str, set[str]] = paged(recall.kinds if recall else None)

    def update(self, news: News, today: date) -> tuple[Expectation, ...]:
        """Take in what changed; the expectations that are others now, or new."""
        articles = {report.article for report in (*news.gone, *news.reports)}
        self._forget(news.gone)
        touched = {claim for event in news.events for claim in event.claims}
        told = self._moved(news)
        self._learn(news)
        told |= {each.claim.id for a in articles for each in self._known.in_article.get(a, ())}
        held = self._known.reports
        fetch(held, touched | told)
        fetch(self._known.in_article, {held[c].article for c in touched | told if c in held})
        dirty = {c for claim in touched | told if claim in held for c in self._within(held[claim])}
        changed = [held[claim] for claim in told if claim in held]
        dirty |= {claim for report in (*changed, *news.gone) for claim in self._bearing(report)}
        if today != self._today:
            self._foresee(today)
            dirty |= {c for c, each in self._found.items() if self._turns(each, today)}
            self._today = today
        return self._settle(dirty)

    def hold(self, report: Report) -> None:
        """Recall what stands beside a report that is about to change."""
        deque(self._lists(report), maxlen=0)

    def all(self) -> tuple[Expectation, ...]:
        """All expectations, in the order of publication."""
        ordered = sorted(self._found, key=lambda claim: order(self._known.reports[claim]))
        return tuple(self._found[claim] for claim in ordered)

    def _foresee(self, today: date) -> None:
        """Fetch the expectations of which silence may speak by one of two days only."""
        if self._recall is not None and self._today is not None:
            first, last = sorted((self._today, today))
            fetch(self._found, self._recall.due(first - timedelta(NEWS + 1), last))

    def _turns(self, found: Expectation, today: date) -> bool:
        """Whether silence speaks by one of two days, and not by the other."""
        told = silent_from(found.due)
        if told is None or found.settled_in is not None:
            return False
        return (self._today is not None and self._today >= told) != (today >= told)

    def _settle(self, dirty: Iterable[str]) -> tuple[Expectation, ...]:
        reports = self._known.reports
        made = {c: expectation(reports[c], self._known, self._today) for c in dirty if c in reports}
        changed = sorted(claim for claim, each in made.items() if self._found.get(claim) != each)
        self._found |= made
        return tuple(made[claim] for claim in changed)

    def _forget(self, gone: Iterable[Report]) -> None:
        for report in gone:
            self._known.event_of.pop(report.claim.id, None)
            for listed in self._lists(report):
                _take(listed, report)
            self._found.pop(report.claim.id, None)
            for country in countries_of(report.claim):
                self._waiting.get((report.claim.type, country), {}).pop(report.claim.id, None)

    def _learn(self, news: News) -> None:
        fetch(self._known.by_party, [key for each in news.reports for key in partied(each)])
        for report in news.reports:
            for listed in self._lists(report):
                listed.insert(bisect_left(listed, order(report), key=order), report)
            if is_expectation(report.claim) and report.day is not None:
                for country in countries_of(report.claim):
                    self._kinds.setdefault(country, set()).add(report.claim.type)
                    key = (report.claim.type, country)
                    self._waiting.setdefault(key, {})[report.claim.id] = report.day
        for event in news.events:
            self._known.event_of.update(dict.fromkeys(event.claims, event))
        self._known.standings.update({each.event: each for each in news.standings})

    def _lists(self, report: Report) -> Iterator[list[Report]]:
        """Where the report stands in what is known, in the order of publication."""
        yield self._known.in_article.setdefault(report.article, [])
        for key in partied(report):
            yield self._known.by_party.setdefault(key, [])

    def _moved(self, news: News) -> set[str]:
        """The claims that stand in another event than before, or in one whose first report is
        new. One that stays in an event which only grew tells nothing new to expectations outside
        of it."""
        fetch(self._known.event_of, {claim for event in news.events for claim in event.claims})
        held, fresh = self._known.event_of, {report.claim.id for report in news.reports}
        return {
            claim
            for event in news.events
            for claim in event.claims
            if event.claims[0] in fresh or claim not in held or held[claim].id != event.id
        }

    def _within(self, report: Report) -> Iterator[str]:
        """The report itself if it is an expectation, and those of its article that may hang on it
        by a condition."""
        for mate in self._known.in_article.get(report.article, ()):
            own = mate.claim.id == report.claim.id
            if (own or mate.claim.condition is not None) and is_expectation(mate.claim):
                yield mate.claim.id

    def _bearing(self, report: Report) -> Iterator[str]:
        """The expectations of other articles on which a report may bear."""
        if report.day is None:
            return
        seen: Waiting = {}
        for country in countries_of(report.claim):
            rejects = report.claim.type == REJECTION
            types = self._kinds.get(country, set()) if rejects else {report.claim.type}
            for kind in types:
                seen |= self._waiting.get((kind, country), {})
        ahead = [claim for claim, day in seen.items() if day < report.day]
        fetch(self._found, ahead)
        for claim in ahead:
            if self._may_settle(report, claim, seen[claim]):
                yield claim

    def _may_settle(self, report: Report, claim: str, announced: date) -> bool:
        held = self._found.get(claim)
        until = held.due[1] if held else None
        if held is None or day_of(report) > max(announced, until or announced) + HORIZON:
            return held is None
        return may_settle(self._known.reports[claim], held.due, report)


def _take(listed: list[Report], report: Report) -> None:
    at = bisect_left(listed, order(report), key=order)
    if at < len(listed) and listed[at].claim.id == report.claim.id:
        listed.pop(at)
