"""Rows on their way into the tables: numbered in order, and inserted many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import words

Row = dict[str, Any]


class Rows:
    """What one writing transaction is about to insert. Nobody else writes meanwhile."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._waiting: dict[sa.Table, list[Row]] = defaultdict(list)
        self._texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._last: dict[sa.Table, int] = {}
        self._marks: set[str] = set()

    def number(self, table: sa.Table) -> int:
        """The number of the next row of the table."""
        if table not in self._last:
            last = self.connection.execute(sa.select(sa.func.max(table.c.n))).scalar()
            self._last[table] = last or 0
        self._last[table] += 1
        return self._last[table]

    def put(self, table: sa.Table, rows: Iterable[Row], *marks: str) -> None:
        """Insert these later. ``marks`` are the values by which they may be looked up before."""
        self._waiting[table].extend(rows)
        self._marks.update(marks)

    def index(self, name: str, number: int, text: str) -> None:
        """Index the text for search later."""
        self._texts[name].append((number, text))

    def settle(self, *marks: str) -> None:
        """Insert what waits if one of these values is looked up now."""
        if not self._marks.isdisjoint(marks):
            self.flush()

    def flush(self) -> None:
        """Insert all that waits."""
        for table, rows in self._waiting.items():
            if rows:
                self.connection.execute(table.insert(), rows)
        for name, texts in self._texts.items():
            words.add(self.connection, name, texts)
        for waiting in (self._waiting, self._texts, self._marks):
            waiting.clear()
