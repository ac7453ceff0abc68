"""How often somebody may ask, kept in memory: so many times in so many seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

MOST_KEYS = 20_000


class Limit:
    """``count`` times in any window of ``seconds``, for each key, in windows that begin with the
    first time. Beyond `MOST_KEYS` the oldest windows are forgotten."""

    def __init__(
        self, count: int, seconds: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._count, self._seconds, self._clock = count, seconds, clock
        self._held: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """Count once; 0, or the seconds to wait if that was too often."""
        now = self._clock()
        with self._lock:
            start, used = self._held.get(key, (now, 0))
            if now - start >= self._seconds:
                start, used = now, 0
                self._held.pop(key, None)
            if used >= self._count:
                return max(1, int(start + self._seconds - now) + 1)
            self._held[key] = (start, used + 1)
            while len(self._held) > MOST_KEYS:
                del self._held[next(iter(self._held))]
        return 0

    def clear(self, key: str) -> None:
        """Forget what was counted for a key."""
        with self._lock:
            self._held.pop(key, None)


def network(address: str) -> str:
    """The address as a key: of IPv6 its /64, which one customer has for herself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    return str(found)
