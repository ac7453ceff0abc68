"""Decisions of a user: making them, deriving what follows, and saying what that was."""

from __future__ import annotations

import csv
import getpass
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import typer

from tocsin.cli.asked import event_lines
from tocsin.cli.ledger_page import judged
from tocsin.errors import UsageError
from tocsin.event_json import changes_json, dumps, judgement_json, rating_json
from tocsin.keeping import Keeper, Kept
from tocsin.ledger import EventView, Ledger, Rating
from tocsin.records import Judgement

OURS = "tocsin"
ROUNDS = 50
"""How often a merge or split is added to until it holds."""


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    author: str | None
    reason: str

    def judgement(self, kind: str, left: str, right: str = "") -> Judgement:
        """A judgement of now."""
        who = self.author or getpass.getuser()
        now = datetime.now(UTC)
        return Judgement("", kind, left, who, now, right=right, reason=self.reason)

    def correction(self, claim: str, field: str, value: str) -> Judgement:
        """A correction of now; the value is JSON, or a plain word."""
        made = self.judgement("correct", claim)
        return replace(made, field=field, value=as_value(value))


def as_value(text: str) -> str:
    """JSON as it is, any other text as a JSON string."""
    try:
        json.loads(text)
    except ValueError:
        return json.dumps(text)
    return text


def judge(ledger: Ledger, judgements: Sequence[Judgement], *, as_json: bool) -> None:
    """Keep judgements, derive what follows, and print both."""
    kept, after = Keeper(ledger).judge(judgements, now=_now())
    show(ledger, kept, after, as_json=as_json)


def merge_events(ledger: Ledger, left: str, right: str, by: By, *, as_json: bool) -> None:
    """Judge two events to be the same, and every claim of theirs that would fall out of it."""
    one, other = _event(ledger, left), _event(ledger, right)
    if one.event.id == other.event.id:
        raise UsageError(f"{left} and {right} are one event already: {one.event.id}")
    first = left if left in one.event.claims else one.event.claims[0]
    second = right if right in other.event.claims else other.event.claims[0]
    whole = {*one.event.claims, *other.event.claims}
    keeper, kept, after = Keeper(ledger), list[Judgement](), Kept()
    wanted = [second]
    for _ in range(ROUNDS):
        new = [by.judgement("same", first, claim) for claim in wanted]
        more, then = keeper.judge(new, now=_now())
        kept, after = [*kept, *more], _both(after, then)
        wanted = sorted(whole - set(_event(ledger, first).event.claims))
        if not wanted:
            break
    show(ledger, kept, after, as_json=as_json)


def split_event(
    ledger: Ledger,
    event: str,
    claims: Sequence[str],
    by: By,
    *,
    as_json: bool,
) -> None:
    """Judge claims to be different from those that stay, until they are in other events."""
    view = ledger.event(event)
    if view is None:
        raise UsageError(f"no event has the id {event}")
    strange = [claim for claim in claims if claim not in view.event.claims]
    if strange:
        raise UsageError(f"claim {strange[0]} is not in event {event}")
    stay = [claim for claim in view.event.claims if claim not in claims]
    if not stay:
        raise UsageError("name fewer claims: one of the event has to stay")
    keeper, kept, after = Keeper(ledger), list[Judgement](), Kept()
    for _ in range(ROUNDS):
        pairs = list(_together(ledger, claims, stay))
        if not pairs:
            break
        new = [by.judgement("different", claim, other) for claim, other in pairs]
        more, then = keeper.judge(new, now=_now())
        kept, after = [*kept, *more], _both(after, then)
    show(ledger, kept, after, as_json=as_json)


