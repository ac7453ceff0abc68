"""Claims from a parse: which words express an event, who does it to whom, who says so, how
surely."""

from __future__ import annotations

from tocsin.coding.assemble import code

__all__ = ["code"]
