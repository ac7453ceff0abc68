"""Which of the places of a name is meant: prominence, agreement with the other names, level words.

Every name of the document votes for the countries, first-level regions and neighbourhoods (cells
of two degrees) of the places that it can mean, in proportion to how likely each is; the votes are
counted again with the new likelihoods. The weights below were chosen on the LGL development set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log1p, log10

from tocsin.resolve.gazetteer import (
    ABBREVIATION,
    ADM1,
    ADM2,
    ALTERNATE,
    AREA,
    CITY,
    COUNTRY,
    DEMONYM,
    MAIN,
    REGION,
    SITE,
    SKELETON,
    Entry,
)

_LEVEL = {COUNTRY: 9.0, ADM2: 2.8, AREA: 8.0, REGION: 6.5, SITE: 5.5}
_KIND = {ALTERNATE: -1.2, DEMONYM: -0.3, SKELETON: -1.5, ABBREVIATION: -1.0}
_CITY_SCALE = 1.0
_REGION_LEAST, _REGION_SCALE = 3.1, 0.5
_SEAT = 0.8
_SEAT_FROM = 50_000
_CAPITAL = 1.5
_COUNTRY_VOTE, _REGION_VOTE, _CELL_VOTE = 1.2, 2.4, 1.8
_PUBLISHER = 0.8
_HINT, _HINT_AGAINST = 1.5, -1.0
_INSIDE = 6.0
_LISTED = 2.4
_ROUNDS = 3
_CELL_DEGREES = 2
_SUPPORT = 0.2

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Votes:
    """How strongly the document points at each country, first-level region and cell."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[Cell, float] = field(default_factory=lambda: defaultdict(float))

    def cast(self, shares: Mapping[Entry, float], weight: float = 1.0) -> None:
        """Add the votes of one name (with a negative weight: take them back)."""
        for entry, share in shares.items():
            self.countries[entry.country or ""] += share * weight
            if entry.admin1:
                self.regions[entry.country or "", entry.admin1] += share * weight
            if entry.level != COUNTRY:
                self.cells[_cell(entry)] += share * weight


def _cell(entry: Entry) -> Cell:
    return round(entry.lat / _CELL_DEGREES), round(entry.lon / _CELL_DEGREES)


def _near(entry: Entry, cells: Mapping[Cell, float]) -> float:
    row, column = _cell(entry)
    return sum(
        cells.get((row + down, column + right), 0.0) for down in (-1, 0, 1) for right in (-1, 0, 1)
    )


def prominence(entry: Entry) -> float:
    """How likely a place is without any context, on a logarithmic scale."""
    if entry.level == CITY:
        score = _CITY_SCALE * log10(entry.population + 10) + _CAPITAL * entry.capital
    elif entry.level == ADM1:
        score = _REGION_LEAST + _REGION_SCALE * log10(entry.population + 10)
    else:
        score = _LEVEL[entry.level]
    return score + _KIND.get(entry.kind, 0.0)


def priors(entries: Iterable[Entry]) -> dict[Entry, float]:
    """`prominence` of all that a name can mean; a town that its region is named after gains."""
    known = tuple(entries)
    regions = {(e.country, e.admin1) for e in known if e.level == ADM1}
    return {
        e: prominence(e) + _SEAT * (_is_town(e) and (e.country, e.admin1) in regions) for e in known
    }


def _is_town(entry: Entry) -> bool:
    return entry.level == CITY and entry.population > _SEAT_FROM


def agreement(entry: Entry, votes: Votes, publisher: str | None) -> float:
    """How well a place fits the rest of the document."""
    country = entry.country or ""
    return (
        _COUNTRY_VOTE * log1p(max(0.0, votes.countries.get(country, 0.0)))
        + _REGION_VOTE * log1p(max(0.0, votes.regions.get((country, entry.admin1), 0.0)))
        + _CELL_VOTE * log1p(max(0.0, _near(entry, votes.cells)))
        + _PUBLISHER * (publisher is not None and publisher == entry.country)
    )


def supported(entry: Entry, votes: Votes) -> bool:
    """False for a guess at another spelling in a country that nothing else points at."""
    return entry.kind != SKELETON or votes.countries.get(entry.country or "", 0.0) > _SUPPORT


def hinted(entry: Entry, hint: str) -> float:
    """How well a place fits a level word beside its name."""
    if not hint:
        return 0.0
    wanted = (CITY,) if hint == "city" else (ADM1, ADM2, REGION)
    return _HINT if entry.level in wanted else _HINT_AGAINST


def inside(entry: Entry, containers: Sequence[Entry]) -> float:
    """A bonus if a place lies in one of the places named beside it, the finer the container the
    more.
    """
    return max((_contained(entry, container) for container in containers), default=0.0)


def _contained(entry: Entry, container: Entry) -> float:
    if entry.level == container.level == COUNTRY and entry.kind == container.kind == MAIN:
        return _LISTED if entry.id != container.id else 0.0
    if entry.id == container.id or entry.country != container.country or entry.country is None:
        return 0.0
    if container.level == COUNTRY:
        return _INSIDE
    same = container.level == ADM1 and entry.admin1 == container.admin1
    return _INSIDE * 1.3 if same else 0.0


def vote(
    names: Mapping[str, Mapping[Entry, float]], votes: Votes, publisher: str | None
) -> dict[str, Entry]:
    """The sense of every name; ``votes`` ends up with the votes of all names added.

    ``names`` gives each name's entries with the scores that they have without the document.
    """
    alone = {name: entries for name, entries in names.items() if entries}
    shares = {name: _shares(entries) for name, entries in alone.items()}
    for share in shares.values():
        votes.cast(share)
    chosen: dict[str, Entry] = {}
    for _ in range(_ROUNDS):
        for name, entries in alone.items():
            votes.cast(shares[name], -1.0)
            scores = {e: score + agreement(e, votes, publisher) for e, score in entries.items()}
            shares[name] = _shares(scores)
            votes.cast(shares[name])
            chosen[name] = max(scores, key=lambda entry: scores[entry])
    return {name: entry for name, entry in chosen.items() if _kept(entry, shares[name], votes)}


def _kept(entry: Entry, shares: Mapping[Entry, float], votes: Votes) -> bool:
    votes.cast(shares, -1.0)
    kept = supported(entry, votes)
    if kept:
        votes.cast(shares)
    return kept


def _shares(scores: Mapping[Entry, float]) -> dict[Entry, float]:
    """Scores as likelihoods that add up to one; hopeless ones are left out."""
    top = max(scores.values())
    raw = {entry: exp(score - top) for entry, score in scores.items() if score > top - 6}
    total = sum(raw.values())
    return {entry: value / total for entry, value in raw.items()}
