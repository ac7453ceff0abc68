"""What is kept of events, copies and expectations so that another process can go on from there.

A trace is what one step changed; a recall gives back, for a few keys, what all traces so far left.
All mappings that a recall returns hold just the keys that exist.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tocsin.records import Article, Event, Expectation, Report, Standing

ClaimOrder = tuple[date, str, int, str]
"""Day, article, offset, id of a claim."""
TextOrder = tuple[date, int, str, str, str, str]
"""Day, rank, article, publisher (twice: as compared, as printed) and author of a printing."""
Group = tuple[str, ...]
Waiting = dict[str, date]
"""Expectations and the days of their announcement."""


@dataclass(frozen=True, slots=True)
class EventTrace:
    """Claims taken out of and put into blocks, odds of pairs (None: no longer linked; each pair
    both ways) and the groups of claims (none: the claim is gone). Apply them in this order."""

    out_of: list[tuple[int, ClaimOrder]] = field(default_factory=list)
    into: list[tuple[int, ClaimOrder]] = field(default_factory=list)
    odds: dict[tuple[str, str], float | None] = field(default_factory=dict)
    lines: dict[str, dict[int, Group]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """A printing in the search for copies: the one that it is a copy of (or itself), the first one
    of its origin, both by number, and why it is a copy."""

    number: int
    order: TextOrder
    title: str
    best: int
    first: int
    reason: str


@dataclass(frozen=True, slots=True)
class WireTrace:
    """Texts that are new or stand otherwise, by number: with title, the one that each is a copy of
    (or itself), the first of its origin, and why; and the keys of new ones. Texts are named by
    their order, as other processes number them otherwise."""

    texts: list[tuple[TextOrder, str, TextOrder, TextOrder, str]] = field(default_factory=list)
    keys: list[tuple[int, TextOrder]] = field(default_factory=list)


class EventRecall(Protocol):
    """What `Merger` asks for; claims are given by id, blocks by number."""

    def reports(self, claims: Collection[str]) -> Mapping[str, Report]: ...
    def links(self, claims: Collection[str]) -> Mapping[str, dict[str, float]]: ...
    def lines(self, claims: Collection[str]) -> Mapping[str, dict[int, Group]]: ...
    def blocks(self, keys: Collection[int]) -> Mapping[int, list[ClaimOrder]]: ...
    def events(self, claims: Collection[str]) -> Mapping[str, Event]: ...


class WireRecall(Protocol):
    """What `WireIndex` asks for; printings are given by number."""

    def last_text(self) -> int: ...
    def texts(self, numbers: Collection[int]) -> Mapping[int, Text]: ...
    def texts_of(self, articles: Collection[str]) -> Mapping[str, list[Text]]: ...
    def copies(self, firsts: Collection[int]) -> Mapping[int, set[int]]: ...
    def under(self, keys: Collection[int]) -> Mapping[int, list[Text]]: ...
    def articles(self, texts: Collection[Text]) -> Mapping[int, Article]: ...


class OutlookRecall(Protocol):
    """What `Outlook` asks for. Stretches are `STRETCH` days by their number."""

    def in_article(self, articles: Collection[str]) -> Mapping[str, list[Report]]: ...
    def by_party(
        self, keys: Collection[tuple[str, str, int]]
    ) -> Mapping[tuple[str, str, int], list[Report]]: ...
    def events(self, claims: Collection[str]) -> Mapping[str, Event]: ...
    def standings(self, events: Collection[str]) -> Mapping[str, Standing]: ...
    def expectations(self, claims: Collection[str]) -> Mapping[str, Expectation]: ...
    def waiting(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Waiting]: ...
    def kinds(self, countries: Collection[str]) -> Mapping[str, set[str]]: ...
    def due(self, first: date, last: date) -> Collection[str]: ...
