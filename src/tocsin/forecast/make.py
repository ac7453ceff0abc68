"""A forecast: features, log-odds with their terms, probability, words, interval, reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from tocsin.errors import UsageError
from tocsin.forecast.calibrate import Calibration
from tocsin.forecast.counts import expected, interval
from tocsin.forecast.features import Floats, Table, measure
from tocsin.forecast.history import Flags, History, Ints
from tocsin.forecast.intents import WEIGHTS, intents
from tocsin.forecast.model import Model, shipped
from tocsin.forecast.reasons import behind, words
from tocsin.forecast.words import TOO_FEW, confidence
from tocsin.ontology.likelihood import likelihood
from tocsin.records import Contribution, Forecast

NONE = Calibration()
FEWEST = 10
"""Under so many events of a pair in a year its own past is not judged by."""
SHOWN = 12
LEAST_WINDOWS = 6

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to forecast. ``trees`` uses LightGBM where it is installed. ``since`` is the cut-off of
    the forecast to compare with (a week before, if not given); ``made`` the moment of making it
    (midnight UTC of the cut-off, if not given)."""

    target: str = "conflict"
    trees: bool = True
    calibration: Calibration = NONE
    since: date | None = None
    made: datetime | None = None


def forecast(
    history: History,
    dyad: Pair,
    cutoff: date,
    horizon: int = 30,
    *,
    settings: Settings = Settings(),
) -> Forecast:
    """How likely the first of the dyad does something to the second within ``horizon`` days (7 or
    30) from the cut-off on, by what was known before it, with what it rests on and what changed.

    Raises UsageError for a target or horizon without a model.
    """
    made = forecasts(history, [dyad], cutoff, horizon, settings=settings)[0]
    model = shipped(settings.target, horizon, trees=settings.trees)
    now = _Scored(history, model, [dyad], cutoff, settings.calibration)
    since = settings.since or cutoff - timedelta(days=7)
    if since >= cutoff:
        raise UsageError(f"the forecast before must be older than {cutoff}, not of {since}")
    then = _Scored(history, model, [dyad], since, settings.calibration)
    before = float(_probability(then)[0])
    if made.note:
        return replace(made, before=before)
    return replace(
        made, before=before, contributions=_contributions(now, then), intercept=now.intercept
    )


def forecasts(
    history: History,
    dyads: Sequence[Pair],
    cutoff: date,
    horizon: int = 30,
    *,
    settings: Settings = Settings(),
) -> tuple[Forecast, ...]:
    """Forecasts of many pairs at once, in their order, without contributions."""
    model = shipped(settings.target, horizon, trees=settings.trees)
    scored = _Scored(history, model, dyads, cutoff, settings.calibration)
    chances = _probability(scored)
    made = settings.made or datetime.combine(cutoff, time.min, UTC)
    return tuple(_one(scored, n, float(p), made) for n, p in enumerate(chances))


def watched(history: History, cutoff: date, *, least: int = FEWEST) -> tuple[Pair, ...]:
    """The directed pairs of different actors with so many events in the year before the cut-off."""
    c, known, day = history.columns, history.known(cutoff), cutoff.toordinal()
    recent = c.day[:known] >= day - 365
    number = np.bincount(history.pair[:known][recent], minlength=len(history.pairs))
    rows = np.flatnonzero((number >= least) & (history.pairs[:, 0] != history.pairs[:, 1]))
    return tuple((history.actors[a], history.actors[b]) for a, b in history.pairs[rows])


