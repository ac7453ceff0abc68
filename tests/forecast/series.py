"""Hand-made histories for the tests of forecasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tocsin.records import DyadEvent

START = date(2024, 1, 1)
CUT = START + timedelta(days=800)
KINDS = {"ACCUSE": (3, 11), "CONSULT": (1, 4), "ASSAULT": (4, 19), "THREATEN": (3, 13),
         "AID": (2, 7)}  # fmt: skip


def event(day: int, actor: str, recipient: str, type_: str, **more: Any) -> DyadEvent:
    quad, root = KINDS[type_]
    when = START + timedelta(days=day)
    name = more.pop("id", f"{day}-{actor}-{recipient}-{type_}")
    published = more.pop("published", when)
    return DyadEvent(
        name, when, published, actor, recipient, type_, quad, root, type_ == "ASSAULT", **more
    )


def tense() -> list[DyadEvent]:
    """Two and a half years in which PRK accuses KOR weekly, KOR talks, and others meet."""
    found = [event(day, "PRK", "KOR", "ACCUSE") for day in range(0, 795, 7)]
    found += [event(day, "KOR", "PRK", "CONSULT") for day in range(3, 795, 14)]
    found += [event(day, "JPN", "KOR", "AID") for day in range(5, 795, 20)]
    found += [event(day, "PRK", "KOR", "ASSAULT") for day in (120, 400, 640)]
    return found
