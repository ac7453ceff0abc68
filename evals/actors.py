"""How often an actor phrase gets the right country and the right sector.

    python evals/actors.py [--claims FILE...] [--ngec FILE...] [--json]

Without a file, the dev sets of ../shared.

A line of ``--claims`` is a document with ``claims`` (docs/codebook.md): every actor, recipient and
source that its own sentence names is a case, the same phrase of a document counted once.
``country`` and ``sector`` are shares of right answers when the default country is the one that the
document's phrases name most; ``country_alone`` and ``sector_alone`` are those without any default;
``given`` is the share of cases whose phrase alone gives a country, ``given_country`` the share of
right ones among these. ``--names`` lets unknown proper names take the default too.
A line of ``--ngec`` is a phrase (``text``) with what NGEC's author expects (``expect``: country and
``code_1``); its codes are mapped to ours, cases that have no like here are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, show  # noqa: E402
from tocsin.records import Entity, Mention, Span  # noqa: E402
from tocsin.resolve.entities import Context, identify  # noqa: E402

CLAIMS = SHARED / "claims/dev/claims.jsonl"
NGEC = SHARED / "data/actors/actors_ngec_dev.jsonl"
Scores = dict[str, float]
PRONOUNS = set("he she it they we i who him her them us his its their our both these those".split())
COUNTRY = {"": None, "UNO": "IGO", "EUR": "IGO"}
SECTOR = {"": None, "AGR": "CVL", "PRM": "PAR", "MED": "HLH"}
UNLIKE = {"JNK", "UNK", "PRE", "ELI", "SOC"}


def mention(text: str) -> Mention:
    """A phrase as a mention without grammar."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    kind = "name" if last[:1].isupper() else "nominal"
    return Mention(Span(0, len(text), text), "", "pronoun" if text.lower() in PRONOUNS else kind)


def cases(document: Row) -> list[tuple[str, str | None, str | None]]:
    """The different (text, country, sector) of a document that are no pronouns and not implicit."""
    found: dict[tuple[str, str | None, str | None], None] = {}
    for claim in document["claims"]:
        if claim["implicit"]:
            continue
        for text, country, sector, *_ in claim["actors"] + claim["recipients"] + claim["sources"]:
            if text.lower() not in PRONOUNS:
                found[text, country, sector] = None
    return list(found)


def parts_of(entity: Entity | None) -> tuple[str | None, str | None]:
    return (entity.country, entity.sector) if entity else (None, None)


def claims_scores(documents: Iterable[Row], misses: list[str], names: bool) -> Scores:
    right: Counter[str] = Counter()
    for document in documents:
        found = cases(document)
        alone = [parts_of(identify(mention(t), Context())) for t, _, _ in found]
        named = Counter(c for c, _ in alone if c and c not in ("IGO", "NGO", "MNC", "INT"))
        home = named.most_common(1)[0][0] if named else None
        for (text, country, sector), own in zip(found, alone, strict=True):
            best = parts_of(identify(mention(text), Context(home, names)))
            right["n"] += 1
            right["given"] += own[0] is not None
            right["given_country"] += own[0] is not None and own[0] == country
            right["country"] += best[0] == country
            right["sector"] += best[1] == sector
            right["country_alone"] += own[0] == country
            right["sector_alone"] += own[1] == sector
            right["both"] += best == (country, sector)
            if best != (country, sector):
                misses.append(f"{text} | is {country} {sector} | got {best[0]} {best[1]}")
    return shares(right)


def ngec_scores(lines: Iterable[Row], misses: list[str]) -> Scores:
    right: Counter[str] = Counter()
    for line in lines:
        expect: Mapping[str, str] = line["expect"]
        own = parts_of(identify(mention(line["text"]), Context()))
        country = COUNTRY.get(expect.get("country", "-"), expect.get("country", "-"))
        code = expect.get("code_1", "-")
        sector = SECTOR.get(code, code)
        if country != "-":
            right["n"] += 1
            right["country"] += own[0] == country
        if sector not in {"-", None} | UNLIKE:
            right["n_sector"] += 1
            right["sector"] += own[1] == sector
        wrong = (country != "-" and own[0] != country) or (
            sector not in {"-", None} | UNLIKE and own[1] != sector
        )
        if wrong:
            misses.append(f"{line['text']} | is {country} {code} | got {own[0]} {own[1]}")
    return shares(right)


def shares(right: Counter[str]) -> Scores:
    out: Scores = {"n": right["n"]}
    for key in sorted(right):
        whole = {"sector": right["n_sector"] or right["n"], "given_country": right["given"]}
        if not key.startswith("n"):
            out[key] = round(right[key] / max(1, whole.get(key, right["n"])), 4)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--claims", nargs="*", type=Path, default=[])
    parser.add_argument("--ngec", nargs="*", type=Path, default=[])
    parser.add_argument("--names", action="store_true", help="default country for unknown names")
    parser.add_argument("--misses", action="store_true", help="list the wrong answers")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.claims and not options.ngec:
        options.claims, options.ngec = [CLAIMS], [NGEC]
    misses: list[str] = []
    result: Row = {}
    if options.claims:
        result["claims"] = claims_scores(rows(options.claims, "claims"), misses, options.names)
    if options.ngec:
        result["ngec"] = ngec_scores(rows(options.ngec, "text", "expect"), misses)
    for line in misses if options.misses and not options.json else ():
        print(line)
    show(result, as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
