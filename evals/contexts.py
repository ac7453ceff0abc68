"""How often an event gets the right contexts: those of the PLOVER gold standard, and of labels.

    python evals/contexts.py [RECORDS.jsonl] [--misses] [--json]
    python evals/contexts.py --claims DOCS.jsonl CLAIMS.jsonl [LABELS.tsv] [--misses] [--json]

RECORDS.jsonl (default: the dev part of the PLOVER gold standard in ../shared): as for
``evals/plover.py``, with ``context``: names of the list of 2016, separated by commas. Records
without one are left out.

Protocol. The claim is chosen as in ``evals/plover.py``: its parties fit those given best. The list
of 2016 is shorter than that of the manual of 2024: NAMES says which of today's names an old one
may be, and any of them is right. ``found`` is the share of gold contexts found, ``precision`` the
share of ours that a gold context allows (the gold gives one name to nine records of ten, we may
give four, so it is a lower bound), ``f1`` of both, ``any`` the share of records with one right or
more, ``each`` how many contexts a claim has on average, ``none`` the records without a claim.

With ``--claims``: annotated claims get contexts from their annotated parts. LABELS.tsv (default:
``context_labels.tsv`` beside this program, 90 claims of the development documents by one
annotator; ``context_labels_train.tsv`` has 286 of the training documents by another) has
document, index of the claim, and contexts separated by ``;``. ``none`` counts
claims that have none by us.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals import gold_claims  # noqa: E402
from evals.inputs import Row, ending, rows, share, show  # noqa: E402
from evals.plover import DEFAULT, best, given  # noqa: E402
from tocsin import ontology  # noqa: E402
from tocsin.coding import code  # noqa: E402
from tocsin.errors import UsageError  # noqa: E402
from tocsin.language import parse  # noqa: E402
from tocsin.records import Article, Claim  # noqa: E402
from tocsin.resolve import resolve  # noqa: E402
from tocsin.resolve.contexts import with_contexts  # noqa: E402

_POLITICAL = {"executive", "legislative", "election", "political_institutions"}
_POLITICAL |= {"pro_democracy", "pro_autocracy"}
NAMES = {
    "political": _POLITICAL,
    "politics": _POLITICAL,
    "government": {"executive", "legislative", "political_institutions"},
    "rights": {"human_rights", "rights_freedoms", "repression", "gender"},
    "refugee": {"asylum", "migration"},
    "refugees": {"asylum", "migration"},
    "resource": {"natural_resource"},
    "assets": {"economic"},
    "foreign": {"diplomatic"},
    "discrimination": {"inequality", "religion_ethnicity"},
}
_NO_CONTEXT = {"", "unknown"}
LABELS = Path(__file__).with_name("context_labels.tsv")
Pair = tuple[list[set[str]], tuple[str, ...] | None]


def wanted(record: Row) -> list[set[str]]:
    """For each context of a record the names that are right for it today."""
    names = [name.strip() for name in (record["context"] or "").split(",")]
    return [NAMES.get(n, {n} & set(ontology.contexts())) for n in names if n not in _NO_CONTEXT]


def scores(pairs: Sequence[Pair]) -> Row:
    """The figures of all records; pairs are (names that are right, ours or None if no claim)."""
    told = [(gold, set[str]().union(*gold), set(ours or ())) for gold, ours in pairs]
    recall = share(
        sum(bool(right & ours) for gold, _, ours in told for right in gold),
        sum(len(gold) for gold, _, _ in told),
    )
    number = sum(len(ours) for _, _, ours in told)
    precision = share(sum(len(ours & allowed) for _, allowed, ours in told), number)
    return {
        "n": len(pairs),
        "found": recall,
        "precision": precision,
        "f1": share(2 * recall * precision, recall + precision),
        "any": share(sum(bool(ours & allowed) for _, allowed, ours in told), len(told)),
        "each": share(number, len(told)),
        "none": sum(ours is None for _, ours in pairs),
    }


def coded(text: str) -> tuple[Claim, ...]:
    """The claims of a text with parties resolved, down to unlikely ones."""
    return resolve(Article(text), code(parse(text), threshold=0.02)).claims


def of_records(path: Path, *, misses: bool) -> list[Pair]:
    """Right names and ours for each record of the gold standard."""
    pairs: list[Pair] = []
    for record in rows(path, "text", "context", "source", "target", "spans"):
        if not (gold := wanted(record)):
            continue
        claim = best(coded(record["text"]), given(record))
        pairs.append((gold, claim.contexts if claim else None))
        if misses:
            _show_miss(pairs[-1], record["text"])
    return pairs


def of_claims(docs: Path, claims: Path, labels: Path, *, misses: bool) -> list[Pair]:
    """Right names and ours for each labelled claim. Raises UsageError for a label of no claim."""
    texts = {doc["id"]: doc for doc in rows(docs, "id", "sentences")}
    records = {held["id"]: held["claims"] for held in rows(claims, "id", "claims")}
    pairs: list[Pair] = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        ident, place, told = line.split("\t")
        if ident not in texts or int(place) >= len(records.get(ident, ())):
            raise UsageError(f"{labels.name} labels claim {place} of {ident}, which is not given")
        claim = with_contexts(gold_claims.claims(texts[ident], records[ident])[int(place)])
        pairs.append(([{name} for name in told.split(";") if name], claim.contexts or None))
        if misses:
            _show_miss(pairs[-1], f"{claim.type} {claim.trigger.text}: {claim.sentence.text}")
    return pairs


def _show_miss(pair: Pair, text: str) -> None:
    gold, ours = pair
    if not all(right & set(ours or ()) for right in gold):
        print(" + ".join("/".join(sorted(right)) for right in gold), ours, text, sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("records", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--claims", nargs="+", type=Path, metavar="FILE", help="see above")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.claims is None:
        pairs = of_records(options.records, misses=options.misses)
    elif len(options.claims) in (2, 3):
        docs, claims, labels = (*options.claims, LABELS)[:3]
        pairs = of_claims(docs, claims, labels, misses=options.misses)
    else:
        raise UsageError("--claims takes DOCS.jsonl CLAIMS.jsonl and, if you like, LABELS.tsv")
    show(scores(pairs), as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
