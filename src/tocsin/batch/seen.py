"""Which ids were seen: 16 bytes for each, however long the ids are."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

_FRESH = 65_536


def digest(name: str) -> bytes:
    """Sixteen bytes that stand for an id: BLAKE2b, so two ids in 10^15 would hardly share them."""
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Seen:
    """A set of ids that only grows, kept as sorted arrays of digests.

    The last ids wait in a plain set; every 65,536 they become a sorted array, and arrays of like
    size are merged, so that there are never more than a few of them.
    """

    def __init__(self) -> None:
        self._fresh: set[bytes] = set()
        self._sorted: list[Any] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: str) -> bool:
        return self._has(digest(name))

    def add(self, name: str) -> bool:
        """Put the id in; False if it was there."""
        key = digest(name)
        if self._has(key):
            return False
        self._fresh.add(key)
        self._count += 1
        if len(self._fresh) >= _FRESH:
            self._settle()
        return True

    def _has(self, key: bytes) -> bool:
        return key in self._fresh or any(_holds(array, key) for array in self._sorted)

    def _settle(self) -> None:
        import numpy as np

        array = np.frombuffer(b"".join(sorted(self._fresh)), dtype="V16").view("S16")
        self._fresh = set()
        while self._sorted and len(self._sorted[-1]) <= len(array):
            array = np.concatenate([self._sorted.pop(), array])
            array.sort()
        self._sorted.append(array)


def _holds(array: Any, key: bytes) -> bool:
    import numpy as np

    wanted = np.frombuffer(key, dtype="S16")
    place = int(np.searchsorted(array, wanted)[0])
    return place < len(array) and bool(array[place] == wanted[0])
