"""Why a claim was made: frame, rules, the network's scores, and the words behind each field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.errors import UsageError
from tocsin.pipeline import Result
from tocsin.records import Claim, Entity, Quantity, Reason, Span
from tocsin.wording import claim_sentence, date_note

Row = tuple[str, Span, str]


def find_claim(result: Result, wanted: str) -> Claim:
    """The claim of that number (from 1) or whose id starts so.

    Raises `UsageError` if there is not exactly one.
    """
    found = [claim for claim in result.claims if claim.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if wanted.isdigit() and 1 <= int(wanted) <= len(result.claims):
        return result.claims[int(wanted) - 1]
    many = f"{len(found)} claims have ids that start so" if found else f"no claim {wanted!r}"
    raise UsageError(f"{many}; the article has {len(result.claims)} claims, see tocsin read")


def show_reason(claim: Claim, console: Console | None = None) -> None:
    """Print the claim, its frame and rules, and a table of fields with their words."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    console.print(Text(claim_sentence(claim), style="bold"))
    console.print(Text(f"id {claim.id} · score {claim.score:.2f}", style="dim"))
    status = f"{claim.modality} · polarity {claim.polarity} · {claim.time}"
    console.print(Text(f"status: {status}"))
    console.print(Text(f"about:  {', '.join(claim.contexts) or 'no context'}"))
    console.print(Text(f"frame:  {claim.reason.frame or 'none: the network alone'}"))
    for rule in claim.reason.rules:
        console.print(Text(f"rule:   {rule}"))
    for line in scores(claim.reason):
        console.print(Text(f"model:  {line}"))
    table = Table(
        "field", "words", "offsets", "means", box=None, pad_edge=False, header_style="dim"
    )
    for field, span, meaning in rows(claim):
        table.add_row(field, Text(f"“{span.text}”"), f"{span.start}-{span.end}", Text(meaning))
    console.print()
    console.print(table)


def scores(reason: Reason) -> Iterator[str]:
    """What the network gave the best alternatives of each field, one line a field."""
    for field, group in groupby(reason.scores, key=lambda s: s.field):
        yield f"{field}: " + ", ".join(f"{s.value} {s.probability:.2f}" for s in group)


def rows(claim: Claim) -> Iterator[Row]:
    """Every field that has words: its name, the words, what they were taken to mean."""
    yield "trigger", claim.trigger, f"{claim.type} {claim.mode or ''}".strip()
    for label, held in (("actor", claim.actors), ("recipient", claim.recipients)):
        yield from ((label, mention.span, _entity(mention.entity)) for mention in held)
    for attribution in claim.attributions:
        yield "source", attribution.source.span, _entity(attribution.source.entity)
        yield "cue", attribution.cue, attribution.stance
    yield from _circumstances(claim)


def _circumstances(claim: Claim) -> Iterator[Row]:
    for place in claim.place:
        at = (
            f" {place.lat:.2f}, {place.lon:.2f}"
            if place.lat is not None and place.lon is not None
            else ""
        )
        yield (
            "place",
            place.span,
            f"{place.name} {place.country or ''} {place.precision}{at}".strip(),
        )
    if claim.when:
        yield "when", claim.when.span, date_note(claim.when)
    for found in claim.quantities:
        yield "quantity", found.span, f"{_range(found)} {found.what}"
    if claim.condition:
        yield "condition", claim.condition, ""
    if claim.purpose:
        yield "purpose", claim.purpose, ""


def _range(found: Quantity) -> str:
    low, high = (None if end is None else f"{end:,.10g}" for end in (found.low, found.high))
    if low == high and low is not None:
        return f"about {low}" if found.approximate else low
    return f"{low or 'at most'} {'to ' if low and high else ''}{high or 'or more'}"


def _entity(entity: Entity | None) -> str:
    return f"{entity.name} = {entity.id}" if entity else "unknown"
