"""The memory of the watch: sources and their items, states, alerts, deliveries, mutes.

Every method is one transaction, so that a kill at any moment leaves either all of a step or nothing
of it, and doing a step again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import sqlalchemy as sa

from tocsin.ledger import outbox
from tocsin.ledger.codec import decode, encode
from tocsin.ledger.connect import Database
from tocsin.ledger.tables import (
    watch_alerts,
    watch_changes,
    watch_items,
    watch_mutes,
    watch_outbox,
    watch_situations,
    watch_sources,
    watch_states,
    watch_told,
)
from tocsin.records import (
    Alert,
    Change,
    Delivery,
    FeedHealth,
    FeedItem,
    IndicatorState,
    Mute,
    PendingItem,
    Situation,
)

AGAIN = timedelta(hours=1)
"""An item whose words changed is read again so long after it was read last, not before."""
MANY = 400


class Outcome(Protocol):
    """What one check of one situation found. ``told`` are marks with their alerts."""

    @property
    def states(self) -> Sequence[IndicatorState]: ...
    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def alerts(self) -> Sequence[Alert]: ...
    @property
    def told(self) -> Mapping[str, str]: ...


class Watching:
    """What a watch remembers in a ledger (`Ledger.watching`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Sources and their items

    def sources(self) -> tuple[FeedHealth, ...]:
        """How the sources that were ever looked at are doing, by address."""
        with self._database.read() as connection:
            query = sa.select(watch_sources.c.body).order_by(watch_sources.c.address)
            bodies = connection.execute(query).scalars()
            return tuple(decode(body, FeedHealth) for body in bodies)

    def take(self, health: FeedHealth, items: Sequence[FeedItem], *, now: datetime) -> int:
        """Keep how a source is doing together with its new and changed items; how many they are.

        An item is new if neither its key nor its words are known from this source.
        """
        with self._database.write() as connection:
            row = {"address": health.address, "body": encode(health)}
            _replace(connection, watch_sources.c.address, [row])
            fresh = _fresh(connection, health.address, items, now)
            keys = [row["key"] for row in fresh]
            for part in _parts(keys):
                mine = watch_items.c.source == health.address
                connection.execute(watch_items.delete().where(mine, watch_items.c.key.in_(part)))
            if fresh:
                connection.execute(watch_items.insert(), fresh)
            return len(fresh)

    def pending(self, *, now: datetime, limit: int = 1000) -> tuple[PendingItem, ...]:
        """Items whose article is to be read now, those that wait longest first."""
        table = watch_items.c
        query = sa.select(watch_items).where(table.status == "pending", table.due <= now)
        ordered = query.order_by(table.due, table.source, table.key).limit(limit)
        with self._database.read() as connection:
            return tuple(
                PendingItem(decode(row.body, FeedItem), row.due, row.tries)
                for row in connection.execute(ordered)
            )

    def next_item(self) -> datetime | None:
        """When the next item is to be read."""
        query = sa.select(sa.func.min(watch_items.c.due)).where(watch_items.c.status == "pending")
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def finish(self, items: Iterable[FeedItem], *, now: datetime, note: str = "") -> None:
        """These items are read, or with a note: given up. One that changed meanwhile stays due."""
        status = "given-up" if note else "done"
        with self._database.write() as connection:
            for item in items:
                values = {"status": status, "due": now, "note": note, "body": ""}
                connection.execute(watch_items.update().where(*_is(item)).values(values))

    def postpone(self, pending: PendingItem, note: str) -> None:
        """Try the item again at its new time."""
        values = {"due": pending.due, "tries": pending.tries, "note": note}
        with self._database.write() as connection:
            connection.execute(watch_items.update().where(*_is(pending.item)).values(values))

    def items(self, *, status: str | None = None, limit: int = 1000) -> tuple[dict[str, Any], ...]:
        """Items as ``source``, ``key``, ``status``, ``due``, ``tries`` and ``note``."""
        table = watch_items.c
        names = (table.source, table.key, table.status, table.due, table.tries, table.note)
        query = sa.select(*names).order_by(table.due.desc(), table.key).limit(limit)
        if status is not None:
            query = query.where(table.status == status)
        with self._database.read() as connection:
            return tuple(dict(row) for row in connection.execute(query).mappings())

    # Situations and what was found

    def situations(self) -> tuple[Situation, ...]:
        """The situations of the last watch, in the order of its file."""
        query = sa.select(watch_situations.c.body).order_by(watch_situations.c.place)
        with self._database.read() as connection:
            bodies = connection.execute(query).scalars()
            return tuple(decode(body, Situation) for body in bodies)

    def put_situations(self, situations: Sequence[Situation]) -> None:
        """Put these in the place of those before; what was found of others is kept."""
        rows = [
            {"id": each.id, "place": place, "body": encode(each)}
            for place, each in enumerate(situations)
        ]
        with self._database.write() as connection:
            connection.execute(watch_situations.delete())
            if rows:
                connection.execute(watch_situations.insert(), rows)

    def states(self, situation: str | None = None) -> tuple[IndicatorState, ...]:
        """The last state of each indicator."""
        table = watch_states.c
        query = sa.select(table.body).order_by(table.situation, table.indicator)
        if situation is not None:
            query = query.where(table.situation == situation)
        with self._database.read() as connection:
            bodies = connection.execute(query).scalars()
            return tuple(decode(body, IndicatorState) for body in bodies)

    def told(self, situation: str) -> dict[str, str]:
        """The marks of what was told about the situation, with the alerts that told it."""
        table = watch_told.c
        query = sa.select(table.mark, table.alert).where(table.situation == situation)
        with self._database.read() as connection:
            return {row.mark: row.alert for row in connection.execute(query)}

    def put_outcome(
        self, situation: str, outcome: Outcome, send: Sequence[outbox.Route] = ()
    ) -> tuple[Alert, ...]:
        """Keep what a check found, with the deliveries of its alerts, all or nothing.

        ``send`` are deliveries as (alert, channel, time, ``waiting`` or ``muted``). Alerts that are
        known already are left out, with their deliveries; the new ones come back.
        """
        with self._database.write() as connection:
            mine = watch_states.c.situation == situation
            connection.execute(watch_states.delete().where(mine))
            states = [
                {"situation": situation, "indicator": s.indicator, "body": encode(s)}
                for s in outcome.states
            ]
            _insert(connection, watch_states, states)
            _put_changes(connection, outcome.changes)
            _put_told(connection, situation, outcome.told)
            new = _put_alerts(connection, outcome.alerts)
            keys = {alert.id for alert in new}
            outbox.put(connection, [row for row in send if row[0] in keys])
            return new

    def changes(
        self,
        *,
        situation: str | None = None,
        since: datetime | None = None,
        limit: int | None = 200,
    ) -> tuple[Change, ...]:
        """What changed, the latest first."""
        table = watch_changes.c
        query = sa.select(table.body).order_by(table.n.desc()).limit(limit)
        if situation is not None:
            query = query.where(table.situation == situation)
        if since is not None:
            query = query.where(table.at > since)
        with self._database.read() as connection:
            return tuple(decode(body, Change) for body in connection.execute(query).scalars())

    def alerts(
        self,
        *,
        situation: str | None = None,
        since: datetime | None = None,
        limit: int | None = 200,
    ) -> tuple[Alert, ...]:
        """The alerts, the latest first, whether they were delivered or not."""
        table = watch_alerts.c
        query = sa.select(table.body).order_by(table.at.desc(), table.id).limit(limit)
        if situation is not None:
            query = query.where(table.situation == situation)
        if since is not None:
            query = query.where(table.at > since)
        with self._database.read() as connection:
            return tuple(decode(body, Alert) for body in connection.execute(query).scalars())

    # Deliveries and mutes

    def due_deliveries(
        self, channel: str, *, now: datetime, together: bool
    ) -> tuple[Delivery, ...]:
        """What is to be sent on the channel now: one message for each alert, or all ``together``.

        The id of a message is fixed here, before it is sent for the first time, so that whoever
        receives it twice can tell.
        """
        with self._database.write() as connection:
            return outbox.due(connection, channel, now, together=together)

    def delivered(self, delivery: Delivery) -> None:
        """Keep what became of a delivery: its status, tries, error and next time."""
        with self._database.write() as connection:
            outbox.settle(connection, delivery)

    def deliveries(self, alert: str) -> tuple[dict[str, Any], ...]:
        """Where the alert went: ``channel``, ``status``, ``due``, ``tries``, ``error``."""
        table = watch_outbox.c
        names = (table.channel, table.status, table.delivery, table.due, table.tries, table.error)
        query = sa.select(*names).where(table.alert == alert).order_by(table.channel)
        with self._database.read() as connection:
            return tuple(dict(row) for row in connection.execute(query).mappings())

    def next_delivery(self, channels: Sequence[str]) -> datetime | None:
        """When the next message is to be sent on one of these channels."""
        box = watch_outbox.c
        query = sa.select(sa.func.min(box.due)).where(box.status == "waiting")
        with self._database.read() as connection:
            return connection.execute(query.where(box.channel.in_(channels))).scalar()

    def mutes(self, *, now: datetime) -> tuple[Mute, ...]:
        """The mutes that hold now."""
        query = sa.select(watch_mutes).where(watch_mutes.c.until > now)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(watch_mutes.c.target))
            return tuple(Mute(row.target, row.until, row.author) for row in rows)

    def mute(self, mute: Mute) -> None:
        """Put this in the place of a mute of the same target; one in the past ends it."""
        row = {"target": mute.target, "until": mute.until, "author": mute.by}
        with self._database.write() as connection:
            _replace(connection, watch_mutes.c.target, [row])