def _together(
    ledger: Ledger, claims: Sequence[str], stay: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Each claim that is in one event with some that should stay without it, and the first."""
    for claim in claims:
        held = set(_event(ledger, claim).event.claims)
        yield from ((claim, other) for other in [x for x in stay if x in held][:1])


def accept_all(ledger: Ledger, key: str, by: By, *, as_json: bool) -> None:
    """Note that a claim, or an event, is right as it is."""
    if ledger.event(key) is None and ledger.claim(key) is None:
        raise UsageError(f"no claim and no event has the id {key}")
    judge(ledger, [by.judgement("accept", key)], as_json=as_json)


def undo_all(ledger: Ledger, keys: Sequence[str], *, as_json: bool) -> None:
    """Undo judgements and joins."""
    now = _now()
    known = {judgement.id for judgement in ledger.judgements()}
    missing = [key for key in keys if key not in known]
    ours = [_join(ledger, claim, now) for claim in missing]
    ids = [key for key in keys if key in known] + [j.id for j in ledger.judge(*ours)]
    undone, after = Keeper(ledger).undo(ids, now=now)
    show(ledger, undone, after, as_json=as_json)


def _join(ledger: Ledger, claim: str, now: datetime) -> Judgement:
    """Our own decision to join a claim to its event, as a judgement."""
    for view in ledger.events_of([claim]):
        for join in view.event.joins:
            if join.claim == claim:
                why = "; ".join(join.reasons)
                return Judgement(
                    "", "same", join.to, OURS, now, right=claim, score=join.score, reason=why
                )
    raise UsageError(f"{claim} is no judgement, and no claim that was joined to an event")


def _event(ledger: Ledger, key: str) -> EventView:
    """The event with this id, or of this claim."""
    found = ledger.event(key) or next(iter(ledger.events_of([key])), None)
    if found is None:
        raise UsageError(f"no event and no claim of an event has the id {key}")
    return found


def _now() -> datetime:
    return datetime.now(UTC)


def _both(before: Kept, after: Kept) -> Kept:
    new = dict.fromkeys((*before.new, *after.new))
    changed = dict.fromkeys((*before.changed, *after.changed))
    return Kept(0, tuple(new), tuple(key for key in changed if key not in new))


def show(ledger: Ledger, kept: Iterable[Judgement], after: Kept, *, as_json: bool) -> None:
    """What was decided, and the events that changed by it."""
    lines = dict(event_lines(ledger, [*after.new, *after.changed]))
    if as_json:
        new, changed = (
            [key for key in keys if key in lines] for keys in (after.new, after.changed)
        )
        told = {"judgements": [judgement_json(each) for each in kept]}
        typer.echo(dumps(told | {"events": changes_json(new, changed)}))
        return
    for each in kept:
        typer.echo(judged(each))
    for key, line in lines.items():
        typer.echo(f"{'new    ' if key in after.new else 'changed'}  {line}  [{key}]")


def rate(
    ledger: Ledger, who: str | None, letter: str | None, file: Path | None, author: str | None
) -> None:
    """Keep a letter, or those of a table."""
    name, now = author or getpass.getuser(), datetime.now(UTC)
    given = [(who, letter)] if who and letter else []
    given += _table(file) if file else []
    ledger.rate(*(Rating(each, mark.strip().upper(), name, now) for each, mark in given))


def _table(file: Path) -> list[tuple[str, str]]:
    """The rows of a table of names and letters; a first line without a letter is its head."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    sign = "\t" if "\t" in text else ","
    rows = [row for row in csv.reader(text.splitlines(), delimiter=sign) if any(row)]
    if rows and (len(rows[0]) < 2 or len(rows[0][1].strip()) != 1):
        rows = rows[1:]
    if any(len(row) < 2 for row in rows):
        raise UsageError(f"{file}: each line needs a name and a letter")
    return [(row[0].strip(), row[1]) for row in rows]


def show_ratings(ledger: Ledger, who: str | None, as_of: datetime | None, *, as_json: bool) -> None:
    """The letters that stand."""
    found = [each for each in ledger.ratings(as_of=as_of).values() if who in (None, each.who)]
    if as_json:
        typer.echo(dumps([rating_json(each) for each in found]))
        return
    for each in found:
        note = " (cannot be judged)" if each.letter == "F" else ""
        typer.echo(f"{each.letter}  {each.who}{note}, by {each.author}, {each.time:%Y-%m-%d}")
