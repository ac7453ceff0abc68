"""What the forms decide: judgements, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tocsin.desk.desk import Desk, utc_now
from tocsin.errors import UsageError
from tocsin.ledger import EventView
from tocsin.records import Judgement

ROUNDS = 50
"""How often a merge or a split is added to until it holds."""


def correction(claim: str, field: str, value: str, author: str) -> Judgement:
    """A correction of now; ``value`` is JSON."""
    return Judgement("", "correct", claim, author, utc_now(), field=field, value=value)


def judge(desk: Desk, made: Iterable[Judgement]) -> None:
    """Keep judgements and derive what follows. Raises UsageError if one does not fit."""
    desk.keeper().judge(made, now=desk.clock())


def accept(desk: Desk, key: str) -> None:
    """Note that a claim or an event is right. Raises UsageError if there is none."""
    if desk.ledger.event(key) is None and desk.ledger.claim(key) is None:
        raise UsageError(f"no claim and no event has the id {key}")
    judge(desk, [Judgement("", "accept", key, desk.author, utc_now())])


def undo(desk: Desk, key: str) -> None:
    """Undo a judgement and derive what follows. Raises UsageError if there is none."""
    desk.keeper().undo([key], now=desk.clock())


def merge(desk: Desk, left: str, right: str) -> str:
    """Judge two events to be the same, until they are one; the id of that one."""
    one, other = event(desk, left), event(desk, right)
    if one.event.id == other.event.id:
        raise UsageError("these are one event already")
    first = one.event.claims[0]
    whole = {*one.event.claims, *other.event.claims}
    wanted = [other.event.claims[0]]
    for _ in range(ROUNDS):
        judge(desk, [pair("same", first, claim, desk.author) for claim in wanted])
        wanted = sorted(whole - set(of_claim(desk, first).event.claims))
        if not wanted:
            break
    return of_claim(desk, first).event.id


def split(desk: Desk, key: str, claims: Sequence[str]) -> str:
    """Judge claims to be different from those that stay; the id of the event that stays."""
    held = event(desk, key).event.claims
    leave = [claim for claim in claims if claim in held]
    stay = [claim for claim in held if claim not in leave]
    if not leave or not stay:
        raise UsageError("tick some claims of the event, but not all: one has to stay")
    for _ in range(ROUNDS):
        pairs = [found for claim in leave if (found := together(desk, claim, stay))]
        if not pairs:
            break
        judge(desk, [pair("different", claim, other, desk.author) for claim, other in pairs])
    return of_claim(desk, stay[0]).event.id


def together(desk: Desk, claim: str, stay: Sequence[str]) -> tuple[str, str] | None:
    """The claim, and one that should stay without it but is in its event."""
    held = set(of_claim(desk, claim).event.claims)
    return next(((claim, other) for other in stay if other in held), None)


def pair(kind: str, left: str, right: str, author: str) -> Judgement:
    """A judgement of now about two claims."""
    return Judgement("", kind, left, author, utc_now(), right=right)


def event(desk: Desk, key: str) -> EventView:
    """The event with this id. Raises UsageError if there is none."""
    found = desk.ledger.event(key)
    if found is None:
        raise UsageError(f"no event has the id {key}; it may have changed since")
    return found


def of_claim(desk: Desk, claim: str) -> EventView:
    """The event of a claim. Raises UsageError if there is none."""
    found = desk.ledger.events_of([claim])
    if not found:
        raise UsageError(f"claim {claim} is in no event")
    return found[0]
