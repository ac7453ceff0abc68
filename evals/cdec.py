"""Which event mentions of many texts are one event: ECB+ beside simple baselines.

usage: python evals/cdec.py [FILE...] [--json]

A line of FILE is a document with ``id``, ``topic``, ``subtopic``, ``text`` and ``mentions``
(``start``, ``end``, ``group``, ``cluster``, ``selected``), as prepared from ECB+; by default the
dev topics in ``../shared``. The gold event mentions of the selected sentences are given (1,245 in
dev), singletons count, and mentions of different gold topics are told apart only where a row says
so. The score is CoNLL F1: the mean of MUC, B3 and CEAFe over all mentions at once.

Each mention is one claim. Its parties are what the grammar gives as the subjects and objects of its
word, by our own parser; nothing else of ECB+ is read (no arguments, no times). Most of its events
(awards, crimes, quakes, sport) have no type of ours, so the lemma stands in for the type, and only
mentions with one lemma are compared; the rows ``untyped`` leave all of them one empty type.

``singletons`` leaves every mention alone; ``lemma`` joins mentions whose head has one lemma;
``same event`` is `corroborate.same_event`, with the weights that it has for news of states, not
fitted to ECB+. Rows with ``topic`` and ``subtopic`` do so within each gold topic or subtopic.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.coreference import with_entity  # noqa: E402
from evals.inputs import SHARED, Row, ending, rows, show  # noqa: E402
from tocsin.coding.grammar import Tree  # noqa: E402
from tocsin.coding.mentions import mention  # noqa: E402
from tocsin.corroborate.same_event import events  # noqa: E402
from tocsin.errors import DataError  # noqa: E402
from tocsin.language import parse  # noqa: E402
from tocsin.records import Claim, Mention, Report, Span  # noqa: E402

DEFAULT = SHARED / "data/cdec/ecbplus_dev.jsonl"
Clusters = list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A gold mention as a report, with its topic and subtopic, gold cluster and lemma."""

    report: Report
    topic: str
    subtopic: str
    cluster: str
    lemma: str

    @property
    def id(self) -> str:
        return self.report.claim.id


def told(row: Row) -> list[Told]:
    """The gold event mentions of a document."""
    trees = [Tree(s, n) for n, s in enumerate(parse(row["text"]).sentences)]
    kept = (m for m in row["mentions"] if m["group"] == "event" and m["selected"])
    return [_told(row, gold, trees) for gold in kept]


def _told(row: Row, gold: Row, trees: Sequence[Tree]) -> Told:
    ident = f"{row['id']}:{gold['id']}"
    trigger = Span(gold["start"], gold["end"], row["text"][gold["start"] : gold["end"]])
    found = _head(trigger, trees)
    actors, recipients = _parties(*found) if found else ((), ())
    sentence = Span(*_sentence(row, trigger))
    number = row["text"].count("\n", 0, trigger.start)
    claim = Claim(trigger, "", None, sentence, actors, recipients, sentence_index=number, id=ident)
    lemma = found[0].lemma(found[1]) if found else trigger.text.lower()
    cluster = gold["cluster"] or ident
    report = Report(claim, row["id"], origin=row["id"])
    return Told(report, str(row["topic"]), row["subtopic"], cluster, lemma)


def _sentence(row: Row, trigger: Span) -> tuple[int, int, str]:
    for _, start, end in row["sents"]:
        if start <= trigger.start < end:
            return start, end, row["text"][start:end]
    raise DataError(f"{row['id']}: a mention stands in no sentence")


def _head(trigger: Span, trees: Iterable[Tree]) -> tuple[Tree, int] | None:
    """The tree that holds the mention, and its head: the first of its words that hangs on one
    outside."""
    for tree in trees:
        inside = {
            i for i, t in enumerate(tree.tokens) if t.start < trigger.end and t.end > trigger.start
        }
        for i in sorted(inside):
            if tree.tokens[i].head not in inside:
                return tree, i
    return None


def _parties(tree: Tree, head: int) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    sides = (tree.doers(head), tree.objects(head))
    actors, recipients = (tuple(with_entity(mention(tree, i)) for i in side) for side in sides)
    return actors, recipients


