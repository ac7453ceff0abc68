"""Reads news reports and says who says that who did what to whom, where, when and how surely.

``tocsin.read(source).claims`` is the whole of it; ``source`` is the text of an article, a path or a
URL. ``tocsin.keep(ledger, results, now=...)`` keeps many of them in a `tocsin.Ledger`, and makes
events of what they say together. `table` makes a flat table of claims for pandas and polars,
`to_spacy` puts them on a spaCy Doc.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tocsin.keeping import keep
    from tocsin.ledger import Ledger
    from tocsin.pipeline import Result
    from tocsin.spacy_pipe import to_spacy
    from tocsin.tabular import table

__all__ = ["Ledger", "keep", "read", "table", "to_spacy"]
__version__ = "0.1.0"


def read(source: str | Path, *, published: date | str | None = None) -> Result:
    """Read one article and code its claims.

    ``source`` is the text itself, a path, or an http(s) URL. ``published`` (a date or
    ``YYYY-MM-DD``) sets the publication date; without one, an undated page leaves its relative
    dates unresolved. Raises `tocsin.errors.InputError` if there is no article to read,
    `UsageError` for a bad date.
    """
    from tocsin import pipeline

    return pipeline.read(source, published=published)


_LATER = {
    "Ledger": "tocsin.ledger",
    "keep": "tocsin.keeping",
    "table": "tocsin.tabular",
    "to_spacy": "tocsin.spacy_pipe",
}


def __getattr__(name: str) -> Any:
    """Load these only when somebody asks for them."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
