"""The commands that decide: correct, merge, split, accept, undo, judgements, reliability."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.ledgers import (
    DEFAULT,
    AsOfOption,
    JsonOption,
    LedgerOption,
    moment,
    open_ledger,
)
from tocsin.cli.words import one_of

Author = Annotated[
    str | None,
    typer.Option(
        "--author",
        metavar="NAME",
        help="Who decides.",
        show_default="the name you are logged in as",
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in your words.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (correct, merge, split, accept, undo, judgements, reliability):
        app.command()(command)


def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim.")],
    field: Annotated[
        str,
        typer.Argument(metavar="FIELD", help="Its field, such as modality or actors.0.entity."),
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What is right: JSON, or a plain word.")
    ],
    author: Author = None,
    reason: Reason = "",
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Correct a field of a claim; the claim as it was read is kept."""
    from tocsin.cli.judging import as_value, by, decisions, noted, show

    with open_ledger(ledger) as opened:
        who = by(author, reason)
        noted(opened, who.author, "correct", f"claim={claim} field={field} value={value}")
        made = decisions(opened, who)
        made.correct(claim, field, as_value(value))
        show(opened, made, as_json=as_json)


def merge(
    left: Annotated[str, typer.Argument(metavar="ID", help="Id of an event or a claim.")],
    right: Annotated[str, typer.Argument(metavar="ID", help="Another one.")],
    author: Author = None,
    reason: Reason = "",
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Say that two events, or the events of two claims, are one."""
    from tocsin.cli.judging import by, decisions, noted, show

    with open_ledger(ledger) as opened:
        who = by(author, reason)
        noted(opened, who.author, "merge", f"event={left} other={right}")
        made = decisions(opened, who)
        made.merge(left, right)
        show(opened, made, as_json=as_json)


def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of the event.")],
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="Claims that are not about it.")
    ],
    author: Author = None,
    reason: Reason = "",
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Take claims out of an event."""
    from tocsin.cli.judging import by, decisions, noted, show

    with open_ledger(ledger) as opened:
        who = by(author, reason)
        noted(opened, who.author, "split", f"event={event} claims={' '.join(claims)}")
        made = decisions(opened, who)
        made.split(event, claims)
        show(opened, made, as_json=as_json)


def accept(
    key: Annotated[str, typer.Argument(metavar="ID", help="Id of an event or a claim.")],
    author: Author = None,
    reason: Reason = "",
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Note that somebody has looked at a claim or an event and agrees."""
    from tocsin.cli.judging import by, decisions, noted, show

    with open_ledger(ledger) as opened:
        who = by(author, reason)
        noted(opened, who.author, "accept", f"id={key}")
        made = decisions(opened, who)
        made.accept(key)
        show(opened, made, as_json=as_json)


def undo(
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="JUDGEMENT...",
            help="Ids of judgements; or of claims, to undo that they were joined to their event.",
        ),
    ],
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Undo judgements; they are kept, with the day of the undoing."""
    from tocsin.cli.judging import undo_all

    with open_ledger(ledger) as opened:
        undo_all(opened, keys, as_json=as_json)


def judgements(
    ledger: LedgerOption = DEFAULT,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="WORD",
            help="same, different, correct or accept.",
            callback=one_of("kind", "same different correct accept"),
        ),
    ] = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="Only about this claim.")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Leave out what was undone.")] = False,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was decided, oldest first."""
    from tocsin.cli.ledger_page import show_judgements

    with open_ledger(ledger) as opened:
        found = opened.judgements(as_of=moment(as_of), kind=kind, claim=claim, live=live)
        show_judgements(found, as_json=as_json)


def reliability(
    who: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help="A publisher or claimant.", show_default=False),
    ] = None,
    letter: Annotated[
        str | None,
        typer.Argument(metavar="[LETTER]", help="A to F; F cannot be judged.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="Table to take in: who, letter; CSV or TSV."),
    ] = None,
    author: Author = None,
    ledger: LedgerOption = DEFAULT,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show or set how reliable publishers and claimants are, by the letters of the Admiralty."""
    from tocsin.cli.judging import rate, show_ratings

    setting = letter is not None or file is not None
    with open_ledger(ledger, create=setting) as opened:
        if setting:
            rate(opened, who, letter, file, author)
        show_ratings(opened, who, moment(as_of), as_json=as_json)
