"""Fit the weights of `tocsin.corroborate.same_score`: ``python -m training.corroborate.fit_same``.

Logistic regression (Newton steps, ridge penalty) over the compared pairs of the storylines in
``../shared/stories/dev``, once with the annotated claims and once with the claims that the pipeline
codes from the texts (weight 0.7), so that the weights also fit noisy parties and types. ``SHIFT``
is added to the constant, because groups are formed by mean odds. ``--left-out`` prints the CoNLL F1
with the weights fitted without that storyline; the features, the exclusions and ``SHIFT`` were
chosen by looking at all four, so those figures are still somewhat too good. ``other type`` is
held at -3: the storylines keep to one type per event, tellers do not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from evals.inputs import rows
from evals.stories import Story, story
from tocsin.corroborate.same_blocks import Blocks
from tocsin.corroborate.same_groups import NEVER, groups
from tocsin.corroborate.same_pairs import Features, excluded, features
from tocsin.corroborate.same_score import BASE
from tocsin.corroborate.same_traits import Traits, traits
from tocsin.records import Report

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT.parent / "shared/stories"
OUT = ROOT / "src/tocsin/corroborate/data/weights.tsv"
SHIFT = 0.9
CODED = 0.7
RIDGE = 1.0
FLOORS = {"other type": -3.0}
Pairs = dict[tuple[str, str], Features]


def scorer() -> Any:
    sys.path.insert(0, str(STORIES))
    import score  # type: ignore[import-not-found]

    return score


def labels(folder: Path, told: Story) -> dict[str, str]:
    """The annotated event of each claim; a claim without one is an event of its own."""
    score = scorer()
    docs, records, _, _ = score.load([folder])
    flat = [(0, doc, c.trigger.start, c.trigger.end, c.type) for doc, c in _all(told)]
    paired = score.pair_mentions(docs, score.gold_mentions(docs, records), flat)
    found = {}
    for number, (_, claim) in enumerate(_all(told)):
        doc, index = paired.get(number, (None, 0))
        event = records[doc][index].get("event") if doc else None
        found[claim.id] = event or f"alone:{claim.id}"
    return found


def _all(told: Story) -> list[tuple[str, Any]]:
    return [(doc, claim) for doc, claims in told.claims.items() for claim in claims]


def compared(told: Story) -> tuple[dict[str, Traits], Pairs]:
    blocks, known, pairs = Blocks(), {}, set()
    for doc, claim in _all(told):
        article = told.articles[doc]
        new = traits(Report(claim, doc, article.published, article.publisher))
        known[claim.id] = new
        gained, lost = blocks.add(new)
        pairs = (pairs | gained) - lost
    return known, {pair: features(known[pair[0]], known[pair[1]]) for pair in sorted(pairs)}


def fit(examples: list[tuple[Features, bool, float]]) -> dict[str, float]:
    names = sorted({name for found, _, _ in examples for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] + [1.0] for found, _, _ in examples])
    y = np.array([float(same) for _, same, _ in examples])
    weight = np.array([each for _, _, each in examples])
    beta = np.zeros(len(names) + 1)
    ridge = np.array([RIDGE] * len(names) + [0.01])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        beta -= np.linalg.solve(hessian, x.T @ (weight * (p - y)) + ridge * beta)
    fitted = dict(zip([*names, BASE], map(float, beta), strict=True))
    fitted[BASE] += SHIFT
    return fitted | {name: max(low, fitted.get(name, low)) for name, low in FLOORS.items()}


def conll(folder: Path, known: dict[str, Traits], pairs: Pairs, weights: dict[str, float]) -> float:
    """CoNLL F1 of the annotated claims with these weights."""
    score = scorer()
    odds = {
        (a, b): NEVER
        if excluded(known[a], known[b])
        else weights[BASE] + sum(weights.get(name, 0.0) * value for name, value in found.items())
        for (a, b), found in pairs.items()
    }
    made = groups(sorted(known, key=lambda claim: known[claim].order), odds)
    records = {row["id"]: row["claims"] for row in rows(folder / "claims.jsonl", "id", "claims")}
    gold: dict[str, set[str]] = {}
    for doc, claims in records.items():
        for index, claim in enumerate(claims):
            name = f"{doc}:{index}"
            gold.setdefault(claim.get("event") or name, set()).add(name)
    key, response = [tuple(c) for c in gold.values()], [tuple(c) for c in made]
    return float(sum(f(key, response) for f in (score.muc, score.b3, score.ceafe)) / 3)


def write(weights: dict[str, float]) -> None:
    order = sorted(weights, key=lambda name: (name != BASE, -abs(weights[name])))
    head = "# log-odds for a feature value of 1; written by training/corroborate/fit_same.py"
    lines = [head, *(f"{name}\t{weights[name]:.2f}" for name in order)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--left-out", action="store_true")
    options = parser.parse_args(None if arguments is None else list(arguments))
    examples, known = {}, {}
    for folder in sorted((STORIES / "dev").glob("*/")):
        examples[folder] = []
        for gold in (True, False):
            told = story(folder, gold=gold)
            event = labels(folder, told)
            claims, pairs = compared(told)
            weight = 1.0 if gold else CODED
            examples[folder] += [(f, event[a] == event[b], weight) for (a, b), f in pairs.items()]
            if gold:
                known[folder] = (claims, pairs)
    if options.left_out:
        for folder in examples:
            rest = fit([e for other in examples if other != folder for e in examples[other]])
            print(json.dumps({folder.name: round(conll(folder, *known[folder], rest), 4)}))
        return
    write(fit([e for found in examples.values() for e in found]))


if __name__ == "__main__":
    main()
