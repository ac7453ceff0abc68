"""Claims with identifiers: who each phrase stands for, where each place is, which days are
meant."""

from __future__ import annotations

from tocsin.resolve.claims import resolve

__all__ = ["resolve"]
