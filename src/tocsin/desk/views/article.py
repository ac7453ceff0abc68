"""One article with the words that claims are made of."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from tocsin.desk.views.parts import Json, claim_row, day_iso, pieces
from tocsin.ledger import ClaimQuery, Ledger, Printing
from tocsin.records import Assessment, Claim


def article(ledger: Ledger, key: str, *, claim: str | None = None) -> Json | None:
    """The article with this id, the words of ``claim`` marked; None if the ledger has it not."""
    found = ledger.article(key)
    if found is None:
        return None
    reports = ledger.claims(ClaimQuery(article=key, limit=None))
    ordered = sorted(reports, key=lambda report: report.claim.trigger.start)
    chosen = next((r.claim for r in ordered if r.claim.id == claim), None)
    if claim and chosen is None:
        other = ledger.claim(claim)
        chosen = other.claim if other and other.article == key else None
    return {
        "id": key,
        "title": found.title or "Without a title",
        "publisher": found.publisher,
        "author": found.author,
        "published": day_iso(found.published),
        "url": safe_url(found.url),
        "language": found.language,
        "claim": chosen.id if chosen else None,
        "paragraphs": paragraphs(found.text, [r.claim for r in ordered], chosen),
        "claims": [claim_row(report) for report in ordered],
        "printings": [printing(each) for each in ledger.printings(key)],
        "assessments": [assessed(each) for each in ledger.assessments(key)],
    }


def safe_url(url: str | None) -> str | None:
    """The address if a browser may follow it: http and https only."""
    try:
        return url if url and urlsplit(url).scheme.lower() in {"http", "https"} else None
    except ValueError:
        return None


def paragraphs(text: str, claims: Sequence[Claim], chosen: Claim | None) -> list[list[Json]]:
    """The text by lines, cut into pieces that carry marks; the first piece of each claim's
    trigger carries its ``anchor``."""
    marks = [(c.trigger.start, c.trigger.end, "trigger") for c in claims]
    marks += chosen_marks(chosen) if chosen else []
    starts = {c.trigger.start: c.id for c in reversed(claims)}
    if chosen:
        starts[chosen.trigger.start] = chosen.id
    found, offset = [], 0
    for line in text.split("\n"):
        here = [(a - offset, b - offset, what) for a, b, what in marks]
        cut, place = pieces(line, here) if line.strip() else [], offset
        for piece in cut:
            piece["anchor"] = starts.get(place)
            place += len(piece["text"])
        if cut:
            found.append(cut)
        offset += len(line) + 1
    return found


def chosen_marks(claim: Claim) -> list[tuple[int, int, str]]:
    """The words behind every field of the claim."""
    spans = [("quote", claim.sentence), ("chosen", claim.trigger)]
    spans += [("actor", mention.span) for mention in claim.actors]
    spans += [("recipient", mention.span) for mention in claim.recipients]
    spans += [("place", place.span) for place in claim.place]
    spans += [("number", found.span) for found in claim.quantities]
    spans += [("when", claim.when.span)] if claim.when else []
    for held in claim.attributions:
        spans += [("source", held.source.span), ("cue", held.cue)]
    return [(span.start, span.end, what) for what, span in spans]


def printing(found: Printing) -> Json:
    """Where the text appeared."""
    return {
        "id": found.id,
        "url": safe_url(found.url),
        "title": found.title,
        "publisher": found.publisher,
        "published": day_iso(found.published),
        "added": found.added.isoformat(timespec="minutes"),
        "edits": found.supersedes,
    }


def assessed(found: Assessment) -> Json:
    """A judgement that the text passes on."""
    return {
        "text": found.span.text,
        "kind": found.kind,
        "valence": found.valence,
        "holders": [held.source.span.text for held in found.attributions],
    }
