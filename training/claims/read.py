"""Annotated documents (``docs.jsonl``, ``claims.jsonl``) parsed and aligned for training."""

from __future__ import annotations

import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from tocsin.coding import code
from tocsin.coding.grammar import Tree
from tocsin.coding.labels import NAMING
from tocsin.coding.rules import party
from tocsin.language.parser import Parser
from tocsin.language.types import Parse
from tocsin.records import Draft
from tocsin.resolve.parties import Parties
from tocsin.resolve.places import place_names, survey
from training.claims.windows import Document, document


def rows(path: Path) -> list[dict]:
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]


def read(docs: Path, claims: Path, parser: Parser) -> Iterator[Document]:
    """Every annotated document of two files."""
    annotated = {r["id"]: r["claims"] for r in rows(claims)}
    for d in rows(docs):
        if d["id"] in annotated:
            text = "\n".join(d["sentences"])
            parse = parser.parse(text)
            draft = code(parse, model=False)
            parties = Parties(draft.mentions)
            names = place_names(draft.mentions, text)
            parties.places = survey(names, text, countries=parties.countries)
            made = document(parse, d, annotated[d["id"]], same_party(parse, draft, parties))
            made.naming = naming(parse, parties)
            yield made


def naming(parse: Parse, parties: Parties) -> dict[str, list[int]]:
    """The words that name each country, or refer back to it, by our own resolution."""
    found: dict[str, list[int]] = defaultdict(list)
    w = 0
    for n, s in enumerate(parse.sentences):
        tree = Tree(s, n)
        for i, t in enumerate(s.tokens):
            for country in parties.named(party(tree, i)) if t.upos in NAMING else ():
                found[country].append(w)
            w += 1
    return dict(found)


def same_party(parse: Parse, draft: Draft, parties: Parties) -> Callable[[str | None], set[int]]:
    """Words that head mentions of a country, by our own resolution."""
    word_at, w = {}, 0
    for s in parse.sentences:
        for t in s.tokens:
            word_at[(t.start, t.end)] = w
            w += 1
    found: dict[str, set[int]] = defaultdict(set)
    for m in draft.mentions:
        heads = [k for (a, b), k in word_at.items() if m.span.start <= a and b <= m.span.end]
        for x in parties.resolve(m, None):
            if x.entity and x.entity.country:
                found[x.entity.country].update(heads)
    return lambda country: found.get(country, set()) if country else set()


def main() -> None:
    """Parse and align ``DOCS CLAIMS OUT.pkl``."""
    docs, claims, out = map(Path, sys.argv[1:4])
    found = list(read(docs, claims, Parser()))
    out.write_bytes(pickle.dumps(found))
    print(f"{len(found)} documents, {sum(len(d.targets) for d in found)} claims in {out}")


if __name__ == "__main__":
    main()
