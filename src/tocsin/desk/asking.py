"""What the reader asked for in the query: days, numbers, words; what does not fit is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from starlette.requests import Request

LONGEST = 200
YEARS = range(1800, 2200)
"""Days outside these are taken for mistakes."""


class Asked:
    """The query of a request. Wrong values count as not given, so that every address shows a
    page."""

    def __init__(self, request: Request) -> None:
        self._query = request.query_params

    def text(self, name: str) -> str | None:
        """The words, None if there are none."""
        found = self._query.get(name, "").replace("\x00", "").strip()[:LONGEST]
        return found or None

    def one_of(self, name: str, choices: tuple[str, ...]) -> str | None:
        """The word if it is one of those."""
        found = self.text(name)
        return found if found in choices else None

    def day(self, name: str) -> date | None:
        """A day in ISO 8601."""
        try:
            found = date.fromisoformat(self._query.get(name, ""))
        except ValueError:
            return None
        return found if found.year in YEARS else None

    def moment(self, name: str) -> datetime | None:
        """A day or moment in ISO 8601, in UTC if it does not say otherwise."""
        try:
            found = datetime.fromisoformat(self._query.get(name, "").replace(" ", "+"))
        except ValueError:
            return None
        if found.year not in YEARS:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def number(self, name: str, default: int, *, least: int = 0, most: int = 10_000) -> int:
        """A whole number within bounds."""
        found = self._query.get(name, "")
        value = int(found) if found.isascii() and found.isdigit() and len(found) < 9 else default
        return min(max(value, least), most)
