"""Small articles and claims of our own for the tests of the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tocsin.records import (
    Article,
    Assessment,
    Attribution,
    Claim,
    Entity,
    Mention,
    Place,
    Quantity,
    Reason,
    Score,
    Span,
    When,
)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = {"Norway": "NOR", "Iceland": "ISL", "Oslo": "NOR", "Reykjavik": "ISL", "Sweden": "SWE"}


def at(hours: float) -> datetime:
    """So many hours after the first of March at noon."""
    return START + timedelta(hours=hours)


def article(text: str, day: int | None = 1, **told: object) -> Article:
    published = date(2026, 3, day) if day else None
    values: dict[str, object] = {
        "title": text.partition(".")[0],
        "publisher": "The Fjord Courier",
    }
    return Article(text, published=published, **(values | told))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def mention(text: str, words: str) -> Mention:
    country = NAMES.get(words)
    entity = Entity(f"{country}/GOV", f"Government of {words}", country, "GOV") if country else None
    return Mention(span(text, words), words, names=((words, "LOC"),), entity=entity)


def claim(text: str, trigger: str, kind: str, **parts: object) -> Claim:
    """A claim about words of the text; ``actor``, ``recipient``, ``source`` are words of it."""
    actor, recipient, source = (parts.pop(n, None) for n in ("actor", "recipient", "source"))
    stance = parts.pop("stance", "asserts")
    held = (
        (Attribution(mention(text, str(source)), span(text, str(source)), str(stance)),)
        if source
        else ()
    )
    return Claim(
        span(text, trigger),
        kind,
        None,
        Span(0, len(text), text),
        actors=(mention(text, str(actor)),) if actor else (),
        recipients=(mention(text, str(recipient)),) if recipient else (),
        attributions=held,
        reason=Reason("frame", ("rule",), (Score("type", kind, 0.123456789012345),)),
        id=str(parts.pop("id", f"{trigger}-{kind}-{len(text)}")),
        **parts,
    )


SHELLING = "Norway shelled Iceland on Tuesday, said Oslo, and 12 soldiers fell near Tromsö."
DENIAL = "Iceland denied that Norway shelled it. Talks with Sweden are planned."


def shelling() -> tuple[Article, tuple[Claim, ...]]:
    tuesday = When(span(SHELLING, "Tuesday"), date(2026, 2, 24), date(2026, 2, 24), "day")
    found = claim(
        SHELLING,
        "shelled",
        "ASSAULT",
        actor="Norway",
        recipient="Iceland",
        source="Oslo",
        when=tuesday,
        place=(Place(span(SHELLING, "Tromsö"), "Tromsø", 3133895, 69.65, 18.96, "NOR", "city"),),
        quantities=(Quantity(span(SHELLING, "12 soldiers"), 12, None, "soldiers", True),),
        score=0.875,
        id="shelling",
    )
    return article(SHELLING, 1, url="https://fjord.example/1"), (found,)


def denial() -> tuple[Article, tuple[Claim, ...]]:
    denied = claim(
        DENIAL,
        "shelled",
        "ASSAULT",
        actor="Norway",
        source="Iceland",
        stance="denies",
        id="denial",
    )
    talks = claim(
        DENIAL, "Talks", "CONSULT", actor="Sweden", modality="planned", time="future", id="talks"
    )
    told = article(DENIAL, 2, publisher="Reykjavik Times", url="https://times.example/2")
    return told, (denied, talks)


def assessment(text: str, words: str) -> Assessment:
    part = span(text, words)
    return Assessment(part, part, "effect", Span(0, len(text), text), valence="-", id="judged")
