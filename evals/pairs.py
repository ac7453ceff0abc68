"""Score whether two short reports are of one event, and whether they agree.

usage: python evals/pairs.py [FILE] [--json] [--errors]

FILE: one ``{"id", "a": {"publisher", "date", "text"}, "b": {...}, "same_event", "relation"}`` a
line; by default ``../shared/pairs/dev.jsonl``. Both texts are coded by the pipeline. Prints
``accuracy``, accuracy per relation, and ``false_agreement``: how many pairs of the relations
``denies`` and ``roles-swapped`` are taken for agreement; ``agreement`` is the share of the pairs
of the relations ``corroborates`` and ``repeat`` that are.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, ending, rows, share, show  # noqa: E402
from tocsin.corroborate.same_reports import Told, Verdict, compare  # noqa: E402
from tocsin.errors import DataError  # noqa: E402
from tocsin.pipeline import run  # noqa: E402
from tocsin.records import Article  # noqa: E402

Row = dict[str, Any]
DEV = SHARED / "pairs/dev.jsonl"
OPPOSED = ("denies", "roles-swapped")
AGREEING = ("corroborates", "repeat")


def told(side: Row, name: str) -> Told:
    """A report with its claims. Raises DataError if it has no text or a wrong date."""
    try:
        article = Article(
            side["text"], "", date.fromisoformat(side["date"]), side.get("publisher"), name=name
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{name}: no report with a text and a date ({error!r})") from None
    return Told(article, run(article).claims)


def figures(pairs: list[Row], verdicts: list[Verdict]) -> Row:
    """Accuracy, overall and by relation, and the counts of agreement."""
    right: dict[str, list[bool]] = defaultdict(list)
    agree: dict[str, list[bool]] = defaultdict(list)
    for pair, verdict in zip(pairs, verdicts, strict=True):
        right[pair["relation"]].append(verdict.same == pair["same_event"])
        agree[pair["relation"]].append(verdict.agree)
    agreeing = [value for relation in AGREEING for value in agree.get(relation, [])]
    return {
        "accuracy": share(sum(map(sum, right.values())), len(pairs)),
        "pairs": len(pairs),
        "false_agreement": sum(sum(agree.get(relation, [])) for relation in OPPOSED),
        "agreement": share(sum(agreeing), len(agreeing)),
        "relations": {name: share(sum(found), len(found)) for name, found in sorted(right.items())},
    }


def main() -> None:
    """Decide every pair and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=DEV)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print the wrong pairs on stderr")
    options = parser.parse_args()
    pairs = rows(options.file, "id", "a", "b", "same_event", "relation")
    verdicts = [compare(told(p["a"], f"{p['id']} a"), told(p["b"], f"{p['id']} b")) for p in pairs]
    if options.errors:
        for pair, verdict in zip(pairs, verdicts, strict=True):
            if verdict.same != pair["same_event"]:
                print(pair["id"], pair["relation"], *verdict.reasons, sep=" | ", file=sys.stderr)
    show(figures(pairs, verdicts), as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
