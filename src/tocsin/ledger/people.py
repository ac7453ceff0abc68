"""Accounts, sessions and tokens. Secrets come in as hashes only and never go out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tocsin.errors import UsageError
from tocsin.ledger import audits
from tocsin.ledger.connect import Database
from tocsin.ledger.nouns import Account, AccountToken, AuditRow, SavedView
from tocsin.ledger.people_tables import account_sessions, account_tokens, accounts, saved_views

ROLES = ("viewer", "analyst", "editor", "admin")
"""From the one who may least to the one who may most."""
MOST_VIEWS = 100
"""Views that one reader can keep."""
c, s, t, v = accounts.c, account_sessions.c, account_tokens.c, saved_views.c


class People:
    """Who may use a ledger's desk (`Ledger.people`). Moments must know their time zone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by name."""
        query = sa.select(c.name, c.role, c.made).order_by(c.name)
        with self._database.read() as connection:
            return tuple(Account(*row) for row in connection.execute(query))

    def proof(self, name: str) -> str | None:
        """What a password of this account is checked against; None if there is no such account."""
        with self._database.read() as connection:
            found: str | None = connection.execute(
                sa.select(c.proof).where(c.name == name)
            ).scalar()
            return found

    def add(self, account: Account, proof: str) -> None:
        """Make an account; the first one has to be an admin. Raises UsageError if it is not, for a
        role that does not exist or a name that does."""
        _check_role(account.role)
        values = {"name": account.name, "role": account.role, "made": account.made}
        with self._database.write() as connection:
            if _there(connection, account.name):
                raise UsageError(f"there is an account {account.name} already")
            connection.execute(accounts.insert(), [values | {"proof": proof}])
            _an_admin_stays(connection)

    def set_role(self, name: str, role: str) -> None:
        """Give an account another role and end its sessions. Raises UsageError if there is none,
        for a role that does not exist, and if no admin would be left."""
        _check_role(role)
        with self._database.write() as connection:
            _must_be(connection, name)
            connection.execute(accounts.update().where(c.name == name).values(role=role))
            _an_admin_stays(connection)
            _end_all(connection, name)

    def set_proof(self, name: str, proof: str, *, kept: bool = False) -> None:
        """Give an account another password and end its sessions, unless it is the same password
        (``kept``) in a newer form. Raises UsageError if there is none."""
        with self._database.write() as connection:
            _must_be(connection, name)
            connection.execute(accounts.update().where(c.name == name).values(proof=proof))
            if not kept:
                _end_all(connection, name)

    def remove(self, name: str) -> None:
        """Take an account away with its sessions, tokens and views; its decisions stay. Raises
        UsageError if there is none, and for the last admin while there are others."""
        with self._database.write() as connection:
            _must_be(connection, name)
            connection.execute(accounts.delete().where(c.name == name))
            _an_admin_stays(connection)
            _end_all(connection, name)
            connection.execute(account_tokens.delete().where(t.account == name))
            connection.execute(saved_views.delete().where(v.owner == name))

    def open_session(
        self, mark: str, name: str, *, now: datetime, ends: datetime, old: str | None = None
    ) -> None:
        """Begin a session in the place of the browser's old one; ones that are over are dropped."""
        gone = (s.ends <= now) | (s.mark == old) if old else s.ends <= now
        with self._database.write() as connection:
            connection.execute(account_sessions.delete().where(gone))
            row = {"mark": mark, "account": name, "made": now, "ends": ends}
            connection.execute(account_sessions.insert(), [row])

    def end_session(self, mark: str) -> None:
        """End a session."""
        with self._database.write() as connection:
            connection.execute(account_sessions.delete().where(s.mark == mark))

    def of_session(self, mark: str, *, now: datetime) -> Account | None:
        """Whose session that is, None if there is none or it is over."""
        query = sa.select(c.name, c.role, c.made).join(account_sessions, s.account == c.name)
        with self._database.read() as connection:
            row = connection.execute(query.where(s.mark == mark, s.ends > now)).first()
        return Account(*row) if row else None

    def add_token(self, token: AccountToken, mark: str) -> None:
        """Keep a token. Raises UsageError if there is no such account."""
        values = {
            "id": token.id, "mark": mark, "account": token.account, "note": token.note,
            "scopes": " ".join(token.scopes), "made": token.made, "ends": token.ends,
        }  # fmt: skip
        with self._database.write() as connection:
            _must_be(connection, token.account)
            connection.execute(account_tokens.insert(), [values])

    def tokens(self) -> tuple[AccountToken, ...]:
        """All tokens, in the order of making."""
        with self._database.read() as connection:
            rows = connection.execute(_TOKENS.order_by(t.made, t.id))
            return tuple(_token(row) for row in rows)

    def of_token(self, mark: str, *, now: datetime) -> tuple[Account, AccountToken] | None:
        """Whose token that is, None if there is none, it is over or was revoked."""
        lives = t.revoked.is_(None) & (t.ends.is_(None) | (t.ends > now))
        with self._database.read() as connection:
            row = connection.execute(_TOKENS.where(t.mark == mark, lives)).first()
            if row is None:
                return None
            query = sa.select(c.name, c.role, c.made).where(c.name == row.account)
            held = connection.execute(query).first()
        return (Account(*held), _token(row)) if held else None

    def revoke_token(self, key: str, *, now: datetime) -> AccountToken:
        """Revoke the token with this id. Raises UsageError if there is none."""
        with self._database.write() as connection:
            row = connection.execute(_TOKENS.where(t.id == key)).first()
            if row is None:
                raise UsageError(f"no token has the id {key}")
            change = account_tokens.update().where(t.id == key, t.revoked.is_(None))
            connection.execute(change.values(revoked=now))
        return _token(row)

    def views(self, owner: str) -> tuple[SavedView, ...]:
        """The views that this account keeps, by name; ``""`` is the one user without accounts."""
        query = sa.select(v.name, v.address, v.made).where(v.owner == owner).order_by(v.name)
        with self._database.read() as connection:
            return tuple(SavedView(*row) for row in connection.execute(query))

    def keep_view(self, owner: str, view: SavedView) -> None:
        """Keep a view, in the place of the owner's one of this name. Raises UsageError if there
        would be more than 100."""
        mine = v.owner == owner
        with self._database.write() as connection:
            connection.execute(saved_views.delete().where(mine, v.name == view.name))
            held = sa.select(sa.func.count()).select_from(saved_views).where(mine)
            if connection.execute(held).scalar_one() >= MOST_VIEWS:
                raise UsageError(f"{MOST_VIEWS} views are kept already: drop one first")
            row = {"name": view.name, "address": view.address, "made": view.made}
            connection.execute(saved_views.insert(), [row | {"owner": owner}])

    def drop_view(self, owner: str, name: str) -> None:
        """Keep that view no longer."""
        with self._database.write() as connection:
            connection.execute(saved_views.delete().where(v.owner == owner, v.name == name))

    def note(self, who: str, act: str, target: str = "", *, address: str, now: datetime) -> None:
        """Add a row to the audit log."""
        with self._database.write() as connection:
            audits.note(connection, who, act, target, address=address, now=now)

    def audit(self, *, limit: int | None = 100, who: str | None = None) -> tuple[AuditRow, ...]:
        """Rows of the audit log, the latest first."""
        with self._database.read() as connection:
            return audits.latest(connection, limit, who)

    def audit_faults(self, *, expected: str | None = None) -> tuple[str, ...]:
        """What is wrong with the chain of the audit log, one line each; () if it is whole.
        ``expected`` is the hash of a row, noted earlier, that has to be in it."""
        with self._database.read() as connection:
            return tuple(audits.faults(connection, expected))


_TOKENS = sa.select(t.id, t.account, t.scopes, t.note, t.made, t.ends, t.revoked)


def _token(row: Sequence[Any]) -> AccountToken:
    key, account, scopes, *rest = row
    return AccountToken(key, account, tuple(scopes.split()), *rest)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role: use {', '.join(ROLES)}")


def _there(connection: sa.Connection, name: str) -> bool:
    return connection.execute(sa.select(c.name).where(c.name == name)).first() is not None


def _must_be(connection: sa.Connection, name: str) -> None:
    if not _there(connection, name):
        raise UsageError(f"there is no account {name}")


def _an_admin_stays(connection: sa.Connection) -> None:
    """Raises UsageError, so that the change is undone, if only others would be left."""
    roles = set(connection.execute(sa.select(c.role)).scalars())
    if roles and "admin" not in roles:
        raise UsageError("there has to be an admin: make one first")


def _end_all(connection: sa.Connection, name: str) -> None:
    connection.execute(account_sessions.delete().where(s.account == name))
