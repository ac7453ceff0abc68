"""The command on events that others coded: import."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

if TYPE_CHECKING:
    from tocsin.imports import BadRow
    from tocsin.records import CodedEvent

SHOWN, TOLD = 20, 1000  # bad rows that are listed, and that JSON lists; all are counted
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

    rows = read(file, format_)
    begun = chain(list(islice(rows, 1)), rows)  # a file of another kind makes no ledger
    with open_ledger(ledger, create=True) as opened:
        good = _Good(begun)
        added = opened.import_events(good, now=datetime.now(UTC))
    told = {"read": good.count, "added": added, "skipped": good.skipped}
    if as_json:
        bad = [{"line": row.line, "reason": row.reason} for row in good.bad]
        typer.echo(dumps(told | {"bad_rows": bad}))
    else:
        _say(good, added)
    if good.skipped and not good.count:
        raise typer.Exit(1)


def _say(good: _Good, added: int) -> None:
    typer.echo(f"{good.count} events read, {added} of them new, {good.skipped} rows skipped")
    for row in good.bad[:SHOWN]:
        typer.echo(f"  line {row.line}: {row.reason}", err=True)


class _Good:
    """The events among rows; the others are counted, and the first of them put aside."""

    def __init__(self, rows: Iterator[CodedEvent | BadRow]) -> None:
        self._rows, self.count, self.skipped = rows, 0, 0
        self.bad: list[BadRow] = []

    def __iter__(self) -> Iterator[CodedEvent]:
        from tocsin.records import CodedEvent

        for row in self._rows:
            if isinstance(row, CodedEvent):
                self.count += 1
                yield row
            else:
                self.skipped += 1
                self.bad += [row] if len(self.bad) < TOLD else []
