"""Claims and assessments as JSON: the form that every command prints.

``docs/json.md`` describes each key.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tocsin import ontology
from tocsin.records import (
    Assessment,
    Attribution,
    Claim,
    Mention,
    Place,
    Quantity,
    Reason,
    Span,
    When,
)

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
        "contexts": list(claim.contexts),
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
        "links": [{"kind": link.kind, "claim": link.other} for link in claim.links],
        "sentence": claim.sentence.text,
        "cameo": code,
        "goldstein": ontology.goldstein(code),
        "quad_class": ontology.quad_class(claim.type),
        "scale": ontology.scale(claim.type, claim.mode),
        "score": round(claim.score, 4),
        "id": claim.id,
        "spans": _spans(claim),
        "reason": _reason(claim.reason),
    }


def assessment_json(assessment: Assessment) -> Json:
    """The assessment as a dict of JSON values; keys and their order are stable."""
    return {
        "start": assessment.span.start,
        "end": assessment.span.end,
        "text": assessment.span.text,
        "kind": assessment.kind,
        "predicate": assessment.predicate.text,
        "object": _mention(assessment.object) if assessment.object else None,
        "affected": _mention(assessment.affected) if assessment.affected else None,
        "held_by": holder_kind(assessment),
        "attributions": [_attribution(held) for held in assessment.attributions],
        "quotes": [quote.text for quote in assessment.quotes],
        "valence": assessment.valence,
        "modality": assessment.modality,
        "polarity": assessment.polarity,
        "sentence": assessment.sentence.text,
        "id": assessment.id,
        "spans": {
            "sentence": _ends(assessment.sentence),
            "predicate": _ends(assessment.predicate),
            "quotes": [_ends(quote) for quote in assessment.quotes],
        },
    }


def holder_kind(assessment: Assessment) -> str:
    """``report`` if the text itself judges, ``unnamed`` if it does not say who, else ``named``."""
    if not assessment.attributions:
        return "report"
    cues = all(held.source.kind == "cue" for held in assessment.attributions)
    return "unnamed" if cues else "named"


def _reason(reason: Reason) -> Json:
    return {
        "frame": reason.frame,
        "rules": list(reason.rules),
        "scores": [
            {"field": s.field, "value": s.value, "probability": s.probability}
            for s in reason.scores
        ],
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
        "descriptors": list(mention.descriptors),
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
