"""What the commands that look ahead print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typer

from tocsin.errors import UsageError
from tocsin.event_json import dumps
from tocsin.forecast import (
    History,
    Likely,
    Settings,
    backtest,
    forecast,
    forecasts,
    learned,
    page,
    regimes,
    unusual,
    watched,
    what_next,
    who_next,
)
from tocsin.histories import dyad_events
from tocsin.ledger import Ledger
from tocsin.outlooks import settle
from tocsin.records import Contribution, Forecast

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for; ``day`` as it was typed."""

    pair: tuple[str, ...]
    horizon: int = 30
    target: str = "conflict"
    day: str | None = None
    trees: bool = True
    type: str | None = None
    what: bool = False
    top: int = 20
    record: bool = False


def show_forecast(ledger: Ledger, wanted: Wanted, *, as_json: bool) -> None:
    """One pair in full, the pairs most at risk, or who and what is next."""
    _check(wanted)
    history, day = History.of(dyad_events(ledger)), _day(wanted.day)
    if wanted.type or wanted.what:
        _show_next(history, wanted, day, as_json=as_json)
        return
    now = datetime.now(UTC)
    settings = Settings(
        target=wanted.target,
        trees=wanted.trees,
        calibration=learned(ledger.forecasting.scored(), wanted.target),
        made=now,
    )
    made = _made(ledger, history, wanted, (day, settings))
    if wanted.record:
        ledger.forecasting.write(made)
    if as_json:
        typer.echo(dumps([forecast_json(each) for each in made]))
    elif len(wanted.pair) == 2:
        _show_pair(history, made[0])
    else:
        _show_list(made)


def _check(wanted: Wanted) -> None:
    if wanted.type and len(wanted.pair) != 1:
        raise UsageError("--type asks to whom one actor does it: give ACTOR alone")
    if wanted.what and len(wanted.pair) != 2:
        raise UsageError("--what asks what one actor does to another: give ACTOR and RECIPIENT")
    if len(wanted.pair) == 1 and not wanted.type:
        raise UsageError("give a RECIPIENT too, or --type TYPE to ask who is next")
    if len(wanted.pair) == 2 and wanted.pair[0] == wanted.pair[1]:
        raise UsageError(f"ACTOR and RECIPIENT are both {wanted.pair[0]}: give two actors")


def _made(
    ledger: Ledger, history: History, wanted: Wanted, how: tuple[date, Settings]
) -> tuple[Forecast, ...]:
    day, settings = how
    if len(wanted.pair) == 2:
        pair = (wanted.pair[0], wanted.pair[1])
        before = ledger.forecasting.last(pair, wanted.target, wanted.horizon)
        if before and before.cutoff < day:
            settings = _since(settings, before.cutoff)
        return (forecast(history, pair, day, wanted.horizon, settings=settings),)
    found = forecasts(history, watched(history, day), day, wanted.horizon, settings=settings)
    return tuple(sorted(found, key=lambda f: (-f.probability, f.actor, f.recipient))[: wanted.top])


def _since(settings: Settings, day: date) -> Settings:
    from dataclasses import replace

    return replace(settings, since=day)


def _show_pair(history: History, made: Forecast) -> None:
    kind = "force" if made.target == "force" else "material conflict"
    typer.echo(
        f"{made.actor} against {made.recipient}: {kind} within {made.horizon} days of {made.cutoff}"
    )
    typer.echo(f"Likelihood: {made.likelihood} ({made.probability:.1%})")
    typer.echo(f"Confidence: {made.confidence} ({'; '.join(made.confidence_reasons)})")
    if made.note:
        typer.echo(f"{made.note}: this is the base rate of its class")
    own = "too short a past" if made.base_rate is None else f"{made.base_rate:.1%}"
    typer.echo(f"Base rate: {own} of the pair, {made.class_rate:.1%} of its class")
    typer.echo(f"Expected number: {made.expected:.2f} (80 % between {made.low} and {made.high})")
    if made.before is not None:
        points = 100 * (made.probability - made.before)
        typer.echo(f"Change: {points:+.1f} percentage points, from {made.before:.1%}")
    _show_reasons(made.contributions)
    for each in regimes(history, (made.actor, made.recipient), made.cutoff)[-3:]:
        typer.echo(f"Regime since {each.day}: {each.rate:.2f} a week, {each.before:.2f} before")
    typer.echo(f"Model {made.model} ({made.model_hash})")


def _show_reasons(found: Sequence[Contribution]) -> None:
    moved = sorted(found, key=lambda c: -abs(c.change))[:_SHOWN]
    for title, chosen, of in (
        ("What it rests on (log-odds):", found[:_SHOWN], "logit"),
        ("What changed (log-odds):", [c for c in moved if abs(c.change) >= 0.01], "change"),
    ):
        if chosen:
            typer.echo(title)
        for each in chosen:
            reports = f"  [{', '.join(each.reports[:3])}]" if each.reports else ""
            typer.echo(f"  {getattr(each, of):+.2f}  {each.words}{reports}")


