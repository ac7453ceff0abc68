"""One claim with the words behind each field, what was decided about it, and what can be
corrected."""

from __future__ import annotations

import json

from tocsin import ontology
from tocsin.desk.views.parts import Json, claim_row
from tocsin.ledger import Ledger
from tocsin.records import Claim, Judgement, Report

CHOICES = {
    "modality": ("asserted", "planned", "possible", "conditional", "demanded", "threatened"),
    "polarity": ("+", "-"),
    "time": ("past", "ongoing", "future", "historical"),
}
STANCES = ("asserts", "denies", "withholds", "doubts")


def claim(ledger: Ledger, key: str) -> Json | None:
    """The claim with this id; None if the ledger has none."""
    report = ledger.claim(key)
    if report is None:
        return None
    judgements = ledger.judgements(claim=key)
    event = ledger.summaries.events_of([key]).get(key)
    return claim_row(report) | {
        "event": event,
        "stands": event is not None,
        "fields": fields(report.claim),
        "correctable": correctable(report.claim),
        "reason": [report.claim.reason.frame, *report.claim.reason.rules],
        "scores": scores(report),
        "judgements": [judgement(each) for each in judgements],
        "accepted": any(j.kind == "accept" and j.undone is None for j in judgements),
    }


def fields(found: Claim) -> list[Json]:
    """Each field with its value and the words of the text that it rests on."""
    rows = [("trigger", found.type + (f" {found.mode}" if found.mode else ""), found.trigger.text)]
    rows += [("contexts", ", ".join(claim_contexts(found)), "")] if found.contexts else []
    for role in ("actor", "recipient"):
        for mention in getattr(found, f"{role}s"):
            entity = mention.entity
            rows.append((role, entity.name if entity else "not known", mention.span.text))
    for place in found.place:
        where = ", ".join(part for part in (place.name, place.country) if part)
        rows.append(("place", f"{where or 'not known'} ({place.precision})", place.span.text))
    if found.when:
        day = f"{found.when.start or '?'} to {found.when.end or '?'}"
        rows.append(("when", day, found.when.span.text))
    for each in found.quantities:
        rows.append(("number", f"{each.low} to {each.high} {each.what}", each.span.text))
    for held in found.attributions:
        entity = held.source.entity
        who = entity.name if entity else held.source.span.text
        rows.append(
            ("source", f"{who} {held.stance}", f"{held.source.span.text} | {held.cue.text}")
        )
    rows += [("condition", "", found.condition.text)] if found.condition else []
    rows += [("purpose", "", found.purpose.text)] if found.purpose else []
    return [{"field": name, "value": value, "words": words} for name, value, words in rows]


def claim_contexts(found: Claim) -> list[str]:
    """PLOVER's contexts as words: "human rights"."""
    return [name.replace("_", " ") for name in found.contexts]


def correctable(found: Claim) -> list[Json]:
    """Fields that a form can change: name, value, choices (none for free values)."""
    types = [each.code for each in ontology.event_types()]
    modes = ["", *(mode.name for mode in ontology.event_type(found.type).modes)]
    rows = [("type", found.type, types), ("mode", found.mode or "", modes)]
    rows += [(name, getattr(found, name), list(values)) for name, values in CHOICES.items()]
    rows += [
        (f"attributions.{place}.stance", held.stance, list(STANCES))
        for place, held in enumerate(found.attributions)
    ]
    for place, each in enumerate(found.quantities):
        rows += [(f"quantities.{place}.{end}", getattr(each, end), []) for end in ("low", "high")]
    return [
        {"field": name, "label": label(name, found), "value": value, "choices": choices}
        for name, value, choices in rows
    ]


def label(name: str, found: Claim) -> str:
    """A field's name for people."""
    group, _, rest = name.partition(".")
    if group == "attributions":
        return f"stance of {found.attributions[int(rest.split('.')[0])].source.span.text}"
    if group == "quantities":
        place, end = rest.split(".")
        return f"{end} of {found.quantities[int(place)].span.text}"
    return name


def scores(report: Report) -> list[Json]:
    """What else the model thought of, field by field, for values that had a chance."""
    return [
        {"field": each.field, "value": each.value, "probability": each.probability}
        for each in report.claim.reason.scores
        if each.probability >= 0.02
    ]


def judgement(found: Judgement) -> Json:
    """A decision."""
    return {
        "id": found.id,
        "kind": found.kind,
        "left": found.left,
        "right": found.right or None,
        "field": found.field or None,
        "value": json.loads(found.value) if found.value else None,
        "author": found.author,
        "time": found.time.isoformat(timespec="minutes"),
        "reason": found.reason,
        "undone": found.undone.isoformat(timespec="minutes") if found.undone else None,
    }
