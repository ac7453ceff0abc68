"""Who does what to whom next, by the readable score.

A candidate's score is a weighted sum of shares of the past (see `who_mixture`, `who_types`), so it
says itself where it comes from, works for an actor who was never seen, and needs no library beyond
the core. The weights are shipped (``data/who_weights.json``, made by
``training/forecast/fit_who.py``); the ranker with trees (`who_ranker`) scores higher but must be
trained on a long past.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
import numpy.typing as npt

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.forecast import who_mixture, who_types
from tocsin.forecast.history import History
from tocsin.forecast.who_candidates import Finder
from tocsin.forecast.who_past import Past, Stream
from tocsin.forecast.who_tally import Ints
from tocsin.records import DyadEvent

Days = Literal[1, 7]
Scores = npt.NDArray[np.floating]
_WORDS = {
    "ark": "the actor did this to them", "ar": "the two deal with each other",
    "kr": "this is often done to them", "agr": "the actor did the like to them",
    "ckr": "this is often done to them", "cr": "they are much in the reports",
    "pair": "the actor did this to them", "back": "they did this to the actor",
    "actor": "the actor does this to others", "recipient": "others do this to them",
    "all": "this is common in the reports",
}  # fmt: skip
_CANDIDATES, _REASONS, _RECORDS = 150, 3, 5


@dataclass(frozen=True, slots=True)
class Reason:
    """Where a part of a score comes from; ``share`` is what part of it, 0 to 1."""

    words: str
    share: float


@dataclass(frozen=True, slots=True)
class Likely:
    """A recipient or type that may come next. ``score`` is its share of the expectation if
    something of the asked kind happens at all (0 to 1), not the probability that it does.
    ``records`` are the past events that speak for it, the latest of the closest first."""

    name: str
    score: float
    reasons: tuple[Reason, ...]
    records: tuple[DyadEvent, ...]


def who_next(
    history: History, actor: str, type_: str, *, cutoff: date, days: Days = 1
) -> tuple[Likely, ...]:
    """To whom the actor is likely to do something of that PLOVER type in the next day or week (from
    ``cutoff`` on), by what was known before: the ten likeliest. Raises UsageError for an unknown
    type or another span."""
    return Next(history, cutoff, days).who(actor, type_)


def what_next(
    history: History, dyad: tuple[str, str], *, cutoff: date, days: Days = 1
) -> tuple[Likely, ...]:
    """Which PLOVER types the actor of a pair is likely to do to its recipient in the next day or
    week, if anything. Raises UsageError for another span."""
    return Next(history, cutoff, days).what(*dyad)


class Next:
    """The state of a history before a day, for many questions. Arguments as for `who_next`."""

    def __init__(self, history: History, cutoff: date, days: Days = 1) -> None:
        self._who, self._what = _weights(days)
        self._events = known_before(history.events, cutoff)
        names = {name for e in self._events for name in (e.actor, e.recipient)}
        self._names = sorted(names)
        self._number = {name: n for n, name in enumerate(self._names)}
        self._records = _Records(self._events)
        self._past: Past | None = None
        self._finder: Finder | None = None
        if self._events:
            self._past = Past(stream_of(self._events, self._number))
            self._past.leap(cutoff.toordinal() - _first(self._events))
            self._finder = Finder(self._past)

    def who(self, actor: str, type_: str, *, limit: int = 10) -> tuple[Likely, ...]:
        """See `who_next`."""
        kind = _kind(type_)
        if self._past is None or self._finder is None:
            return ()
        number = np.array([self._number.get(actor, len(self._names))])
        asked, shares = self._finder.find(number, np.array([kind]), self._who, _CANDIDATES)
        parts = shares * self._who[who_mixture.known(self._past, asked)]
        real = (asked.candidate != number[0]) & (asked.candidate < len(self._names))
        names = [self._names[n] for n in asked.candidate[real]]
        ranked = _ranked(names, parts[real], who_mixture.PARTS, limit)
        return tuple(self._likely(one, actor, one[0], type_) for one in ranked)

    def what(self, actor: str, recipient: str, *, limit: int = 10) -> tuple[Likely, ...]:
        """See `what_next`."""
        if self._past is None:
            return ()
        absent = len(self._names)
        a, r = (np.array([self._number.get(name, absent)]) for name in (actor, recipient))
        parts = who_types.shares(self._past, a, r)[0]
        parts = parts * self._what[who_types.known(self._past, a, r)]
        names = [type_.code for type_ in ontology.event_types()]
        labels = [f"{source}.{n}" for source in who_types.SOURCES for n in range(5)]
        ranked = _ranked(names, parts, labels, limit)
        return tuple(self._likely(one, actor, recipient, one[0]) for one in ranked)

    def _likely(self, one: tuple[str, float, tuple[Reason, ...]], actor: str, recipient: str,
                type_: str) -> Likely:  # fmt: skip
        name, score, reasons = one
        return Likely(name, score, reasons, self._records.of(actor, recipient, type_))


def known_before(events: Iterable[DyadEvent], cutoff: date) -> tuple[DyadEvent, ...]:
    """What had happened and was reported before that day, by day."""
    known = (
        e
        for e in events
        if e.state == "occurred" and e.type in _kinds() and max(e.day, e.published) < cutoff
    )
    return tuple(sorted(known, key=lambda e: (e.day, e.id)))


def stream_of(events: Sequence[DyadEvent], number: dict[str, int]) -> Stream:
    """Events (in the order of their days) as arrays; one number more than there are actors stands
    for anyone never seen."""
    first, types = _first(events), _kinds()

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int64, count=len(events))

    return Stream(
        actor=ints(number[e.actor] for e in events),
        kind=ints(types[e.type] for e in events),
        recipient=ints(number[e.recipient] for e in events),
        day=ints(e.day.toordinal() - first for e in events),
        country=np.zeros(len(number) + 1, dtype=np.int64),
        sector=np.zeros(len(number) + 1, dtype=np.int64),
        root=np.array([type_.quad_class for type_ in ontology.event_types()]),
    )


def _first(events: Sequence[DyadEvent]) -> int:
    return events[0].day.toordinal()


@cache
def _kinds() -> dict[str, int]:
    return {type_.code: n for n, type_ in enumerate(ontology.event_types())}


def _kind(type_: str) -> int:
    return _kinds()[ontology.event_type(type_).code]


@cache
def _weights(days: int) -> tuple[who_mixture.Weights, who_mixture.Weights]:
    source = files("tocsin") / "forecast" / "data" / "who_weights.json"
    text = source.read_text(encoding="utf-8")
    table = json.loads(text)
    if str(days) not in table["who"]:
        raise UsageError(f"who comes next is foreseen for 1 or 7 days, not for {days}")
    who, what = table["who"][str(days)], table["what"][str(days)]
    return np.array(who, dtype=np.float32), np.array(what, dtype=np.float32)


def _ranked(names: Sequence[str], parts: Scores, labels: Sequence[str],
            limit: int) -> list[tuple[str, float, tuple[Reason, ...]]]:  # fmt: skip
    score = parts.sum(1)
    whole = float(score.sum()) or 1.0
    order = sorted(range(len(names)), key=lambda n: (-float(score[n]), names[n]))[:limit]
    return [
        (names[n], float(score[n]) / whole, _reasons(parts[n], labels))
        for n in order
        if score[n] > 0
    ]


def _reasons(parts: Scores, labels: Sequence[str]) -> tuple[Reason, ...]:
    by_words: dict[str, float] = {}
    for label, value in zip(labels, parts.tolist(), strict=True):
        words = _words(label.split(".")[0])
        by_words[words] = by_words.get(words, 0.0) + value
    whole = sum(by_words.values())
    first = sorted(by_words.items(), key=lambda item: -item[1])[:_REASONS]
    return tuple(Reason(words, value / whole) for words, value in first if value > 0)


def _words(part: str) -> str:
    return _WORDS["kr" if part.endswith("*") else part]


class _Records:
    """Events by pair (either way) and by what was done to whom, the latest last."""

    def __init__(self, events: Iterable[DyadEvent]) -> None:
        self._pairs: dict[frozenset[str], list[DyadEvent]] = {}
        self._done: dict[tuple[str, str], list[DyadEvent]] = {}
        for event in events:
            self._pairs.setdefault(frozenset((event.actor, event.recipient)), []).append(event)
            self._done.setdefault((event.recipient, event.type), []).append(event)

    def of(self, actor: str, recipient: str, type_: str) -> tuple[DyadEvent, ...]:
        """The same type between the two, then others of the two, then the same done to them."""
        pair = self._pairs.get(frozenset((actor, recipient)), [])
        same = [e for e in pair if e.type == type_]
        done = self._done.get((recipient, type_), [])[-_RECORDS:]
        found = (*reversed(same[-_RECORDS:]), *reversed(pair[-_RECORDS:]), *reversed(done))
        return tuple(dict.fromkeys(found))[:_RECORDS]
