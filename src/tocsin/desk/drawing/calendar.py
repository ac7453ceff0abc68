"""Time as lengths: bars by day with the future on them, and weeks as a strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
LANE = 22
DAY = timedelta(1)
LANES = 14


def bars(
    counts: Iterable[tuple[date, int, int]], *, first: date, last: date, width: int, height: int
) -> list[Json]:
    """Stacked bars: ``counts`` are (day, quad class, number); each bar is a rectangle."""
    held = Counter[tuple[date, int]]()
    for day, quad, number in counts:
        held[day, quad] += number
    step = width / ((last - first).days + 1)
    days = {day for day, _ in held}
    top = max((sum(held[day, q] for q in range(1, 5)) for day in days), default=1)
    found = []
    for day in sorted(days):
        below = 0.0
        for quad in (1, 2, 3, 4):
            tall = held[day, quad] / top * height
            if tall:
                found.append(
                    {
                        "x": round((day - first).days * step + step * 0.1, 1),
                        "y": round(height - below - tall, 1),
                        "width": round(max(1.0, step * 0.8), 1),
                        "height": round(tall, 1),
                        "quad": quad,
                        "day": day.isoformat(),
                        "number": held[day, quad],
                    }
                )
            below += tall
    return found


def ticks(first: date, last: date, *, width: int) -> list[Json]:
    """A label for each first day of a week; the month where it changes."""
    step = width / ((last - first).days + 1)
    monday = first + timedelta((7 - first.weekday()) % 7)
    found, month = [], 0
    while monday <= last:
        name = f"{monday.day} {monday:%b}" if monday.month != month else str(monday.day)
        found.append({"x": round((monday - first).days * step, 1), "label": name})
        month = monday.month
        monday += 7 * DAY
    return found


def place_of(day: date, first: date, last: date, *, width: int) -> float:
    """Where a day begins."""
    return round((day - first).days * width / ((last - first).days + 1), 1)


def lanes(
    rows: Sequence[Json], *, first: date, last: date, width: int, most: int = LANES
) -> list[Json]:
    """The due windows as bars below one another, none over the other's label."""
    step = width / ((last - first).days + 1)
    ends = [-1.0] * most
    found = []
    for row in rows:
        start = date.fromisoformat(row["first"] or row["last"])
        end = date.fromisoformat(row["last"] or row["first"])
        if end < first or start > last:
            continue
        x = (max(start, first) - first).days * step
        wide = max(step, ((min(end, last) - max(start, first)).days + 1) * step)
        left = x + wide + 230 > width
        begins = x - 230 if left else x
        lane = next((n for n, free in enumerate(ends) if free < begins), None)
        if lane is None:
            continue
        ends[lane] = x + wide + (4 if left else 236)
        found.append(
            row | {"x": round(x, 1), "width": round(wide, 1), "y": lane * LANE, "left": left}
        )
    return found


def weeks(events: Iterable[tuple[date, int]], *, first: date, last: date) -> list[dict[int, Json]]:
    """Counts by week (Monday) and quad class: ``number`` and a ``shade`` 0 to 4."""
    monday = first - timedelta(first.weekday())
    total = (last - monday).days // 7 + 1
    held = Counter((((day - monday).days // 7), quad) for day, quad in events)
    top = max(held.values(), default=1)
    return [
        {
            quad: {
                "number": held[week, quad],
                "shade": shade(held[week, quad], top),
                "monday": (monday + timedelta(7 * week)).isoformat(),
            }
            for quad in (1, 2, 3, 4)
        }
        for week in range(total)
    ]


def shade(number: int, top: int) -> int:
    """0 for none, else 1 to 4 by quarters of the most."""
    return 0 if not number else min(4, 1 + (4 * number - 1) // max(top, 1))
