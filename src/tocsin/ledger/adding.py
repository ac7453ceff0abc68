"""Adding articles with what was read in them. Adding the same again changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tocsin.errors import DataError
from tocsin.ledger import indexing, judging, words
from tocsin.ledger.codec import digest, encode
from tocsin.ledger.indexing import Version
from tocsin.ledger.nouns import Entry
from tocsin.ledger.rows import Rows
from tocsin.ledger.tables import (
    appearances,
    articles,
    assessments,
    changes,
    claim_index,
    claims,
    readings,
    supersessions,
)
from tocsin.records import Article

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
MANY = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is added and by which printing; whether that is new, whether the text was
    known before, and the printing that it edits."""

    now: datetime
    appearance: str
    printed: bool
    known: bool
    edits: str | None = None


def add(connection: sa.Connection, entries: Iterable[Entry], now: datetime) -> int:
    """Add the entries; the number of them that brought anything new.

    Raises DataError for an article or a claim that cannot be kept.
    """
    rows, new = Rows(connection), 0
    for number, entry in enumerate(entries, 1):
        new += _add(rows, entry, now)
        if number % MANY == 0:
            rows.flush()
    rows.flush()
    return new


def _add(rows: Rows, entry: Entry, now: datetime) -> bool:
    _check(entry)
    rows.settle(entry.article.id, entry.article.url or entry.article.id)
    known = _keep_text(rows, entry.article, now)
    moment = _keep_appearance(rows, entry.article, now, known=known)
    read = _keep_reading(rows, entry, moment)
    if moment.edits:
        rows.flush()
        _supersede_edited(rows, entry.article, moment)
        rows.flush()
    new = not known or moment.printed or read
    if new:
        note(rows, "article", entry.article.id)
    return new


def note(rows: Rows, kind: str, key: str) -> None:
    """Note that this article or judgement changed what is to be derived."""
    rows.put(changes, [{"n": rows.number(changes), "kind": kind, "key": key}])


def _check(entry: Entry) -> None:
    article = entry.article
    given = [article.text, article.title, article.publisher, article.author, article.url]
    for text in (*given, article.name, article.language):
        if text and UNKEEPABLE.search(text):
            raise DataError(f"article {article.id} holds characters that no database keeps")
    for kind, found in (("claim", entry.claims), ("assessment", entry.assessments)):
        ids = [item.id for item in found]
        if not all(ids):
            raise DataError(f"article {article.id} has a {kind} without an id")
        if len(set(ids)) != len(ids):
            raise DataError(f"article {article.id} has two {kind}s with one id")


def _keep_text(rows: Rows, article: Article, now: datetime) -> bool:
    """Whether the text was there already; it is kept if not."""
    whole = hashlib.sha256(article.text.encode()).hexdigest()
    found = sa.select(articles.c.hash).where(articles.c.id == article.id)
    held = rows.connection.execute(found).scalar()
    if held is not None:
        if held != whole:
            raise DataError(f"two different texts have the id {article.id}")
        return True
    number = rows.number(articles)
    row = {"n": number, "id": article.id, "hash": whole, "language": article.language}
    rows.put(articles, [row | {"text": article.text, "added": now}], article.id)
    rows.index("article_words", number, words.of_article(article.title, article.text))
    return False


def _keep_appearance(rows: Rows, article: Article, now: datetime, *, known: bool) -> Moment:
    """Keep this printing of the text, if it was not yet."""
    day = article.published.isoformat() if article.published else ""
    told = (article.url, article.title, article.publisher, article.author, day, article.name)
    key = digest(article.id, *(part or "" for part in told))
    found = sa.select(appearances.c.id).where(appearances.c.id == key)
    if known and rows.connection.execute(found).scalar() is not None:
        return Moment(now, key, printed=False, known=True)
    edits = _latest_at(rows, article.url)
    row = {
        "n": rows.number(appearances),
        "id": key,
        "article": article.id,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published,
        "name": article.name,
        "supersedes": edits,
        "added": now,
    }
    rows.put(appearances, [row], article.url or article.id)
    return Moment(now, key, printed=True, known=known, edits=edits)


def _latest_at(rows: Rows, url: str | None) -> str | None:
    """The printing at this URL that no later one superseded."""
    if url is None:
        return None
    at_url = sa.select(appearances.c.id).where(appearances.c.url == url, _live(appearances))
    return rows.connection.execute(at_url).scalar()


def _live(table: sa.FromClause) -> sa.ColumnElement[bool]:
    later = appearances.alias()
    return ~sa.exists().where(later.c.supersedes == table.c.id)


