"""What the robots.txt of sites allow, remembered for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

DAY = 86_400.0
"""RFC 9309 lets a robots.txt be remembered for a day."""


def _anything(url: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says: which addresses are allowed, and the seconds between two requests."""

    allows: Callable[[str], bool] = _anything
    delay: float = 0.0


class Robots:
    """The rules of sites, by scheme and host. ``seconds`` is how long they are remembered,
    ``clock`` is monotonic. Safe to use from several threads."""

    def __init__(
        self, seconds: float = DAY, clock: Callable[[], float] = time.monotonic, most: int = 10_000
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._most = most
        self._known: dict[str, tuple[float, Rules]] = {}
        self._lock = threading.Lock()

    def get(self, origin: str) -> Rules | None:
        """The rules of the site, None if they are to be read (again)."""
        with self._lock:
            until, rules = self._known.get(origin, (0.0, None))
            return rules if rules is not None and self._clock() < until else None

    def put(self, origin: str, rules: Rules) -> None:
        """Remember the rules of the site."""
        with self._lock:
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[origin] = (self._clock() + self._seconds, rules)
