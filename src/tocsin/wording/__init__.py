"""Claims, events and how they stand in plain English: the one place where phrases are made.

Pure functions of the records. ``claim_sentence`` puts one claim into a sentence, ``event_sentence``
an event with who says so and who disputes it, ``event_clause`` only what happened, and
``standing_lines`` how it stands.
"""

from __future__ import annotations

from tocsin.wording.claims import claim_sentence, quantity
from tocsin.wording.days import date_note, day_words, span_words, window_words
from tocsin.wording.events import Seen, Told, event_clause, event_sentence, linked, tell
from tocsin.wording.names import (
    counted,
    country_name,
    in_sentence,
    join,
    listed,
    name,
    source_name,
)
from tocsin.wording.standings import (
    credibility_words,
    number_parts,
    number_words,
    standing_lines,
    status_words,
)

__all__ = [
    "Seen",
    "Told",
    "claim_sentence",
    "counted",
    "country_name",
    "credibility_words",
    "date_note",
    "day_words",
    "event_clause",
    "event_sentence",
    "in_sentence",
    "join",
    "linked",
    "listed",
    "name",
    "number_parts",
    "number_words",
    "quantity",
    "source_name",
    "span_words",
    "standing_lines",
    "status_words",
    "tell",
    "window_words",
]
