"""The command that opens the desk: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, LedgerOption, open_ledger


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(serve)


def serve(
    ledger: LedgerOption = DEFAULT,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="The file of tocsin watch: its situations stand on the board.",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", metavar="NAME", help="Where to listen; this machine only.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8400,
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    author: Annotated[
        str | None,
        typer.Option(
            "--author",
            metavar="NAME",
            help="Who decides.",
            show_default="the name you are logged in as",
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="Take this day as today, to look back."),
    ] = None,
) -> None:
    """Open the desk: the ledger as pages in your browser."""
    import getpass

    from tocsin.errors import UsageError

    try:
        from tocsin.desk.serving import check_host, clock_of, follow_situations
        from tocsin.desk.serving import serve as run
    except ModuleNotFoundError as error:
        hint = "pip install 'tocsin[desk]'"
        raise UsageError(f"the desk needs the package {error.name}: {hint}") from error
    check_host(host)
    clock = clock_of(today)
    with open_ledger(ledger) as opened:
        if config is not None:
            follow_situations(opened, config, now=clock())
        who = author or getpass.getuser()
        run(opened, host=host, port=port, author=who, clock=clock, browse=browse)
