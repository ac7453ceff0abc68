"""The ledgers of the tests of the store serve here too."""

from __future__ import annotations

from tests.ledger.conftest import empty_database, ledger, server, where

__all__ = ["empty_database", "ledger", "server", "where"]
