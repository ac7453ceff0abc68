"""Write ``stems.tsv`` and ``country_words.tsv``: ``python -m training.corroborate.make_words``.

``stems.tsv`` has how many of 1,000 news sentences hold a word of that stem: counts over the
sentences of ``../shared/claims/pool.jsonl`` and the claims' training documents.
``country_words.tsv`` are the single words of country names, adjectives, capitals and seats of
government in ``resolve``'s table, with their ISO codes.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tocsin.corroborate.same_words import stem, words

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src/tocsin/corroborate/data"
SHARED = ROOT.parent / "shared/claims"
LEAST = 4
"""A stem of fewer sentences is a rare one and needs no line."""


def sentences() -> list[str]:
    files = [SHARED / "pool.jsonl", *sorted((SHARED / "train").glob("**/*docs*.jsonl"))]
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    return sorted({sentence for row in rows for sentence in row["sentences"]})


def stems() -> None:
    seen: Counter[str] = Counter()
    texts = sentences()
    for text in texts:
        seen.update({stem(word) for word in words(text)})
    lines = [
        f"{name}\t{1000 * count / len(texts):.2f}"
        for name, count in sorted(seen.items())
        if count >= LEAST
    ]
    (OUT / "stems.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def country_words() -> None:
    table = ROOT / "src/tocsin/resolve/data/countries.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    singles = {row[0]: row[2] for row in rows if " " not in row[0]}
    lines = [f"{name}\t{code}" for name, code in sorted(singles.items())]
    (OUT / "country_words.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    country_words()
    stems()
