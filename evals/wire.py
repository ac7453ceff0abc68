"""How well copies of wire reports are found.

usage: python evals/wire.py [PATH...] [--json]

A PATH is a folder of one storyline (``docs.jsonl`` with ``id``, ``date``, ``sentences`` and
``copy_of``), or a JSONL file of pairs (``id``, ``text_a``, ``text_b`` and ``label``; a label that
is null is looked up in ``wire_labels.tsv`` beside this program). By default those of ``../shared``.

``stories`` counts pairs of articles in one origin against pairs of copies of one article, within
each storyline. ``pairs`` takes each pair on its own: ``copy`` is to be found, ``quotes`` and
``independent`` are not; ``rewritten`` pairs count neither way, for one report is behind both. The
rows by label say how many of how many pairs were taken for copies.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals import gold_claims  # noqa: E402
from evals.inputs import SHARED, Row, ending, precision_recall, rows, show, text  # noqa: E402
from tocsin.corroborate.wire import origins  # noqa: E402
from tocsin.errors import DataError  # noqa: E402
from tocsin.records import Article  # noqa: E402

LABELS = Path(__file__).with_name("wire_labels.tsv")
KINDS = ("copy", "rewritten", "quotes", "independent")
NamePair = tuple[str, str]


def defaults() -> list[Path]:
    """The storylines of dev and the pairs of dev."""
    pairs = SHARED / "data/wirecopy/candidates_dev.jsonl"
    return [*sorted(path.parent for path in SHARED.glob("stories/dev/*/docs.jsonl")), pairs]


def labels(path: Path = LABELS) -> dict[str, str]:
    """Labels by the ids of pairs."""
    lines = (line.split("\t") for line in text(path).splitlines() if not line.startswith("#"))
    return {name: label for names, label in lines for name in names.split()}


def wanted(docs: list[Row]) -> set[NamePair]:
    """Pairs of documents that copy one and the same, or of which one copies the other."""
    root = {str(doc["id"]): str(doc["copy_of"] or doc["id"]) for doc in docs}
    return {(a, b) for a, b in combinations(sorted(root), 2) if root[a] == root[b]}


def found(docs: list[Row]) -> set[NamePair]:
    """Pairs of documents that we put into one origin."""
    articles = {str(doc["id"]): gold_claims.article(doc) for doc in docs}
    groups = origins(articles.values())
    origin = {article: group.first for group in groups for article in group.articles}
    names = combinations(sorted(articles), 2)
    return {(a, b) for a, b in names if origin[articles[a].id] == origin[articles[b].id]}


def stories(folders: Iterable[Path]) -> Row:
    """Precision, recall and F1 of pairs within storylines."""
    gold = ours = right = 0
    for folder in folders:
        docs = rows(folder / "docs.jsonl", "id", "date", "sentences", "copy_of")
        want, got = wanted(docs), found(docs)
        gold, ours, right = gold + len(want), ours + len(got), right + len(want & got)
    return {**precision_recall(right, ours, gold), "pairs": gold}


def pairs(files: Iterable[Path]) -> Row:
    """Precision, recall and F1 of labelled pairs, and how many of each label were joined."""
    known = labels()
    counts: Counter[tuple[str, bool]] = Counter()
    for row in rows(files, "id", "text_a", "text_b", "label"):
        label = row["label"] or known.get(row["id"])
        if label not in KINDS:
            raise DataError(f"{row['id']}: the label {label!r} is none of {', '.join(KINDS)}")
        joined = len(origins([Article(row["text_a"]), Article(row["text_b"])])) == 1
        counts[label, joined] += 1
    right, wrong = counts["copy", True], counts["quotes", True] + counts["independent", True]
    scores: Row = dict(precision_recall(right, right + wrong, right + counts["copy", False]))
    for kind in KINDS:
        joined_of = counts[kind, True]
        scores[kind] = f"{joined_of}/{joined_of + counts[kind, False]}"
    return scores


def evaluate(paths: Iterable[Path]) -> Row:
    """Scores of the storylines and of the pairs among the paths."""
    given = list(paths)
    folders = [path for path in given if path.is_dir()]
    files = [path for path in given if not path.is_dir()]
    scores: Row = {"stories": stories(folders)} if folders else {}
    return scores | ({"pairs": pairs(files)} if files else {})


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    show(evaluate(options.paths or defaults()), as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
