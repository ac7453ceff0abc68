"""What several pages show: parties, claims, events and expectations as plain dicts."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tocsin import ontology
from tocsin.ledger import EventView, Ledger, Rating
from tocsin.records import Attribution, Claim, Event, Expectation, Mention, Quantity, Report
from tocsin.wording import (
    claim_sentence,
    country_name,
    credibility_words,
    day_words,
    linked,
    name,
    quantity,
    source_name,
    status_words,
    tell,
    window_words,
)

Json = dict[str, Any]
MOST_CLAIMS = 200
"""Claims of one event that its sentence is made from, in a list."""
_MODALITY = {
    "planned": ("is planned", "is planned not to happen"),
    "possible": ("may have happened", "may not have happened"),
    "conditional": ("would happen on a condition", "would not happen on a condition"),
    "demanded": ("is demanded", "is demanded not to happen"),
    "threatened": ("is threatened", "is threatened not to happen"),
}
_ASSERTED = {
    "past": ("happened", "did not happen"),
    "ongoing": ("is happening", "is not happening"),
    "future": ("will happen", "will not happen"),
    "historical": ("happened long before", "did not happen long before"),
}


def day_iso(day: date | None) -> str | None:
    """The day as ISO 8601."""
    return day.isoformat() if day else None


def is_country(key: str) -> bool:
    """Whether the key is the code of a country."""
    return len(key) == 3 and country_name(key.upper()) != key.upper()


def certainty(claim: Claim) -> str:
    """How sure the claim is of the event, in words: "is planned"."""
    negated = claim.polarity == "-"
    if claim.modality == "possible" and claim.time == "future":
        return "may not happen" if negated else "may happen"
    words = _MODALITY.get(claim.modality) or _ASSERTED.get(claim.time, _ASSERTED["past"])
    return words[negated]


def kind(type_: str, mode: str | None = None) -> Json:
    """An event type with its quad class."""
    quad = ontology.quad_class(type_)
    return {"type": type_, "mode": mode, "quad": quad, "quad_name": ontology.quad_name(quad)}


def party(mention: Mention) -> Json:
    """An actor or recipient: its words, and whom they stand for."""
    entity = mention.entity
    country = entity.country if entity else None
    return {
        "text": name(mention),
        "key": (entity.id if entity else "") or mention.span.text,
        "name": entity.name if entity else None,
        "country": country,
        "sector": entity.sector if entity else None,
    }


def voice(held: Attribution) -> Json:
    """Who is quoted, with which word and stance."""
    return party(held.source) | {
        "who": source_name(held),
        "cue": held.cue.text,
        "stance": held.stance,
        "unnamed": held.source.kind == "cue",
    }


def number(found: Quantity) -> Json:
    """A stated number."""
    return {
        "text": quantity(found),
        "low": found.low,
        "high": found.high,
        "what": found.what,
        "approximate": found.approximate,
    }


def claim_row(report: Report) -> Json:
    """A claim as a row of a table."""
    claim = report.claim
    voices = [voice(held) for held in claim.attributions]
    return {
        "id": claim.id,
        "article": report.article,
        "day": day_iso(report.day),
        "publisher": report.publisher,
        "origin": report.origin,
        **kind(claim.type, claim.mode),
        "voices": voices,
        "stance": voices[0]["stance"] if voices else "asserts",
        "actors": [party(each) for each in claim.actors],
        "recipients": [party(each) for each in claim.recipients],
        "place": [place.span.text for place in claim.place],
        "when": when_words(claim),
        "numbers": [number(each) for each in claim.quantities],
        "modality": claim.modality,
        "polarity": claim.polarity,
        "time": claim.time,
        "certainty": certainty(claim),
        "sentence": claim.sentence.text,
        "quote": quote(claim),
        "words": claim_sentence(claim),
        "score": round(claim.score, 3),
    }


def quote(claim: Claim) -> list[Json]:
    """The sentence in pieces, the word of the event and the cues marked."""
    start = claim.sentence.start
    spans = [("trigger", claim.trigger), *(("cue", a.cue) for a in claim.attributions)]
    marks = [(span.start - start, span.end - start, what) for what, span in spans]
    return pieces(claim.sentence.text, marks)


def pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> list[Json]:
    """The text cut wherever a mark begins or ends: ``{"text", "marks"}`` each; marks outside of
    the text are left out."""
    held = [(max(0, a), min(len(text), b), what) for a, b, what in marks]
    held = [mark for mark in held if mark[0] < mark[1]]
    cuts = sorted({0, len(text), *(a for a, _, _ in held), *(b for _, b, _ in held)})
    return [
        {
            "text": text[a:b],
            "marks": sorted({what for start, end, what in held if start <= a and b <= end}),
        }
        for a, b in itertools.pairwise(cuts)
    ]


def when_words(claim: Claim) -> str | None:
    """The days that the text tells, in words."""
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return None
    return window_words(when.start, when.end)


def reports_for(ledger: Ledger, views: Sequence[EventView]) -> dict[str, Report]:
    """The claims that tell these events (at most 200 of each), and what those are about."""
    wanted = [claim for view in views for claim in view.event.claims[:MOST_CLAIMS]]
    found = ledger.reports_of(wanted)
    return found | ledger.reports_of(linked(found))


def card(view: EventView, reports: Mapping[str, Report], *, year: int | None = None) -> Json:
    """An event in a list: its sentence, how it stands, when and where."""
    standing = view.standing
    told = tell(view, reports, year=year)
    status = standing.status if standing else "undetermined"
    first, last = view.days
    return {
        "id": view.event.id,
        **kind(view.event.type),
        "sentence": told.sentence if told else "No report of this stands any more.",
        "clause": told.clause if told else "",
        "status": status,
        "status_words": status_words(status),
        "credibility": (standing.credibility if standing else None) or 6,
        "credibility_words": credibility_words(standing) if standing else "",
        "first": day_iso(first),
        "last": day_iso(last),
        "days": days_words(first, last, year),
        "country": view.place,
        "country_name": country_name(view.place) if view.place else None,
        "claims": len(view.event.claims),
        "independent": standing.independent if standing else 0,
        "publishers": len(standing.publishers) if standing else 0,
        "denied_by": [country_name(who) for who in standing.denied_by] if standing else [],
    }


def cards(ledger: Ledger, views: Sequence[EventView], *, year: int | None = None) -> list[Json]:
    """Several events in a list."""
    reports = reports_for(ledger, views)
    return [card(view, reports, year=year) for view in views]


def days_words(first: date, last: date, year: int | None) -> str:
    """``9 Mar`` or ``9 to 12 Mar``, with the year unless it is that year."""
    if first.year == 1:
        return "undated"
    end = day_short(last, year)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{day_short(first, last.year)} to {end}"


def day_short(day: date, year: int | None = None) -> str:
    """``9 Mar``, or ``9 Mar 2026`` outside of that year."""
    month = day_words(day).split()[1][:3]
    return f"{day.day} {month}" + ("" if day.year == year else f" {day.year}")


def expected(found: Expectation, report: Report | None, *, today: date, event: str | None) -> Json:
    """Something that is due, or was."""
    claim = report.claim if report else None
    return {
        "claim": found.claim,
        "event": event,
        "article": report.article if report else None,
        **(expected_words(report, today.year) if report else {"sentence": "", "clause": ""}),
        "quote": quote(claim) if claim else [],
        "publisher": report.publisher if report else None,
        "modality": claim.modality if claim else None,
        **(kind(claim.type, claim.mode) if claim else {"type": "", "quad": 0}),
        "first": day_iso(found.due[0]),
        "last": day_iso(found.due[1]),
        "due": due_words(found, today.year),
        "condition": found.condition,
        "outcome": found.outcome,
        "reason": found.reason,
        "settled_by": found.settled_by,
        "day": day_iso(found.day),
        "overdue": bool(found.outcome == "open" and found.due[1] and found.due[1] < today),
    }


def expected_words(report: Report, year: int) -> Json:
    """An announcement in one sentence, as events are told; the clause without who says so."""
    claim = report.claim
    view = EventView(Event(claim.id, claim.type, (claim.id,)), None, (date.min, date.max))
    told = tell(view, {claim.id: report}, year=year)
    sentence = told.sentence if told else claim_sentence(claim)
    return {"sentence": sentence, "clause": told.clause if told else sentence}


def due_words(found: Expectation, year: int | None) -> str:
    """When it is due, in words."""
    first, last = found.due
    if first is None and last is None:
        return "no day given"
    if first and last:
        return days_words(first, last, year)
    return f"from {day_short(first, year)}" if first else f"by {day_short(last or date.max, year)}"


def expected_all(ledger: Ledger, found: Sequence[Expectation], *, today: date) -> list[Json]:
    """Several that are due."""
    claims = [each.claim for each in found]
    reports = ledger.reports_of(claims)
    events = ledger.summaries.events_of(claims)
    return [
        expected(each, reports.get(each.claim), today=today, event=events.get(each.claim))
        for each in found
    ]


def letter(report: Report, ratings: Mapping[str, Rating]) -> str:
    """The Admiralty letter of who says so: the claimant's, else the publisher's; F if neither was
    rated."""
    sources = [held.source for held in report.claim.attributions]
    names = [each.span.text for each in sources]
    names += [each.entity.name for each in sources if each.entity]
    names += [each.entity.country for each in sources if each.entity and each.entity.country]
    names += [report.publisher] if report.publisher else []
    return next((ratings[each].letter for each in names if each in ratings), "F")
