"""What is exported: an event with its reports, and what all formats ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.records import (
    Claim,
    Entity,
    Event,
    Expectation,
    Mention,
    Place,
    Report,
    Standing,
)

HAPPENED = ("occurred", "ongoing", "disputed")
"""Statuses of events that somebody reports as fact."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event with its reports in the order of publication, how it stands, its first and last
    day, the country and point where most of them put it, and what its claims let one expect."""

    event: Event
    reports: tuple[Report, ...]
    standing: Standing | None
    days: tuple[date, date]
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    expectations: tuple[Expectation, ...] = ()

    @property
    def status(self) -> str:
        """As in `Standing`; ``undetermined`` without one."""
        return self.standing.status if self.standing else "undetermined"

    @property
    def lead(self) -> Report:
        """The report that tells most: asserted before planned, with both parties before one."""
        return max(self.reports, key=lambda r: _worth(r.claim))

    @property
    def claim(self) -> Claim:
        """The claim of the lead."""
        return self.lead.claim

    @property
    def spot(self) -> Place | None:
        """The place that has the point, as one of the reports tells it; without a point the first
        place of the lead in the event's country."""
        point = (self.lat, self.lon)
        told = [place for report in self.reports for place in report.claim.place]
        if self.lat is not None and self.lon is not None:
            return next((place for place in told if (place.lat, place.lon) == point), None)
        return next((place for place in self.claim.place if place.country == self.place), None)

    def dyads(self) -> list[tuple[Entity | None, Entity | None]]:
        """Actor and recipient of the lead, every pair of them; None for a party that is not
        known."""
        actors = _known(self.claim.actors) or [None]
        recipients = _known(self.claim.recipients) or [None]
        found = [(a, b) for a in actors for b in recipients if a is None or a != b]
        return found or [(actors[0], None)]


def _worth(claim: Claim) -> tuple[bool, bool, int, float]:
    sure = claim.modality == "asserted" and claim.polarity == "+"
    sides = (claim.actors, claim.recipients)
    known = sum(any(m.entity and m.entity.country for m in side) for side in sides)
    return sure, claim.modality != "possible", known, claim.score


def _known(group: Sequence[Mention]) -> list[Entity | None]:
    found: dict[str, Entity | None] = {}
    for mention in group:
        if mention.entity is not None:
            found.setdefault(mention.entity.id, mention.entity)
    return list(found.values())


def happened(items: Iterable[Item]) -> Iterator[Item]:
    """Those that are reported as fact: event data have no place for plans and fears."""
    for item in items:
        claim = item.claim
        if item.status in HAPPENED and claim.modality == "asserted" and claim.polarity == "+":
            yield item


def plain(text: str) -> str:
    """Text in one line, without tabs."""
    return " ".join(text.split())


def safe(cell: object) -> object:
    """A cell that no spreadsheet runs as a formula (OWASP, CSV injection)."""
    text = cell if isinstance(cell, str) else ""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