def grouped(items: Iterable[Told], key: Callable[[Told], Hashable]) -> Clusters:
    """Mentions with one key together."""
    groups: defaultdict[Hashable, set[str]] = defaultdict(set)
    for item in items:
        groups[key(item)].add(item.id)
    return [frozenset(group) for group in groups.values()]


def same_lemma(items: Iterable[Told], within: Callable[[Told], str]) -> Clusters:
    """Mentions of one lemma together, in each part."""
    return grouped(items, lambda x: (within(x), x.lemma))


def same_events(items: Iterable[Told], within: Callable[[Told], str], *, typed: bool) -> Clusters:
    """What `corroborate.same_event` makes of the mentions of each part; the type of a claim is its
    lemma, or nothing."""
    parts: defaultdict[str, list[Report]] = defaultdict(list)
    for item in items:
        claim = replace(item.report.claim, type=item.lemma if typed else "")
        parts[within(item)].append(replace(item.report, claim=claim))
    return [frozenset(event.claims) for part in parts.values() for event in events(part)]


def f1(p: float, r: float) -> float:
    """Harmonic mean; 0 of nothing."""
    return 2 * p * r / (p + r) if p + r else 0.0


def muc(gold: Clusters, ours: Clusters) -> float:
    """Link F1 of Vilain et al. 1995."""
    return f1(_muc(ours, gold), _muc(gold, ours))


def _muc(these: Clusters, those: Clusters) -> float:
    where = _where(those)
    links = sum(len(c) - 1 for c in these)
    kept = sum(len(c) - len({where[m] for m in c}) for c in these)
    return kept / links if links else 0.0


def b_cubed(gold: Clusters, ours: Clusters) -> float:
    """Mention F1 of Bagga and Baldwin 1998."""
    return f1(_b_cubed(ours, gold), _b_cubed(gold, ours))


def _b_cubed(these: Clusters, those: Clusters) -> float:
    where = _where(those)
    total = sum(len(c & those[where[m]]) / len(c) for c in these for m in c)
    count = sum(map(len, these))
    return total / count if count else 0.0


def ceaf_e(gold: Clusters, ours: Clusters) -> float:
    """Entity F1 of Luo 2005 (phi 4: overlap over the mean size, best one-to-one pairing)."""
    try:
        from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]
    except ImportError:
        raise DataError("CEAFe needs scipy: pip install scipy") from None
    alike = [[2 * len(g & o) / (len(g) + len(o)) for o in ours] for g in gold]
    total = sum(alike[i][j] for i, j in zip(*linear_sum_assignment(alike, True), strict=True))
    return f1(total / len(ours), total / len(gold))


def _where(clusters: Clusters) -> dict[str, int]:
    return {m: n for n, c in enumerate(clusters) for m in c}


def scores(gold: Clusters, ours: Clusters) -> dict[str, float]:
    """The three measures and their mean."""
    made = {"muc": muc(gold, ours), "b3": b_cubed(gold, ours), "ceafe": ceaf_e(gold, ours)}
    made["conll"] = sum(made.values()) / 3
    return {name: round(value, 4) for name, value in made.items()}


def evaluate(paths: Iterable[Path]) -> Row:
    """Scores of every row of the table, and the number of mentions."""
    needs = ("id", "topic", "subtopic", "text", "sents", "mentions")
    items = [item for row in rows(paths, *needs) for item in told(row)]
    if not items:
        raise DataError("there are no event mentions in selected sentences")
    gold = grouped(items, lambda x: x.cluster)
    levels: dict[str, Callable[[Told], str]] = {
        "": lambda _: "",
        " topic": lambda x: x.topic,
        " subtopic": lambda x: x.subtopic,
    }
    made: Row = {"singletons": scores(gold, grouped(items, lambda x: x.id))}
    for level, within in levels.items():
        made["lemma" + level] = scores(gold, same_lemma(items, within))
        for name, typed in (("same event", True), ("untyped", False)):
            made[name + level] = scores(gold, same_events(items, within, typed=typed))
    return {"mentions": len(items), "clusters": len(gold), **made}


def main() -> None:
    """Read, merge, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[DEFAULT])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    show(evaluate(options.files), as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
