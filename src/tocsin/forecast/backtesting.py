"""A rolling-origin backtest: forecasts as they would have been made, beside simple ones.

At every origin each pair with ten events or more in the year before is forecast from what was known
before the origin; what then happened is counted by the day of the event. The simple forecasts: the
share of all pairs until then (base rate), the pair's own share, whether it happened in the last
window (persistence), an exponentially weighted rate, and a logistic model of four lagged counts
that is refitted at every origin on windows that ended before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from tocsin.errors import UsageError
from tocsin.forecast import scores
from tocsin.forecast.features import Floats, Table, measure
from tocsin.forecast.history import Flags, History, Ints
from tocsin.forecast.intents import intents
from tocsin.forecast.make import FEWEST, watched
from tocsin.forecast.model import Model, shipped

OURS = "tocsin"
SIMPLE = ("base rate", "climatology", "persistence", "weighted rate", "lagged logistic")
CALM = 90
ALARM = 0.2
"""The probability from which on a forecast counts as an alarm (our choice)."""
_LAGS = ("n_q4_7", "n_q4_30", "n_q4_90", "n_q4_365")
_LAST = {7: 0, 30: 1}


@dataclass(frozen=True, slots=True)
class Miss:
    """A forecast that was far off."""

    actor: str
    recipient: str
    origin: date
    probability: float
    count: int


@dataclass(frozen=True)
class Backtest:
    """What a backtest found. ``summaries`` are by subset (all, onset) and model, ``gaps`` the mean
    log loss of ours less that of each simple model with its 95 % interval. ``alarms`` are alarms a
    week at each threshold, with the share of them that came true and the share of what happened
    that they caught."""

    target: str
    horizon: int
    first: date
    last: date
    origins: int
    model: str
    summaries: dict[str, dict[str, dict[str, float]]]
    gaps: dict[str, tuple[float, float, float]]
    bands: tuple[scores.Band, ...]
    alarms: tuple[tuple[float, float, float, float], ...]
    misses: tuple[Miss, ...]


@dataclass
class _Rows:
    origin: Ints
    pair: Ints
    count: Ints
    calm: Flags
    chance: dict[str, Floats]


def backtest(
    history: History,
    *,
    horizon: int = 30,
    target: str = "conflict",
    first: date | None = None,
    trees: bool = True,
) -> Backtest:
    """Test forecasts on a history, from ``first`` on (by default a year after its first event).

    Raises UsageError if the history is too short for one origin, or nothing is left to forecast.
    """
    model = shipped(target, horizon, trees=trees)
    rows = _rows(history, model, _origins(history, horizon, first))
    if not len(rows.origin):
        raise UsageError("no pair has ten events in a year: there is nothing to test")
    return _found(history, model, rows)


def _origins(history: History, horizon: int, first: date | None) -> list[int]:
    days = history.columns.day
    if not len(days):
        raise UsageError("the history is empty: there is nothing to test")
    start = first.toordinal() if first else int(days.min()) + 365
    last = int(days.max()) + 1 - horizon
    if start > last:
        raise UsageError(
            f"the history ends {date.fromordinal(int(days.max()))}: too short for a test of "
            f"{horizon} days that begins {date.fromordinal(start)}; "
            "begin it earlier (--from), or take 7 days (--horizon)"
        )
    return list(range(start, last + 1, horizon))


def _rows(history: History, model: Model, origins: list[int]) -> _Rows:
    parts: list[_Rows] = []
    lags: list[Floats] = []
    for day in origins:
        names = watched(history, date.fromordinal(day), least=FEWEST)
        if not names:
            continue
        pairs = history.find(names)
        table = measure(history, day, model.horizon, pairs)
        counts, calm = _happened(history, model, day, pairs)
        added = intents(history, day, model.horizon, pairs)[1].sum(axis=1)
        lags.append(np.log1p(np.stack([_column(table, name) for name in _lagged(model)], axis=1)))
        chance = {OURS: 1 / (1 + np.exp(-(model.log_odds(table) + added)))}
        chance |= _simple(table, model, parts, lags)
        parts.append(_Rows(np.full(len(pairs), day), pairs, counts, calm, chance))
    return _joined(parts)


def _joined(parts: list[_Rows]) -> _Rows:
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return _Rows(none, none, none, none.astype(np.bool_), {})
    names = parts[0].chance
    return _Rows(
        np.concatenate([p.origin for p in parts]),
        np.concatenate([p.pair for p in parts]),
        np.concatenate([p.count for p in parts]),
        np.concatenate([p.calm for p in parts]),
        {name: np.concatenate([p.chance[name] for p in parts]) for name in names},
    )


def _happened(history: History, model: Model, day: int, pairs: Ints) -> tuple[Ints, Flags]:
    c, size = history.columns, len(history.pairs)
    kind = c.force if model.target == "force" else c.quad == 4
    inside = kind & (c.day >= day) & (c.day < day + model.horizon)
    recent = kind & (c.seen < day) & (c.day >= day - CALM)
    counts = np.bincount(history.pair[inside], minlength=size)[pairs]
    return counts, np.bincount(history.pair[recent], minlength=size)[pairs] == 0


def _lagged(model: Model) -> tuple[str, ...]:
    return tuple(n.replace("q4", "force") if model.target == "force" else n for n in _LAGS)


def _column(table: Table, name: str) -> Floats:
    found: Floats = table.values[:, table.names.index(name)]
    return found


def _simple(
    table: Table, model: Model, parts: list[_Rows], lags: list[Floats]
) -> dict[str, Floats]:
    """The simple forecasts at an origin. Windows are laid end to end, so that all before are over
    (an event that was reported late may be known to them a little too soon)."""
    kind = "force" if model.target == "force" else "q4"
    past = np.concatenate([part.count for part in parts] or [np.zeros(0, dtype=np.int64)]) > 0
    base = float((past.sum() + 1) / (len(past) + 20))
    rate = _column(table, f"{kind}_90") / 30 * model.horizon
    lately = np.concatenate(lags[:-1])[:, _LAST[model.horizon]] > 0 if parts else past
    now = _column(table, f"n_{kind}_{model.horizon}") > 0
    after = {flag: (past[lately == flag].sum() + base) / ((lately == flag).sum() + 1)
             for flag in (True, False)}  # fmt: skip
    return {
        "base rate": np.full(len(table.values), base),
        "climatology": (_column(table, f"share_{kind}_all") * 12 + base) / 13,
        "persistence": np.where(now, after[True], after[False]),
        "weighted rate": 1 - np.exp(-np.maximum(rate, 1e-3)),
        "lagged logistic": _lagged_logistic(lags, past, base),
    }


def _lagged_logistic(lags: list[Floats], past: Flags, base: float) -> Floats:
    now = _with_one(lags[-1])
    if past.sum() < 5:
        return np.full(len(now), base)
    x, y = _with_one(np.concatenate(lags[:-1])), past.astype(np.float64)
    return np.asarray(1 / (1 + np.exp(-now @ fit(x, y))))


def fit(x: Floats, y: Floats, ridge: float = 1.0) -> Floats:
    """Logistic regression by Newton steps, with a small ridge (the first column is not held)."""
    hold = np.eye(x.shape[1]) * ridge
    hold[0, 0] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (y - p) - hold @ beta
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + hold, slope)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return beta


def _with_one(x: Floats) -> Floats:
    return np.concatenate([np.ones((len(x), 1)), x], axis=1)


def _found(history: History, model: Model, rows: _Rows) -> Backtest:
    happened = (rows.count > 0).astype(np.float64)
    subsets: dict[str, npt.NDArray[np.bool_]] = {
        "all": np.ones(len(happened), dtype=np.bool_),
        "onset": rows.calm,
    }
    ours = scores.losses(happened, rows.chance[OURS])
    return Backtest(
        target=model.target,
        horizon=model.horizon,
        first=date.fromordinal(int(rows.origin.min())),
        last=date.fromordinal(int(rows.origin.max())) + timedelta(days=model.horizon - 1),
        origins=len(np.unique(rows.origin)),
        model=f"{model.version} ({model.hash})",
        summaries={
            name: {m: scores.summary(happened[mask], p[mask]) for m, p in rows.chance.items()}
            for name, mask in subsets.items()
        },
        gaps={
            name: scores.difference(ours, scores.losses(happened, rows.chance[name]), rows.origin)
            for name in SIMPLE
        },
        bands=scores.bands(happened, rows.chance[OURS]),
        alarms=_alarms(rows, model.horizon, happened),
        misses=_misses(history, rows, ours),
    )


def _alarms(
    rows: _Rows, horizon: int, happened: Floats
) -> tuple[tuple[float, float, float, float], ...]:
    chance, weeks = rows.chance[OURS], len(np.unique(rows.origin)) * horizon / 7
    made = []
    for level in (0.05, 0.1, ALARM, 0.45, 0.55, 0.8):
        alarm = chance >= level
        hits = float(happened[alarm].sum())
        made.append(
            (level, alarm.sum() / weeks, hits / max(alarm.sum(), 1), hits / max(happened.sum(), 1))
        )
    return tuple((level, float(a), float(b), float(c)) for level, a, b, c in made)


def _misses(history: History, rows: _Rows, loss: Floats, number: int = 20) -> tuple[Miss, ...]:
    worst = np.argsort(-loss, kind="stable")[:number]
    return tuple(
        Miss(
            history.actors[history.pairs[rows.pair[n], 0]],
            history.actors[history.pairs[rows.pair[n], 1]],
            date.fromordinal(int(rows.origin[n])),
            float(rows.chance[OURS][n]),
            int(rows.count[n]),
        )
        for n in worst
    )
