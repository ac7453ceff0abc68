"""From the ledger: the events of a situation, their reports and articles, and what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from tocsin.brief.nouns import Material
from tocsin.ledger import EventQuery, EventView, ExpectationQuery, Ledger
from tocsin.records import Article, Expectation, Report, Situation
from tocsin.records.forecasting import Forecast
from tocsin.watch.seen import Seen, belongs
from tocsin.wording import linked

_MANY = 20_000
"""Events that are looked at, the latest first. Our choice: several years of one crisis."""


def gather(
    ledger: Ledger,
    situation: Situation,
    *,
    views: Sequence[EventView] | None = None,
    expectations: Sequence[Expectation] | None = None,
    as_of: datetime | None = None,
) -> Material:
    """All that the ledger has of the situation.

    ``views`` and ``expectations`` are those of the past if the brief is ``as_of`` a moment; by
    default those that the ledger holds now.
    """
    if views is None:
        views = ledger.events(EventQuery(limit=_MANY))
    if expectations is None:
        expectations = ledger.expectations(ExpectationQuery(limit=None))
    ids = [claim for view in views for claim in view.event.claims]
    reports = ledger.reports_of(ids, as_of=as_of)
    mine = tuple(view for view in views if _is_of(view, situation, reports))
    own = {claim for view in mine for claim in view.event.claims}
    held = {claim: report for claim, report in reports.items() if claim in own}
    held |= ledger.reports_of(linked(held), as_of=as_of)
    expected = tuple(each for each in expectations if each.claim in held)
    return Material(situation, mine, held, expected, _articles(ledger, held.values(), as_of))


def with_forecasts(material: Material, forecasts: Sequence[Forecast]) -> Material:
    """The material with those of the forecasts that rest on reports of the situation."""
    held = material.reports
    seen = tuple(each for each in forecasts if any(claim in held for claim in _behind(each)))
    return replace(material, forecasts=seen)


def _behind(forecast: Forecast) -> tuple[str, ...]:
    return tuple(claim for part in forecast.contributions for claim in part.reports)


def _is_of(view: EventView, situation: Situation, reports: Mapping[str, Report]) -> bool:
    told = tuple(reports[claim] for claim in view.event.claims if claim in reports)
    return bool(told) and belongs(situation, Seen(view.event, told, view.standing))


def _articles(
    ledger: Ledger, reports: Iterable[Report], as_of: datetime | None
) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for key in dict.fromkeys(report.article for report in reports):
        article = ledger.article(key, as_of=as_of)
        if article is not None:
            found[key] = article
    return found


def since(now: datetime, days: int) -> date:
    """The first day of a window of so many days that ends with the day of ``now``."""
    return date.fromordinal(now.date().toordinal() - days + 1)
