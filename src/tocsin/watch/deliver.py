"""When an alert is to be sent where, what a message says, and what becomes of a failed attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tocsin.records import Alert, Delivery, Evidence, Mute
from tocsin.watch.plan import Channel, Quiet
from tocsin.watch.polling import Random, pause

TRIES = 16
"""With pauses that double from half a minute up to a day, this is about a week."""
FIRST_PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an attempt: ``status`` is ``sent``, ``retry`` or ``failed``."""

    status: str
    error: str = ""
    retry_after: float | None = None


Route = tuple[str, str, datetime, str]
"""An alert's id, a channel's id, when to send it, and ``waiting`` or ``muted``."""


def route(
    alerts: Iterable[Alert], channels: Sequence[Channel], *, now: datetime, mutes: Sequence[Mute]
) -> tuple[Route, ...]:
    """Which alert goes to which channel, and when."""
    targets = {mute.target for mute in mutes if mute.until > now}
    return tuple(
        (
            alert.id,
            channel.id,
            due(channel, alert, now),
            "muted" if is_muted(alert, targets) else "waiting",
        )
        for alert in alerts
        for channel in channels
        if not channel.situations or alert.situation in channel.situations
    )


def is_muted(alert: Alert, targets: set[str]) -> bool:
    """Whether the alert's situation or indicator is among the muted targets."""
    return bool(targets & {alert.situation, f"{alert.situation}/{alert.indicator}"})


def due(channel: Channel, alert: Alert, now: datetime) -> datetime:
    """When to send: at once if it is urgent, else with the next digest, else after quiet hours."""
    if alert.urgent:
        return now
    if channel.digest is not None:
        return _next(channel.digest, channel.zone, now)
    if channel.quiet is not None and is_quiet(channel.quiet, now):
        return _next(channel.quiet.end, channel.quiet.zone, now)
    return now


def is_quiet(quiet: Quiet, now: datetime) -> bool:
    """Whether the moment lies in the quiet hours, which may span midnight."""
    clock = now.astimezone(ZoneInfo(quiet.zone)).time().replace(tzinfo=None)
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def after(delivery: Delivery, sent: Sent, *, now: datetime, random: Random) -> Delivery:
    """The delivery after an attempt: sent, to be tried again, or given up."""
    tries = delivery.tries + 1
    done = replace(delivery, tries=tries, error=sent.error[:300])
    if sent.status == "sent":
        return replace(done, status="sent", due=now, error="")
    if sent.status == "failed" or tries >= TRIES:
        return replace(done, status="failed", due=now)
    wait = pause(FIRST_PAUSE, tries, random, sent.retry_after)
    return replace(done, status="waiting", due=now + wait)


def payload(delivery: Delivery) -> dict[str, Any]:
    """What a webhook is sent: the same for every attempt."""
    return {
        "type": "tocsin.alerts",
        "delivery": delivery.id,
        "alerts": [alert_json(alert) for alert in delivery.alerts],
    }


def alert_json(alert: Alert) -> dict[str, Any]:
    """An alert as JSON, with the words behind it."""
    return {
        "id": alert.id,
        "situation": alert.situation,
        "indicator": alert.indicator,
        "state": alert.state,
        "event": alert.event,
        "at": alert.at.isoformat(),
        "urgent": alert.urgent,
        "headline": alert.headline,
        "reason": alert.reason,
        "evidence": [_evidence_json(each) for each in alert.evidence],
    }


def message(delivery: Delivery) -> tuple[str, str]:
    """A title and a text for people."""
    alerts = delivery.alerts
    title = alerts[0].headline if len(alerts) == 1 else f"Tocsin: {len(alerts)} alerts"
    return title, "\n\n".join(_paragraph(alert) for alert in alerts)


def _paragraph(alert: Alert) -> str:
    lines = [alert.headline, *([f"Why: {alert.reason}"] if alert.reason else [])]
    for each in alert.evidence:
        told = ", ".join(
            part for part in (each.publisher, each.day and each.day.isoformat()) if part
        )
        lines.append(f"“{each.quote}” ({told or 'undated'})")
        lines.extend([each.url] if each.url else [])
    return "\n".join(lines)


def _evidence_json(each: Evidence) -> dict[str, Any]:
    return {
        "quote": each.quote,
        "publisher": each.publisher,
        "url": each.url,
        "title": each.title,
        "day": each.day.isoformat() if each.day else None,
        "event": each.event,
        "claim": each.claim,
        "article": each.article,
    }


def _next(clock: time, zone: str, now: datetime) -> datetime:
    """The next time that the clock shows this there."""
    local = now.astimezone(ZoneInfo(zone))
    found = datetime.combine(local.date(), clock, ZoneInfo(zone))
    if found <= local:
        found = datetime.combine(local.date() + timedelta(1), clock, ZoneInfo(zone))
    return found.astimezone(now.tzinfo)
