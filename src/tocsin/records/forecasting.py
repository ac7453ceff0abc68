"""What is foreseen: the series of two actors, the forecast made from it, the dated question.

A forecast is written once and never edited; when it comes due a `ForecastScore` is put beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DyadEvent:
    """One event from one actor to another, as a point of their series.

    ``actor`` and ``recipient`` are ISO 3166 alpha-3 codes, else names. ``day`` is the day of the
    event, ``published`` the day on which it was first reported: a forecast knows the event only
    after both. ``type`` is PLOVER's, ``cameo_root`` 1 to 20, ``quad_class`` 1 to 4, ``force`` that
    it is ASSAULT (in imported data: CAMEO 15, 18, 19 or 20). ``state`` is ``occurred``,
    ``planned`` or ``threatened``; the last two are due between the days of ``due`` and are in force
    until ``settled``. ``reports`` are the ids of the claims behind it.
    """

    id: str
    day: date
    published: date
    actor: str
    recipient: str
    type: str
    quad_class: int
    cameo_root: int
    force: bool = False
    state: str = "occurred"
    due: tuple[date | None, date | None] = (None, None)
    settled: date | None = None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the log-odds of a forecast, against the average pair of its class.

    ``words`` say what the feature is, ``value`` is its value. ``change`` is what it adds now less
    what it added to the forecast before. ``reports`` are ids of the claims (of events that come
    from imports: of the events) that made the feature what it is, the latest first.
    """

    feature: str
    words: str
    value: float
    logit: float
    change: float = 0.0
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """How likely ``actor`` does something of the kind ``target`` to ``recipient`` within
    ``horizon`` days from ``cutoff`` on, by what was published before it.

    ``target`` is ``conflict`` (any material conflict) or ``force``. ``low`` to ``high`` holds the
    number of such events with 80 % probability, ``expected`` is its mean. ``base_rate`` is how
    often it happened to this pair in windows of this length (None if there were fewer than six),
    ``class_rate`` to all pairs like it. ``likelihood`` is the word of ICD 203 for the probability,
    ``confidence`` low, moderate or high: how much there is to judge by. ``before`` is the
    probability of the forecast before, if any. ``note`` is ``too few reports to judge`` when the
    probability is that of the class. ``intercept`` and the contributions add up to the log-odds.
    """

    id: str
    actor: str
    recipient: str
    target: str
    made: datetime
    cutoff: date
    horizon: int
    probability: float
    likelihood: str
    confidence: str
    expected: float
    low: int
    high: int
    class_rate: float
    base_rate: float | None = None
    before: float | None = None
    note: str = ""
    model: str = ""
    model_hash: str = ""
    intercept: float = 0.0
    contributions: tuple[Contribution, ...] = ()
    confidence_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """What came of a forecast or question when it was due: ``happened``, how many times, Brier and
    logarithmic score of the probability that was given. ``events`` are the ids of what happened."""

    forecast: str
    scored: datetime
    happened: bool
    count: int
    brier: float
    log_loss: float
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A dated question made from an expectation: "Will the talks be held by 8 November 2026?".

    ``claim`` is the expectation's claim, ``opened`` the cut-off, ``closes`` the last day. Its
    ``probability`` is the share of settled expectations of its kind that were kept (``basis`` says
    of how many). ``outcome`` is open, yes, no or void (postponed, or its condition was not met).
    """

    id: str
    claim: str
    text: str
    actor: str
    recipient: str
    type: str
    made: datetime
    opened: date
    closes: date
    probability: float
    basis: str
    outcome: str = "open"
    settled_by: str | None = None
