"""What may come in a situation: the forecasts of its pairs of actors, for its report."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tocsin.brief import Material, with_forecasts
from tocsin.forecast import History, Settings, forecast, learned, watched
from tocsin.histories import dyad_events
from tocsin.ledger import Ledger
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


def _pairs(claim: Claim) -> set[tuple[str, str]]:
    sides = (
        {m.entity.country for m in group if m.entity and m.entity.country}
        for group in (claim.actors, claim.recipients)
    )
    acting, receiving = sides
    return {(a, b) for a in acting for b in receiving if a != b}
