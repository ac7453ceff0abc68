"""The tables from which a new process goes on deriving without reading the whole ledger.

They are made of claims and judgements and are in no backup: without them, or when their mark is not
that of the events, all is derived anew. Claims and texts are numbered here, as rows of numbers are
small. ``trace_blocks`` holds claims that are compared, ``trace_links`` pairs of positive odds (both
ways), ``trace_lines`` the groups of a claim by stretch (the members stand at the first one),
``trace_parties`` dated claims by country (``waits``: it is an expectation), ``trace_texts`` and
``trace_keys`` the search for copies.
"""

from __future__ import annotations

import sqlalchemy as sa

from tocsin.ledger.tables import column, key, maybe, metadata

trace_mark = sa.Table("trace_mark", metadata, key("one", sa.Integer), column("upto", sa.Integer))
trace_claims = sa.Table(
    "trace_claims",
    metadata,
    key("n", sa.Integer),
    column("id", unique=True),
    column("day", sa.Date),
    column("article"),
    column("start", sa.Integer),
)
trace_blocks = sa.Table(
    "trace_blocks",
    metadata,
    key("key", sa.BigInteger),
    key("n", sa.Integer),
    sqlite_with_rowid=False,
)
trace_links = sa.Table(
    "trace_links",
    metadata,
    key("n", sa.Integer),
    key("other", sa.Integer),
    column("odds", sa.Double),
    sqlite_with_rowid=False,
)
trace_lines = sa.Table(
    "trace_lines",
    metadata,
    key("n", sa.Integer),
    key("stretch", sa.Integer),
    column("head", sa.Integer),
    maybe("members"),
    sqlite_with_rowid=False,
)
trace_parties = sa.Table(
    "trace_parties",
    metadata,
    key("waits", sa.Integer),
    key("country"),
    key("type"),
    key("day", sa.Date),
    key("claim"),
    sqlite_with_rowid=False,
)
trace_texts = sa.Table(
    "trace_texts",
    metadata,
    key("n", sa.Integer),
    column("article", index=True),
    column("day", sa.Date),
    column("rank", sa.Integer),
    column("publisher"),
    column("printed"),
    column("author"),
    column("title"),
    column("best", sa.Integer),
    column("first", sa.Integer, index=True),
    column("reason"),
)
trace_keys = sa.Table(
    "trace_keys", metadata, key("key", sa.BigInteger), key("n", sa.Integer), sqlite_with_rowid=False
)

TRACED = (
    trace_mark,
    trace_claims,
    trace_blocks,
    trace_links,
    trace_lines,
    trace_parties,
    trace_texts,
    trace_keys,
)
