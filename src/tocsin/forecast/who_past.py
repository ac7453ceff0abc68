"""The past of actors as fading counts, brought forward day by day.

Each event is taken from both sides: an event of kind ``k`` from a to b is also one of kind
``k + kinds`` from b to a. So "to whom?" and "by whom?" are one question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tocsin.forecast.who_tally import Ints, Tally


@dataclass(frozen=True, slots=True)
class Stream:
    """Events as arrays of one length, in the order of their days (0 is the first).

    ``country`` and ``sector`` number those of each actor, ``root`` the root of each kind (0 if
    unknown; as many as there are actors and kinds).
    """

    actor: Ints
    kind: Ints
    recipient: Ints
    day: Ints
    country: Ints
    sector: Ints
    root: Ints


class Past:
    """What was known before a day. `reach` brings it forward; it never goes back.

    ``actor``, ``kind``, ``recipient`` and ``day`` are the events from both sides. What stands in
    ``before_day`` is called with the events of each day before they are counted.
    """

    def __init__(self, stream: Stream) -> None:
        self.actors, self.kinds = len(stream.country), len(stream.root)
        self.both = 2 * self.kinds
        order = np.argsort(np.r_[stream.day, stream.day], kind="stable")
        self.actor: Ints = np.r_[stream.actor, stream.recipient][order]
        self.recipient: Ints = np.r_[stream.recipient, stream.actor][order]
        self.kind: Ints = np.r_[stream.kind, stream.kind + self.kinds][order]
        self.day: Ints = np.r_[stream.day, stream.day][order]
        self.country, self.sector = stream.country, stream.sector
        self.roots = int(stream.root.max(initial=0)) + 1
        self.root: Ints = np.r_[stream.root, stream.root + self.roots]
        keys = self.keys(self.actor, self.kind, self.recipient)
        self.tallies = {name: Tally(key) for name, key in keys.items()}
        self.rows = {name: self.tallies[name].find(key) for name, key in keys.items()}
        self.today = 0
        self.before_day: list[Callable[[slice, int], None]] = []

    def keys(self, actor: Ints, kind: Ints, recipient: Ints) -> dict[str, Ints]:
        """The keys of all tables. Letters: a actor, k kind, r recipient, c country of the actor,
        d country of the recipient, e sector of the recipient, g root of the kind."""
        n, both, roots = self.actors, self.both, 2 * self.roots
        countries, sectors = int(self.country.max(initial=0)) + 1, int(self.sector.max(initial=0))
        c, d, e = self.country[actor], self.country[recipient], self.sector[recipient]
        g = self.root[kind]
        return {
            "ark": (actor * n + recipient) * both + kind,
            "ar": actor * n + recipient,
            "kr": kind * n + recipient,
            "r": recipient,
            "ak": actor * both + kind,
            "a": actor,
            "k": kind,
            "agr": (actor * roots + g) * n + recipient,
            "ag": actor * roots + g,
            "ckr": (c * both + kind) * n + recipient,
            "ck": c * both + kind,
            "cr": c * n + recipient,
            "c": c,
            "akd": (actor * both + kind) * countries + d,
            "ckd": (c * both + kind) * countries + d,
            "kd": kind * countries + d,
            "ad": actor * countries + d,
            "ke": kind * (sectors + 1) + e,
        }

    def on(self, day: int) -> slice:
        """Where the events of that day stand."""
        first, after = np.searchsorted(self.day, [day, day + 1])
        return slice(int(first), int(after))

    def reach(self, day: int) -> None:
        """Take in all events before that day."""
        while self.today < day:
            today = self.on(self.today)
            if today.stop > today.start:
                self._take(today, self.today)
            self.today += 1
        for tally in self.tallies.values():
            tally.fade(day)

    def leap(self, day: int) -> None:
        """Be at that day at once, with all events before it; nothing is learned on the way."""
        before = slice(0, int(np.searchsorted(self.day, day)))
        for name, tally in self.tallies.items():
            tally.fill(self.rows[name][before], self.day[before], day)
        self.today = day

    def _take(self, events: slice, day: int) -> None:
        for learn in self.before_day:
            learn(events, day)
        for name, tally in self.tallies.items():
            tally.fade(day)
            tally.add(self.rows[name][events], day)

    def partners(self, pairs: Ints) -> tuple[Ints, Ints]:
        """First row and row after the last, in the table ``ark``, of these pairs (rows of ``ar``).

        They are the kinds that stand between the two."""
        return self.tallies["ark"].members(self.tallies["ar"].keys[pairs], self.both)
