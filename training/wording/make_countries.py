"""Write the names by which we call countries: ``python -m training.wording.make_countries``.

The names are those of ``resolve/data/countries.tsv``; which of them take an article is our list.
"""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/tocsin"
ARTICLE = set(
    "ARE ATF BHS CAF CCK COD COG COK COM CYM DOM FLK FRO GBR GMB IMN IOT MDV MHL MNP NLD PHL "
    "SLB SYC TCA UMI USA VGB VIR".split()
)
OTHERS = {
    "IGO": ("", "international bodies"),
    "INT": ("the", "international community"),
    "NGO": ("", "aid organisations"),
    "MNC": ("", "international companies"),
    "VAT": ("the", "Vatican"),
}


def main() -> None:
    """Read the names, add the articles, write the table."""
    text = (SOURCE / "resolve/data/countries.tsv").read_text(encoding="utf-8")
    names = {}
    for line in text.splitlines()[1:]:
        _, _, code, _, name = line.split("\t")
        names[code] = ("the" if code in ARTICLE else "", name.removeprefix("The "))
    rows = [f"{code}\t{the}\t{name}" for code, (the, name) in sorted((names | OTHERS).items())]
    out = SOURCE / "wording/data/countries.tsv"
    out.write_text("code\tarticle\tname\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
