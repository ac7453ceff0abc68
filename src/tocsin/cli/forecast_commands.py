"""The commands that look ahead: forecast, unusual, backtest, score."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.ledgers import DEFAULT, JsonOption, LedgerOption, open_ledger

Actor = Annotated[
    str | None,
    typer.Argument(
        metavar="[ACTOR]",
        help="Who acts: an ISO 3166 alpha-3 code, or the name of an actor without a country.",
        show_default=False,
    ),
]
Recipient = Annotated[
    str | None, typer.Argument(metavar="[RECIPIENT]", help="Upon whom.", show_default=False)
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Forecast from this day on, by what was published before it; today if not given.",
        show_default=False,
    ),
]
HorizonOption = Annotated[int, typer.Option("--horizon", metavar="DAYS", help="7 or 30 days.")]
TargetOption = Annotated[
    str,
    typer.Option(
        "--target", metavar="WHAT", help="conflict (any material conflict) or force (ASSAULT)."
    ),
]
TreesOption = Annotated[
    bool,
    typer.Option(
        "--readable", help="Use the logistic model alone, also where LightGBM is installed."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (forecast, unusual, backtest, score):
        app.command()(command)


def forecast(
    actor: Actor = None,
    recipient: Recipient = None,
    top: Annotated[
        int, typer.Option("--top", min=1, help="How many pairs, without ACTOR and RECIPIENT.")
    ] = 20,
    horizon: HorizonOption = 30,
    target: TargetOption = "conflict",
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="To whom ACTOR is likely to do this PLOVER type next.",
            show_default=False,
        ),
    ] = None,
    what: Annotated[
        bool, typer.Option("--what", help="Which types ACTOR is likely to do to RECIPIENT next.")
    ] = False,
    on: OnOption = None,
    record: Annotated[
        bool, typer.Option("--record", help="Write the forecasts into the ledger, to be scored.")
    ] = False,
    readable: TreesOption = False,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """How likely one actor turns to conflict with another; or who and what is likely next."""
    from tocsin.cli.foresight import Wanted, show_forecast

    pair = tuple(name for name in (actor, recipient) if name)
    wanted = Wanted(pair, horizon, target, on, not readable, type_, what, top, record)
    with open_ledger(ledger) as opened:
        show_forecast(opened, wanted, as_json=as_json)


def unusual(
    on: OnOption = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many pairs.")] = 20,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Which pairs had a week out of the ordinary. This is no forecast."""
    from tocsin.cli.foresight import show_unusual

    with open_ledger(ledger) as opened:
        show_unusual(opened, on, top, as_json=as_json)


def backtest(
    horizon: HorizonOption = 30,
    target: TargetOption = "conflict",
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATE",
            help="First origin; a year after the first event if not given.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a page (HTML) with plots."),
    ] = None,
    readable: TreesOption = False,
    ledger: LedgerOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Test the forecasts on the past of this ledger, beside simple ones."""
    from tocsin.cli.foresight import Wanted, show_backtest

    wanted = Wanted((), horizon, target, first, not readable)
    with open_ledger(ledger) as opened:
        show_backtest(opened, wanted, output, as_json=as_json)


def score(ledger: LedgerOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Score the recorded forecasts and dated questions that came due, and ask new questions."""
    from tocsin.cli.foresight import show_scores

    with open_ledger(ledger) as opened:
        show_scores(opened, as_json=as_json)
