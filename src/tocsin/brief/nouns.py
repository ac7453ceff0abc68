"""What a brief is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.ledger import EventView
from tocsin.records import Article, Expectation, Report, Situation
from tocsin.records.forecasting import Forecast


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the ids of the claims that it rests on, the most telling first. ``days`` are
    days that it names and that no claim does (when something is due). ``probability`` is set for a
    likelihood, and only there."""

    text: str
    claims: tuple[str, ...]
    days: tuple[date, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences; ``note`` stands in their place if there are none."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article that a sentence cites: ``mark`` is ``3b``, the second of source 3."""

    mark: str
    claim: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article with what is cited of it."""

    number: int
    article: str
    publisher: str
    title: str
    day: date | None
    url: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation report. ``refused`` are sentences that the check did not let pass, each with the
    reason."""

    title: str
    scope: str
    as_of: datetime
    since: date
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> int:
        """How many words it has, sources and all."""
        said = (s.text for section in self.sections for s in section.sentences)
        cited = (q.words for source in self.sources for q in source.quotes)
        heads = (f"{source.publisher} {source.title}" for source in self.sources)
        return sum(len(text.split()) for text in (*said, *cited, *heads))


@dataclass(frozen=True, slots=True)
class Material:
    """What a brief is made from: the events of a situation, their reports by id of claim, what is
    expected, the articles by id, and forecasts of its dyads if there are any."""

    situation: Situation
    views: tuple[EventView, ...]
    reports: Mapping[str, Report]
    expectations: tuple[Expectation, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    forecasts: tuple[Forecast, ...] = ()
