"""The country of a town that an actor phrase names ("Aleppo residents"), if hardly in doubt."""

from __future__ import annotations

from functools import lru_cache

from tocsin.resolve.gazetteer import ADM1, CITY, Entry, open_gazetteer

_SMALLEST = 50_000
_MARGIN = 5


@lru_cache(maxsize=1 << 12)
def country_of_town(name: str, country: str | None = None) -> str | None:
    """Alpha-3 code of the country of a town or region; ``country`` wins if it has one of that name.

    None if no place of that name has 50,000 people, or if the largest in another country has more
    than a fifth of the first one's.
    """
    found = [e for e in open_gazetteer().named(name) if e.level in (ADM1, CITY) and e.country]
    if any(e.country == country for e in found):
        return country
    large = [e for e in found if _weight(e) >= _SMALLEST]
    if not large:
        return None
    first = max(large, key=_weight)
    rivals = [_weight(e) for e in found if e.country != first.country]
    return first.country if _weight(first) >= _MARGIN * max(rivals, default=0) else None


def _weight(entry: Entry) -> int:
    return max(entry.population, _SMALLEST * 2 if entry.level == ADM1 else 0)
