"""The tables of people. Accounts, sessions and tokens are in no backup; the audit log and the views
that readers keep are.

A ``mark`` is the hash of a secret that only the browser or program holds; a ``proof`` is made of a
password by argon2.
"""

from __future__ import annotations

import sqlalchemy as sa

from tocsin.ledger.tables import Instant, column, key, maybe, metadata

accounts = sa.Table(
    "accounts", metadata, key("name"), column("role"), column("proof"), column("made", Instant)
)
account_sessions = sa.Table(
    "account_sessions",
    metadata,
    key("mark"),
    column("account", index=True),
    column("made", Instant),
    column("ends", Instant),
)
account_tokens = sa.Table(
    "account_tokens",
    metadata,
    key("id"),
    column("mark", unique=True),
    column("account", index=True),
    column("scopes"),
    column("note"),
    column("made", Instant),
    maybe("ends", Instant),
    maybe("revoked", Instant),
)
audit = sa.Table(
    "audit",
    metadata,
    key("n", sa.Integer),
    column("time", Instant),
    column("who"),
    column("address"),
    column("act"),
    column("target"),
    column("previous"),
    column("hash"),
)
audit_head = sa.Table(
    "audit_head", metadata, key("one", sa.Integer), column("n", sa.Integer), column("hash")
)
# Addresses of the desk that readers keep by name; the owner is "" in a desk without accounts.
saved_views = sa.Table(
    "saved_views", metadata, key("owner"), key("name"), column("address"), column("made", Instant)
)

AUDITED = (audit, audit_head)
READERS = (saved_views,)
