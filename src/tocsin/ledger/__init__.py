"""The store: articles, claims and judgements, append-only, and what was derived from them.

The public name is :class:`Ledger`. Opened on a path it is one SQLite file, on a ``postgresql://``
URL a PostgreSQL database; both behave alike. Nothing is ever overwritten: a later reading of an
article supersedes the earlier one, an undone judgement gets a row that says so, and every query
can be asked ``as_of`` a moment in the past. What was derived (events, standings, expectations,
origins) lives in tables of its own that can be filled anew at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tocsin.ledger.nouns import (
    Account,
    AccountToken,
    AuditRow,
    Change,
    ClaimQuery,
    CodedQuery,
    Derived,
    Entry,
    EventQuery,
    EventSketch,
    EventView,
    ExpectationQuery,
    Hit,
    Manifest,
    Printing,
    Rating,
    SavedView,
    Side,
    Sketch,
    Sketched,
)

if TYPE_CHECKING:
    from tocsin.ledger.store import Ledger

__all__ = [
    "Account",
    "AccountToken",
    "AuditRow",
    "Change",
    "ClaimQuery",
    "CodedQuery",
    "Derived",
    "Entry",
    "EventQuery",
    "EventSketch",
    "EventView",
    "ExpectationQuery",
    "Hit",
    "Ledger",
    "Manifest",
    "Printing",
    "Rating",
    "SavedView",
    "Side",
    "Sketch",
    "Sketched",
]


def __getattr__(name: str) -> Any:
    """Load the database library only when somebody asks for the ledger."""
    if name == "Ledger":
        from tocsin.ledger.store import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