def _keep_reading(rows: Rows, entry: Entry, moment: Moment) -> bool:
    """Keep what was read, if it was not yet; it supersedes an earlier reading of the same text.

    Of several printings of a text the first published is the one that counts, whichever was added
    first.
    """
    article = entry.article
    bodies = [encode(claim) for claim in entry.claims]
    judged = [encode(assessment) for assessment in entry.assessments]
    key = digest(article.id, *sorted(bodies), "", *sorted(judged))
    earlier = _current_readings(rows, article.id) if moment.known else []
    precedence = _precedence(rows, article, moment) if earlier else 0
    if precedence > 0:
        return False
    if moment.known and _is_known(rows, key):
        if not moment.printed or (earlier and not precedence):
            return False
        key = digest(key, moment.appearance)  # a text that was edited away stands again elsewhere
    row = {"id": key, "article": article.id, "appearance": moment.appearance, "added": moment.now}
    rows.put(readings, [row], article.id)
    _supersede(rows, earlier, key, moment.now)
    _keep_assessments(rows, entry, judged, key)
    _keep_claims(rows, entry, bodies, moment, key)
    return True


def _precedence(rows: Rows, article: Article, moment: Moment) -> int:
    """Below 0 if this printing goes before the one that the current reading is of, above 0 if it
    goes after it; 0 if it is the same."""
    query = sa.select(appearances).join(readings, readings.c.appearance == appearances.c.id)
    replaced = sa.exists().where(supersessions.c.old == readings.c.id)
    current = query.where(readings.c.article == article.id, ~replaced)
    held = rows.connection.execute(current).first()
    if held is None or held.id == moment.appearance:
        return 0
    if moment.edits == held.id or not _stands(rows, held.id):
        return -1
    return 1 if _rank(held) < _rank(article) else -1


def _rank(printing: Any) -> tuple[Any, ...]:
    """Printings in the order of publication, undated ones last."""
    told = (printing.publisher, printing.url, printing.title, printing.author, printing.name)
    return (printing.published or date.max, *(part or "" for part in told))


def _stands(rows: Rows, appearance: str) -> bool:
    """Whether no later printing superseded this one."""
    later = sa.select(appearances.c.id).where(appearances.c.supersedes == appearance)
    return rows.connection.execute(later).first() is None


def _is_known(rows: Rows, reading: str) -> bool:
    found = sa.select(readings.c.id).where(readings.c.id == reading)
    return rows.connection.execute(found).scalar() is not None


def _keep_assessments(rows: Rows, entry: Entry, bodies: Sequence[str], key: str) -> None:
    for item, body in zip(entry.assessments, bodies, strict=True):
        row = {"n": rows.number(assessments), "id": item.id, "reading": key, "kind": item.kind}
        rows.put(assessments, [row | {"body": body}])


def _keep_claims(rows: Rows, entry: Entry, bodies: Sequence[str], moment: Moment, key: str) -> None:
    article = entry.article
    day = article.published or moment.now.date()
    versions = []
    for claim, body in zip(entry.claims, bodies, strict=True):
        number = rows.number(claims)
        rows.put(claims, [{"n": number, "id": claim.id, "reading": key, "body": body}])
        versions.append(Version(claim, number, key, article.id, day, moment.now))
    if moment.known:
        versions = judging.corrected_versions(rows.connection, versions)
    indexing.insert(rows, versions)


def _current_readings(rows: Rows, article: str) -> list[str]:
    superseded = sa.exists().where(supersessions.c.old == readings.c.id)
    query = sa.select(readings.c.id).where(readings.c.article == article, ~superseded)
    return list(rows.connection.execute(query).scalars())


def _supersede(rows: Rows, earlier: Sequence[str], key: str, now: datetime) -> None:
    for old in earlier:
        rows.put(supersessions, [{"old": old, "new": key, "added": now}])
        indexing.close(rows.connection, claim_index.c.reading == old, now)


def _supersede_edited(rows: Rows, article: Article, moment: Moment) -> None:
    """If this printing edits another text that now stands nowhere else, that text's claims end."""
    of_text = sa.select(appearances.c.article).where(appearances.c.id == moment.edits)
    old = rows.connection.execute(of_text).scalar_one()
    if old == article.id:
        return
    elsewhere = sa.select(appearances.c.id).where(appearances.c.article == old, _live(appearances))
    if rows.connection.execute(elsewhere.limit(1)).scalar() is None:
        current = _current_readings(rows, article.id)
        _supersede(rows, _current_readings(rows, old), current[0], moment.now)
        note(rows, "article", old)
