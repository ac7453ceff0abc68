"""Claims and reports in one line each, for tests."""

from __future__ import annotations

from datetime import date
from itertools import count

from tocsin.records import (
    Attribution,
    Claim,
    Entity,
    Event,
    Mention,
    Quantity,
    Report,
    Span,
    When,
)

_ids = count()


def who(text: str, country: str | None = None, sector: str | None = None) -> Mention:
    """A mention that stands for an actor of that country and sector."""
    ident = "/".join(part for part in (country, sector) if part) or text
    return Mention(Span(0, len(text), text), text, entity=Entity(ident, text, country, sector))


def by(source: Mention, stance: str = "asserts", cue: str = "said") -> Attribution:
    """A source with its stance."""
    return Attribution(source, Span(0, len(cue), cue), stance)


def days(start: str | None, end: str | None = None) -> When:
    """Stated days; the end is the start if left out."""
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    return When(Span(0, 1, "x"), first, last, "day")


def number(what: str, low: float | None, high: float | None, at: int = 0) -> Quantity:
    """A quantity whose words stand at that offset."""
    return Quantity(Span(at, at + 1, "n"), low, high, what)


def told(
    day: str | None,
    publisher: str,
    type_: str = "ASSAULT",
    *sources: Attribution,
    words: str = "attack",
    origin: str = "",
    article: str = "",
    at: int = 0,
    **fields: object,
) -> Report:
    """A report: one claim in an article of that day. ``fields`` are fields of the claim."""
    given: dict[str, object] = {"mode": None, "sentence": Span(at, at + 200, words), **fields}
    claim = Claim(
        trigger=Span(at, at + len(words), words),
        type=type_,
        attributions=sources,
        id=f"c{next(_ids):04d}",
        **given,  # type: ignore[arg-type]
    )
    article = article or f"{publisher} {day}"
    published = date.fromisoformat(day) if day else None
    return Report(claim, article, published, publisher, origin or article)


def event(*reports: Report, name: str = "") -> tuple[Event, dict[str, Report]]:
    """One event of these reports, and the reports by claim."""
    ids = tuple(report.claim.id for report in reports)
    return Event(name or f"e-{ids[0]}", reports[0].claim.type, ids), dict(
        zip(ids, reports, strict=True)
    )
