"""What was made for pages, kept until the ledger changes, or some seconds longer."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

MOST = 128
"""Values that are kept; beyond them goes the one that was not asked for longest."""
LATE = 4
"""So many times its patience a value may be old and still be shown while a new one is made."""
WAIT = 3.0
"""Seconds that a page waits for what takes long."""


@dataclass(frozen=True, slots=True)
class Held:
    """A value with the state of the ledger that it was made from, when that was by the desk's
    clock, and ``age_from``, the same in seconds of a clock that never goes back. A ``lasting`` one
    is only made anew behind."""

    value: Any
    state: Hashable
    at: datetime
    age_from: float
    lasting: bool = False


@dataclass(slots=True)
class Memory:
    """Values by key. Of many who ask for one value at once, one makes it and the others wait.

    ``seconds`` is a clock that never goes back.
    """

    seconds: Callable[[], float] = time.monotonic
    _held: OrderedDict[Hashable, Held] = field(default_factory=OrderedDict)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _renewed: int = 0
    _behind: ThreadPoolExecutor | None = None

    def forget(self) -> None:
        """Let go of everything, also of what is being made; what lasts counts as old."""
        with self._lock:
            lasting = [(key, held) for key, held in self._held.items() if held.lasting]
            old = ((key, replace(held, age_from=-math.inf)) for key, held in lasting)
            self._held = OrderedDict(old)
            self._renewed += 1

    def get(
        self,
        key: Hashable,
        make: Callable[[], Any],
        now: tuple[Hashable, datetime],
        *,
        patience: float = 0.0,
    ) -> Held:
        """What was made for this key. ``now`` is the state of the ledger with its moment.

        A value that was made from another state is given for ``patience`` seconds; for four times
        as long it is given while a new one is made behind.
        """
        held = self._find(key)
        if held is not None:
            age = self.seconds() - held.age_from
            if held.state == now[0] or age < patience:
                return held
            if age < patience * LATE:
                self._make_behind(key, make, now)
                return held
        return self._make(key, make, now, held)

    def soon(
        self,
        key: Hashable,
        make: Callable[[], Any],
        now: tuple[Hashable, datetime],
        *,
        patience: float,
        wait: float = WAIT,
    ) -> Held | None:
        """The same for what takes long: always made behind, however old the value that there is;
        None if there is none and it takes longer than ``wait`` seconds."""
        held = self._find(key)
        fresh = held and (held.state == now[0] or self.seconds() - held.age_from < patience)
        if not fresh:
            self._make_behind(key, make, now, lasting=True)
        if held is not None:
            return held
        if not self._making[key].acquire(timeout=wait):
            return None
        self._making[key].release()
        return self._find(key) or self._make(key, make, now, None)

    def is_making(self, key: Hashable) -> bool:
        """Whether this is being made just now."""
        making = self._making.get(key)
        return making is not None and making.locked()

    def _find(self, key: Hashable) -> Held | None:
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
            return held

    def _make(
        self,
        key: Hashable,
        make: Callable[[], Any],
        now: tuple[Hashable, datetime],
        before: Held | None,
    ) -> Held:
        """Make it, unless somebody else did since ``before`` was seen."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            held = self._find(key)
            if held is not None and held is not before:
                return held
            return self._put(key, make, now)

    def _put(
        self,
        key: Hashable,
        make: Callable[[], Any],
        now: tuple[Hashable, datetime],
        lasting: bool = False,
    ) -> Held:
        renewed, begun = self._renewed, self.seconds()
        made = Held(make(), now[0], now[1], begun, lasting)
        with self._lock:
            if lasting or renewed == self._renewed:
                self._held[key] = made
                self._held.move_to_end(key)
                if len(self._held) > MOST:
                    gone, _ = self._held.popitem(last=False)
                    self._making.pop(gone, None)
        return made

    def _make_behind(
        self,
        key: Hashable,
        make: Callable[[], Any],
        now: tuple[Hashable, datetime],
        lasting: bool = False,
    ) -> None:
        """Make it in another thread, unless it is being made. If that fails, whoever asks when
        the old value is too old gets the error."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
            if self._behind is None:
                self._behind = ThreadPoolExecutor(2, "tocsin-desk")
        if making.acquire(blocking=False):
            self._behind.submit(self._renew, making, (key, make, now, lasting))

    def _renew(self, making: threading.Lock, wanted: tuple[Any, Any, Any, bool]) -> None:
        try:
            self._put(*wanted)
        finally:
            making.release()
