"""``tocsin add``: articles into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

if TYPE_CHECKING:
    from tocsin.cli.adding import Added, Wish
    from tocsin.ledger import Ledger

SHOWN = 20
"""Events that are told in words after a run."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(add)


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="JSONL, HTML and text files, folders, patterns, URLs, or - for standard input.",
            show_default=False,
        ),
    ],
    ledger: LedgerOption = DEFAULT,
    publisher: Annotated[
        str | None,
        typer.Option("--publisher", metavar="NAME", help="Publisher of all these articles."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="Day of publication of all of them."),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            min=1,
            help="How many processes code at a time.",
            show_default="one per core",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Parse every sentence, as in tocsin read.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Code also what the ledger has; new readings count.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Read articles into the ledger, and say which events are new or changed."""
    from tocsin.cli.adding import Wish
    from tocsin.pipeline import as_date

    day = as_date(published) if published else None
    wish = Wish(day, publisher, everything, again, processes)
    with open_ledger(ledger, create=True) as opened:
        _show(opened, _added(opened, inputs, wish), as_json)


def _added(ledger: Ledger, inputs: list[str], wish: Wish) -> Added:
    import sys

    from tocsin.cli.adding import add_all
    from tocsin.cli.progress import Reporter

    with Reporter() as reporter:
        return add_all(
            ledger,
            inputs,
            wish,
            stream=sys.stdin.buffer,
            report=reporter,
        )


def _show(ledger: Ledger, found: Added, as_json: bool) -> None:
    from tocsin.cli.asked import event_lines
    from tocsin.event_json import changes_json, dumps, failures_json

    if as_json:
        counts = {"added": found.added, "skipped": found.skipped}
        more = {"failed": failures_json(found.failed)}
        events = {"events": changes_json(found.new, found.changed)}
        typer.echo(dumps({**counts, **more, **events}))
    else:
        keys = [*found.new, *found.changed]
        for key, line in event_lines(ledger, keys[:SHOWN]):
            typer.echo(f"{'new    ' if key in found.new else 'changed'}  {line}  [{key}]")
        if len(keys) > SHOWN:
            typer.echo(f"and {len(keys) - SHOWN} more: see tocsin events")
        typer.echo(found.summary(ledger.name), err=True)
    if found.failed and not found.added and not found.skipped:
        raise typer.Exit(1)