def _show_list(made: Sequence[Forecast]) -> None:
    if not made:
        typer.echo("no pair has ten events in the last year: too few reports to judge")
    for each in made:
        typer.echo(
            f"{each.probability:6.1%}  {each.likelihood:20}  {each.actor} to {each.recipient}  "
            f"({each.confidence} confidence, {each.expected:.2f} expected)"
        )


def _show_next(history: History, wanted: Wanted, day: date, *, as_json: bool) -> None:
    days: Any = 7 if wanted.horizon >= 7 else 1
    if wanted.what:
        found = what_next(history, (wanted.pair[0], wanted.pair[1]), cutoff=day, days=days)
    else:
        found = who_next(history, wanted.pair[0], wanted.type or "", cutoff=day, days=days)
    if as_json:
        typer.echo(dumps([_likely_json(each) for each in found]))
        return
    if not found:
        typer.echo("nothing in the ledger speaks for anybody")
    for each in found[: wanted.top]:
        reasons = "; ".join(reason.words for reason in each.reasons[:2])
        ids = [name for event in each.records[:3] for name in (event.reports or (event.id,))]
        typer.echo(f"{each.score:6.1%}  {each.name:20}  {reasons}  [{', '.join(ids[:3])}]")


def _likely_json(each: Likely) -> dict[str, Any]:
    return {
        "name": each.name,
        "score": each.score,
        "reasons": [asdict(reason) for reason in each.reasons],
        "records": [event.id for event in each.records],
        "reports": [name for event in each.records for name in event.reports],
    }


def show_unusual(ledger: Ledger, on: str | None, top: int, *, as_json: bool) -> None:
    """Pairs whose last week was out of the ordinary, rarest first."""
    found = unusual(History.of(dyad_events(ledger)), _day(on))[:top]
    if as_json:
        typer.echo(dumps([asdict(each) for each in found]))
        return
    for each in found:
        typer.echo(f"{each.actor} to {each.recipient}: {each.words}")
    if not found:
        typer.echo("no pair had three events in the last week")


def show_backtest(ledger: Ledger, wanted: Wanted, output: Path | None, *, as_json: bool) -> None:
    """Scores beside those of simple forecasts; the page if a file is named."""
    first = _day(wanted.day) if wanted.day else None
    found = backtest(
        History.of(dyad_events(ledger)),
        horizon=wanted.horizon,
        target=wanted.target,
        first=first,
        trees=wanted.trees,
    )
    if output:
        output.write_text(page(found), encoding="utf-8")
    if as_json:
        typer.echo(dumps(plain(asdict(found))))
        return
    typer.echo(f"{found.origins} origins, {found.first} to {found.last}, model {found.model}")
    for subset, models in found.summaries.items():
        for name, told in models.items():
            scores = "  ".join(f"{key} {value:.4f}" for key, value in told.items())
            typer.echo(f"{subset:6} {name:16} {scores}")


def show_scores(ledger: Ledger, *, as_json: bool) -> None:
    """Score what came due, answer and ask questions, and say how good all were so far."""
    settle(ledger, datetime.now(UTC))
    told = _tally(ledger)
    if as_json:
        typer.echo(dumps(told))
        return
    for name, values in told.items():
        typer.echo(f"{name}: " + ", ".join(f"{key} {value}" for key, value in values.items()))


def _tally(ledger: Ledger) -> dict[str, dict[str, Any]]:
    store = ledger.forecasting
    scored = [found for _, found in store.scored()]
    answered = store.answered()
    settled = [found for _, _, found in answered if found]
    return {
        "forecasts": {
            "written": len(store.forecasts()),
            "scored": len(scored),
            "happened": sum(s.happened for s in scored),
            **_means(scored),
        },
        "questions": {
            "asked": len(store.questions()),
            "answered": len(settled),
            "yes": sum(s.happened for s in settled),
            "void": sum(outcome == "void" for _, outcome, _ in answered),
            **_means(settled),
        },
    }


def _means(found: Sequence[Any]) -> dict[str, Any]:
    if not found:
        return {"brier": None, "log_loss": None}
    return {
        "brier": round(sum(s.brier for s in found) / len(found), 5),
        "log_loss": round(sum(s.log_loss for s in found) / len(found), 5),
    }


def forecast_json(made: Forecast) -> dict[str, Any]:
    """A forecast as the commands print it; likelihood and confidence are keys of their own."""
    found: dict[str, Any] = plain(asdict(made))
    return found


def plain(value: Any) -> Any:
    """Days and moments as text, also inside lists and mappings."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; write 2026-03-31") from None
