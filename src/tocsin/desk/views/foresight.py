"""The forecast of two parties as data: likelihood, confidence, what it rests on, the reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.forecast import Calibration, History, Settings, forecast, regimes, unusual
from tocsin.ledger import Ledger
from tocsin.records import Contribution, Forecast
from tocsin.wording import country_name

Json = dict[str, Any]
SHOWN = 8
REPORTS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is forecast: ``conflict`` or ``force`` within so many days."""

    target: str
    horizon: int
    calibration: Calibration


def pair(
    ledger: Ledger, history: History, parties: tuple[str, str], day: date, wanted: Wanted
) -> Json:
    """Both directions of a pair from ``day`` on, and what is out of the ordinary between them."""
    one, other = parties
    ways = [_direction(ledger, history, way, (day, wanted)) for way in (parties, (other, one))]
    odd = [s for s in unusual(history, day) if {s.actor, s.recipient} == {one, other}]
    return {
        "one": one,
        "other": other,
        "one_name": country_name(one),
        "other_name": country_name(other),
        "target": wanted.target,
        "horizon": wanted.horizon,
        "from": day.isoformat(),
        "ways": ways,
        "unusual": [{"actor": country_name(s.actor), "words": s.words} for s in odd],
    }


def _direction(
    ledger: Ledger, history: History, way: tuple[str, str], how: tuple[date, Wanted]
) -> Json:
    day, wanted = how
    settings = Settings(target=wanted.target, calibration=wanted.calibration)
    made = forecast(history, way, day, wanted.horizon, settings=settings)
    parts = sorted(made.contributions, key=lambda part: -abs(part.logit))[:SHOWN]
    texts = _texts(ledger, parts)
    return {
        "actor": country_name(way[0]),
        "recipient": country_name(way[1]),
        **_chances(made),
        "reasons": [_reason(part, texts) for part in parts],
        "changes": changes(history, way, day),
    }


def changes(history: History, way: tuple[str, str], day: date) -> list[Json]:
    """When the weekly rate of material conflict of one party to the other changed."""
    return [
        {"day": r.day.isoformat(), "rate": r.rate, "before": r.before}
        for r in regimes(history, way, day)
    ]


def _chances(made: Forecast) -> Json:
    return {
        "probability": made.probability,
        "likelihood": made.likelihood,
        "confidence": made.confidence,
        "confidence_reasons": list(made.confidence_reasons),
        "expected": made.expected,
        "low": made.low,
        "high": made.high,
        "base_rate": made.base_rate,
        "class_rate": made.class_rate,
        "before": made.before,
        "note": made.note,
    }


def _reason(part: Contribution, texts: dict[str, Json]) -> Json:
    reports = [texts[claim] for claim in part.reports[:REPORTS] if claim in texts]
    return {
        "words": part.words,
        "value": part.value,
        "logit": part.logit,
        "change": part.change,
        "reports": reports,
    }


def _texts(ledger: Ledger, parts: list[Contribution]) -> dict[str, Json]:
    wanted = [claim for part in parts for claim in part.reports[:REPORTS]]
    found = ledger.reports_of(wanted)
    return {
        claim: {
            "claim": claim,
            "publisher": report.publisher,
            "words": " ".join(report.claim.sentence.text.split()),
        }
        for claim, report in found.items()
    }


def scored(ledger: Ledger) -> Json:
    """What came of the forecasts that were recorded: how many, and their mean scores."""
    held = [score for _, score in ledger.forecasting.scored()]
    number = len(held)
    return {
        "written": len(ledger.forecasting.forecasts()),
        "scored": number,
        "happened": sum(score.happened for score in held),
        "brier": sum(score.brier for score in held) / number if number else None,
        "log_loss": sum(score.log_loss for score in held) / number if number else None,
    }