def _fresh(
    connection: sa.Connection, source: str, items: Sequence[FeedItem], now: datetime
) -> list[dict[str, Any]]:
    """Rows of those items that are new or changed."""
    table, known, marks = watch_items.c, dict[str, Any](), set[str]()
    for part in _parts(items):
        by_key = table.key.in_([item.key for item in part])
        by_mark = table.mark.in_([item.mark for item in part])
        query = sa.select(table.key, table.mark, table.status, table.due, table.tries)
        query = query.where(table.source == source, sa.or_(by_key, by_mark))
        for row in connection.execute(query):
            known[row.key] = row
            marks.add(row.mark)
    rows = dict[str, dict[str, Any]]()
    for item in items:
        old = known.get(item.key)
        if item.mark in marks or item.key in rows:
            continue
        marks.add(item.mark)
        rows[item.key] = {
            "source": source,
            "key": item.key,
            "mark": item.mark,
            "status": "pending",
            "due": max(now, old.due + AGAIN) if old is not None and old.status == "done" else now,
            "tries": 0,
            "note": "",
            "body": encode(item),
        }
    return list(rows.values())


def _is(item: FeedItem) -> tuple[sa.ColumnElement[bool], ...]:
    table = watch_items.c
    return (table.source == item.source, table.key == item.key, table.mark == item.mark)


