"""All that events are made of, in memory, and what a few new articles change in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.corroborate import Merger
from tocsin.corroborate.expect_due import is_expectation
from tocsin.corroborate.expect_known import countries_of
from tocsin.corroborate.expect_live import News, Outlook
from tocsin.corroborate.paged import fetch, paged
from tocsin.corroborate.weigh import weigh
from tocsin.corroborate.wire import WireIndex
from tocsin.keeping.recall import Recalled, signed
from tocsin.ledger.nouns import Partied, Trace
from tocsin.records import Article, Event, Expectation, Judgement, Origin, Report, Standing


@dataclass(frozen=True, slots=True)
class Fresh:
    """What changed in the ledger: all printings of the changed articles, all claims that stand in
    them, and all judgements if one is new or undone, else None."""

    articles: frozenset[str]
    printed: tuple[Article, ...]
    reports: tuple[Report, ...]
    judgements: Sequence[Judgement] | None = None


Printings = dict[Article, None]


@dataclass(frozen=True, slots=True)
class Step:
    """What changed in memory. ``gone`` are claims that stand no more, or otherwise; ``new`` are ids
    of events that were not there before, ``changed`` those of others that stand otherwise now."""

    origins: tuple[Origin, ...]
    gone: tuple[str, ...]
    events: tuple[Event, ...]
    new: frozenset[str]
    standings: tuple[Standing, ...]
    expectations: tuple[Expectation, ...]
    changed: tuple[str, ...] = ()


class Memory:
    """The ledger as far as it bears on events; ``position`` is its last change that counts here.
    With ``recall`` it holds just what was asked for, which all methods do within one of its
    instants, and `whole` and ``everything`` cannot be had."""

    def __init__(
        self,
        recall: Recalled | None = None,
        judgements: Sequence[Judgement] = (),
        today: date | None = None,
    ) -> None:
        self.position = 0
        self.recall = recall
        self._wire = WireIndex(recall)
        self._merger = Merger(judgements, recall)
        self._reports: dict[str, Report] = paged(recall.reports if recall else None)
        self._outlook = Outlook(self._reports, recall, today)
        self._claims: dict[str, set[str]] = paged(recall.claims_in if recall else None)
        self._first: dict[str, str] = paged(recall.firsts if recall else None)
        self._printings: dict[str, Printings] = paged(self._printed if recall else None)
        self._events: dict[str, Event] = paged(recall.events_by_name if recall else None)
        self._event_of: dict[str, str] = paged(recall.event_names if recall else None)
        self._standings: dict[str, Standing] = paged(recall.standings if recall else None)
        self._out: list[Report] = []
        self._in: dict[str, None] = {}

    def hold(self, articles: Iterable[str]) -> None:
        """Recall all about articles that others are about to change."""
        for article in articles:
            self._printings.get(article)
            for claim in self._merger.knows(sorted(self._claims.get(article, ()))):
                self._outlook.hold(self._reports[claim])

    def holds(self, articles: Iterable[str]) -> bool:
        """Whether nothing about these articles has to be recalled any more."""
        if self.recall is None:
            return True
        return self.recall.now.known([a for a in articles if not self._is_held(a)]) == set()

    def _is_held(self, article: str) -> bool:
        return dict.__contains__(self._printings, article)

    def _printed(self, articles: Collection[str]) -> Mapping[str, Printings]:
        found = self.recall.printings(articles) if self.recall else {}
        return {
            article: {replace(each, text=""): None for each in printed}
            for article, printed in found.items()
        }

    def trace(self, *, everything: bool = False) -> Trace:
        """What another process needs to go on: what changed since the last call, or all."""
        events = self._merger.trace(everything=everything)
        wire = self._wire.trace(everything=everything)
        came = self._reports if everything else self._in
        told = [self._reports[claim] for claim in came if claim in self._reports]
        made = Trace(
            events.out_of,
            events.into,
            events.odds,
            events.lines,
            wire.texts,
            [(signed(key), order) for key, order in wire.keys],
            [row for report in self._out for row in _parties(report)],
            [row for report in told for row in _parties(report)],
            everything=everything,
        )
        self._out, self._in = [], {}
        return made

    def take(self, fresh: Fresh, today: date) -> Step:
        """Take in what changed."""
        named = self._named(fresh.printed)
        origins, moved = self._copies(fresh.printed)
        self._reorder(moved)
        gone, reports = self._reread(fresh)
        reread = {report.claim.id for report in reports}
        restood = reread | {claim for a in named | moved for claim in self._claims.get(a, ())}
        touched = self._touched(self._regroup(gone, reports, fresh.judgements), restood)
        fetch(self._reports, {claim for event in touched.values() for claim in event.claims})
        standings = {event.id: self._weigh(event) for event in touched.values()}
        events = [e for e in touched.values() if self._is_other(e) or reread.intersection(e.claims)]
        others = {key for key, each in standings.items() if self._standings.get(key) != each}
        new = frozenset(e.id for e in events if self._event_of.get(e.claims[0]) != e.id)
        changed = others | {event.id for event in events if self._is_other(event)}
        step = Step(
            origins,
            tuple(report.claim.id for report in gone),
            tuple(events),
            new,
            tuple(standings[key] for key in standings if key in {*others, *(e.id for e in events)}),
            self._expect(gone, reports, touched, standings, today),
            tuple(sorted(changed - new)),
        )
        self._keep(events, standings)
        return step

    def _regroup(
        self,
        gone: Sequence[Report],
        reports: Sequence[Report],
        judgements: Sequence[Judgement] | None,
    ) -> list[Event]:
        """The events that are others now."""
        events = self._merger.update(reports, [report.claim.id for report in gone], judgements)
        return [event for event in events if self._is_other(event)]

    def _touched(self, events: Iterable[Event], restood: Iterable[str]) -> dict[str, Event]:
        """These events, and those of claims that are told otherwise now."""
        found = {event.id: event for event in events}
        held = (self._merger.event_of(claim) for claim in restood)
        return found | {event.id: event for event in held if event}

    def _expect(
        self,
        gone: Sequence[Report],
        reports: Sequence[Report],
        events: Mapping[str, Event],
        standings: Mapping[str, Standing],
        today: date,
    ) -> tuple[Expectation, ...]:
        news = News(tuple(gone), tuple(reports), tuple(events.values()), tuple(standings.values()))
        return self._outlook.update(news, today)

    def _is_other(self, event: Event) -> bool:
        """Whether the event is new, or has other claims or joins than before."""
        return self._events.get(event.id) != event

    def _keep(self, events: Iterable[Event], standings: Mapping[str, Standing]) -> None:
        old = {self._event_of.get(claim, "") for event in events for claim in event.claims}
        for key in old:
            self._events.pop(key, None)
            self._standings.pop(key, None)
        self._standings |= standings
        for event in events:
            self._events[event.id] = event
            self._event_of |= dict.fromkeys(event.claims, event.id)

    @property
    def reports(self) -> Mapping[str, Report]:
        """All claims that stand, by id."""
        return self._reports

    def whole(self) -> Step:
        """Everything."""
        events = self._merger.events()
        return Step(
            self._wire.origins(),
            (),
            events,
            frozenset(),
            tuple(self._weigh(event) for event in events),
            self._outlook.all(),
        )

    def _named(self, printed: Iterable[Article]) -> set[str]:
        """Keep the printings; the articles that have new ones."""
        changed = set()
        for article in printed:
            known = self._printings.setdefault(article.id, {})
            if (slim := replace(article, text="")) not in known:
                known[slim] = None
                changed.add(article.id)
        return changed

    def _copies(self, printed: Iterable[Article]) -> tuple[tuple[Origin, ...], set[str]]:
        """The origins that are others now, and the articles that belong to another one."""
        found = self._wire.update(printed)
        old = {self._first[article] for article in found if article in self._first}
        moved = {a for a, origin in found.items() if self._first.get(a) != origin.first}
        self._first |= {article: origin.first for article, origin in found.items()}
        firsts = {self._first[article] for article in found} | old
        origins = {self._wire.origin(first) for first in firsts}
        return tuple(sorted(origins, key=lambda origin: origin.first)), moved

    def _reread(self, fresh: Fresh) -> tuple[list[Report], list[Report]]:
        """Replace the claims of the changed articles: those gone, and those new; one that says
        something else now is both."""
        told = {r.claim.id: replace(r, origin=self._first[r.article]) for r in fresh.reports}
        held = {c for article in fresh.articles for c in self._claims.get(article, ())}
        stale = [c for c in sorted(held) if self._reports[c] != told.get(c)]
        gone = [self._reports.pop(claim) for claim in stale]
        reports = [report for claim, report in sorted(told.items()) if claim not in self._reports]
        for report in gone:
            self._claims[report.article].discard(report.claim.id)
            event = self._event_of.pop(report.claim.id, "")
            self._events.pop(event, None)
            self._standings.pop(event, None)
        self._out += gone
        self._in |= dict.fromkeys(report.claim.id for report in reports)
        for report in reports:
            self._claims.setdefault(report.article, set()).add(report.claim.id)
            self._reports[report.claim.id] = report
        return gone, reports

    def _reorder(self, moved: Iterable[str]) -> None:
        """Give the claims of articles their new origin."""
        for claim in [claim for article in moved for claim in self._claims.get(article, ())]:
            report = self._reports[claim]
            self._reports[claim] = replace(report, origin=self._first[report.article])

    def _weigh(self, event: Event) -> Standing:
        """How the event stands, with the publishers of all printings."""
        standing = weigh(event, self._reports)
        told = dict.fromkeys(self._reports[claim].article for claim in event.claims)
        fetch(self._printings, told)
        names = dict.fromkeys(name for article in told for name in self._publishers(article))
        return replace(standing, publishers=tuple(names))

    def _publishers(self, article: str) -> list[str]:
        """Who printed the text, in the order of publication."""
        printed = sorted(
            self._printings.get(article, ()),
            key=lambda each: (each.published or date.max, each.publisher or ""),
        )
        return [each.publisher for each in printed if each.publisher]


def _parties(report: Report) -> list[Partied]:
    """The rows by which a dated claim is found by country."""
    if report.day is None:
        return []
    claim, waits = report.claim, int(is_expectation(report.claim))
    return [(waits, code, claim.type, report.day, claim.id) for code in countries_of(claim)]
