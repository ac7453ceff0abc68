"""Annotated claims as the pipeline's nouns.

A document is ``{"id", "date", "publisher", "sentences"}``, its text the sentences joined by one
newline each. An annotated claim is a record of the coding guide (``docs/codebook.md``); a claim
made of it has the id ``DOCUMENT:INDEX``, so that two documents with the same words stay apart.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tocsin.errors import DataError
from tocsin.records import (
    Article,
    Attribution,
    Claim,
    Entity,
    Link,
    Mention,
    Place,
    Quantity,
    Report,
    Span,
    When,
)

Row = dict[str, Any]


def article(doc: Row) -> Article:
    """The document as an article named after it.

    Raises DataError if its date is none or it has no sentences.
    """
    try:
        published = date.fromisoformat(doc["date"]) if doc.get("date") else None
    except (TypeError, ValueError):
        raise DataError(f"{doc['id']}: {doc['date']!r} is no date") from None
    if not isinstance(doc["sentences"], list) or not doc["sentences"]:
        raise DataError(f"{doc['id']}: it has no sentences")
    text = "\n".join(doc["sentences"])
    title = doc["sentences"][0]
    return Article(text, title, published, doc.get("publisher"), name=str(doc["id"]))


def claims(doc: Row, records: list[Row]) -> tuple[Claim, ...]:
    """One claim for each record, in the same order.

    A speech act is linked to its content (``content``). Raises DataError if a record has another
    form.
    """
    sentences = _sentences(doc)
    try:
        made = [_claim(record, sentences, f"{doc['id']}:{n}") for n, record in enumerate(records)]
        unders = [record.get("under") for record in records]
        return tuple(_linked(claim, n, unders, made) for n, claim in enumerate(made))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise DataError(f"{doc['id']}: no annotated claim of this form ({error!r})") from None


def reports(doc: Row, records: list[Row], origin: str = "") -> tuple[Report, ...]:
    """The claims of the document as reports; their article is the document's id."""
    about = article(doc)
    origin = origin or about.name
    return tuple(
        Report(claim, about.name, about.published, about.publisher, origin)
        for claim in claims(doc, records)
    )


def _sentences(doc: Row) -> list[Span]:
    at, spans = 0, []
    for sentence in doc["sentences"]:
        spans.append(Span(at, at + len(sentence), sentence))
        at += len(sentence) + 1
    return spans


def _linked(claim: Claim, n: int, unders: list[int | None], made: list[Claim]) -> Claim:
    links = [Link("content", made[k].id) for k, under in enumerate(unders) if under == n]
    return replace(claim, links=tuple(links))


def _claim(record: Row, sentences: list[Span], ident: str) -> Claim:
    number = record["s"]
    sentence = sentences[number]

    def span(text: str) -> Span:
        return _find(text, number, sentences)

    return Claim(
        trigger=span(record["trigger"]),
        type=record["type"],
        mode=record["mode"],
        sentence=sentence,
        actors=tuple(_mention(x, span) for x in record["actors"]),
        recipients=tuple(_mention(x, span) for x in record["recipients"]),
        place=tuple(Place(span(text), text, country=home) for text, home in record["place"]),
        when=_when(record["when"], span),
        quantities=tuple(_quantity(x, span) for x in record["quantities"]),
        modality=record["modality"],
        polarity=record["polarity"],
        time=record["time"],
        attributions=tuple(_attribution(x, span) for x in record["sources"]),
        condition=span(record["condition"]) if record["condition"] else None,
        score=1.0,
        sentence_index=number,
        id=ident,
    )


def _find(text: str, number: int, sentences: list[Span]) -> Span:
    """Where the words stand: in their own sentence, else in the nearest one before it."""
    for sentence in [*sentences[number::-1], *sentences[number + 1 :]]:
        at = sentence.text.find(text)
        if at >= 0:
            return Span(sentence.start + at, sentence.start + at + len(text), text)
    return Span(sentences[number].start, sentences[number].start, text)


def _mention(record: list[Any], span: Callable[[str], Span]) -> Mention:
    text, country, sector = record[:3]
    found = span(text)
    parts = [part for part in (country, sector) if part]
    entity = Entity("/".join(parts) or f"?:{text.lower()}", text, country, sector)
    return Mention(found, text.split()[-1], entity=entity)


def _attribution(record: list[Any], span: Callable[[str], Span]) -> Attribution:
    text, country, _, cue, stance = record
    source = _mention(record, span)
    if country is None and cue in (None, text):
        source = replace(source, kind="cue", entity=None)
    return Attribution(source, span(cue or text), stance)


def _when(record: list[Any] | None, span: Callable[[str], Span]) -> When | None:
    if record is None:
        return None
    text, *days = record
    start, end = (date.fromisoformat(day) if day else None for day in days)
    return When(span(text), start, end, _precision(start, end))


def _precision(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return ""
    days = (end - start).days + 1
    if start.day == 1 and days == monthrange(start.year, start.month)[1]:
        return "month"
    return {1: "day", 7: "week", 365: "year", 366: "year"}.get(days, "interval")


def _quantity(record: list[Any], span: Callable[[str], Span]) -> Quantity:
    text, low, high, what = record
    rough = low != high
    return Quantity(span(text), low, high, what or "", rough)
