"""Decisions of a user: making them, deriving what follows, and saying what that was."""

from __future__ import annotations

import csv
import getpass
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from tocsin.cli.asked import event_lines
from tocsin.cli.ledger_page import judged
from tocsin.cli.peopling import HERE
from tocsin.errors import UsageError
from tocsin.event_json import changes_json, dumps, judgement_json, rating_json
from tocsin.keeping import By, Decisions, Keeper
from tocsin.ledger import Ledger, Rating
from tocsin.records import Judgement

OURS = "tocsin"


def by(author: str | None, reason: str) -> By:
    """Who decides, and why; without a name it is who is logged in."""
    return By(author or getpass.getuser(), reason)


def decisions(ledger: Ledger, who: By) -> Decisions:
    """What can be decided about a ledger, now."""
    return Decisions(Keeper(ledger, brief=True), who, clock=_now, now=_now())


def noted(ledger: Ledger, who: str, act: str, target: str) -> None:
    """Put a row into the audit log, before it is done, if several share the ledger."""
    if ledger.people.accounts():
        ledger.people.note(who, act, target, address=HERE, now=_now())


def as_value(text: str) -> str:
    """JSON as it is, any other text as a JSON string."""
    try:
        json.loads(text)
    except ValueError:
        return json.dumps(text)
    return text


def undo_all(ledger: Ledger, keys: Sequence[str], *, as_json: bool) -> None:
    """Undo judgements and joins."""
    now = _now()
    noted(ledger, getpass.getuser(), "undo", f"judgement={' '.join(keys)}")
    known = {judgement.id for judgement in ledger.judgements()}
    missing = [key for key in keys if key not in known]
    ours = [_join(ledger, claim, now) for claim in missing]
    ids = [key for key in keys if key in known] + [j.id for j in ledger.judge(*ours)]
    made = decisions(ledger, By(OURS))
    made.undo(ids)
    show(ledger, made, as_json=as_json)


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


def _now() -> datetime:
    return datetime.now(UTC)


def show(ledger: Ledger, made: Decisions, *, as_json: bool) -> None:
    """What was decided, and the events that changed by it."""
    kept, after = made.kept, made.after
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
    for each, mark in given:
        noted(ledger, name, "rate", f"who={each} letter={mark}")
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
