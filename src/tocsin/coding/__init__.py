"""Claims from a parse: which words express an event, who does it to whom, who says so, how
surely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.coding.assemble import code
    from tocsin.coding.gate import wanted

__all__ = ["code", "wanted"]


def __getattr__(name: str) -> Any:
    """Load the coder, and with it numpy, only when somebody asks for it."""
    if name == "code":
        from tocsin.coding.assemble import code

        return code
    if name == "wanted":
        from tocsin.coding.gate import wanted

        return wanted
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
