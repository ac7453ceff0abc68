"""Small articles of our own, read by hand: what the pipeline would hand to the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.ledgers import empty_file
from tocsin.ledger import Ledger
from tocsin.pipeline import Result
from tocsin.records import Article, Attribution, Claim, Entity, Mention, Reason, Span, When

NAMES = {"Norway": "NOR", "Norwegian gunners": "NOR", "Oslo": "NOR", "Iceland": "ISL"}
DERIVED = "events event_claims event_parties standings expectations origins origin_articles marks"
SHELLED = "Norwegian gunners shelled the port of Hofn on Tuesday and four people died there."


def at(hours: float) -> datetime:
    """So many hours after the first of April at noon."""
    return datetime(2026, 4, 1, 12, tzinfo=UTC) + timedelta(hours=hours)


def result(day: int | None, publisher: str, *told: tuple[Any, ...], **page: Any) -> Result:
    """An article of that day of March. Each of ``told`` is a sentence, its trigger, its type, and
    what else the claim has: ``actor``, ``recipient``, ``source`` (words), ``on`` (a day)."""
    text = "\n".join(sentence for sentence, *_ in told)
    published = date(2026, 3, day) if day else None
    article = Article(text, title=told[0][0][:30], published=published, publisher=publisher, **page)
    claims, start = [], 0
    for number, (sentence, trigger, kind, *rest) in enumerate(told):
        given = dict(rest[0]) if rest else {}
        where = Span(start, start + len(sentence), sentence)
        claims.append(_claim(where, trigger, kind, f"{article.id}-{number}", given))
        start += len(sentence) + 1
    return Result(article, tuple(claims))


def _claim(where: Span, trigger: str, kind: str, name: str, given: Any) -> Claim:
    def span(words: str) -> Span:
        at = where.start + where.text.index(words)
        return Span(at, at + len(words), words)

    def mention(words: str) -> Mention:
        code = NAMES.get(words)
        entity = Entity(f"{code}/GOV", words, code, "GOV") if code else None
        return Mention(span(words), words.rsplit(maxsplit=1)[-1], entity=entity)

    actor, recipient, source, on = (given.pop(n, None) for n in "actor recipient source on".split())
    stance = given.pop("stance", "asserts")
    day = date(2026, 3, on) if on else None
    return Claim(
        span(trigger),
        kind,
        given.pop("mode", None),
        where,
        actors=(mention(actor),) if actor else (),
        recipients=(mention(recipient),) if recipient else (),
        when=When(span(trigger), day, day, "day") if day else None,
        attributions=(Attribution(mention(source), span(source), stance),) if source else (),
        reason=Reason("frame"),
        score=0.9,
        id=name,
        **given,
    )


def shelling(day: int, publisher: str, tail: str = "", **page: Any) -> Result:
    parties = {"actor": "Norwegian gunners", "on": 3, "mode": "heavy-weapons"}
    return result(day, publisher, (SHELLED + tail, "shelled", "ASSAULT", parties), **page)


def denial(day: int = 5, publisher: str = "Reykjavik Times") -> Result:
    text = "Oslo denied that Norwegian gunners shelled the port of Hofn on Tuesday."
    held = {"source": "Oslo", "stance": "denies", "actor": "Norwegian gunners", "on": 3}
    return result(day, publisher, (text, "shelled", "ASSAULT", held | {"mode": "heavy-weapons"}))


def plan(day: int = 4, publisher: str = "The Fjord Courier") -> Result:
    text = "Norway and Iceland will hold talks in Stockholm on March 12."
    held = {"actor": "Norway", "recipient": "Iceland", "on": 12, "mode": "meet"}
    ahead = {"modality": "planned", "time": "future"}
    return result(day, publisher, (text, "talks", "CONSULT", held | ahead))


def meeting(day: int = 13, publisher: str = "Nordic Daily") -> Result:
    text = "Norway and Iceland held talks in Stockholm on March 12."
    held = {"actor": "Norway", "recipient": "Iceland", "on": 12, "mode": "meet"}
    return result(day, publisher, (text, "talks", "CONSULT", held))


def protest(day: int, town: str) -> Result:
    text = f"Thousands marched through {town} against the shelling."
    return result(day, f"The {town} Post", (text, "marched", "PROTEST", {"on": day}))


def many() -> list[Result]:
    """Twelve articles about three or four events, with reprints, a denial and a plan."""
    return [
        shelling(4, "Harbour Agency"),
        shelling(4, "The Fjord Courier"),
        shelling(6, "Western Herald"),
        shelling(5, "Nordic Daily", " The mayor said so."),
        denial(),
        denial(6, "Oslo Evening"),
        plan(),
        plan(7, "Baltic Wire"),
        meeting(),
        protest(5, "Bergen"),
        protest(6, "Bergen"),
        protest(5, "Akureyri"),
    ]


def fresh(path: Path) -> Ledger:
    """A new ledger on SQLite, faster than by migrating."""
    path.write_bytes(empty_file())
    return Ledger(path)


def derived(ledger: Ledger, *, without: str = "") -> dict[str, list[str]]:
    """The rows of the tables that are derived, sorted."""
    from tocsin.ledger.connect import Database
    from tocsin.ledger.tables import metadata

    database = ledger._database
    assert isinstance(database, Database)
    with database.read() as connection:
        return {
            name: sorted(repr(tuple(r)) for r in connection.execute(metadata.tables[name].select()))
            for name in DERIVED.split()
            if name != without
        }
