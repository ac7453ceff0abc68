"""What may come: likelihoods in the words of ICD 203, and apart from them the confidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tocsin.brief.nouns import Material, Section, Sentence
from tocsin.ontology.likelihood import likelihood
from tocsin.records.forecasting import Forecast
from tocsin.wording import in_sentence, span_words

_DEED = {
    "force": "uses force against",
    "conflict": "takes hostile action in deed against",
}
_CHANCES = frozenset({"almost no chance", "roughly even chance"})


def outlook(material: Material, *, most: int) -> Section | None:
    """The forecasts, the likeliest first; None if none were made."""
    if not material.forecasts:
        return None
    ordered = sorted(material.forecasts, key=lambda each: -each.probability)[:most]
    return Section("Outlook", tuple(s for each in ordered for s in _said(each, material)))


def _said(forecast: Forecast, material: Material) -> Iterator[Sentence]:
    """The likelihood in one sentence and the confidence in another."""
    behind = (claim for part in forecast.contributions for claim in part.reports)
    claims = tuple(dict.fromkeys(claim for claim in behind if claim in material.reports))
    last = forecast.cutoff + timedelta(forecast.horizon - 1)
    who, whom = in_sentence(forecast.actor), in_sentence(forecast.recipient)
    deed = f"{who} {_DEED.get(forecast.target, 'acts against')} {whom}"
    text = f"{_begins(forecast.probability)} that {deed} {span_words(forecast.cutoff, last)}"
    days = (forecast.cutoff, last)
    percent = f" ({forecast.probability:.0%})."
    yield Sentence(text + percent, claims, days, forecast.probability)
    yield Sentence(f"Confidence in this forecast is {forecast.confidence}.", claims)


def _begins(probability: float) -> str:
    words = likelihood(probability)
    if words in _CHANCES:
        return f"There is {'a ' if words.startswith('roughly') else ''}{words}"
    return f"It is {words}"
