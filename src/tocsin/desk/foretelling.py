"""Requests that look ahead: the forecast of a pair, and how good forecasts were on the past."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk.asking import Asked
from tocsin.desk.desk import Desk, desk_of, show
from tocsin.desk.views import foresight
from tocsin.errors import UsageError
from tocsin.forecast import History, backtest, learned
from tocsin.forecast.backtest_page import body
from tocsin.histories import dyad_events

TARGETS = ("conflict", "force")
HORIZONS = (7, 30)


def forecast_page(request: Request) -> Response:
    """How likely each of two parties turns to conflict with the other, and why."""
    desk, path = desk_of(request), request.path_params
    one, other = path["one"].upper(), path["other"].upper()
    horizon = 7 if Asked(request).number("days", 30) == 7 else 30
    target = Asked(request).one_of("target", TARGETS) or "conflict"

    def make() -> dict[str, Any]:
        calibration = learned(desk.ledger.forecasting.scored(), target)
        wanted = foresight.Wanted(target, horizon, calibration)
        return foresight.pair(desk.ledger, history_of(desk), (one, other), desk.today, wanted)

    shown = desk.once(("forecast", one, other, horizon, target), make)
    values = {"page": shown, "horizons": HORIZONS, "targets": TARGETS}
    return show(request, "forecast.html", values)


def backtest_page(request: Request) -> Response:
    """Forecasts of the past of this ledger beside simple ones, and what came of recorded ones."""
    desk = desk_of(request)
    horizon = 7 if Asked(request).number("days", 30) == 7 else 30
    target = Asked(request).one_of("target", TARGETS) or "conflict"

    def make() -> dict[str, Any]:
        try:
            found = backtest(history_of(desk), horizon=horizon, target=target)
        except UsageError as error:
            return {"body": "", "why": str(error)}
        return {"body": Markup(body(found)), "why": ""}  # noqa: S704 (escaped where it is made)

    made = desk.once(("backtest", horizon, target), make)
    values = {"page": made, "horizons": HORIZONS, "targets": TARGETS}
    values |= {"horizon": horizon, "target": target}
    values["scored"] = foresight.scored(desk.ledger)
    return show(request, "backtest.html", values)


def history_of(desk: Desk) -> History:
    """The series of all pairs, made once until the ledger changes."""
    found: History = desk.once(("history",), lambda: History.of(dyad_events(desk.ledger)))
    return found
