"""The events as they stood at a moment of the past, derived from what the ledger held then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.keeping.memory import Fresh, Memory
from tocsin.ledger import EventQuery, EventView, Ledger
from tocsin.ledger.indexing import as_key, days
from tocsin.records import Event, Expectation, Mention, Origin, Report, Standing


@dataclass(frozen=True, slots=True)
class Past:
    """What the ledger would have shown then: reports by claim, events with their standings in the
    order of publication."""

    reports: Mapping[str, Report]
    origins: tuple[Origin, ...]
    views: tuple[EventView, ...]
    expectations: tuple[Expectation, ...]

    def events(self, query: EventQuery) -> tuple[EventView, ...]:
        """The events that meet the query, the latest first."""
        found = [view for view in self.views if _meets(view, self._of(view), query)]
        found.sort(key=lambda view: (view.days[1], view.event.id), reverse=True)
        last = None if query.limit is None else query.offset + query.limit
        return tuple(found[query.offset : last])

    def _of(self, view: EventView) -> list[Report]:
        return [self.reports[claim] for claim in view.event.claims]


def past(ledger: Ledger, as_of: datetime) -> Past:
    """Derive the events of that moment from the articles, claims and judgements of that moment.

    It reads the whole ledger and costs as much as `tocsin.keeping.refresh`; nothing is written.
    """
    memory = Memory()
    fresh = Fresh(
        frozenset(ledger.article_ids(as_of=as_of)),
        tuple(ledger.printed(as_of=as_of)),
        tuple(ledger.reports(as_of=as_of)),
        ledger.judgements(as_of=as_of),
    )
    memory.take(fresh, as_of.date())
    found = memory.whole()
    views = tuple(
        _view(event, standing, [memory.reports[claim] for claim in event.claims], as_of.date())
        for event, standing in zip(found.events, found.standings, strict=True)
    )
    return Past(memory.reports, found.origins, views, found.expectations)


def _view(event: Event, standing: Standing, told: Sequence[Report], today: date) -> EventView:
    """As the ledger makes it; the day of an undated report is that of the question."""
    spans = [days(report.claim, report.day or today) for report in told]
    places = [report.claim.place[0] for report in told if report.claim.place]
    points = Counter((p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None)
    countries = Counter(place.country for place in places if place.country)
    lat, lon = min(points, key=lambda point: (-points[point], point), default=(None, None))
    country = min(countries, key=lambda code: (-countries[code], code), default=None)
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return EventView(event, standing, (first, last), country, lat, lon)


def _meets(view: EventView, told: Iterable[Report], query: EventQuery) -> bool:
    told = list(told)
    status = view.standing.status if view.standing else None
    return (
        query.type in (None, view.event.type)
        and query.place in (None, view.place)
        and query.status in (None, status)
        and (query.first is None or view.days[1] >= query.first)
        and (query.last is None or view.days[0] <= query.last)
        and _has(query.actor, (m for r in told for m in r.claim.actors))
        and _has(query.recipient, (m for r in told for m in r.claim.recipients))
    )


def _has(wanted: str | None, mentions: Iterator[Mention]) -> bool:
    if wanted is None:
        return True
    return as_key(wanted) in {as_key(name) for mention in mentions for name in _names(mention)}


def _names(mention: Mention) -> list[str]:
    entity = mention.entity
    known = [entity.id, entity.name, entity.country or ""] if entity else []
    return [mention.span.text, *known]
