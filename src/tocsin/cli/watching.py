"""What the commands of the watch do and print."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tocsin.cli.ledgers import open_ledger
from tocsin.errors import InputError, UsageError
from tocsin.records import Mute
from tocsin.watch import Plan, Round, level, load
from tocsin.watch.config import minutes
from tocsin.watch.deliver import alert_json
from tocsin.watch.deliver_web import Sender
from tocsin.watch.opml import MOST_BYTES, as_yaml, read_opml

if TYPE_CHECKING:
    from tocsin.ledger import Ledger


def check_plan(config: Path, *, as_json: bool = False) -> None:
    """Say that the file is right; else it raises what is wrong, with the line."""
    plan = load(config)
    counts = {
        "sources": len(plan.sources),
        "situations": len(plan.situations),
        "indicators": sum(len(situation.indicators) for situation in plan.situations),
        "channels": len(plan.channels),
    }
    if as_json:
        typer.echo(json.dumps(counts))
        return
    typer.echo(f"{config}: " + ", ".join(f"{number} {name}" for name, number in counts.items()))


def run_watch(config: Path, ledger: str, *, once: bool, as_json: bool) -> None:
    """Watch until it is interrupted, or for one round."""
    from tocsin.outlooks import settle
    from tocsin.vigil import watch

    plan = load(config)
    if not plan.sources and not plan.situations:
        raise UsageError(f"{config} names no source and no situation: there is nothing to watch")
    _check_channels(plan)
    with open_ledger(ledger, create=True) as opened, ExitStack() as stack:
        made = watch(
            plan,
            opened,
            stack,
            clock=lambda: datetime.now(UTC),
            daily=lambda now: settle(opened, now),
        )
        try:
            made.run(once=once, report=lambda done: _report(done, as_json=as_json))
        except KeyboardInterrupt:
            typer.echo("stopped; run it again to go on", err=True)


def show_situations(ledger: Ledger, *, as_json: bool) -> None:
    """Each situation with its level and the states of its indicators."""
    today = datetime.now(UTC).date()
    found = [_situation_json(ledger, each, today) for each in ledger.watching.situations()]
    if as_json:
        _print_json(found)
        return
    for situation in found:
        typer.echo(f"{situation['title']} ({situation['id']}): level {situation['level']:.2f}")
        for each in situation["indicators"]:
            typer.echo(f"  {each['state']:9} {each['title']} ({each['id']}): {each['reason']}")
    if not found:
        typer.echo("no situation was watched yet: run tocsin watch")


def show_alerts(
    ledger: Ledger, situation: str | None, since: str | None, *, limit: int, as_json: bool
) -> None:
    """The alerts with their evidence and what became of their deliveries."""
    first = datetime.now(UTC) - timedelta(minutes=minutes(since)) if since else None
    watching = ledger.watching
    found = [
        alert_json(alert) | {"deliveries": [_plain(row) for row in watching.deliveries(alert.id)]}
        for alert in watching.alerts(situation=situation, since=first, limit=limit)
    ]
    if as_json:
        _print_json(found)
        return
    for alert in found:
        typer.echo(f"{alert['at'][:16].replace('T', ' ')}  {alert['headline']}")
        for each in alert["evidence"]:
            told = ", ".join(part for part in (each["publisher"], each["day"], each["url"]) if part)
            typer.echo(f"    “{each['quote']}” ({told or 'undated'})")
        sent = ", ".join(f"{row['channel']} {row['status']}" for row in alert["deliveries"])
        typer.echo(f"    {sent or 'no channel'}")


def mute_target(ledger: Ledger, target: str, length: str) -> None:
    """Mute the target for so long, or no longer if ``length`` is empty."""
    known = {
        name
        for situation in ledger.watching.situations()
        for name in (situation.id, *(f"{situation.id}/{i.id}" for i in situation.indicators))
    }
    if target not in known:
        from tocsin.watch.names import suggestion

        raise UsageError(f'nothing watched is called "{target}"{suggestion(target, sorted(known))}')
    now = datetime.now(UTC)
    until = now + timedelta(minutes=minutes(length)) if length else now
    ledger.watching.mute(Mute(target, until))


def show_mutes(ledger: Ledger, *, as_json: bool) -> None:
    """The mutes that hold."""
    held = ledger.watching.mutes(now=datetime.now(UTC))
    if as_json:
        _print_json([_plain(asdict(mute)) for mute in held])
        return
    for mute in held:
        typer.echo(f"{mute.target} until {mute.until:%Y-%m-%d %H:%M} UTC")
    if not held:
        typer.echo("nothing is muted")


def print_sources(opml: Path) -> None:
    """The feeds of an OPML file as YAML."""
    try:
        with opml.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{opml}: {error.strerror}") from None
    typer.echo(as_yaml(read_opml(data)), nl=False)


def show_health(ledger: Ledger, *, as_json: bool) -> None:
    """The sources, those in trouble first."""
    order = {name: place for place, name in enumerate(("refused", "failing", "gone", "undated"))}
    found = sorted(ledger.watching.sources(), key=lambda h: (order.get(h.state, 9), h.address))
    if as_json:
        _print_json([_plain(asdict(each)) for each in found])
        return
    for each in found:
        last = f"{each.succeeded:%Y-%m-%d %H:%M}" if each.succeeded else "never"
        typer.echo(f"{each.state:12} {each.address}  {each.items} items, last good look {last}")
        if each.message:
            typer.echo(f"             {each.message}")
    if not found:
        typer.echo("no source was looked at yet: run tocsin watch")


def _check_channels(plan: Plan) -> None:
    sender = Sender()
    for channel in plan.channels:
        sender.check(channel)


def _report(done: Round, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"at": datetime.now(UTC).isoformat(), **asdict(done)}))
        return
    for problem in done.problems:
        typer.echo(problem, err=True)
    if done.looked or done.kept or done.alerts or done.sent:
        typer.echo(
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} looked at {done.looked} sources: {done.new} new "
            f"items, {done.kept} articles kept, {done.alerts} alerts, {done.sent} messages sent"
        )


def _situation_json(ledger: Ledger, situation: Any, today: date) -> dict[str, Any]:
    states = {state.indicator: state for state in ledger.watching.states(situation.id)}
    indicators = []
    for indicator in situation.indicators:
        state = states.get(indicator.id)
        held = {"id": indicator.id, "title": indicator.title, "rule": indicator.rule}
        indicators.append(held | {"state": "not-seen", "reason": ""} | _state_json(state))
    return {
        "id": situation.id,
        "title": situation.title,
        "level": round(level(situation, states, today), 4),
        "indicators": indicators,
    }


def _state_json(state: Any) -> dict[str, Any]:
    if state is None:
        return {}
    names = ("state", "since", "events", "claims", "last", "strength", "reason")
    return _plain({name: getattr(state, name) for name in names})


def _plain(held: dict[str, Any]) -> dict[str, Any]:
    """With moments and days as text."""
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in held.items()
    }


def _print_json(value: Sequence[Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
