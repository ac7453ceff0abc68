"""How far what is derived has come, and putting a step of it in one go."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tocsin.ledger import derived, traces
from tocsin.ledger.nouns import Change, Derived
from tocsin.ledger.tables import changes, event_claims, expectations, marks

UPTO, TODAY = "upto", "today"


def progress(connection: sa.Connection) -> tuple[int, date | None]:
    """The number of the last change that was derived from, and the day of the expectations."""
    held = {row.name: row.value for row in connection.execute(sa.select(marks))}
    today = held.get(TODAY)
    return int(held.get(UPTO, 0)), date.fromisoformat(today) if today else None


def changed(connection: sa.Connection, after: int) -> tuple[Change, ...]:
    """The changes after that number, in order."""
    query = sa.select(changes).where(changes.c.n > after).order_by(changes.c.n)
    return tuple(Change(*row) for row in connection.execute(query))


def put(connection: sa.Connection, step: Derived, base: int) -> bool:
    """Put what follows from the changes after ``base``, if that is as far as it has come.

    Whether it was put. A step that holds everything is put unless somebody has come further.
    """
    upto, _ = progress(connection)
    if upto > step.upto or (upto != base and not step.everything):
        return False
    _drop(connection, step)
    derived.put_origins(connection, step.origins, everything=step.everything)
    derived.put_events(connection, step.events, everything=step.everything)
    derived.put_standings(connection, step.standings)
    derived.put_expectations(connection, step.expectations, everything=step.everything)
    if step.trace is not None:
        traces.put(connection, step.trace, base, step.upto)
    _mark(connection, {UPTO: str(step.upto), TODAY: step.today.isoformat()})
    return True


def _drop(connection: sa.Connection, step: Derived) -> None:
    for part in derived.parts(step.gone):
        query = sa.select(event_claims.c.event).where(event_claims.c.claim.in_(part))
        derived.drop_events(connection, sorted(set(connection.execute(query).scalars())))
    for part in derived.parts(step.settled):
        connection.execute(expectations.delete().where(expectations.c.claim.in_(part)))


def _mark(connection: sa.Connection, values: dict[str, str]) -> None:
    connection.execute(marks.delete().where(marks.c.name.in_(values)))
    rows = [{"name": name, "value": value} for name, value in values.items()]
    connection.execute(marks.insert(), rows)
