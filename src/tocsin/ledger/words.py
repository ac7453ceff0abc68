"""Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, the same questions to both.

Texts are indexed by stems of English words, without accents and signs, so that both databases see
the same words; no word is left out. A question is a list of words and
"phrases in quotes"; all must occur. A word that ends in ``*`` stands for all that begin so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from tocsin.errors import UsageError
from tocsin.records import Claim

LONGEST = 400_000  # characters of a text that are indexed; a tsvector holds at most 1 MB
PART = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"[^\W_]+")
SNIPPET = 160

article_words = sa.table("article_words", sa.column("n"), sa.column("words"))
claim_words = sa.table("claim_words", sa.column("n"), sa.column("words"))
INSERT = {
    "sqlite": "INSERT INTO {name} (rowid, words) VALUES (:n, :words)",
    "postgresql": "INSERT INTO {name} (n, words) VALUES (:n, to_tsvector('tocsin', :words))",
}
MATCH = {
    "sqlite": "SELECT rowid AS n, rank AS rank FROM {name} WHERE {name} MATCH :words",
    "postgresql": "SELECT n, -ts_rank_cd(words, question) AS rank FROM {name},"
    " to_tsquery('tocsin', :words) AS question WHERE words @@ question",
}


def add(connection: sa.Connection, name: str, rows: Sequence[tuple[int, str]]) -> None:
    """Index the texts under their numbers in ``article_words`` or ``claim_words``."""
    if rows:
        statement = INSERT[connection.dialect.name].format(name=name)
        values = [{"n": n, "words": plain(text[:LONGEST])} for n, text in rows]
        connection.execute(sa.text(statement), values)


def matches(connection: sa.Connection, name: str, question: str) -> sa.TextualSelect:
    """A query of the numbers (``n``) that answer the question, with ``rank``, best lowest.

    Raises UsageError if the question has no word.
    """
    dialect = connection.dialect.name
    parts = [_render(words, dialect, prefix=prefix) for words, prefix in _parts(question)]
    if not parts:
        raise UsageError("nothing to search for: give at least one word")
    joined = (" AND " if dialect == "sqlite" else " & ").join(parts)
    statement = sa.text(MATCH[dialect].format(name=name)).bindparams(words=joined)
    return statement.columns(sa.column("n", sa.Integer), sa.column("rank", sa.Float))


def plain(text: str) -> str:
    """The words of the text alone."""
    return " ".join(WORD.findall(fold(text)))


def fold(text: str) -> str:
    """The text without accents: Tromsö as Tromso."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def of_article(title: str, text: str) -> str:
    """The words by which an article is found."""
    return f"{title}\n{text}"


def of_claim(claim: Claim) -> str:
    """The words by which a claim is found: its sentence, and the names behind its phrases."""
    mentions = [*claim.actors, *claim.recipients, *(a.source for a in claim.attributions)]
    names = [m.entity.name for m in mentions if m.entity]
    return " \n ".join(dict.fromkeys([claim.sentence.text, *names]))


def snippet(text: str, question: str) -> str:
    """The words around the first place where a word of the question stands."""
    words = [re.escape(words[0]) for words, _ in _parts(question)]
    plain = fold(text)
    found = re.search(rf"\b({'|'.join(words)})", plain, re.IGNORECASE)
    source = text if len(plain) == len(text) else plain
    start = max(0, (found.start() if found else 0) - SNIPPET // 3)
    cut = " ".join(source[start : start + SNIPPET].split())
    return ("… " if start else "") + cut + (" …" if start + SNIPPET < len(source) else "")


def _parts(question: str) -> Iterable[tuple[list[str], bool]]:
    for phrase, single in PART.findall(fold(question).replace("\x00", " ")):
        words = WORD.findall(phrase or single)
        if words:
            yield words, not phrase and single.endswith("*")


def _render(words: list[str], dialect: str, *, prefix: bool) -> str:
    if dialect == "sqlite":
        return f'"{" ".join(words)}"' + ("*" if prefix else "")
    return " <-> ".join(f"'{word}'" for word in words[:-1]) + (
        (" <-> " if words[:-1] else "") + f"'{words[-1]}'" + (":*" if prefix else "")
    )
