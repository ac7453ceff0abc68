"""The user's table of reliability: a letter for a publisher or claimant, the latest counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from tocsin.errors import UsageError
from tocsin.ledger.nouns import Rating
from tocsin.ledger.rows import Rows
from tocsin.ledger.tables import reliability

LETTERS = tuple("ABCDEF")


def rate(connection: sa.Connection, given: Iterable[Rating]) -> int:
    """Keep the letters; how many differ from those that stand.

    Raises UsageError for another letter or an empty name.
    """
    rows, held, new = Rows(connection), ratings(connection, None), 0
    for rating in given:
        if rating.letter not in LETTERS:
            raise UsageError(f"{rating.letter!r} is no reliability: use A to F")
        if not rating.who.strip():
            raise UsageError("whose reliability? the name is empty")
        if rating.who in held and held[rating.who].letter == rating.letter:
            continue
        row = {"who": rating.who, "letter": rating.letter, "author": rating.author}
        rows.put(reliability, [row | {"n": rows.number(reliability), "time": rating.time}])
        held[rating.who] = rating
        new += 1
    rows.flush()
    return new


def ratings(connection: sa.Connection, as_of: datetime | None) -> dict[str, Rating]:
    """The letters that stand, by name."""
    query = sa.select(reliability).order_by(reliability.c.n)
    if as_of is not None:
        query = query.where(reliability.c.time <= as_of)
    rows = connection.execute(query)
    found = {row.who: Rating(row.who, row.letter, row.author, row.time) for row in rows}
    return dict(sorted(found.items()))
