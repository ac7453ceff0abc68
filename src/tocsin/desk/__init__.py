"""The web desk: pages over a ledger, for one analyst on her own machine or all who have accounts.

`app` makes the web application, `serve` runs it. ``views`` say what stands on each
page as plain dicts, ``pages``, ``exploring``, ``charting`` and ``acting`` turn requests into them,
``guard`` keeps strangers and foreign scripts out, ``access`` says which role a route asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.desk.application import app
    from tocsin.desk.serving import serve

__all__ = ["app", "serve"]


def __getattr__(name: str) -> Any:
    """Load the web library only when somebody asks for the desk."""
    if name == "app":
        from tocsin.desk.application import app

        return app
    if name == "serve":
        from tocsin.desk.serving import serve

        return serve
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
