"""What many texts say together: reports of one event, who stands by it, and what is still due.

An event holds ids of claims, never a copied fact: the words behind every cell can be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.records.claims import Claim


@dataclass(frozen=True, slots=True)
class Report:
    """One claim in the article that makes it. ``origin`` is the id of the first article of its
    group of wire copies, the article's own id if it was not copied. ``day`` is the day of
    publication, None if the page is undated."""

    claim: Claim
    article: str
    day: date | None = None
    publisher: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that reprint one another. ``first`` is the one that was published first (its id is
    the origin's id), ``articles`` all of them with it, ``reasons`` one line for every copy."""

    first: str
    articles: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Why a claim is in an event: the claim that it was joined to, the score between 0 and 1, and
    in words what spoke for it ("same parties", "both on 2026-03-04")."""

    claim: str
    to: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims about one and the same event, in the order of publication (day, article, offset).

    ``id`` is derived from the first claim. ``joins`` say why each further claim is in it.
    """

    id: str
    type: str
    claims: tuple[str, ...]
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From ``day`` on (None if undated) the event has this status, because of these claims."""

    day: date | None
    status: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """One claimant's or publisher's stand on an event: ``asserts``, ``denies``, ``withholds`` or
    ``doubts``. ``who`` is an ISO 3166 alpha-3 code if the claimant is a state or one of its bodies,
    else a name; ``named`` is false for a publisher that speaks for itself."""

    who: str
    stance: str
    claim: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """A number that somebody gave, as a range; ``by`` is who gave it."""

    what: str
    low: float | None
    high: float | None
    approximate: bool
    by: str
    claim: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands by what was reported up to a day.

    ``status`` is occurred, ongoing, planned, possible, disputed, did-not-occur or undetermined.
    ``independent`` counts origins. ``credibility`` is the digit of the Admiralty code, 1 to 5, None
    for "cannot be judged" (6); ``reasons`` say in words what made it.
    """

    event: str
    status: str
    history: tuple[StatusChange, ...] = ()
    stands: tuple[Stand, ...] = ()
    denied_by: tuple[str, ...] = ()
    withheld_by: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    independent: int = 0
    quantities: tuple[StatedQuantity, ...] = ()
    credibility: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision that can be undone: ``kind`` is ``same``, ``different``, ``correct`` or
    ``accept``.

    ``left`` and ``right`` are ids of claims for ``same`` and ``different``; for ``correct``,
    ``left`` is the claim, ``field`` the corrected field and ``value`` its new JSON value.
    ``author`` is a person, or ``tocsin`` for our own decisions.
    """

    id: str
    kind: str
    left: str
    author: str
    time: datetime
    right: str = ""
    field: str = ""
    value: str = ""
    score: float | None = None
    reason: str = ""
    undone: datetime | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """A planned, threatened, promised or conditional claim, until later events settle it.

    ``due`` is the first and last day on which it should happen, None where the text does not say.
    ``outcome`` is kept, missed, postponed, condition-not-met or open; ``settled_by`` is the event
    that settled it, ``settled_in`` the article, ``day`` its day, ``reason`` why, in words.
    """

    claim: str
    due: tuple[date | None, date | None] = (None, None)
    condition: str | None = None
    outcome: str = "open"
    settled_by: str | None = None
    settled_in: str | None = None
    day: date | None = None
    reason: str = ""
