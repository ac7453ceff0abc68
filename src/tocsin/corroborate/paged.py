"""Mappings that fetch from elsewhere what they do not hold yet.

With them a process takes in a few reports without reading all others: it fetches just the blocks,
links and groups that the new ones touch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Load = Callable[[Collection[K]], Mapping[K, V]]


class Paged(dict[K, V]):
    """A dict whose missing keys are looked up once with ``load``, which returns those that exist.

    What was set or deleted here is never looked up again. Iterating yields what is held.
    """

    def __init__(self, load: Load[K, V]) -> None:
        super().__init__()
        self._load = load
        self._absent: set[K] = set()

    def fetch(self, keys: Iterable[K]) -> None:
        """Look up those of the keys that are neither held nor known to be missing, in one go."""
        wanted = {k for k in keys if not dict.__contains__(self, k)} - self._absent
        if wanted:
            found = self._load(wanted)
            self.update(found)
            self._absent |= wanted - found.keys()

    def __missing__(self, key: K) -> V:
        self.fetch((key,))
        if dict.__contains__(self, key):
            return dict.__getitem__(self, key)
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        self.fetch((key,))  # type: ignore[arg-type]
        return dict.__contains__(self, key)

    def get(self, key: K, default: Any = None) -> Any:
        """As of a dict."""
        self.fetch((key,))
        return dict.get(self, key, default)

    def setdefault(self, key: K, default: Any = None) -> Any:
        """As of a dict."""
        self.fetch((key,))
        return dict.setdefault(self, key, default)

    def pop(self, key: K, *default: Any) -> Any:
        """As of a dict."""
        self.fetch((key,))
        self._absent.add(key)
        return dict.pop(self, key, *default)

    def __delitem__(self, key: K) -> None:
        self.fetch((key,))
        self._absent.add(key)
        dict.__delitem__(self, key)


def fetch(held: Mapping[K, V], keys: Iterable[K]) -> None:
    """Look up the keys in one go if the mapping is a paged one."""
    if isinstance(held, Paged):
        held.fetch(keys)


def paged(load: Load[K, V] | None) -> dict[K, V]:
    """A paged mapping, or without ``load`` a plain one."""
    return Paged(load) if load else {}
