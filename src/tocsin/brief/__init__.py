"""A situation report of at most three pages, every sentence of it tied to the claims it rests on.

`gather` reads the ledger, `write` makes the brief, and `markdown`, `html` and `pdf` show it. Only
`gather` touches anything; the rest are pure functions of what was gathered and of the time.
"""

from __future__ import annotations

from tocsin.brief.check import fault
from tocsin.brief.gather import gather, since, with_forecasts
from tocsin.brief.nouns import Brief, Material, Quote, Section, Sentence, Source
from tocsin.brief.rendering import as_json, context, html, markdown, pdf
from tocsin.brief.writing import marks, shown, write

__all__ = [
    "Brief",
    "Material",
    "Quote",
    "Section",
    "Sentence",
    "Source",
    "as_json",
    "context",
    "fault",
    "gather",
    "html",
    "markdown",
    "marks",
    "pdf",
    "shown",
    "since",
    "with_forecasts",
    "write",
]
