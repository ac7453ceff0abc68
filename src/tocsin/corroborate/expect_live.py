"""Expectations of reports that come one after another.

What settles an expectation stands in its own event, in its own article, or in later claims of its
type, or of rejections, that share a country with it. So only those that new claims touch in one of
these ways are settled anew, and `Outlook` ends up where `expectations` of all does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tocsin.corroborate.days import day_of, order
from tocsin.corroborate.expect_due import is_expectation
from tocsin.corroborate.expect_known import HORIZON, Known, countries_of
from tocsin.corroborate.expect_settle import may_settle, silent_from
from tocsin.corroborate.expectations import expectation
from tocsin.records import Event, Expectation, Report, Standing

REJECTION = "REJECT"
NONE: frozenset[str] = frozenset()


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

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._known = Known(reports)
        self._found: dict[str, Expectation] = {}
        self._waiting: dict[tuple[str, str], set[str]] = {}
        self._kinds: set[str] = set()
        self._today: date | None = None

    def update(self, news: News, today: date) -> tuple[Expectation, ...]:
        """Take in what changed; the expectations that are others now, or new."""
        articles = {report.article for report in (*news.gone, *news.reports)}
        self._forget(news.gone)
        touched = {claim for event in news.events for claim in event.claims}
        told = self._moved(news)
        self._learn(news)
        told |= {each.claim.id for a in articles for each in self._known.in_article.get(a, ())}
        held = self._known.reports
        dirty = {c for claim in touched | told if claim in held for c in self._within(held[claim])}
        changed = [held[claim] for claim in told if claim in held]
        dirty |= {claim for report in (*changed, *news.gone) for claim in self._bearing(report)}
        if today != self._today:
            dirty |= {c for c, each in self._found.items() if self._turns(each, today)}
            self._today = today
        return self._settle(dirty)

    def all(self) -> tuple[Expectation, ...]:
        """All expectations, in the order of publication."""
        ordered = sorted(self._found, key=lambda claim: order(self._known.reports[claim]))
        return tuple(self._found[claim] for claim in ordered)

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
                self._waiting.get((report.claim.type, country), set()).discard(report.claim.id)

    def _learn(self, news: News) -> None:
        for report in news.reports:
            for listed in self._lists(report):
                listed.insert(bisect_left(listed, order(report), key=order), report)
            if is_expectation(report.claim):
                self._kinds.add(report.claim.type)
                for country in countries_of(report.claim):
                    key = (report.claim.type, country)
                    self._waiting.setdefault(key, set()).add(report.claim.id)
        for event in news.events:
            self._known.event_of.update(dict.fromkeys(event.claims, event))
        self._known.standings.update({each.event: each for each in news.standings})

    def _lists(self, report: Report) -> Iterator[list[Report]]:
        """Where the report stands in what is known, in the order of publication."""
        yield self._known.in_article.setdefault(report.article, [])
        for country in countries_of(report.claim) if report.day is not None else ():
            yield self._known.by_party.setdefault((report.claim.type, country), [])

    def _moved(self, news: News) -> set[str]:
        """The claims that stand in another event than before, or in one whose first report is
        new. One that stays in an event which only grew tells nothing new to expectations outside
        of it."""
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
        types = self._kinds if report.claim.type == REJECTION else {report.claim.type}
        seen: set[str] = set()
        for country in countries_of(report.claim):
            for kind in types:
                seen |= self._waiting.get((kind, country), NONE)
        for claim in seen:
            if self._may_settle(report, self._known.reports[claim]):
                yield claim

    def _may_settle(self, report: Report, waiting: Report) -> bool:
        if waiting.day is None or waiting.day >= day_of(report):
            return False
        held = self._found.get(waiting.claim.id)
        until = held.due[1] if held else None
        if held is None or day_of(report) > max(waiting.day, until or waiting.day) + HORIZON:
            return held is None
        return may_settle(waiting, held.due, report)


def _take(listed: list[Report], report: Report) -> None:
    at = bisect_left(listed, order(report), key=order)
    if at < len(listed) and listed[at].claim.id == report.claim.id:
        listed.pop(at)
