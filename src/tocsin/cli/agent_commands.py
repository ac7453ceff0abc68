"""The command that serves the ledger to agents: mcp."""

from __future__ import annotations

import typer

from tocsin.cli.ledgers import DEFAULT, LedgerOption, open_ledger


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(mcp)


def mcp(ledger: LedgerOption = DEFAULT) -> None:
    """Serve the ledger to an agent as read-only tools (Model Context Protocol), over stdio."""
    from datetime import UTC, datetime

    from tocsin.desk.agents import server

    with open_ledger(ledger) as opened:
        server(opened, clock=lambda: datetime.now(UTC)).run("stdio")
