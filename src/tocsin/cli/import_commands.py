"""The command on events that others coded: import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

if TYPE_CHECKING:
    from tocsin.imports import BadRow
    from tocsin.records import CodedEvent

SHOWN = 20  # bad rows that are listed; all are counted
File = Annotated[Path, typer.Argument(metavar="FILE", help="An event file.")]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="icews, gdelt, plover or polecat."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("import")(import_)


def import_(
    file: File,
    format_: Format = None,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Keep events that others coded beside our own; rows that cannot be read are reported."""
    from datetime import UTC, datetime

    from tocsin.event_json import dumps
    from tocsin.imports import read

    bad: list[BadRow] = []
    with open_ledger(ledger, create=True) as opened:
        good = _Good(read(file, format_), bad)
        added = opened.import_events(good, now=datetime.now(UTC))
    told = {"read": good.count, "added": added, "skipped": len(bad)}
    if as_json:
        rows = [{"line": row.line, "reason": row.reason} for row in bad]
        typer.echo(dumps(told | {"bad_rows": rows}))
        return
    typer.echo(f"{good.count} events read, {added} of them new, {len(bad)} rows skipped")
    for row in bad[:SHOWN]:
        typer.echo(f"  line {row.line}: {row.reason}", err=True)


class _Good:
    """The events among rows; the others are put aside."""

    def __init__(self, rows: Iterator[CodedEvent | BadRow], bad: list[BadRow]) -> None:
        self._rows, self._bad, self.count = rows, bad, 0

    def __iter__(self) -> Iterator[CodedEvent]:
        from tocsin.records import CodedEvent

        for row in self._rows:
            if isinstance(row, CodedEvent):
                self.count += 1
                yield row
            else:
                self._bad.append(row)