class _Scored:
    """Pairs at a cut-off: their features, terms and log-odds."""

    def __init__(
        self,
        history: History,
        model: Model,
        dyads: Sequence[Pair],
        cutoff: date,
        calibration: Calibration,
    ) -> None:
        self.history, self.model, self.dyads = history, model, dyads
        self.cutoff, self.calibration = cutoff, calibration
        day = cutoff.toordinal()
        self.pairs: Ints = history.find(dyads)
        self.table: Table = measure(history, day, model.horizon, self.pairs)
        self.counts, self.added = intents(history, day, model.horizon, self.pairs)
        raw = model.log_odds(self.table) + self.added.sum(axis=1)
        self.logit: Floats = calibration.shift + calibration.slope * raw
        place = {name: n for n, name in enumerate(self.table.names)}
        self.events: Floats = self.table.values[:, place["n_all_365"]]
        self.conflict: Floats = self.table.values[:, place["n_q4_365"]]
        self.share: Floats = self.table.values[:, place[self._share()]]
        known = history.known(cutoff)
        self.past = day - int(history.columns.day[:known].min()) if known else 0
        self.intercept = 0.0

    def _share(self) -> str:
        return "share_force_all" if self.model.target == "force" else "share_q4_all"

    @cached_property
    def few(self) -> Flags:
        return self.events < FEWEST

    @cached_property
    def rates(self) -> Floats:
        return np.array(
            [
                self.model.class_rate(int(n), before=bool(c))
                for n, c in zip(self.events, self.conflict, strict=True)
            ]
        )

    def terms(self) -> tuple[dict[str, float], dict[str, float]]:
        """Of the first pair: what every feature adds, and its value; sets the intercept."""
        made, names, start = self.model.terms(self.table)
        slope = self.calibration.slope
        self.intercept = self.calibration.shift + slope * start
        values = dict(zip(self.table.names, self.table.values[0].tolist(), strict=True))
        added = dict(zip(names, (slope * made[0]).tolist(), strict=True))
        values |= dict(zip(WEIGHTS, self.counts[0].tolist(), strict=True))
        added |= dict(zip(WEIGHTS, (slope * self.added[0]).tolist(), strict=True))
        return added, values


def _probability(scored: _Scored) -> Floats:
    chances: Floats = np.where(scored.few, scored.rates, 1 / (1 + np.exp(-scored.logit)))
    return chances


def _one(scored: _Scored, n: int, chance: float, made: datetime) -> Forecast:
    model, (actor, recipient) = scored.model, scored.dyads[n]
    mean = expected(chance, model.size)
    low, high = interval(mean, model.size)
    few = bool(scored.few[n])
    sure, reasons = confidence(int(scored.events[n]), scored.past)
    windows = scored.past // model.horizon
    return Forecast(
        id=_id(model, scored.dyads[n], scored.cutoff, made),
        actor=actor,
        recipient=recipient,
        target=model.target,
        made=made,
        cutoff=scored.cutoff,
        horizon=model.horizon,
        probability=chance,
        likelihood=likelihood(chance),
        confidence=sure,
        expected=mean,
        low=low,
        high=high,
        class_rate=float(scored.rates[n]),
        base_rate=float(scored.share[n]) if windows >= LEAST_WINDOWS else None,
        note=TOO_FEW if few else "",
        model=model.version,
        model_hash=model.hash,
        confidence_reasons=reasons,
    )


def _id(model: Model, dyad: Pair, cutoff: date, made: datetime) -> str:
    parts = (*dyad, model.target, str(model.horizon), cutoff.isoformat(), model.hash)
    text = "\x1f".join((*parts, made.isoformat()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _contributions(now: _Scored, then: _Scored) -> tuple[Contribution, ...]:
    """All that add anything now or did before, the strongest first; reports for the first ones."""
    added, values = now.terms()
    before, _ = then.terms()
    dyad = now.dyads[0]
    order = sorted(added, key=lambda name: (-abs(added[name]), name))
    moved = sorted(added, key=lambda name: -abs(added[name] - before[name]))[:SHOWN]
    explained = {*order[:SHOWN], *moved}
    when = (now.cutoff.toordinal(), now.model.horizon)
    made = []
    for name in order:
        if added[name] == 0 and before[name] == 0:
            continue
        ids = behind(now.history, name, dyad, when) if name in explained else []
        change = added[name] - before[name]
        told = words(name, *dyad)
        made.append(Contribution(name, told, values[name], added[name], change, tuple(ids)))
    return tuple(made)
