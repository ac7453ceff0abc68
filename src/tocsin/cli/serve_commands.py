"""The command that opens the desk: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, LedgerOption, open_ledger

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The file of tocsin watch: its situations stand on the board.",
    ),
]
Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="NAME",
        help="Where to listen; others than this machine need accounts.",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="HOST", help="A host name that browsers use; can be repeated."),
]
Cert = Annotated[
    Path | None, typer.Option("--cert", metavar="FILE", help="Certificate for TLS, as PEM.")
]
Key = Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its private key, as PEM.")]
Proxy = Annotated[
    str | None,
    typer.Option("--proxy", metavar="ADDRESS", help="Address of a proxy that speaks TLS."),
]
Author = Annotated[
    str | None,
    typer.Option(
        "--author",
        metavar="NAME",
        help="Who decides.",
        show_default="the name you are logged in as",
    ),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="Take this day as today, to look back."),
]
Agents = Annotated[
    bool, typer.Option("--agents", help="Serve the tools of tocsin mcp too, at /mcp.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(serve)


def serve(
    ledger: LedgerOption = DEFAULT,
    config: Config = None,
    host: Host = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8400,
    name: Names = None,
    cert: Cert = None,
    key: Key = None,
    proxy: Proxy = None,
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    author: Author = None,
    today: Today = None,
    agents: Agents = False,
) -> None:
    """Open the desk: the ledger as pages, for you on this machine, or for all who have accounts."""
    import getpass

    from tocsin.errors import UsageError

    try:
        from tocsin.desk.following import follow_situations
        from tocsin.desk.serving import Place, check_tls, clock_of
        from tocsin.desk.serving import serve as run
    except ModuleNotFoundError as error:
        hint = "pip install 'tocsin[desk]'"
        raise UsageError(f"the desk needs the package {error.name}: {hint}") from error
    check_tls(cert, key)
    names = tuple(each.lower() for each in name or ())
    place, clock = Place(host, port, names, cert, key, proxy), clock_of(today)
    with open_ledger(ledger) as opened:
        plan = follow_situations(opened, config, now=clock()) if config else None
        who = author or getpass.getuser()
        channels = plan.channels if plan else None
        run(
            opened,
            place,
            author=who,
            clock=clock,
            channels=channels,
            browse=browse,
            tools=agents,
        )
