"""The commands that keep a ledger: backup, restore, refresh."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

if TYPE_CHECKING:
    from tocsin.ledger import Manifest

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup, a zip file.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (backup, restore, refresh):
        app.command()(command)


def backup(file: File, ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Write the whole ledger, as it stands at one instant, into a new file."""
    from datetime import UTC, datetime

    with open_ledger(ledger) as opened:
        found = opened.backup(file, now=datetime.now(UTC))
    _show(found, f"{file} holds", as_json)


def restore(
    file: File,
    verify: Annotated[
        bool, typer.Option("--verify", help="Also derive every id and hash of its content anew.")
    ] = False,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Fill a new, empty ledger from a backup, all or nothing."""
    with open_ledger(ledger, create=True) as opened:
        found = opened.restore(file, verify=verify)
        name = opened.name
    _show(found, f"{name} now holds", as_json)


def refresh(ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Derive origins, events, standings and expectations anew from articles and judgements."""
    from datetime import UTC, datetime

    from tocsin.event_json import dumps
    from tocsin.keeping import refresh as derive

    with open_ledger(ledger) as opened:
        derive(opened, now=datetime.now(UTC))
        counts = opened.counts()
    names = ("articles", "origins", "events", "expectations")
    if as_json:
        typer.echo(dumps({name: counts[name] for name in names}))
    else:
        typer.echo(", ".join(f"{counts[name]} {name}" for name in names))


def _show(manifest: Manifest, what: str, as_json: bool) -> None:
    from tocsin.event_json import dumps, manifest_json

    if as_json:
        typer.echo(dumps(manifest_json(manifest)))
        return
    rows = {name.removesuffix(".jsonl"): each[2] for name, each in manifest.files.items()}
    told = [f"{rows[name]} {name}" for name in ("articles", "claims", "judgements", "events")]
    typer.echo(f"{what} {', '.join(told)}")
