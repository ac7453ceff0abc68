"""Passwords, kept as argon2id only.

The parameters are those of RFC 9106, section 4, second recommendation (64 MiB, three passes), the
defaults of argon2-cffi. At most two are computed at once, so that many logins do not fill memory.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from tocsin.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 1024
_AT_ONCE = threading.BoundedSemaphore(2)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as error:
        hint = "pip install 'tocsin[desk]'"
        raise UsageError(f"accounts need the package {error.name}: {hint}") from error
    return PasswordHasher()


@cache
def _nobody() -> str:
    """What the password of a name without an account is checked against: it fits nothing."""
    return _hasher().hash(secrets.token_urlsafe(32))


def prepare() -> None:
    """Make ready what logins need, so that the first one takes no longer than others.

    Raises UsageError if the library is not installed.
    """
    _nobody()


def proof(password: str) -> str:
    """What is kept of a password. Raises UsageError if it is too short or too long."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
    with _AT_ONCE:
        return _hasher().hash(plain)


def fits(password: str, held: str | None) -> bool:
    """Whether this is the password. For an unknown account (None) it is checked all the same
    against one that nobody has, so that the answer takes as long."""
    from argon2.exceptions import InvalidHashError, VerificationError

    plain = _plain(password[:LONGEST])
    with _AT_ONCE:
        try:
            right = _hasher().verify(held if held is not None else _nobody(), plain)
        except (VerificationError, InvalidHashError):
            return False
    return right and held is not None and len(password) <= LONGEST


def is_old(held: str) -> bool:
    """Whether a proof was made with other parameters than today's."""
    return _hasher().check_needs_rehash(held)


def _plain(password: str) -> str:
    """One form for characters that can be written in several ways."""
    return unicodedata.normalize("NFKC", password)
