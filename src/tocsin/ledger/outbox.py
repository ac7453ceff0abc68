"""Alerts on their way out: a row for each alert and channel, until it is sent, muted or failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.codec import decode, digest
from tocsin.ledger.tables import watch_alerts, watch_outbox
from tocsin.records import Alert, Delivery

MOST = 500
box = watch_outbox.c
Route = tuple[str, str, datetime, str]
"""An alert, a channel, when to send it, and ``waiting`` or ``muted``."""


def put(connection: sa.Connection, rows: Sequence[Route]) -> None:
    """Add deliveries."""
    if rows:
        names = ("alert", "channel", "due", "status")
        blank = {"delivery": "", "tries": 0, "error": ""}
        values = [dict(zip(names, row, strict=True)) | blank for row in rows]
        connection.execute(watch_outbox.insert(), values)


def due(
    connection: sa.Connection, channel: str, now: datetime, *, together: bool
) -> tuple[Delivery, ...]:
    """Messages that are due, the oldest first; those without an id get theirs now."""
    waiting = (box.channel == channel, box.status == "waiting", box.due <= now)
    query = sa.select(box.alert).where(*waiting, box.delivery == "").order_by(box.due, box.alert)
    fresh = list(connection.execute(query.limit(MOST)).scalars())
    groups = [fresh] if together and fresh else [[alert] for alert in fresh]
    for group in groups:
        values = {"delivery": digest(channel, *group)}
        mine = (box.channel == channel, box.alert.in_(group))
        connection.execute(watch_outbox.update().where(*mine).values(values))
    return _deliveries(connection, waiting)


def settle(connection: sa.Connection, delivery: Delivery) -> None:
    """Keep what became of a delivery."""
    values = {
        "status": delivery.status,
        "tries": delivery.tries,
        "due": delivery.due,
        "error": delivery.error,
    }
    mine = (box.channel == delivery.channel, box.delivery == delivery.id)
    connection.execute(watch_outbox.update().where(*mine).values(values))


def _deliveries(connection: sa.Connection, waiting: Any) -> tuple[Delivery, ...]:
    query = sa.select(watch_outbox, watch_alerts.c.body)
    joined = query.join(watch_alerts, watch_alerts.c.id == box.alert).where(*waiting)
    groups = defaultdict[str, list[Any]](list)
    ordered = joined.where(box.delivery != "").order_by(box.due, watch_alerts.c.at, box.alert)
    for row in connection.execute(ordered):
        groups[row.delivery].append(row)
    return tuple(
        Delivery(
            key,
            rows[0].channel,
            tuple(decode(row.body, Alert) for row in rows),
            rows[0].due,
            rows[0].tries,
        )
        for key, rows in groups.items()
    )
