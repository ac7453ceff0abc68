"""Write the names of countries that rules may use, from those that `resolve` knows.

Run by hand: ``python training/watch/countries.py``.
"""

from __future__ import annotations

from pathlib import Path

SOURCE = Path("src/tocsin/resolve/data/countries.tsv")
TARGET = Path("src/tocsin/watch/data/countries.tsv")


def main() -> None:
    rows = [line.split("\t") for line in SOURCE.read_text(encoding="utf-8").splitlines()[1:]]
    names = sorted({(row[0].casefold(), row[2]) for row in rows if row[1] == "name" and row[2]})
    lines = ["# name\tISO 3166 alpha-3", *("\t".join(pair) for pair in names)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
