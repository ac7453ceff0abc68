"""Decisions of people: keeping them, deriving what follows, until what was wanted holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.errors import UsageError
from tocsin.keeping.keeper import Keeper, Kept
from tocsin.ledger import EventView, Ledger
from tocsin.records import Judgement

ROUNDS = 50
"""How often a merge or a split is added to until it holds."""


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    author: str
    reason: str = ""


class Decisions:
    """Decisions about one ledger. ``clock`` tells when each is made, ``now`` is the moment of what
    is derived from them. ``kept`` and ``after`` hold what was decided, and what came of it."""

    def __init__(
        self, keeper: Keeper, by: By, *, clock: Callable[[], datetime], now: datetime
    ) -> None:
        self._keeper, self._by, self._clock, self._now = keeper, by, clock, now
        self.kept: list[Judgement] = []
        self.after = Kept()

    @property
    def _ledger(self) -> Ledger:
        return self._keeper.ledger

    def correct(self, claim: str, field: str, value: str) -> None:
        """Correct a field of a claim; ``value`` is JSON. Raises UsageError if it does not fit."""
        self._judge([self._made("correct", claim, field=field, value=value)])

    def accept(self, key: str) -> None:
        """Note that a claim or an event is right. Raises UsageError if there is none."""
        if self._ledger.event(key) is None and self._ledger.claim(key) is None:
            raise UsageError(f"no claim and no event has the id {key}")
        self._judge([self._made("accept", key)])

    def merge(self, left: str, right: str) -> str:
        """Judge two events (or those of two claims) to be the same, with every claim of theirs that
        would fall out; the id of the one event. Raises UsageError if there are not two."""
        one, other = self._event(left), self._event(right)
        if one.event.id == other.event.id:
            raise UsageError(f"{left} and {right} are one event already: {one.event.id}")
        first = left if left in one.event.claims else one.event.claims[0]
        wanted = [right if right in other.event.claims else other.event.claims[0]]
        whole = {*one.event.claims, *other.event.claims}
        for _ in range(ROUNDS):
            self._judge([self._made("same", first, right=claim) for claim in wanted])
            wanted = sorted(whole - set(self._event(first).event.claims))
            if not wanted:
                break
        return self._event(first).event.id

    def split(self, key: str, claims: Sequence[str]) -> str:
        """Judge claims to be different from those that stay, until they are in other events; the id
        of the event that stays. Raises UsageError unless some stay and some go."""
        view = self._ledger.event(key)
        if view is None:
            raise UsageError(f"no event has the id {key}")
        strange = [claim for claim in claims if claim not in view.event.claims]
        if strange:
            raise UsageError(f"claim {strange[0]} is not in event {key}")
        stay = [claim for claim in view.event.claims if claim not in claims]
        if not stay or not claims:
            raise UsageError("name some claims of the event, but not all: one has to stay")
        for _ in range(ROUNDS):
            pairs = [pair for claim in claims if (pair := self._together(claim, stay))]
            if not pairs:
                break
            self._judge([self._made("different", left, right=right) for left, right in pairs])
        return self._event(stay[0]).event.id

    def undo(self, keys: Iterable[str]) -> None:
        """Undo judgements. Raises UsageError if there is none of these."""
        self._took(*self._keeper.undo(keys, now=self._now))

    def _together(self, claim: str, stay: Sequence[str]) -> tuple[str, str] | None:
        """The claim, and the first that should stay without it but is in its event."""
        held = set(self._event(claim).event.claims)
        return next(((claim, other) for other in stay if other in held), None)

    def _event(self, key: str) -> EventView:
        found = self._ledger.event(key) or next(iter(self._ledger.events_of([key])), None)
        if found is None:
            raise UsageError(f"no event and no claim of an event has the id {key}")
        return found

    def _made(
        self, kind: str, left: str, *, right: str = "", field: str = "", value: str = ""
    ) -> Judgement:
        by, time = self._by, self._clock()
        return Judgement(
            "", kind, left, by.author, time, right=right, field=field, value=value, reason=by.reason
        )

    def _judge(self, made: Sequence[Judgement]) -> None:
        self._took(*self._keeper.judge(made, now=self._now))

    def _took(self, kept: tuple[Judgement, ...], then: Kept) -> None:
        self.kept.extend(kept)
        new = tuple(dict.fromkeys((*self.after.new, *then.new)))
        changed = dict.fromkeys((*self.after.changed, *then.changed))
        self.after = Kept(0, new, tuple(key for key in changed if key not in new))
