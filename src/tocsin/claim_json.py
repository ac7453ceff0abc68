"""A claim as JSON: the form that every command prints. ``docs/json.md`` describes each key."""

from __future__ import annotations

from datetime import date
from typing import Any

from tocsin import ontology
from tocsin.records import Attribution, Claim, Mention, Place, Quantity, Span, When

Json = dict[str, Any]


def claim_json(claim: Claim) -> Json:
    """The claim as a dict of JSON values; keys and their order are stable."""
    code = ontology.cameo(claim.type, claim.mode)
    return {
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "trigger": claim.trigger.text,
        "type": claim.type,
        "mode": claim.mode,
        "actors": [_mention(actor) for actor in claim.actors],
        "recipients": [_mention(recipient) for recipient in claim.recipients],
        "place": [_place(place) for place in claim.place],
        "when": _when(claim.when) if claim.when else None,
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
        "modality": claim.modality,
        "polarity": claim.polarity,
        "time": claim.time,
        "attributions": [_attribution(attribution) for attribution in claim.attributions],
        "condition": _text(claim.condition),
        "purpose": _text(claim.purpose),
        "sentence": claim.sentence.text,
        "cameo": code,
        "goldstein": ontology.goldstein(code),
        "quad_class": ontology.quad_class(claim.type),
        "scale": ontology.scale(claim.type, claim.mode),
        "score": round(claim.score, 4),
        "id": claim.id,
        "spans": _spans(claim),
        "reason": {"frame": claim.reason.frame, "rules": list(claim.reason.rules)},
    }


def _spans(claim: Claim) -> dict[str, list[int] | None]:
    return {
        "sentence": _ends(claim.sentence),
        "when": _ends(claim.when.span if claim.when else None),
        "condition": _ends(claim.condition),
        "purpose": _ends(claim.purpose),
    }


def _mention(mention: Mention) -> Json:
    entity = mention.entity
    return {
        "text": mention.span.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "country": entity.country if entity else None,
        "sector": entity.sector if entity else None,
        "name": entity.name if entity else None,
        "entity": entity.id if entity else None,
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        **_mention(attribution.source),
        "cue": attribution.cue.text,
        "cue_span": _ends(attribution.cue),
        "stance": attribution.stance,
    }


def _place(place: Place) -> Json:
    return {
        "text": place.span.text,
        "start": place.span.start,
        "end": place.span.end,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
        "name": place.name,
    }


def _when(when: When) -> Json:
    return {
        "text": when.span.text,
        "start": _iso(when.start),
        "end": _iso(when.end),
        "precision": when.precision,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        "text": quantity.span.text,
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "what": quantity.what,
        "approximate": quantity.approximate,
        "span": _ends(quantity.span),
    }


def _plain(value: float | None) -> float | int | None:
    """A whole number without its decimal point: 10000, not 10000.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
