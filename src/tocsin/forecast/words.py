"""Words for frequencies, and how sure a forecast is."""

from __future__ import annotations

TOO_FEW = "too few reports to judge"


def frequency(probability: float, *, unit: str = "week") -> str:
    """How rarely something so improbable comes: "one week in 400", "most weeks"."""
    if probability >= 0.5:
        return f"most {unit}s"
    if probability < 1e-4:
        return f"less than one {unit} in 10,000"
    number = 1 / probability
    digits = 0 if number < 20 else 1 if number < 200 else 2
    return f"one {unit} in {round(number / 10**digits) * 10**digits:,}"


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
