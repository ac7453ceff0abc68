"""Reports for the tests of merging, from few words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tocsin.records import (
    Claim,
    Entity,
    Judgement,
    Mention,
    Place,
    Report,
    Span,
    When,
)


def mention(text: str, country: str | None, sector: str | None = "GOV") -> Mention:
    return Mention(
        Span(0, len(text), text),
        text.rsplit(maxsplit=1)[-1],
        entity=Entity(text, text, country, sector),
    )


def report(name: str, day: str, sentence: str, trigger: str, **given: Any) -> Report:
    """``actors`` and ``recipients``: (text, country) pairs; ``on``: the stated day; ``place``."""
    at = sentence.index(trigger)
    on = given.pop("on", None)
    stated = date.fromisoformat(on) if on else None
    places = tuple(Place(Span(0, len(p), p), p) for p in given.pop("places", ()))
    claim = Claim(
        trigger=Span(at, at + len(trigger), trigger),
        type=given.pop("type", "ASSAULT"),
        mode=given.pop("mode", None),
        sentence=Span(0, len(sentence), sentence),
        actors=tuple(mention(*each) for each in given.pop("actors", ())),
        recipients=tuple(mention(*each) for each in given.pop("recipients", ())),
        place=places,
        when=When(Span(0, 2, "on"), stated, stated, "day") if on else None,
        sentence_index=given.pop("index", 1),
        id=name,
        **given,
    )
    return Report(claim, name.split(":", maxsplit=1)[0], date.fromisoformat(day), "Gazette")


def judgement(kind: str, left: str, right: str, minute: int = 0, **given: Any) -> Judgement:
    time = datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=minute)
    return Judgement(
        f"{kind}{minute}", kind, left, given.pop("author", "ann"), time, right, **given
    )
