"""Inclusive intervals of days, and the arithmetic of weeks, months, years and their parts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """``start`` to ``end``, both included; None is open. ``precision`` as in ``records.When``."""

    start: date | None
    end: date | None
    precision: str = "interval"


def day(of: date) -> Days:
    """One day."""
    return Days(of, of, "day")


def date_of(year: int, month: int, number: int) -> date | None:
    """The date, or None if the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def months(year: int, month: int, count: int = 1) -> Days | None:
    """``count`` whole months from the given one."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    first = date_of(year, month, 1)
    if first is None or not MINYEAR <= last_year <= MAXYEAR:
        return None
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Days(
        first, last, {1: "month", 12: "year"}.get(count, "season" if count == 3 else "interval")
    )


def years(first: int, count: int = 1) -> Days | None:
    """``count`` whole years from ``first``."""
    if not (first >= MINYEAR and first + count - 1 <= MAXYEAR):
        return None
    precision = {1: "year", 10: "decade"}.get(count, "interval")
    return Days(date(first, 1, 1), date(first + count - 1, 12, 31), precision)


def week(of: date, offset: int = 0) -> Days:
    """Monday to Sunday of the week of a day, ``offset`` weeks away."""
    monday = of - timedelta(of.weekday()) + timedelta(weeks=offset)
    return Days(monday, monday + timedelta(6), "week")


def shift(of: date, count: float, unit: str) -> date | None:
    """A day moved by ``count`` units ("day", "week", "month", "year", "decade", "century", ...)."""
    if unit in _MONTHS:
        return _shift_months(of, round(count * _MONTHS[unit]))
    moved = of.toordinal() + round(count * _DAYS[unit])
    return date.fromordinal(moved) if 1 <= moved <= date.max.toordinal() else None


def around(of: date, count: float, unit: str) -> Days | None:
    """The whole unit ``count`` units away: the year two years ago, the month last month."""
    moved = shift(of, count, unit)
    if moved is None:
        return None
    if unit == "week":
        return week(moved)
    if unit == "month":
        return months(moved.year, moved.month)
    if unit == "quarter":
        return months(moved.year, (moved.month - 1) // 3 * 3 + 1, 3)
    if unit in ("year", "decade", "century"):
        return years(moved.year)
    return day(moved)


def part(whole: Days, which: str) -> Days:
    """ "early", "mid", "late", "start" or "end" of an interval.

    Thirds of ten days in a month; in a year January to April, June to August, October to December:
    the conventions of the annotated claims that this is developed on.
    """
    if whole.start is None or whole.end is None:
        return whole
    cut = {"month": _part_of_month, "year": _part_of_year}.get(whole.precision, _part_of_any)
    start, end = cut(whole.start, whole.end, which)
    return Days(start, end, "interval")


def clip(days: Days, latest: date) -> Days:
    """The interval cut off after ``latest``, unless it begins later."""
    if days.start is None or days.end is None or days.start > latest or days.end <= latest:
        return days
    return replace(days, end=latest, precision="day" if days.start == latest else days.precision)


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"minute": 0, "hour": 1 / 24, "day": 1, "weekend": 7, "week": 7, "fortnight": 14}


def _shift_months(of: date, count: int) -> date | None:
    year, month = divmod(of.year * 12 + of.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(of.day, monthrange(year, month + 1)[1]))


def _part_of_month(start: date, end: date, which: str) -> tuple[date, date]:
    first, last = {
        "early": (1, 10),
        "start": (1, 10),
        "mid": (11, 20),
        "late": (21, 31),
        "end": (25, 31),
    }[which]
    return start.replace(day=first), start.replace(day=min(last, end.day))


def _part_of_year(start: date, end: date, which: str) -> tuple[date, date]:
    first, last = {
        "early": (1, 4),
        "start": (1, 1),
        "mid": (6, 8),
        "late": (10, 12),
        "end": (12, 12),
    }[which]
    return start.replace(month=first), end.replace(month=last, day=monthrange(end.year, last)[1])


def _part_of_any(start: date, end: date, which: str) -> tuple[date, date]:
    """Early and late are the outer 40 %, the middle what lies between 40 and 60 %."""
    length = (end - start).days + 1
    low, high = {
        "early": (0.0, 0.4),
        "start": (0.0, 0.4),
        "mid": (0.4, 0.7),
        "late": (0.6, 1.0),
        "end": (0.6, 1.0),
    }[which]
    if which == "end" and length <= 7:
        return end, end
    return start + timedelta(round(length * low)), start + timedelta(
        max(round(length * high), 1) - 1
    )
