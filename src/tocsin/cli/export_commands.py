"""The command that hands events on to other programs: export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.ask_commands import Actor, First, Last, Place, Recipient, Status, Type
from tocsin.cli.ledgers import DEFAULT, AsOfOption, LedgerOption, moment, open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.cli.asked import Asked
    from tocsin.export import Item
    from tocsin.ledger import EventQuery

_PART = 500

Format = Annotated[
    str | None,
    typer.Argument(
        metavar="FORMAT",
        help="icews, gdelt, plover, stix, misp, geojson, csv, parquet, atom or ninjs.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it there, not to standard output."),
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    form: Format = None,
    output: Output = None,
    show: Annotated[bool, typer.Option("--list", help="Say which formats there are.")] = False,
    type_: Type = None,
    actor: Actor = None,
    recipient: Recipient = None,
    place: Place = None,
    status: Status = None,
    first: First = None,
    last: Last = None,
    ledger: LedgerOption = DEFAULT,
    as_of: AsOfOption = None,
) -> None:
    """Write events of the ledger in a format that other programs read."""
    from tocsin.cli.asked import Asked, as_day
    from tocsin.errors import UsageError
    from tocsin.export import FORMATS
    from tocsin.ledger import EventQuery

    if show:
        for name, (words, _) in FORMATS.items():
            typer.echo(f"{name:8} {words}")
        return
    if form is None or form not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"{form!r} is no format; they are {known}" if form else f"say {known}")
    days = (as_day(first), as_day(last))
    query = EventQuery(type_, actor, recipient, place, status, *days, limit=_PART)
    with open_ledger(ledger) as opened:
        _write(form, output, items(Asked(opened, moment(as_of)), query))


def items(asked: Asked, query: EventQuery) -> Iterator[Item]:
    """The events that were asked for, some hundred at a time."""
    from dataclasses import replace

    from tocsin.export import Item

    start = 0
    while views := asked.events(replace(query, offset=start)):
        reports = asked.reports(views)
        ahead = asked.expectations_of(list(reports))
        for view in views:
            mine = tuple(reports[c] for c in view.event.claims if c in reports)
            if mine:
                where = (view.place, view.lat, view.lon)
                due = tuple(ahead[r.claim.id] for r in mine if r.claim.id in ahead)
                yield Item(view.event, mine, view.standing, view.days, *where, due)
        start += len(views)


def _write(form: str, output: Path | None, found: Iterator[Item]) -> None:
    """To a file beside its place that is renamed when it is whole, or to standard output."""
    import sys

    from tocsin.errors import UsageError
    from tocsin.export import BINARY
    from tocsin.export import export as write

    binary = form in BINARY
    if output is None:
        if binary and sys.stdout.isatty():
            raise UsageError(f"{form} is no text: say where to write it with --output FILE")
        write(found, form, sys.stdout.buffer if binary else sys.stdout)
        return
    waiting = output.with_name(f".{output.name}.part")
    how: dict[str, str] = {} if binary else {"encoding": "utf-8", "newline": ""}
    try:
        with waiting.open("wb" if binary else "w", **how) as file:  # type: ignore[call-overload]
            number = write(found, form, file)
        waiting.replace(output)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror or error}") from error
    finally:
        waiting.unlink(missing_ok=True)
    typer.echo(f"{number} written to {output}", err=True)
