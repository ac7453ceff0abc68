"""The past of all pairs as columns, in the order in which it became known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.records import DyadEvent

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NEVER = 10**7
"""The ordinal of a day that does not come."""


class Columns(NamedTuple):
    """Events as arrays of one length; actors and recipients are numbers, days are ordinals.

    ``seen`` is the later of day and day of publication.
    """

    actor: Ints
    recipient: Ints
    day: Ints
    seen: Ints
    quad: Ints
    root: Ints
    force: Flags


class Due(NamedTuple):
    """Threats and plans as arrays; days are ordinals, ``conflict`` and ``peaceful`` their kinds."""

    pair: Ints
    seen: Ints
    first: Ints
    last: Ints
    settled: Ints
    threat: Flags
    conflict: Flags
    peaceful: Flags


@dataclass(frozen=True)
class History:
    """Events of directed pairs of actors. ``columns`` are those that occurred, by ``seen``;
    ``due`` those that were planned or threatened. ``pair`` numbers the rows of ``pairs``, which
    are (actor, recipient); ``mirror`` is the number of the opposite pair, -1 if it never occurs.

    Make one with `History.of`.
    """

    actors: tuple[str, ...]
    columns: Columns
    pair: Ints
    pairs: Ints
    mirror: Ints
    due: Due
    events: tuple[DyadEvent, ...] = ()
    intended: tuple[DyadEvent, ...] = ()
    number: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[DyadEvent]) -> History:
        """The history that these events make, in any order."""
        everything = sorted(events, key=lambda e: (max(e.day, e.published), e.day, e.id))
        names = sorted({n for e in everything for n in (e.actor, e.recipient)})
        number = {name: n for n, name in enumerate(names)}
        occurred = tuple(e for e in everything if e.state == "occurred")
        intended = tuple(e for e in everything if e.state != "occurred")
        made = cls.from_columns(names, _columns(occurred, number))
        object.__setattr__(made, "due", _due(made, intended))
        object.__setattr__(made, "events", occurred)
        object.__setattr__(made, "intended", intended)
        return made

    @classmethod
    def from_columns(cls, names: Sequence[str], columns: Columns) -> History:
        """The history of these columns; they must be in the order of ``seen``."""
        size = max(len(names), 1)
        keys, pair = np.unique(columns.actor * size + columns.recipient, return_inverse=True)
        pairs = np.stack([keys // size, keys % size], axis=1) if len(keys) else _none(2)
        mirror = _find(keys, pairs[:, 1] * size + pairs[:, 0])
        number = {name: n for n, name in enumerate(names)}
        return cls(tuple(names), columns, pair, pairs, mirror, _no_due(), number=number)

    def find(self, pairs: Sequence[tuple[str, str]]) -> Ints:
        """The numbers of these pairs of names, -1 for a pair that never occurs."""
        size = max(len(self.actors), 1)
        wanted = [(self.number.get(a, -1), self.number.get(b, -1)) for a, b in pairs]
        keys = np.array([a * size + b if min(a, b) >= 0 else -1 for a, b in wanted], dtype=np.int64)
        return _find(self.pairs[:, 0] * size + self.pairs[:, 1], keys)

    def known(self, cutoff: date | int) -> int:
        """How many of the events were known before that day."""
        day = cutoff if isinstance(cutoff, int) else cutoff.toordinal()
        return int(np.searchsorted(self.columns.seen, day))


def _columns(events: Sequence[DyadEvent], number: dict[str, int]) -> Columns:
    def ints(values: Iterable[Any]) -> Ints:
        return np.fromiter(values, dtype=np.int64, count=len(events))

    return Columns(
        actor=ints(number[e.actor] for e in events),
        recipient=ints(number[e.recipient] for e in events),
        day=ints(e.day.toordinal() for e in events),
        seen=ints(max(e.day, e.published).toordinal() for e in events),
        quad=ints(e.quad_class for e in events),
        root=ints(e.cameo_root for e in events),
        force=np.fromiter((e.force for e in events), dtype=np.bool_, count=len(events)),
    )


def _due(history: History, events: Sequence[DyadEvent]) -> Due:
    pairs = history.find([(e.actor, e.recipient) for e in events])

    def days(values: Iterable[date | None], absent: int) -> Ints:
        return np.array([v.toordinal() if v else absent for v in values], dtype=np.int64)

    return Due(
        pair=pairs,
        seen=days((e.published for e in events), 0),
        first=days((e.due[0] for e in events), 0),
        last=days((e.due[1] for e in events), NEVER),
        settled=days((e.settled for e in events), NEVER),
        threat=np.array([e.state == "threatened" for e in events], dtype=np.bool_),
        conflict=np.array([e.quad_class == 4 for e in events], dtype=np.bool_),
        peaceful=np.array([e.quad_class <= 2 for e in events], dtype=np.bool_),
    )


def _no_due() -> Due:
    ints, flags = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
    return Due(ints, ints, ints, ints, ints, flags, flags, flags)


def _none(width: int) -> Ints:
    return np.zeros((0, width), dtype=np.int64)


def _find(keys: Ints, wanted: Ints) -> Ints:
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)
