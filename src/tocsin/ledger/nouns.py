"""What goes into the ledger and comes out of it, beside the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.records import (
    Article,
    Assessment,
    Claim,
    Entity,
    Event,
    Expectation,
    Origin,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with everything that was read in it."""

    article: Article
    claims: tuple[Claim, ...] = ()
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True, slots=True)
class Printing:
    """One appearance of a text: where, by whom, under which title. The same text may appear at many
    publishers. ``supersedes`` is the printing at the same URL that this one edits."""

    id: str
    article: str
    url: str | None
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    name: str
    supersedes: str | None
    added: datetime


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims; fields left None do not filter.

    ``actor``, ``recipient`` and ``claimant`` match a country (ISO 3166 alpha-3), an entity's id,
    its name or the words of the text, whatever their case; ``claimant`` ``unnamed`` matches sources
    whom nobody names. ``stance`` is that of the claimant, or of any. ``place`` is a country.
    ``published_from`` and ``published_to`` bound the day of the report (the day it was added if the
    page is undated), ``when_from`` and ``when_to`` the days of the event (that of the report if the
    text tells none), all inclusive. ``text`` are words or "phrases" of the claim's sentence, all of
    which must occur. ``article`` and ``event`` are ids. ``limit`` None means all.
    """

    type: str | None = None
    mode: str | None = None
    modality: str | None = None
    polarity: str | None = None
    time: str | None = None
    claimant: str | None = None
    stance: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    when_from: date | None = None
    when_to: date | None = None
    min_score: float | None = None
    text: str | None = None
    article: str | None = None
    event: str | None = None
    limit: int | None = 100
    offset: int = 0
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events; as in `ClaimQuery`. An event lies between ``first`` and ``last`` if any of its
    days does."""

    type: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    status: str | None = None
    first: date | None = None
    last: date | None = None
    limit: int | None = 100
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CodedQuery:
    """Which imported events; fields left None do not filter. ``actor`` and ``recipient`` are ISO
    3166 alpha-3 codes, ``type`` a PLOVER type, ``first`` and ``last`` days, both inclusive."""

    coder: str | None = None
    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    first: date | None = None
    last: date | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ExpectationQuery:
    """Which expectations: due on a day between ``first`` and ``last``, with this outcome."""

    first: date | None = None
    last: date | None = None
    outcome: str | None = None
    limit: int | None = 100
    offset: int = 0


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as the ledger holds it. ``days`` are the first and last day that its claims tell;
    ``place`` is the country that most of them give, ``lat`` and ``lon`` the commonest point."""

    event: Event
    standing: Standing | None
    days: tuple[date, date]
    place: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """That an article or a judgement (``kind``) with the id ``key`` was added or undone: the
    ``n``-th change of the ledger."""

    n: int
    kind: str
    key: str


ClaimOrder = tuple[date, str, int, str]
TextOrder = tuple[date, int, str, str, str, str]
TracedText = tuple[TextOrder, str, TextOrder, TextOrder, str]
TextRow = tuple[int, str, date, int, str, str, str, str, int, int, str]
Partied = tuple[int, str, str, date, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a step changed in the tables of ``trace_tables``; see `tocsin.corroborate.recall`.

    Claims (by day, article, offset and id) taken out of and put into blocks, odds of pairs (None:
    no longer linked), groups of claims by stretch (none: the claim is gone); texts with their
    titles, the ones that they are copies of, the first ones of their origins and why; keys of
    texts; rows of ``trace_parties`` that go and that come.
    With ``everything`` nothing else stays.
    """

    out_of: Sequence[tuple[int, ClaimOrder]] = ()
    into: Sequence[tuple[int, ClaimOrder]] = ()
    odds: Mapping[tuple[str, str], float | None] = field(default_factory=dict)
    lines: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
    texts: Sequence[TracedText] = ()
    keys: Sequence[tuple[int, TextOrder]] = ()
    unpartied: Sequence[Partied] = ()
    partied: Sequence[Partied] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the first ``upto`` changes, as far as it is not in the ledger already.

    ``gone`` are claims that are in no event any more, ``settled`` claims that are no expectations
    any more. ``today`` is the day of the expectations. With ``everything`` nothing else stays.
    ``trace`` is what another process needs to go on from here; without it, it reads everything.
    """

    upto: int
    today: date
    events: tuple[Event, ...] = ()
    standings: tuple[Standing, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    origins: tuple[Origin, ...] = ()
    gone: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    everything: bool = False
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A letter A to F that a user gave a publisher or claimant; F is "cannot be judged"."""

    who: str
    letter: str
    author: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; ``role`` is viewer, analyst, editor or admin."""

    name: str
    role: str
    made: datetime


@dataclass(frozen=True, slots=True)
class AccountToken:
    """What is known of a token for programs: whose it is, what it opens, until when. The token
    itself is kept nowhere."""

    id: str
    account: str
    scopes: tuple[str, ...]
    note: str
    made: datetime
    ends: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedView:
    """An address of the desk, with its query, that a reader keeps by a name."""

    name: str
    address: str
    made: datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to what, from which address. ``hash`` is made of the row and of the hash of the
    row before it, ``previous``."""

    n: int
    time: datetime
    who: str
    address: str
    act: str
    target: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Side:
    """A party of a `Sketch`."""

    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What counting needs of a claim: who, to whom and how certain, without words."""

    id: str
    type: str
    mode: str | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    modality: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Sketched:
    """A `Sketch` with the day of its report, None if the page is undated."""

    claim: Sketch
    day: date | None


@dataclass(frozen=True, slots=True)
class EventSketch:
    """An event with the sketches of those of its claims that stand; ``status`` is None if it was
    not weighed."""

    id: str
    type: str
    days: tuple[date, date]
    status: str | None
    told: tuple[Sketched, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """The claims of an event."""

    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, with the words around the first match."""

    article: str
    title: str
    publisher: str | None
    published: date | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: schema revision, and per file its SHA-256, bytes and rows."""

    format: str
    schema: str
    made: datetime
    files: Mapping[str, tuple[str, int, int]]
