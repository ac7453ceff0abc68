"""Score the language model.

    python evals/parsing.py [DEV.conllu...] [--ner NAMES.jsonl] [--model FOLDER] [--json]

Without a file, the dev parts of both treebanks of ../shared.

The headline is ``las`` with gold words: labelled attachment over all tokens, subtypes of relations
ignored, as in the CoNLL 2018 shared task; ``las_subtypes`` counts them. ``raw`` starts from raw
text.
``--ner`` scores exact spans of PER, ORG and LOC.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, show, text  # noqa: E402
from tocsin.errors import DataError  # noqa: E402
from tocsin.language import Parser  # noqa: E402
from training.language.evaluate import name_spans, treebank  # noqa: E402

DEFAULT = [SHARED / f"data/parsing/en_{name}-dev.conllu" for name in ("ewt", "gum")]
_COLUMNS = 10


def check_treebank(path: Path) -> None:
    """Raises DataError if the first word of a file is no line of CoNLL-U."""
    words = (line for line in text(path).split("\n") if line.strip() and line[0] != "#")
    if len(next(words, "").split("\t")) != _COLUMNS:
        raise DataError(f"{path}: wrong kind of file, it is no CoNLL-U")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("treebanks", type=Path, nargs="*", help="CoNLL-U files")
    ap.add_argument("--ner", type=Path, action="append", default=[], help="JSONL with entities")
    ap.add_argument("--model", type=Path, help="folder of another model")
    ap.add_argument("--json", action="store_true", help="one line of JSON")
    a = ap.parse_args()
    treebanks = a.treebanks or ([] if a.ner else DEFAULT)
    for path in treebanks:
        check_treebank(path)
    for path in a.ner:
        rows(path, "entities")
    parser = Parser(a.model) if a.model else Parser()
    scores: Row = {p.stem: treebank(parser, p) for p in treebanks}
    scores |= {p.stem: {"names": name_spans(parser, p)} for p in a.ner}
    if a.json:
        show(scores, as_json=True)
        return
    for name, parts in scores.items():
        for part, found in parts.items():
            figures = "  ".join(f"{k} {v}" for k, v in found.items())
            print(f"{name:20} {part:12} {figures}")


if __name__ == "__main__":
    with ending():
        main()
