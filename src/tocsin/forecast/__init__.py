"""What pairs of actors will do next, by what was reported before a day; with published scores.

`forecast` gives the probability that one actor turns to material conflict (or force) against
another, `who_next` and `what_next` rank recipients and types, `unusual` tells weeks out of the
ordinary, `regimes` the days on which a pair changed, `backtest` how good the forecasts were.
Everything starts from a `History` of `records.DyadEvent`; a ledger's come from
`tocsin.histories.dyad_events`.
"""

from __future__ import annotations

from tocsin.forecast.backtest_page import page
from tocsin.forecast.backtesting import Backtest, backtest
from tocsin.forecast.calibrate import Calibration
from tocsin.forecast.changes import Regime, regimes
from tocsin.forecast.due import learned, score
from tocsin.forecast.history import History
from tocsin.forecast.make import Settings, forecast, forecasts, watched
from tocsin.forecast.questions import ask, resolve
from tocsin.forecast.surprises import Surprise, unusual
from tocsin.forecast.who import Likely, what_next, who_next
from tocsin.ontology.likelihood import likelihood

__all__ = [
    "Backtest",
    "Calibration",
    "History",
    "Likely",
    "Regime",
    "Settings",
    "Surprise",
    "ask",
    "backtest",
    "forecast",
    "forecasts",
    "learned",
    "likelihood",
    "page",
    "regimes",
    "resolve",
    "score",
    "unusual",
    "watched",
    "what_next",
    "who_next",
]
