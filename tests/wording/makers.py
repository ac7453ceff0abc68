"""Claims and events of our own for the tests of the wording: small, and every field as given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tocsin.records import (
    Attribution,
    Claim,
    Entity,
    Event,
    Mention,
    Place,
    Quantity,
    Report,
    Span,
    Stand,
    Standing,
    When,
)

COUNTRIES = {
    "Norway": "NOR",
    "Iceland": "ISL",
    "Sweden": "SWE",
    "Norwegian ships": "NOR/MIL",
    "Its ships": "NOR/MIL",
}


@dataclass(frozen=True, slots=True)
class View:
    """What an `EventView` of the ledger has of it."""

    event: Event
    standing: Standing | None
    days: tuple[date, date] = (date(2026, 3, 9), date(2026, 3, 10))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def mention(text: str, words: str, **told: object) -> Mention:
    code = COUNTRIES.get(words)
    entity = None
    if code:
        country, _, sector = code.partition("/")
        name = "Norway: armed forces" if sector else words
        entity = Entity(code, name, country, sector or "GOV")
    values: dict[str, object] = {"entity": entity, "kind": "name"}
    return Mention(span(text, words), words.rsplit(maxsplit=1)[-1], **(values | told))


def claim(text: str, trigger: str, type_: str = "ASSAULT", **parts: object) -> Claim:
    """A claim of a text of one sentence; parties, places and sources are words of it."""
    names = {key: parts.pop(key, ()) for key in ("actors", "recipients", "place", "numbers")}
    when = parts.pop("when", None)
    sources = parts.pop("sources", ())
    return Claim(
        span(text, trigger),
        type_,
        parts.pop("mode", None),
        Span(0, len(text), text),
        actors=tuple(mention(text, words) for words in names["actors"]),
        recipients=tuple(mention(text, words) for words in names["recipients"]),
        place=tuple(Place(span(text, w), w, precision="city") for w in names["place"]),
        quantities=tuple(
            Quantity(span(text, words), low, low, words.split()[-1])
            for words, low in names["numbers"]
        ),
        when=When(span(text, when[0]), when[1], when[1], "day") if when else None,
        attributions=tuple(
            Attribution(mention(text, who), span(text, cue), stance) for who, cue, stance in sources
        ),
        sentence_index=parts.pop("index", 1),
        id=parts.pop("id", f"{trigger}-{len(text)}"),
        **parts,
    )


def report(made: Claim, publisher: str = "Fjord Courier", day: int = 10, **told: str) -> Report:
    article = told.get("article", f"{publisher}-{day}")
    return Report(made, article, date(2026, 3, day), publisher, told.get("origin", article))


def event(
    told: Iterable[Report], status: str = "occurred", **standing: object
) -> tuple[View, dict[str, Report]]:
    """The event of these reports, and the reports by claim."""
    reports = {each.claim.id: each for each in told}
    first = next(iter(reports.values()))
    stands = tuple(
        Stand(a.source.entity.country if a.source.entity else a.source.span.text, a.stance, key)
        for key, each in reports.items()
        for a in each.claim.attributions
    )
    made = Event("e", first.claim.type, tuple(reports))
    values: dict[str, object] = {"stands": stands, "independent": len(reports)}
    return View(made, Standing("e", status, **(values | standing))), reports


SHELLED = "Norway shelled a harbour near Vik on Monday, the Red Cross said."
DENIED = "Norway denied shelling the harbour near Vik."
MONDAY = date(2026, 3, 9)


def shelled(**parts: object) -> Claim:
    values: dict[str, object] = {
        "actors": ["Norway"],
        "recipients": ["a harbour near Vik"],
        "when": ("Monday", MONDAY),
        "sources": [("the Red Cross", "said", "asserts")],
        "id": "shelled",
    }
    return claim(SHELLED, "shelled", **(values | parts))


def denied() -> Claim:
    return claim(
        DENIED,
        "shelling",
        actors=["Norway"],
        recipients=["the harbour near Vik"],
        sources=[("Norway", "denied", "denies")],
        id="denied",
    )
