"""Events, claims and articles as lists that can be filtered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tocsin.desk.views.parts import Json, cards, claim_row, day_iso, pieces
from tocsin.ledger import ClaimQuery, EventQuery, Ledger
from tocsin.records import Report

MOST_EXPORTED = 10_000
_COLUMNS = (
    "id", "day", "publisher", "claimant", "stance", "type", "mode", "certainty", "modality",
    "negated", "time", "actors", "recipients", "place", "when", "numbers", "sentence", "article",
    "origin", "score",
)  # fmt: skip


def events(ledger: Ledger, query: EventQuery, *, today: date) -> Json:
    """A page of events; ``more`` if there is another."""
    found = ledger.events(replace(query, limit=(query.limit or 0) + 1))
    shown = cards(ledger, found[: query.limit], year=today.year)
    return {"events": shown, "more": len(found) > len(shown), "offset": query.offset}


def claims(ledger: Ledger, query: ClaimQuery) -> Json:
    """A page of claims; ``more`` if there is another."""
    found = ledger.claims(replace(query, limit=(query.limit or 0) + 1))
    rows = [claim_row(report) for report in found[: query.limit]]
    of = ledger.summaries.events_of([row["id"] for row in rows])
    return {
        "claims": [row | {"event": of.get(row["id"])} for row in rows],
        "more": len(found) > len(rows),
        "offset": query.offset,
    }


def export(ledger: Ledger, query: ClaimQuery) -> tuple[Report, ...]:
    """All claims that meet the query, at most 10,000."""
    return ledger.claims(replace(query, limit=MOST_EXPORTED, offset=0))


def table(reports: tuple[Report, ...]) -> list[list[str]]:
    """The claims as rows of a table, its head first. A cell that a spreadsheet would take for a
    formula begins with an apostrophe."""
    return [list(_COLUMNS), *([cell(text) for text in _cells(report)] for report in reports)]


def cell(text: str) -> str:
    """Text that no spreadsheet runs."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _cells(report: Report) -> list[str]:
    row = claim_row(report)
    told = row | {
        "claimant": "; ".join(voice["who"] for voice in row["voices"]),
        "stance": "; ".join(voice["stance"] for voice in row["voices"]),
        "negated": "yes" if row["polarity"] == "-" else "no",
        "actors": "; ".join(each["text"] for each in row["actors"]),
        "recipients": "; ".join(each["text"] for each in row["recipients"]),
        "place": "; ".join(row["place"]),
        "numbers": "; ".join(each["text"] for each in row["numbers"]),
    }
    return ["" if told[name] is None else str(told[name]) for name in _COLUMNS]


def search(ledger: Ledger, words: str, *, limit: int) -> Json:
    """Articles with these words."""
    found = ledger.search(words, limit=limit + 1)
    return {
        "words": words,
        "hits": [
            {
                "article": hit.article,
                "title": hit.title or "Without a title",
                "publisher": hit.publisher,
                "published": day_iso(hit.published),
                "snippet": marked(hit.snippet, words),
            }
            for hit in found[:limit]
        ],
        "more": len(found) > limit,
    }


def marked(text: str, words: str) -> list[Json]:
    """The text with the words of the question marked."""
    low, marks = text.casefold(), list[tuple[int, int, str]]()
    if len(low) != len(text):
        return pieces(text, [])
    for word in {part.strip("\"'").casefold() for part in words.split()} - {""}:
        start = low.find(word)
        while start >= 0:
            marks.append((start, start + len(word), "trigger"))
            start = low.find(word, start + len(word))
    return pieces(text, marks)
