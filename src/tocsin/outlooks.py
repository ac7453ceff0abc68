"""What may come in a situation, for its report; and what came of what was foreseen."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from tocsin.brief import Material, with_forecasts
from tocsin.forecast import (
    History,
    Settings,
    ask,
    forecast,
    learned,
    resolve,
    score,
    watched,
)
from tocsin.histories import dyad_events
from tocsin.ledger import ExpectationQuery, Ledger
from tocsin.records import Claim

HORIZON = 30
"""Days that a report looks ahead."""
MOST = 6
"""Pairs that are forecast: those of which the situation's reports say most."""


def foreseen(ledger: Ledger, material: Material, day: date) -> Material:
    """The material with forecasts of its pairs that have enough of a past, for the 30 days from
    ``day`` on, by what was published before it."""
    own = Counter(pair for report in material.reports.values() for pair in _pairs(report.claim))
    if not own:
        return material
    history = History.of(dyad_events(ledger))
    known = set(watched(history, day))
    pairs = [pair for pair, _ in own.most_common() if pair in known][:MOST]
    settings = Settings(calibration=learned(ledger.forecasting.scored(), "conflict"))
    made = [forecast(history, pair, day, HORIZON, settings=settings) for pair in pairs]
    return with_forecasts(material, made)


def settle(ledger: Ledger, now: datetime) -> None:
    """Score the recorded forecasts that came due by now, answer the dated questions whose
    expectation is settled, and make questions of the expectations that are open. What was written
    before is never changed, so that doing it again adds nothing."""
    store = ledger.forecasting
    due = store.unscored(now.date())
    if due:
        store.score(score(History.of(dyad_events(ledger)), due, now=now))
    expectations = {e.claim: e for e in ledger.expectations(ExpectationQuery(limit=None))}
    known = {question.id for question, _, _ in store.answered()}
    pending = [question for question in store.questions() if question.id not in known]
    store.answer(resolve(pending, expectations, now=now), now=now)
    reports = ledger.reports_of(list(expectations))
    asked = {(question.claim, question.closes) for question in store.questions()}
    fresh = ask(expectations.values(), reports, now=now)
    store.ask([question for question in fresh if (question.claim, question.closes) not in asked])


def _pairs(claim: Claim) -> set[tuple[str, str]]:
    sides = (
        {m.entity.country for m in group if m.entity and m.entity.country}
        for group in (claim.actors, claim.recipients)
    )
    acting, receiving = sides
    return {(a, b) for a in acting for b in receiving if a != b}
