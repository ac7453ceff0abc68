"""The command that opens the desk on a ready-made crisis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from tocsin.ledger import Ledger

PLAN = "demo.yaml"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(demo)


def demo(
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="PATH_OR_URL",
            help="Put it into this new ledger; by default one in a new temporary folder.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port of the desk; 0 takes a free one.")
    ] = 8400,
    today: Annotated[
        str | None,
        typer.Option(
            "--today", metavar="DATE", help="The day on which it stops; by default 2026-04-09."
        ),
    ] = None,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Only load it, and print what can be done next.")
    ] = False,
    background: Annotated[
        bool,
        typer.Option("--background", help="Leave the desk open, and end once it answers."),
    ] = False,
) -> None:
    """Load a crisis that never was, 61 articles with their claims, and open the desk on it."""
    where, folder = _where(ledger)
    plan = _plan(folder)
    day = _load(where, plan, today)
    _next(where, day)
    if background:
        _leave_open(where, port, day, folder)
    elif not no_serve:
        _serve(where, port, day)


def _where(ledger: str | None) -> tuple[str, Path]:
    """The ledger, and the folder for the file of situations."""
    if ledger is not None:
        return ledger, Path() if "://" in ledger else Path(ledger).resolve().parent
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix="tocsin-demo-"))
    return str(folder / "demo.db"), folder


def _load(where: str, plan: Path, today: str | None) -> date:
    from datetime import date

    from tocsin.cli.ledgers import open_ledger
    from tocsin.demo import LAST, load
    from tocsin.errors import UsageError

    try:
        day = date.fromisoformat(today) if today else LAST
    except ValueError:
        raise UsageError(f"{today!r} is no date; write it as {LAST}") from None
    with open_ledger(where, create=True) as opened:
        many = load(opened, today=day)
        _watch(opened, plan, day)
        counts = opened.counts()
        name = opened.name
    typer.echo(
        f"{name} holds {many} articles with {counts['claims']} claims, {counts['events']} events "
        f"and {counts['expectations']} expectations, up to {day}.\n"
        "Everything in it is fiction: events, people and publishers are invented."
    )
    return day


def _watch(ledger: Ledger, plan: Path, day: date) -> None:
    """Judge the situations, if the library that reads their file is there."""
    from tocsin.demo import look_out
    from tocsin.errors import UsageError
    from tocsin.watch import load

    try:
        read = load(plan)
    except UsageError as error:
        typer.echo(f"tocsin: the demo goes without its situations: {error}", err=True)
        return
    look_out(ledger, read, today=day)


def _plan(folder: Path) -> Path:
    """A copy of the demo's situations beside the ledger, unless there is a file of that name."""
    from tocsin.demo import situations_path

    path = folder / PLAN
    if not path.exists():
        with situations_path() as shipped:
            path.write_bytes(shipped.read_bytes())
    return path


def _next(where: str, day: date) -> None:
    typer.echo(
        "Try:\n"
        f"  tocsin situations --ledger {where}\n"
        f"  tocsin events --ledger {where} --status disputed\n"
        f"  tocsin expectations --ledger {where} --outcome open\n"
        f"  tocsin brief puyango --ledger {where} --as-of {day}"
    )


def _leave_open(where: str, port: int, day: date, folder: Path) -> None:
    """Open the desk in a process of its own; another port if that one is taken."""
    from tocsin.errors import UsageError

    try:
        from tocsin.cli.background import open_desk, show
        from tocsin.desk.serving import listen
    except ModuleNotFoundError as error:
        hint = "pip install 'tocsin[desk]', or use --no-serve"
        raise UsageError(f"the desk needs the package {error.name}: {hint}") from error
    try:
        listen("127.0.0.1", port).close()
    except UsageError:
        port = 0
    address, process = open_desk(where, port, day.isoformat(), folder)
    typer.echo(f"The desk is open at {address} (stop it with: kill {process})")
    show(address)


def _serve(where: str, port: int, day: date) -> None:
    """Open the desk on it; its clock starts on the morning of the story's last day."""
    import sys
    from datetime import UTC, datetime, time

    from tocsin.cli.ledgers import open_ledger
    from tocsin.errors import UsageError

    try:
        from tocsin.desk.serving import Place, serve
    except ModuleNotFoundError as error:
        hint = "pip install 'tocsin[desk]', or use --no-serve"
        raise UsageError(f"the desk needs the package {error.name}: {hint}") from error
    started = datetime.now(UTC)
    morning = datetime.combine(day, time(8), UTC)

    def clock() -> datetime:
        return morning + (datetime.now(UTC) - started)

    with open_ledger(where) as opened:
        place, look = Place(port=port), sys.stdout.isatty()
        serve(opened, place, clock=clock, channels=(), browse=look)
