"""What is watched: situations with their indicators, what was seen of them, and who was told.

A situation and its indicators come from the user's file; states, changes and alerts are made by
`watch` and kept by the ledger. Every state holds the ids of the events and claims behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something named beforehand that would show where a situation is going.

    ``id`` is unique within its situation. ``rule`` is in the language of ``docs/watch.md``, so is
    ``reversed_by`` (empty if nothing but lost evidence reverses it). ``weight`` is its share in the
    level of the situation; its strength halves with every ``half_life`` days after the last
    evidence. ``alert_on`` are the states that alert; ``urgent`` ones are told in quiet hours too.
    """

    id: str
    title: str
    rule: str
    reversed_by: str = ""
    weight: float = 1.0
    half_life: float = 14.0
    alert_on: tuple[str, ...] = ("observed", "reversed")
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What an analyst follows. An event belongs to it if it meets each of the fields that are not
    empty: one of its parties is among ``actors``, its place (if it has one) lies in ``places``, its
    type is among ``types``, and one of ``words`` stands in a sentence that reports it.

    ``actors`` are countries (ISO 3166 alpha-3), entity ids or names, ``places`` countries or names.
    """

    id: str
    title: str
    description: str = ""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """Where an indicator stands: ``state`` is not-seen, emerging, observed or reversed.

    ``since`` is when it got there, ``events`` and ``claims`` are the evidence, ``last`` is the day
    of the last evidence. ``strength`` is 1 on that day (0.5 while emerging, 0 if not seen or
    reversed) and halves with the indicator's half-life. ``reason`` says why, in words.
    """

    situation: str
    indicator: str
    state: str
    since: datetime
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    last: date | None = None
    strength: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator went from state ``before`` to ``after``, or (if they are equal) has further
    evidence: ``events`` and ``claims`` are what is new."""

    situation: str
    indicator: str
    before: str
    after: str
    at: datetime
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind an alert. ``quote`` is the sentence of the claim in the article with the id
    ``article``; ``day`` is the day of the report, None if it is undated."""

    event: str
    claim: str
    quote: str
    article: str
    title: str = ""
    publisher: str | None = None
    url: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """What a person is told, once. ``id`` is derived from situation, indicator, event and state."""

    id: str
    situation: str
    indicator: str
    state: str
    event: str
    at: datetime
    headline: str
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class WatchSource:
    """Where new articles come from: ``kind`` is ``feed``, ``site`` (a page with links to articles)
    or ``folder``; ``address`` is a URL or a path.

    ``every`` is the pause between two looks in minutes. ``text`` says where the article's text is:
    ``page`` (behind the link) or ``feed`` (in the feed itself).
    """

    kind: str
    address: str
    name: str = ""
    every: float = 15.0
    text: str = "page"


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a source is doing.

    ``state`` is ``new`` (never looked at), ``ok``, ``not-modified``, ``empty`` (it holds no items),
    ``undated`` (none of its items has a date), ``failing``, ``refused`` (hostile or forbidden) or
    ``gone``. ``checked`` is the last look, ``succeeded`` the last good one, ``next_try`` the next.
    ``failures`` counts those since the last success; ``message`` is the last error in one line.
    ``items`` and ``undated`` count the items of the last good look. ``etag`` and ``modified`` are
    the validators that the server gave.
    """

    address: str
    kind: str = "feed"
    name: str = ""
    state: str = "new"
    checked: datetime | None = None
    succeeded: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    message: str = ""
    items: int = 0
    undated: int = 0
    newest: date | None = None
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a source.

    ``key`` tells it from the others of its source (its link; without one, its id or its words);
    ``mark`` changes when its words do. ``text`` are the words that the feed itself gives, ``day``
    is the day that it gives, None if it gives none.
    """

    source: str
    key: str
    mark: str
    link: str = ""
    title: str = ""
    text: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PendingItem:
    """An item whose article is still to be read. ``tries`` counts failed ones, ``due`` is the time
    of the next."""

    item: FeedItem
    due: datetime
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Mute:
    """No alerts about ``target`` (a situation, or ``situation/indicator``) before ``until``."""

    target: str
    until: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Alerts on their way to one channel, as one message with one id.

    ``status`` is ``waiting``, ``sent``, ``muted`` or ``failed``; ``due`` is when to try next.
    """

    id: str
    channel: str
    alerts: tuple[Alert, ...]
    due: datetime
    tries: int = 0
    status: str = "waiting"
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered. ``status`` is that of HTTP; ``data`` is empty unless it is 200.

    ``retry_after`` are the seconds that the server asks to wait, None if it does not.
    """

    url: str
    status: int
    data: bytes = b""
    charset: str | None = None
    etag: str = ""
    modified: str = ""
    retry_after: float | None = None
