"""Score the language model.

    python evals/parsing.py DEV.conllu... [--ner NAMES.jsonl] [--model FOLDER] [--json]

The headline is ``las`` with gold words: labelled attachment over all tokens, subtypes of relations
ignored, as in the CoNLL 2018 shared task; ``las_subtypes`` counts them. ``raw`` starts from raw
text.
``--ner`` scores exact spans of PER, ORG and LOC.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tocsin.language import Parser  # noqa: E402
from training.language.evaluate import name_spans, treebank  # noqa: E402


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("treebanks", type=Path, nargs="*", help="CoNLL-U files")
    ap.add_argument("--ner", type=Path, action="append", default=[], help="JSONL with entities")
    ap.add_argument("--model", type=Path, help="folder of another model")
    ap.add_argument("--json", action="store_true", help="one line of JSON")
    a = ap.parse_args()
    if not a.treebanks and not a.ner:
        ap.error("give at least one treebank or --ner file")
    parser = Parser(a.model) if a.model else Parser()
    scores: dict[str, Any] = {p.stem: treebank(parser, p) for p in a.treebanks}
    scores |= {p.stem: {"names": name_spans(parser, p)} for p in a.ner}
    if a.json:
        print(json.dumps(scores))
        return
    for name, parts in scores.items():
        for part, found in parts.items():
            figures = "  ".join(f"{k} {v}" for k, v in found.items())
            print(f"{name:20} {part:12} {figures}")


if __name__ == "__main__":
    main()
