"""Filling the full-text indexes anew from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import judging, words
from tocsin.ledger.codec import decode
from tocsin.ledger.tables import appearances, articles, claim_index, claims, judgements
from tocsin.records import Claim

PAGE = 1000
Text = tuple[int, str]


def words_of_all(connection: sa.Connection) -> None:
    """Index all articles and all versions of claims; the indexes must be empty."""
    for name, texts in (("article_words", _articles), ("claim_words", _claims)):
        page: list[Text] = []
        for text in texts(connection):
            page.append(text)
            if len(page) == PAGE:
                words.add(connection, name, page)
                page = []
        words.add(connection, name, page)


def _articles(connection: sa.Connection) -> Iterator[Text]:
    """The texts as they were indexed: below the title of the first printing."""
    first = sa.select(sa.func.min(appearances.c.n)).group_by(appearances.c.article)
    query = (
        sa.select(articles.c.n, articles.c.text, appearances.c.title)
        .join(appearances, appearances.c.article == articles.c.id)
        .where(appearances.c.n.in_(first))
    )
    for row in _pages(connection, query, articles.c.n):
        yield row.n, words.of_article(row.title, row.text)


def _claims(connection: sa.Connection) -> Iterator[Text]:
    """The words of each version, with the corrections that stood when it began."""
    ever = sa.select(judgements.c.left_id).where(judgements.c.kind == "correct")
    corrected = set(connection.execute(ever).scalars())
    query = sa.select(claim_index.c.n, claim_index.c.id, claim_index.c.since, claims.c.body)
    joined = query.join(claims, claims.c.n == claim_index.c.claim)
    for row in _pages(connection, joined, claim_index.c.n):
        claim = decode(row.body, Claim)
        if row.id in corrected:
            made = judging.corrections(connection, row.since, [row.id])
            claim = judging.correct(claim, made.get(row.id, ()))
        yield row.n, words.of_claim(claim)


def _pages(
    connection: sa.Connection, query: sa.Select[Any], number: sa.Column[int]
) -> Iterator[Any]:
    """The rows in the order of their number, a page at a time."""
    last = 0
    while rows := connection.execute(query.where(number > last).order_by(number).limit(PAGE)).all():
        yield from rows
        last = rows[-1].n
