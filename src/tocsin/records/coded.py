"""Events that others coded: rows of ICEWS and its like, which stand beside our own coding."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CodedParty:
    """Who acted or was acted upon, as its coder says: a name, an ISO 3166 alpha-3 code (None if
    the coder names no country that we know), and the coder's own words for its sectors."""

    name: str = ""
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event of a foreign data set, never derived from a text of ours.

    ``coder`` says whose it is (``icews``). ``key`` is its identifier there, empty if it has none.
    ``type`` and ``mode`` are PLOVER's, None where its crosswalk of 2021 has no word for the CAMEO
    code. ``quad_class`` is by the coder's own convention, ``goldstein`` the coder's own number.
    ``published`` is None where the data set does not say; ``count`` is how many reports it counts.
    """

    coder: str
    day: date
    actor: CodedParty
    recipient: CodedParty
    cameo: str
    type: str | None = None
    mode: str | None = None
    quad_class: int | None = None
    goldstein: float | None = None
    published: date | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    url: str | None = None
    count: int = 1
    key: str = ""

    @property
    def id(self) -> str:
        """First 16 hex digits of the SHA-256 of the coder, the key, the day and what was coded."""
        parties = [
            part or ""
            for party in (self.actor, self.recipient)
            for part in (party.name, party.country, party.sector)
        ]
        told = [self.coder, self.key, self.day.isoformat(), self.cameo, self.place or "", *parties]
        return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()[:16]
