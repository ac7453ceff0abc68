"""The audit log: a chain of rows, each with a hash of itself and of the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.nouns import AuditRow
from tocsin.ledger.people_tables import audit, audit_head
from tocsin.ledger.tables import EPOCH, MICROSECOND

START = "0" * 64
"""What stands for the hash of the row before the first one."""
LONGEST = 500
a, h = audit.c, audit_head.c
PAGE = 2000


def note(  # noqa: PLR0913, one for each column
    connection: sa.Connection, who: str, act: str, target: str, *, address: str, now: datetime
) -> None:
    """Add a row to the chain. Nobody else writes meanwhile."""
    last = connection.execute(sa.select(audit_head)).first()
    row: dict[str, Any] = {
        "n": (last.n if last else 0) + 1,
        "time": now,
        "who": who[:LONGEST],
        "address": address[:LONGEST],
        "act": act[:LONGEST],
        "target": target[:LONGEST],
        "previous": last.hash if last else START,
    }
    row["hash"] = digest(row)
    connection.execute(audit.insert(), [row])
    head = {"n": row["n"], "hash": row["hash"]}
    if last:
        connection.execute(audit_head.update().values(head))
    else:
        connection.execute(audit_head.insert(), [head | {"one": 1}])


def digest(row: dict[str, Any]) -> str:
    """The SHA-256 of a row, all but its own hash, as JSON with sorted keys."""
    held = {name: value for name, value in row.items() if name != "hash"}
    held["time"] = (row["time"] - EPOCH) // MICROSECOND
    text = json.dumps(held, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def latest(connection: sa.Connection, limit: int | None, who: str | None) -> tuple[AuditRow, ...]:
    """Rows, the latest first."""
    query = sa.select(audit).order_by(a.n.desc()).limit(limit)
    if who is not None:
        query = query.where(a.who == who)
    return tuple(AuditRow(**row) for row in connection.execute(query).mappings())


def faults(connection: sa.Connection, expected: str | None) -> Iterator[str]:
    """What is wrong with the chain, one line each: changed, missing or added rows, and an end that
    is not the one that was kept. ``expected`` is a hash that has to be in it."""
    previous, number, seen = START, 0, expected in {None, START}
    query = sa.select(audit).order_by(a.n)
    for held in connection.execution_options(yield_per=PAGE).execute(query).mappings():
        row = AuditRow(**held)
        if row.n != number + 1:
            yield f"rows {number + 1} to {row.n - 1} are missing"
        elif row.previous != previous:
            yield f"row {row.n} does not follow the row before it"
        if digest(dict(held)) != row.hash:
            yield f"row {row.n} was changed"
        seen = seen or row.hash == expected
        previous, number = row.hash, row.n
    head = connection.execute(sa.select(audit_head)).first()
    if (head.n, head.hash) != (number, previous) if head else number:
        yield f"the log ends at row {number}, but its end was row {head.n if head else 0}"
    if not seen:
        yield "the hash that you expect is not in the log"
