"""How sure a forecast is, in words."""

from __future__ import annotations

TOO_FEW = "too few reports to judge"


def confidence(events: int, days: int) -> tuple[str, tuple[str, ...]]:
    """Low, moderate or high, by the events of the pair in the last year and the length of its past
    in days, with the reasons. The bounds (10 and 50 events, one and three years) are our choice."""
    told = (
        f"{events} events of the pair in the last year",
        f"the history begins {days} days before the cut-off",
    )
    if events >= 50 and days >= 3 * 365:
        return "high", told
    if events >= 10 and days >= 365:
        return "moderate", told
    return "low", told
