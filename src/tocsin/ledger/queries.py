"""Reading claims, reports, articles: as they stand, or as they stood at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import judging, words
from tocsin.ledger.codec import decode
from tocsin.ledger.indexing import ANY, as_key
from tocsin.ledger.nouns import ClaimQuery, Hit, Printing
from tocsin.ledger.tables import (
    appearances,
    articles,
    assessments,
    claim_index,
    claim_parties,
    claims,
    event_claims,
    origin_articles,
    readings,
    supersessions,
)
from tocsin.records import Article, Assessment, Claim, Report

PAGE = 1000
index = claim_index.c
Conditions = list[sa.ColumnElement[bool]]


def select_claims(connection: sa.Connection, query: ClaimQuery) -> tuple[Report, ...]:
    """The claims that meet the query, newest report first."""
    chosen = _chosen(connection, query).subquery()
    rows = connection.execute(_full(chosen).order_by(chosen.c.day.desc(), chosen.c.n.desc())).all()
    made = judging.corrections(connection, query.as_of, [row.id for row in rows])
    return tuple(_report(row, made) for row in rows)


def reports(connection: sa.Connection, as_of: datetime | None) -> Iterator[Report]:
    """Every claim that stands, by day, article and offset; read in pages from one snapshot."""
    made = judging.corrections(connection, as_of)
    chosen = sa.select(claim_index).where(*_standing(as_of)).subquery()
    ordered = _full(chosen).order_by(chosen.c.day, chosen.c.article, chosen.c.start, chosen.c.n)
    for row in connection.execution_options(yield_per=PAGE).execute(ordered):
        yield _report(row, made)


def reports_of(
    connection: sa.Connection,
    ids: Sequence[str],
    as_of: datetime | None,
    made: judging.Corrections | None = None,
) -> dict[str, Report]:
    """The claims with these ids that stand. ``made`` are the corrections, if they are known."""
    found: dict[str, Report] = {}
    if made is None:
        made = judging.corrections(connection, as_of, ids)
    for start in range(0, len(ids), PAGE // 2):
        some = index.id.in_(ids[start : start + PAGE // 2])
        chosen = sa.select(claim_index).where(some, *_standing(as_of)).subquery()
        found |= {row.id: _report(row, made) for row in connection.execute(_full(chosen))}
    return found


def claim(connection: sa.Connection, key: str, *, as_of: datetime | None) -> Report | None:
    """The claim, also if a later reading superseded it: then as it last stood."""
    conditions: Conditions = [index.id == key]
    if as_of is not None:
        conditions.append(index.since <= as_of)
    newest = sa.select(claim_index).where(*conditions).order_by(index.n.desc()).limit(1).subquery()
    row = connection.execute(_full(newest)).first()
    return _report(row, judging.corrections(connection, as_of, [key])) if row else None


def article(connection: sa.Connection, key: str, as_of: datetime | None) -> Article | None:
    """The article as it was first printed."""
    printed = printings(connection, articles.c.id == key, as_of)
    query = sa.select(articles.c.text, articles.c.language).where(articles.c.id == key)
    kept = connection.execute(query).first()
    if kept is None or not printed:
        return None
    first = printed[0]
    return Article(
        kept.text,
        title=first.title,
        published=first.published,
        publisher=first.publisher,
        author=first.author,
        language=kept.language,
        url=first.url,
        name=first.name,
    )


def printings(
    connection: sa.Connection, condition: sa.ColumnElement[bool], as_of: datetime | None
) -> tuple[Printing, ...]:
    """The printings of the articles that meet the condition, oldest first."""
    columns = [column for column in appearances.c if column.name != "n"]
    joined = sa.select(*columns).join(articles, articles.c.id == appearances.c.article)
    query = joined.where(condition).order_by(appearances.c.n)
    if as_of is not None:
        query = query.where(appearances.c.added <= as_of)
    return tuple(Printing(**row) for row in connection.execute(query).mappings())


def printed(
    connection: sa.Connection, ids: Sequence[str] | None, as_of: datetime | None
) -> Iterator[Article]:
    """All printings of these articles, or of all, in the order of adding."""
    query = sa.select(appearances, articles.c.text, articles.c.language)
    query = query.join(articles, articles.c.id == appearances.c.article).order_by(appearances.c.n)
    if as_of is not None:
        query = query.where(appearances.c.added <= as_of)
    for part in _parts(ids) if ids is not None else [None]:
        some = query if part is None else query.where(appearances.c.article.in_(part))
        for row in connection.execution_options(yield_per=PAGE).execute(some):
            yield Article(
                row.text,
                title=row.title,
                published=row.published,
                publisher=row.publisher,
                author=row.author,
                language=row.language,
                url=row.url,
                name=row.name,
            )


def claims_in(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Report]:
    """The claims that stand in these articles."""
    for part in _parts(ids):
        chosen = sa.select(claim_index).where(index.article.in_(part), *_standing(None)).subquery()
        rows = connection.execute(_full(chosen)).all()
        made = judging.corrections(connection, None, [row.id for row in rows])
        yield from (_report(row, made) for row in rows)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), PAGE // 2):
        yield ids[start : start + PAGE // 2]


def article_ids(connection: sa.Connection, as_of: datetime | None) -> Iterator[str]:
    """The ids of all articles in the order of adding."""
    query = sa.select(articles.c.id).order_by(articles.c.n)
    if as_of is not None:
        query = query.where(articles.c.added <= as_of)
    return iter(connection.execute(query).scalars().all())


def search(
    connection: sa.Connection, question: str, limit: int, as_of: datetime | None
) -> tuple[Hit, ...]:
    """The articles that answer the question, best first."""
    found = words.matches(connection, "article_words", question).subquery()
    ranked = sa.select(found.c.n, found.c.rank)
    if as_of is not None:
        ranked = ranked.join(articles, articles.c.n == found.c.n).where(articles.c.added <= as_of)
    best = ranked.order_by(found.c.rank, found.c.n.desc()).limit(limit).subquery()
    query = sa.select(articles.c.id, articles.c.text).join(best, best.c.n == articles.c.n)
    rows = connection.execute(query.order_by(best.c.rank, best.c.n.desc())).all()
    return tuple(_hit(connection, row, question, as_of) for row in rows)


def assessments_of(
    connection: sa.Connection, key: str, as_of: datetime | None
) -> tuple[Assessment, ...]:
    """The assessments of the article in its current reading."""
    replaced = sa.exists().where(supersessions.c.old == readings.c.id)
    if as_of is not None:
        replaced = replaced.where(supersessions.c.added <= as_of)
    query = sa.select(assessments.c.body).join(readings, readings.c.id == assessments.c.reading)
    query = query.where(readings.c.article == key, ~replaced)
    if as_of is not None:
        query = query.where(readings.c.added <= as_of)
    bodies = connection.execute(query.order_by(assessments.c.n)).scalars()
    return tuple(decode(body, Assessment) for body in bodies)


def _hit(connection: sa.Connection, row: Any, question: str, as_of: datetime | None) -> Hit:
    first = printings(connection, articles.c.id == row.id, as_of)[0]
    cut = words.snippet(row.text, question)
    return Hit(row.id, first.title, first.publisher, first.published, cut)


def _full(chosen: sa.Subquery) -> sa.Select[Any]:
    """The chosen rows of the index with bodies and what the page says."""
    return (
        sa.select(
            chosen.c.id,
            chosen.c.article,
            claims.c.body,
            appearances.c.published,
            appearances.c.publisher,
            origin_articles.c.origin,
        )
        .select_from(chosen)
        .join(claims, claims.c.n == chosen.c.claim)
        .join(readings, readings.c.id == chosen.c.reading)
        .join(appearances, appearances.c.id == readings.c.appearance)
        .outerjoin(origin_articles, origin_articles.c.article == chosen.c.article)
    )


def _report(row: Any, made: judging.Corrections) -> Report:
    body = judging.correct(decode(row.body, Claim), made.get(row.id, ()))
    return Report(body, row.article, row.published, row.publisher, row.origin or row.article)


def _standing(as_of: datetime | None) -> Conditions:
    if as_of is None:
        return [index.until.is_(None)]
    return [index.since <= as_of, sa.or_(index.until.is_(None), index.until > as_of)]


def _chosen(connection: sa.Connection, query: ClaimQuery) -> sa.Select[Any]:
    """The rows of the index that meet the query, in order. Where a party is asked for, its rows,
    which are ordered by day, lead."""
    asked = list(_asked(query))
    columns: list[Any] = [index.id, index.claim, index.reading, index.article]
    day, number = index.day, index.n
    chosen: Any = sa.select(*columns, number, day)
    if asked:
        lead = claim_parties.alias("lead")
        day, number = lead.c.day, lead.c.n
        chosen = sa.select(*columns, number, day).join(lead, number == index.n)
        chosen = chosen.where(*_party(lead, *asked[0]), *_once(lead, asked[0][2]))
    for wanted in asked[1:]:
        other = claim_parties.alias()
        here = (other.c.n == number, other.c.day == day)
        chosen = chosen.where(sa.exists().where(*_party(other, *wanted), *here))
    chosen = chosen.where(*_standing(query.as_of), *_plain(query, day))
    chosen = _linked(connection, chosen, query)
    ordered: sa.Select[Any] = chosen.order_by(day.desc(), number.desc())
    return ordered.limit(query.limit).offset(query.offset)


def _once(lead: sa.FromClause, stance: str | None) -> Conditions:
    """A source that takes two stances in one claim has two rows there: take one."""
    if stance is not None:
        return []
    other = claim_parties.alias()
    names = ("role", "key", "day", "n")
    same = [other.c[name] == lead.c[name] for name in names]
    return [~sa.exists().where(*same, other.c.stance < lead.c.stance)]


def _asked(query: ClaimQuery) -> Iterable[tuple[str, str, str | None]]:
    if query.claimant is not None or query.stance is not None:
        yield "source", as_key(query.claimant) if query.claimant else ANY, query.stance
    if query.actor is not None:
        yield "actor", as_key(query.actor), ""
    if query.recipient is not None:
        yield "recipient", as_key(query.recipient), ""


def _party(table: sa.FromClause, role: str, key: str, stance: str | None) -> Conditions:
    conditions = [table.c.role == role, table.c.key == key]
    return conditions if stance is None else [*conditions, table.c.stance == stance]


def _plain(query: ClaimQuery, day: Any) -> Conditions:
    names = ("type", "mode", "modality", "polarity", "time", "place", "article")
    wanted = [(index[name], getattr(query, name)) for name in names]
    conditions = [column == value for column, value in wanted if value is not None]
    bounds = [
        (day, ">=", query.published_from),
        (day, "<=", query.published_to),
        (index.last_day, ">=", query.when_from),
        (index.first_day, "<=", query.when_to),
        (index.score, ">=", query.min_score),
    ]
    found = [column.op(sign)(value) for column, sign, value in bounds if value is not None]
    return [*conditions, *found]


def _linked(connection: sa.Connection, chosen: sa.Select[Any], query: ClaimQuery) -> sa.Select[Any]:
    if query.event is not None:
        inside = sa.select(event_claims.c.claim).where(event_claims.c.event == query.event)
        chosen = chosen.where(index.id.in_(inside))
    if query.text is not None:
        found = words.matches(connection, "claim_words", query.text).subquery()
        chosen = chosen.where(index.n.in_(sa.select(found.c.n)))
    return chosen
