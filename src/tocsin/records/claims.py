"""What one text says: articles, claims and their parts.

All offsets are character offsets into ``Article.text``, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the article: ``text == article.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news text and what its page says about itself. ``published`` is None if the page is
    undated."""

    text: str
    title: str = ""
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "en"
    url: str | None = None
    name: str = ""

    @property
    def id(self) -> str:
        """First 16 hex digits of the SHA-256 of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entity:
    """Who an actor is. ``id`` is stable: ``PRK``, ``PRK/GOV``, ``IGO:NATO``, ``PRK/GOV:choe son
    hui``."""

    id: str
    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for an actor, a source or a place, as the grammar gives it.

    ``span`` is the whole noun phrase, ``head`` its head word (surface form), ``kind`` one of
    ``name``, ``nominal``, ``pronoun``. ``names`` are the named entities inside as ``(text, label)``
    with label PER, ORG, LOC or MISC; ``descriptors`` are appositions ("North Korea's top
    diplomat"). ``number`` is ``Sing``, ``Plur`` or empty. ``entity`` is filled by ``resolve``.
    """

    span: Span
    head: str
    kind: str = "name"
    names: tuple[tuple[str, str], ...] = ()
    descriptors: tuple[str, ...] = ()
    number: str = ""
    gender: str = ""
    sentence: int = 0
    subject: bool = False
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the source, the cue word, and the stance (asserts, denies, withholds, doubts).

    ``source`` of an unnamed source ("reportedly") is the cue itself.
    """

    source: Mention
    cue: Span
    stance: str = "asserts"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number as a range. ``high`` None means no upper bound; ``what`` is what is
    counted."""

    span: Span
    low: float | None
    high: float | None
    what: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A time expression and the days it covers, both ends included; None where nothing fixes them.

    ``precision`` is ``day``, ``week``, ``month``, ``season``, ``year``, ``decade``, ``interval`` or
    ``""``.
    """

    span: Span
    start: date | None = None
    end: date | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happens. ``precision`` is ``city``, ``region``, ``country``, ``area`` or
    ``""``."""

    span: Span
    name: str = ""
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What the model gave one of the values that a field could have: a probability."""

    field: str
    value: str
    probability: float


@dataclass(frozen=True, slots=True)
class Lead:
    """A phrase anywhere in the text that may name the country of the event's ``actor``,
    ``recipient`` or ``source`` (``role``), with the model's log-odds of it."""

    role: str
    mention: Mention
    odds: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim was made: the frame that fired, the rules that filled each field, in words, and
    the model's scores of the best alternatives of each field. ``leads`` are for `resolve`, which
    turns them into scores of countries."""

    frame: str
    rules: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How another claim bears on the one that holds the link: it is its ``purpose``, what it is
    given in ``exchange`` for, its ``cause``, its ``condition``, what it is a ``response`` to, the
    ``content`` of the speech act, or the event that its ``time`` is told by.

    ``other`` is an index into the draft's claims until ids exist, from then on the claim's id.
    """

    kind: str
    other: int | str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that an event happened, happens, is planned, feared, demanded, or did not
    happen.

    Field values follow the coding guide (``docs/codebook.md``): ``modality`` is asserted, planned,
    possible, conditional, demanded or threatened; ``polarity`` is ``+`` or ``-``; ``time`` is past,
    ongoing, future or historical. ``contexts`` are PLOVER's names of what the event is about, the
    surest first. ``score`` is between 0 and 1.
    """

    trigger: Span
    type: str
    mode: str | None
    sentence: Span
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: tuple[Place, ...] = ()
    when: When | None = None
    quantities: tuple[Quantity, ...] = ()
    modality: str = "asserted"
    polarity: str = "+"
    time: str = "past"
    attributions: tuple[Attribution, ...] = ()
    condition: Span | None = None
    purpose: Span | None = None
    links: tuple[Link, ...] = ()
    score: float = 0.5
    reason: Reason = Reason("")
    sentence_index: int = 0
    id: str = ""
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One statement that judges instead of reporting an event: "seen as a significant escalation".

    ``span`` is the words of the judgement, ``predicate`` the word that carries it. ``object`` is
    what is judged (kind ``clause`` if it is what a whole clause says), ``affected`` what it bears
    on. ``kind`` is effect, threat, significance, uncertainty, attention, aim, trend, legality or
    outlook; ``valence`` is ``+``, ``-`` or ``0`` for good, bad or neither. ``attributions`` are its
    holders: none if the report itself judges, the cue for a holder whom nobody names ("is seen
    as"). ``quotes`` are its words in quotation marks. Other fields are as in `Claim`.
    """

    span: Span
    predicate: Span
    kind: str
    sentence: Span
    object: Mention | None = None
    affected: Mention | None = None
    attributions: tuple[Attribution, ...] = ()
    quotes: tuple[Span, ...] = ()
    valence: str = "0"
    polarity: str = "+"
    modality: str = "asserted"
    sentence_index: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What ``coding`` hands to ``resolve``: claims and assessments as text spans, and all mentions
    in text order. ``resolve`` gives it back with identifiers."""

    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    assessments: tuple[Assessment, ...] = ()


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees (haversine, mean radius 6371 km)."""
    p1, p2 = radians(lat1), radians(lat2)
    a = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(a)))
