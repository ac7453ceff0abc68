"""The commands of the watch: watch, situations, alerts, mute, and feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

Config = Annotated[
    Path,
    typer.Argument(metavar="CONFIG", help="The file of the watch (YAML).", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (watch, situations, alerts, mute):
        app.command()(command)
    feeds = typer.Typer(help="Lists of feeds, and how the sources of a watch are doing.")
    feeds.command("import")(import_feeds)
    feeds.command("export")(export_feeds)
    feeds.command("health")(health)
    app.add_typer(feeds, name="feeds")


def watch(
    config: Config,
    once: Annotated[bool, typer.Option("--once", help="One look at all that is due.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether the file is right.")
    ] = False,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Look at feeds, sites and folders, keep what is new, and tell what indicators say."""
    from tocsin.cli.watching import check_plan, run_watch

    if check:
        check_plan(config, as_json=as_json)
        return
    run_watch(config, ledger, once=once, as_json=as_json)


def situations(ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Show the situations of the last watch, their indicators and where these stand."""
    from tocsin.cli.watching import show_situations

    with open_ledger(ledger) as opened:
        show_situations(opened, as_json=as_json)


def alerts(
    situation: Annotated[
        str | None, typer.Option("--situation", metavar="ID", help="Of this situation only.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DURATION", help="Not older than this: '2 days'."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Show the alerts, the latest first, with the words behind them and where they were sent."""
    from tocsin.cli.watching import show_alerts

    with open_ledger(ledger) as opened:
        show_alerts(opened, situation, since, limit=limit, as_json=as_json)


def mute(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="TARGET",
            help="A situation, or SITUATION/INDICATOR; without one the mutes are shown.",
            show_default=False,
        ),
    ] = None,
    length: Annotated[
        str, typer.Option("--for", metavar="DURATION", help="How long: '2 hours'.")
    ] = "1 day",
    off: Annotated[bool, typer.Option("--off", help="End the mute.")] = False,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Send no alerts about a situation or indicator for a while; they are still kept."""
    from tocsin.cli.watching import mute_target, show_mutes

    with open_ledger(ledger) as opened:
        if target is not None:
            mute_target(opened, target, "" if off else length)
        show_mutes(opened, as_json=as_json)


def import_feeds(
    opml: Annotated[
        Path, typer.Argument(metavar="OPML", help="A list of feeds.", show_default=False)
    ],
) -> None:
    """Print the feeds of an OPML file as the sources of a watch's file."""
    from tocsin.cli.watching import print_sources

    print_sources(opml)


def export_feeds(config: Config) -> None:
    """Print the feeds of a watch's file as OPML."""
    from tocsin.watch import load
    from tocsin.watch.opml import write_opml

    typer.echo(write_opml(load(config).sources), nl=False)


def health(ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Show how the sources are doing: ok, not modified, empty, undated, failing, refused, gone."""
    from tocsin.cli.watching import show_health

    with open_ledger(ledger) as opened:
        show_health(opened, as_json=as_json)