def _put_changes(connection: sa.Connection, changes: Sequence[Change]) -> None:
    last = connection.execute(sa.select(sa.func.max(watch_changes.c.n))).scalar() or 0
    rows = [
        {"n": last + place, "situation": each.situation, "at": each.at, "body": encode(each)}
        for place, each in enumerate(changes, 1)
    ]
    _insert(connection, watch_changes, rows)


def _put_told(connection: sa.Connection, situation: str, told: Mapping[str, str]) -> None:
    rows = [{"mark": mark, "situation": situation, "alert": alert} for mark, alert in told.items()]
    _replace(connection, watch_told.c.mark, rows)


def _put_alerts(connection: sa.Connection, alerts: Sequence[Alert]) -> tuple[Alert, ...]:
    known = set[str]()
    for part in _parts([alert.id for alert in alerts]):
        query = sa.select(watch_alerts.c.id).where(watch_alerts.c.id.in_(part))
        known |= set(connection.execute(query).scalars())
    new = {alert.id: alert for alert in alerts if alert.id not in known}
    rows = [
        {"id": each.id, "situation": each.situation, "at": each.at, "body": encode(each)}
        for each in new.values()
    ]
    _insert(connection, watch_alerts, rows)
    return tuple(new.values())


def _replace(connection: sa.Connection, key: sa.Column[Any], rows: Sequence[Any]) -> None:
    for part in _parts([row[key.name] for row in rows]):
        connection.execute(sa.delete(key.table).where(key.in_(part)))
    _insert(connection, key.table, rows)


def _insert(connection: sa.Connection, table: Any, rows: Sequence[Any]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _parts(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + MANY] for start in range(0, len(items), MANY))
