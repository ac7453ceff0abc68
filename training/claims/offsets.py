"""Annotations without the annotated words: ids, offsets and labels, and back.

``python -m training.claims.offsets pack DOCS CLAIMS OUT`` and ``... unpack DOCS PACKED OUT``.

The texts that we annotated belong to others. What the project keeps of an annotation is, for every
quoted phrase, ``[sentence, start, end]``; with the documents at hand the records are whole again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Where = list[int]
_EMPTY: dict[str, Any] = {
    "mode": None, "actors": [], "recipients": [], "place": [], "when": None, "quantities": [],
    "modality": "asserted", "polarity": "+", "time": "past", "sources": [], "condition": None,
    "under": None, "implicit": False,
}  # fmt: skip


def find(sentences: list[str], s: int, text: str) -> Where:
    """Where a phrase stands: in sentence ``s``, else in the last one before that has it, else in
    the first one after."""
    for k in (*range(s, -1, -1), *range(s + 1, len(sentences))):
        at = sentences[k].find(text) if k == s else sentences[k].rfind(text)
        if at >= 0:
            return [k, at, at + len(text)]
    raise ValueError(f"sentence {s}: no {text!r} there or before")


def mapped(claim: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """The claim with every quoted phrase changed."""
    out = dict(claim)
    for key in ("actors", "recipients", "place", "quantities"):
        out[key] = [[change(x[0]), *x[1:]] for x in claim[key]]
    out["sources"] = [
        [change(x[0]), x[1], x[2], change(x[3]) if x[3] else None, x[4]] for x in claim["sources"]
    ]
    out["when"] = [change(claim["when"][0]), *claim["when"][1:]] if claim["when"] else None
    out["trigger"] = change(claim["trigger"])
    out["condition"] = change(claim["condition"]) if claim["condition"] else None
    return out


def pack(doc: dict[str, Any], claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Claims with offsets for words, and nothing that is empty or usual."""
    out = []
    for c in claims:
        packed = mapped(c, lambda text, s=c["s"]: find(doc["sentences"], s, text))
        out.append({k: v for k, v in packed.items() if k not in _EMPTY or v != _EMPTY[k]})
    return out


def unpack(doc: dict[str, Any], packed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims as they were annotated."""

    def words(at: Where) -> str:
        text: str = doc["sentences"][at[0]][at[1] : at[2]]
        return text

    return [mapped({**_EMPTY, **c}, words) for c in packed]


def main() -> None:
    what, docs, source, out = sys.argv[1], *map(Path, sys.argv[2:5])
    known = {d["id"]: d for d in map(json.loads, docs.read_text(encoding="utf-8").splitlines())}
    change = {"pack": pack, "unpack": unpack}[what]
    with out.open("w", encoding="utf-8") as file:
        for line in source.read_text(encoding="utf-8").splitlines():
            r = json.loads(line)
            row = {"id": r["id"], "claims": change(known[r["id"]], r["claims"])}
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
