"""What the watch needs from outside: each a seam, so that a test can put a double in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tocsin.records import (
    Alert,
    Article,
    Delivery,
    FeedHealth,
    FeedItem,
    IndicatorState,
    Mute,
    PendingItem,
    Reply,
    Situation,
    WatchSource,
)
from tocsin.watch.checking import Outcome
from tocsin.watch.deliver import Route, Sent
from tocsin.watch.entries import Entry
from tocsin.watch.evaluate import Picture
from tocsin.watch.plan import Channel
from tocsin.watch.polling import Random


class Memory(Protocol):
    """What must outlive a restart; every method is all or nothing."""

    def sources(self) -> Sequence[FeedHealth]: ...
    def take(self, health: FeedHealth, items: Sequence[FeedItem], *, now: datetime) -> int: ...
    def pending(self, *, now: datetime, limit: int = ...) -> Sequence[PendingItem]: ...
    def next_item(self) -> datetime | None: ...
    def finish(self, items: Sequence[FeedItem], *, now: datetime, note: str = "") -> None: ...
    def postpone(self, pending: PendingItem, note: str) -> None: ...
    def put_situations(self, situations: Sequence[Situation]) -> None: ...
    def states(self, situation: str) -> Sequence[IndicatorState]: ...
    def told(self, situation: str) -> Mapping[str, str]: ...
    def put_outcome(
        self, situation: str, outcome: Outcome, send: Sequence[Route]
    ) -> Sequence[Alert]: ...
    def due_deliveries(
        self, channel: str, *, now: datetime, together: bool
    ) -> Sequence[Delivery]: ...
    def delivered(self, delivery: Delivery) -> None: ...
    def next_delivery(self, channels: Sequence[str]) -> datetime | None: ...
    def mutes(self, *, now: datetime) -> Sequence[Mute]: ...


def nothing(now: datetime) -> None:
    """For a watch that has nothing to do once a day."""


class Parse(Protocol):
    """Bytes to entries; raises `InputError`."""

    def __call__(self, data: bytes, *, url: str, charset: str | None, kind: str) -> list[Entry]: ...


class Ask(Protocol):
    """An address to what the server answers; raises `FetchError`."""

    def __call__(self, url: str, *, etag: str = "", modified: str = "") -> Reply: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """``read`` gets the article of an item (raises `InputError`), ``code`` says what it says,
    ``keep`` puts what was coded into the ledger, and doing so again changes nothing; ``picture`` is
    what the ledger knows of a situation. ``wait`` pauses before a further request to the host of an
    address, ``sleep`` between two rounds. ``workers`` is how many hosts are asked at a time.
    ``daily`` is done in the first round of each day (UTC), and again after a restart.
    """

    memory: Memory
    ask: Ask
    parse: Parse
    read: Callable[[WatchSource, FeedItem], Article]
    code: Callable[[Article], Any]
    keep: Callable[[Sequence[Any], datetime], object]
    picture: Callable[[Situation, datetime], Picture]
    send: Callable[[Channel, Delivery, datetime], Sent]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    wait: Callable[[str], None]
    random: Random
    workers: int = 8
    daily: Callable[[datetime], object] = nothing
