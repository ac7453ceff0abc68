"""The series of pairs of actors, made from a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.ledger import (
    CodedQuery,
    EventSketch,
    ExpectationQuery,
    Ledger,
    Side,
    Sketch,
    Sketched,
)
from tocsin.records import CodedEvent, DyadEvent, Expectation

FORCE = "ASSAULT"
FORCE_ROOTS = (15, 18, 19, 20)
_INTENDED = {"planned": "planned", "threatened": "threatened"}
_LOST = ("did-not-occur", "undetermined")


def dyad_events(ledger: Ledger) -> Iterator[DyadEvent]:
    """The events of the ledger as points of the series of every pair of their parties.

    An event counts as occurred from the day on which that was first reported, and only if its
    standing is ``occurred``, ``ongoing`` or ``disputed``; plans and threats are in force until
    their expectation is settled. Imported events count as occurred; those of types that PLOVER does
    not have, or with a party without a name, are left out.
    """
    expected = {each.claim: each for each in ledger.expectations(ExpectationQuery(limit=None))}
    for event in ledger.sketches():
        yield from _of_event(event, expected)
    for coded in ledger.coded_events(CodedQuery(limit=None)):
        yield from _coded(coded)


def _of_event(event: EventSketch, expected: Mapping[str, Expectation]) -> Iterator[DyadEvent]:
    facts = [r for r in event.told if r.claim.modality == "asserted" and r.claim.polarity == "+"]
    status = event.status or "undetermined"
    if facts and status not in (*_LOST, "planned", "possible"):
        yield from _points(event, facts, "occurred", None)
    for report in event.told:
        state = _INTENDED.get(report.claim.modality)
        if state and report.claim.polarity == "+":
            yield from _points(event, [report], state, expected.get(report.claim.id))


def _points(
    event: EventSketch, reports: list[Sketched], state: str, expectation: Expectation | None
) -> Iterator[DyadEvent]:
    """One point for each pair; an undated report counts from the last day of the event."""
    published = min((r.day or event.days[1]) for r in reports)
    day = min(event.days[0], published) if state == "occurred" else published
    if state == "occurred" and (published - day).days > 3650:
        return
    claim = reports[0].claim
    ids = tuple(r.claim.id for r in reports)
    for actor, recipient in sorted(_pairs(r.claim for r in reports)):
        key = f"{event.id}:{actor}:{recipient}"
        yield DyadEvent(
            id=key if state == "occurred" else f"{key}:{claim.id}",
            day=day,
            published=published,
            actor=actor,
            recipient=recipient,
            type=event.type,
            quad_class=ontology.quad_class(event.type),
            cameo_root=_root(claim, event.type),
            force=event.type == FORCE,
            state=state,
            due=expectation.due if expectation else (None, None),
            settled=_settled(expectation),
            reports=ids,
        )


def _pairs(claims: Iterable[Sketch]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for claim in claims:
        actors = {name for each in claim.actors if (name := _name(each))}
        recipients = {name for each in claim.recipients if (name := _name(each))}
        found.update((a, b) for a in actors for b in recipients if a != b)
    return found


def _name(side: Side) -> str | None:
    """The country of a party, else the name of its entity; None for a party that nobody knows."""
    entity = side.entity
    return (entity.country or entity.name) if entity else None


def _root(claim: Sketch, type_: str) -> int:
    try:
        return int(ontology.cameo(type_, claim.mode)[:2])
    except UsageError:  # a mode of another type, by a correction
        return int(ontology.cameo(type_)[:2])


def _settled(expectation: Expectation | None) -> date | None:
    if expectation is None or expectation.outcome == "open":
        return None
    return expectation.day


def _coded(event: CodedEvent) -> Iterator[DyadEvent]:
    """An imported event by its own quad class; force is CAMEO 15, 18, 19 and 20."""
    actor, recipient = (p.country or p.name for p in (event.actor, event.recipient))
    if event.type is None or not actor or not recipient:
        return
    root = int(event.cameo[:2])
    yield DyadEvent(
        id=event.id,
        day=event.day,
        published=event.published or event.day,
        actor=actor,
        recipient=recipient,
        type=event.type,
        quad_class=event.quad_class or ontology.quad_class(event.type),
        cameo_root=root,
        force=root in FORCE_ROOTS,
    )
