"""Requests that look ahead: the forecast of a pair, and how good forecasts were on the past."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk.asking import Asked
from tocsin.desk.desk import Desk, Lately, desk_of, show
from tocsin.desk.memory import WAIT
from tocsin.desk.views import foresight
from tocsin.errors import UsageError
from tocsin.forecast import History, backtest, learned
from tocsin.forecast.backtest_page import body
from tocsin.histories import dyad_events

TARGETS = ("conflict", "force")
HORIZONS = (7, 30)
SHORTLY = 0.3
"""Seconds that a page waits for what it can do without."""
PATIENCE = 300.0
"""Seconds for which forecasts may lag behind: they look at days, and read the whole ledger."""


def forecast_page(request: Request) -> Response:
    """How likely each of two parties turns to conflict with the other, and why."""
    desk, path = desk_of(request), request.path_params
    one, other = path["one"].upper(), path["other"].upper()
    horizon = 7 if Asked(request).number("days", 30) == 7 else 30
    target = Asked(request).one_of("target", TARGETS) or "conflict"

    past = history_of(desk)
    if past is None:
        return waiting(request)

    def make() -> dict[str, Any]:
        calibration = learned(desk.ledger.forecasting.scored(), target)
        wanted = foresight.Wanted(target, horizon, calibration)
        return foresight.pair(desk.ledger, past.value, (one, other), desk.today, wanted)

    key = ("forecast", one, other, horizon, target, past.late)
    made = desk.lately(key, make, patience=PATIENCE)
    values = {"page": made.value, "horizons": HORIZONS, "targets": TARGETS}
    values["late"] = past.late or made.late
    return show(request, "forecast.html", values)


def backtest_page(request: Request) -> Response:
    """Forecasts of the past of this ledger beside simple ones, and what came of recorded ones."""
    desk = desk_of(request)
    horizon = 7 if Asked(request).number("days", 30) == 7 else 30
    target = Asked(request).one_of("target", TARGETS) or "conflict"

    past = history_of(desk)
    if past is None:
        return waiting(request)

    def make() -> dict[str, Any]:
        try:
            found = backtest(past.value, horizon=horizon, target=target)
        except UsageError as error:
            return {"body": "", "why": str(error), "late": past.late}
        text = Markup(body(found))  # noqa: S704 (escaped where it is made)
        return {"body": text, "why": "", "late": past.late}

    key = ("backtest", horizon, target)
    made = desk.soon(key, make, patience=PATIENCE)
    if made is None:
        return waiting(request)
    values = {"page": made.value, "horizons": HORIZONS, "targets": TARGETS}
    values |= {"horizon": horizon, "target": target, "late": made.late or made.value["late"]}
    values["scored"] = foresight.scored(desk.ledger)
    return show(request, "backtest.html", values)


def changes_between(desk: Desk, one: str, other: str) -> list[list[foresight.Json]]:
    """When the weekly rate of material conflict changed, for each direction of the pair; empty
    lists as long as the past of all pairs is being read."""
    past, ways = history_of(desk, wait=SHORTLY), ((one, other), (other, one))
    if past is None:
        return [[], []]

    def make() -> list[list[foresight.Json]]:
        return [foresight.changes(past.value, way, desk.today) for way in ways]

    made = desk.lately(("changes", one, other, past.late), make, patience=PATIENCE)
    found: list[list[foresight.Json]] = made.value
    return found


def history_of(desk: Desk, *, wait: float = WAIT) -> Lately | None:
    """The series of all pairs, for which the whole ledger is read; None if that is not done yet."""

    def make() -> History:
        return History.of(dyad_events(desk.ledger))

    return desk.soon("history", make, patience=PATIENCE, wait=wait)


def waiting(request: Request) -> Response:
    """The page for what is still being counted."""
    return show(request, "waiting.html", {})
