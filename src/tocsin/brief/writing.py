"""The brief as a whole: its sections, what the check lets pass, and the sources that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tocsin.brief import sections
from tocsin.brief.check import fault
from tocsin.brief.choose import Item, items
from tocsin.brief.nouns import Brief, Material, Quote, Section, Sentence, Source
from tocsin.brief.outlook import outlook
from tocsin.records import Report, Situation
from tocsin.wording import country_name, day_words, listed

MOST_WORDS = 1700
"""What fills three pages with the style of the HTML and PDF."""
MOST_CITED = 3
"""Claims that one sentence shows; the first is the one whose words it takes."""
_LONGEST_QUOTE = 45


@dataclass(frozen=True, slots=True)
class _Size:
    highlights: int
    figures: int
    situation: int
    disputes: int
    settled: int
    due: int


_SIZES = (
    _Size(5, 6, 10, 6, 5, 8),
    _Size(5, 5, 8, 5, 4, 7),
    _Size(4, 4, 6, 4, 3, 6),
    _Size(3, 3, 4, 3, 2, 4),
    _Size(2, 2, 2, 2, 1, 2),
)


def write(material: Material, *, first: date, now: datetime) -> Brief:
    """The situation report of the days from ``first`` to that of ``now``, as long as fits on three
    pages. Every sentence was checked against the words of the claims that it cites."""
    chosen = items(material, first, now.date())
    made = (_brief(material, chosen, size, first, now) for size in _SIZES)
    return next((brief for brief in made if brief.words <= MOST_WORDS), None) or _brief(
        material, chosen, _SIZES[-1], first, now
    )


def _brief(
    material: Material, chosen: tuple[Item, ...], size: _Size, first: date, now: datetime
) -> Brief:
    today = now.date()
    disputed = sections.disputes(material, first=first, last=today, most=size.disputes)
    told = {sentence.claims[0] for sentence in disputed.sentences}
    top = chosen[: size.highlights]
    rest = [item for item in chosen[size.highlights :] if item.told.claims[0] not in told]
    written: tuple[Section, ...] = (
        sections.highlights(top),
        sections.figures(material, first=first, last=today, most=size.figures),
        sections.situation(rest[: size.situation]),
        disputed,
        sections.settled(material, first=first, last=today, most=size.settled),
        sections.due_next(material, today=today, most=size.due),
    )
    ahead = outlook(material, most=size.highlights)
    written = (*written, ahead) if ahead else written
    passed, refused = _checked(written, material.reports)
    title = f"{material.situation.title}: situation report"
    scope = _scope(material, first, today)
    return Brief(title, scope, now, first, passed, _sources(passed, material), refused)


def _checked(
    written: Iterable[Section], reports: Mapping[str, Report]
) -> tuple[tuple[Section, ...], tuple[tuple[str, str], ...]]:
    passed, refused = [], []
    for section in written:
        kept = []
        for sentence in section.sentences:
            why = fault(sentence, reports)
            if why:
                refused.append((sentence.text, why))
            else:
                kept.append(sentence)
        passed.append(replace(section, sentences=tuple(kept)))
    return tuple(passed), tuple(refused)


def _scope(material: Material, first: date, last: date) -> str:
    read = {r.article for r in material.reports.values() if r.day and first <= r.day <= last}
    return (
        f"Reports of {day_words(first, last.year)} to {day_words(last)}: {len(read)} articles. "
        f"Covers {described(material.situation)}."
    )


def described(situation: Situation) -> str:
    """What a situation takes in, in words."""
    named = (
        ("", map(country_name, situation.actors)),
        ("in ", map(country_name, situation.places)),
        ("events of type ", situation.types),
        ("with the words ", situation.words),
    )
    parts = [(start, listed(words)) for start, words in named]
    return ", ".join(start + words for start, words in parts if words) or "the whole ledger"


def shown(sentence: Sentence, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """The claims that a sentence shows: the first, then those of other origins."""
    found: dict[str, str] = {}
    for claim in sentence.claims:
        report = reports.get(claim)
        if report is not None:
            found.setdefault(report.origin or report.article, claim)
    return tuple(found.values())[:MOST_CITED]


def _sources(passed: Iterable[Section], material: Material) -> tuple[Source, ...]:
    """The articles that are cited, numbered in the order of first citation."""
    cited: dict[str, list[str]] = {}
    for section in passed:
        for sentence in section.sentences:
            for claim in shown(sentence, material.reports):
                held = cited.setdefault(material.reports[claim].article, [])
                if claim not in held:
                    held.append(claim)
    in_order = enumerate(cited.items(), 1)
    return tuple(_source(number, key, claims, material) for number, (key, claims) in in_order)


def _source(number: int, key: str, claims: list[str], material: Material) -> Source:
    article = material.articles.get(key)
    report = material.reports[claims[0]]
    quotes: dict[str, list[str]] = {}
    for claim in claims:
        quotes.setdefault(material.reports[claim].claim.sentence.text, []).append(claim)
    marked = [
        Quote(f"{number}{chr(97 + n)}" if len(quotes) > 1 else str(number), claim, _short(words))
        for n, (words, held) in enumerate(quotes.items())
        for claim in held
    ]
    return Source(
        number,
        key,
        report.publisher or "unnamed publisher",
        article.title if article else "",
        report.day,
        article.url if article else None,
        tuple(marked),
    )


def _short(words: str) -> str:
    held = words.split()
    return " ".join(held[:_LONGEST_QUOTE]) + (" …" if len(held) > _LONGEST_QUOTE else "")


def marks(brief: Brief) -> dict[str, str]:
    """The mark of each cited claim."""
    return {quote.claim: quote.mark for source in brief.sources for quote in source.quotes}
