"""Fit the gate.

``python -m training.coding.gate DOCS CLAIMS [DOCS CLAIMS ...] --pages PAGES... --events RAMS
--stories STORIES [--dev DOCS CLAIMS] [--work FILE]``

A sentence is positive if it holds an annotated claim, or an assessment by the rules. ``PAGES``
(JSONL, ``html`` names a gzipped page beside it) are general news: their sentences in which the
rules find nothing are negative, the others unknown; every second page is left for measuring.
``RAMS`` and ``STORIES`` add positive sentences of other kinds. The threshold is the highest one
that loses at most ``--loss`` of the claims of annotated documents left out in cross-validation.
``--dev`` is measured only. ``--work`` keeps what was parsed for the next run. Writes
``src/tocsin/coding/data/gate.npz`` and prints one line of JSON for each set.
"""

from __future__ import annotations

import argparse
import io
import json
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.coding.gate import (
    BITS,
    FACTS,
    Features,
    Gate,
    facts,
    features,
    with_context,
    word_columns,
)
from tocsin.coding.lexicon import frames
from training.coding.gate_texts import Text, events, parsed, parts, stories

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src/tocsin/coding/data/gate.npz"
FOLDS = 10
RIDGE = 3e-4  # of the first step, chosen by cross-validation
SIZE = 1 << BITS
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """A text with its features, its targets, and the weight of each sentence in the fit."""

    text: Text
    features: Features
    right: Floats
    weight: Floats
    fold: int


def example(text: Text) -> Example:
    held = np.array([c + a > 0 for c, a in zip(text.claims, text.assessments, strict=True)])
    weight = np.array(text.known) * (0.5 if text.kind == "part" else 1.0)
    fold = zlib.crc32(text.name.encode()) // 2 % FOLDS
    return Example(text, features(text.sentences), held * 1.0, weight, fold)


def known_words() -> list[NDArray[np.intp]]:
    """Columns of the words of groups that our word lists know: verbs, nouns and adjectives of
    frames, and countries with their adjectives, capitals, people and seats."""
    kinds: dict[str, set[str]] = {pos: set() for pos in "VNA"}
    for (lemma, pos), found in frames().items():
        if any(f.type for f in found):
            kinds[pos] |= set(forms(lemma, pos))
    lines = (ROOT / "src/tocsin/resolve/data/countries.tsv").read_text(encoding="utf-8")
    countries = {x.split("\t")[0] for x in lines.splitlines()[1:] if x[0] != "#"}
    groups = [*kinds.values(), {w for w in countries if w.isalpha()}]
    return [np.unique(word_columns(sorted(g))) for g in groups]


def forms(lemma: str, pos: str) -> Iterator[str]:
    """Regular forms of a lemma that is one word."""
    if not lemma.isalpha():
        return
    stem = lemma[:-1] if lemma[-1] in "ey" else lemma
    yield from (lemma, lemma + "s", lemma + "es")
    if lemma.endswith("y"):
        yield from (stem + "ies", stem + "ied")
    if pos == "V":
        yield from (stem + "ed", stem + "ing", lemma + "ing")
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


class First:
    """The first step: logistic regression by full-batch Adam; what it learns about a group of
    known words is added to each of the words."""

    def __init__(self, examples: Sequence[Example], groups: Sequence[NDArray[np.intp]]) -> None:
        self.groups = groups
        sizes = np.cumsum([0, *(len(e.right) for e in examples)])
        self.rows = np.concatenate(
            [e.features.rows + a for e, a in zip(examples, sizes, strict=False)]
        )
        self.columns = np.concatenate([e.features.columns for e in examples])
        self.right = np.concatenate([e.right for e in examples])
        self.weight = np.concatenate([e.weight for e in examples])

    def table(self, weights: Floats) -> Floats:
        out = weights[:SIZE].copy()
        for g, columns in enumerate(self.groups):
            out[columns] += weights[SIZE + g]
        return out

    def gradient(self, weights: Floats, ridge: float) -> Floats:
        z = np.bincount(self.rows, self.table(weights)[self.columns], len(self.right))
        off = self.weight * (1 / (1 + np.exp(-z - weights[-1])) - self.right)
        slope = np.bincount(self.columns, off[self.rows], SIZE)
        groups = [slope[g].sum() for g in self.groups]
        whole: Floats = np.concatenate((slope, groups, [off.sum()])) / self.weight.sum()
        whole[:SIZE] += ridge * weights[:SIZE]
        return whole

    def fit(self, ridge: float, steps: int = 250, rate: float = 0.05) -> tuple[Floats, float]:
        """Table and bias."""
        w, m, v = (np.zeros(SIZE + len(self.groups) + 1) for _ in range(3))
        for k in range(1, steps + 1):
            g = self.gradient(w, ridge)
            m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            pace = rate * min(1.0, 2 * (1 - k / (steps + 1)))
            w -= pace * m / (1 - 0.9**k) / (np.sqrt(v / (1 - 0.99**k)) + 1e-8)
        return self.table(w), float(w[-1])


def second(rows: Sequence[Floats], examples: Sequence[Example]) -> tuple[Floats, float]:
    """The second step: weights (5,) and bias, by Newton's method with a small ridge penalty."""
    x = np.concatenate(rows)
    x = np.concatenate((x, np.ones((len(x), 1))), axis=1)
    y = np.concatenate([e.right for e in examples])
    weight = np.concatenate([e.weight for e in examples])
    w = np.zeros(FACTS + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.eye(FACTS + 1)
        w += np.linalg.solve(hessian, x.T @ (weight * (y - p)) - w)
    return w[:-1], float(w[-1])


def step_one(e: Example, table: Floats, bias: float) -> Floats:
    return facts(e.features.sums(table) + bias, e.features.words)


def left_out(examples: Sequence[Example], ridge: float) -> tuple[list[Floats], list[Floats]]:
    """For each example the facts from a first step that has not seen it, and the final scores by a
    second step that has not seen it either."""
    groups, held = known_words(), [np.zeros((0, FACTS))] * len(examples)
    for fold in range(FOLDS):
        model = First([e for e in examples if e.fold != fold and e.text.kind != "measured"], groups)
        table, bias = model.fit(ridge)
        for i, e in enumerate(examples):
            if e.fold == fold or (e.text.kind == "measured" and fold == 0):
                held[i] = step_one(e, table, bias)
    scores = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        use = [i for i, e in enumerate(examples) if e.fold != fold and e.text.kind != "measured"]
        w, b = second([held[i] for i in use], [examples[i] for i in use])
        for i, e in enumerate(examples):
            if e.fold == fold:
                scores[i] = held[i] @ w + b
    return held, scores


def kept(scores: Floats, threshold: float) -> NDArray[np.bool_]:
    return with_context(scores >= threshold) if len(scores) > 3 else np.ones(len(scores), bool)


def measured(
    examples: Sequence[Example], scores: Sequence[Floats], threshold: float
) -> dict[str, float]:
    """Shares of claims and assessments lost, of sentences passed, and of texts not parsed at all;
    ``bare`` counts a claim as lost even if its sentence is kept as context."""
    claims = np.concatenate([e.text.claims for e in examples])
    judged = np.concatenate([e.text.assessments for e in examples])
    passed = [kept(s, threshold) for s in scores]
    all_passed, bare = np.concatenate(passed), np.concatenate(scores) >= threshold
    return {
        "texts": len(examples),
        "sentences": len(claims),
        "claims": int(claims.sum()),
        "lost": int(claims[~all_passed].sum()),
        "lost_bare": int(claims[~bare].sum()),
        "lost_share": round(float(claims[~all_passed].sum() / max(1, claims.sum())), 4),
        "assessments": int(judged.sum()),
        "assessments_lost": int(judged[~all_passed].sum()),
        "passed_share": round(float(all_passed.mean()), 4),
        "wanted_share": round(float(bare.mean()), 4),
        "texts_skipped": sum(not p.any() for p in passed),
    }


def highest(examples: Sequence[Example], scores: Sequence[Floats], loss: float) -> float:
    """The highest threshold that loses at most this share of the claims."""
    low, high = -20.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2
        found = measured(examples, scores, middle)
        low, high = (middle, high) if found["lost"] <= loss * found["claims"] else (low, middle)
    return low


def packed(first: tuple[Floats, float], last: tuple[Floats, float], threshold: float) -> Gate:
    """The model as it ships, the table in 127 steps to each side."""
    table, offset = first
    unit = float(np.abs(table).max()) / 127
    whole = np.round(table / unit).astype(np.int8)
    return Gate(whole, unit, offset, last[0], bias=last[1], threshold=threshold)


def write(gate: Gate) -> int:
    """Write the weights; gives the size in bytes."""
    held = io.BytesIO()
    numbers = {k: np.float32(getattr(gate, k)) for k in ("unit", "offset", "bias", "threshold")}
    np.savez_compressed(held, table=gate.table, facts=gate.facts.astype(np.float32), **numbers)
    OUT.write_bytes(held.getvalue())
    return len(held.getvalue())


def report(name: str, found: dict[str, float]) -> None:
    print(json.dumps({"set": name, **found}))


def fit(examples: Sequence[Example], loss: float) -> Gate:
    """The gate with its threshold; reports the left-out documents."""
    held, scores = left_out(examples, RIDGE)
    chosen = [i for i, e in enumerate(examples) if e.text.kind == "annotated"]
    least = highest([examples[i] for i in chosen], [scores[i] for i in chosen], loss)
    for kind in ("annotated", "event", "page"):
        at = [i for i, e in enumerate(examples) if e.text.kind == kind]
        if at:
            found = measured([examples[i] for i in at], [scores[i] for i in at], least)
            report(f"{kind}, left out", found)
    use = [i for i, e in enumerate(examples) if e.text.kind != "measured"]
    first = First([examples[i] for i in use], known_words()).fit(RIDGE)
    last = second([held[i] for i in use], [examples[i] for i in use])
    return packed(first, last, least)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--pages", nargs="+", type=Path, default=[])
    parser.add_argument("--events", type=Path)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--dev", nargs=2, type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--loss", type=float, default=0.01)
    options = parser.parse_args()
    texts = parsed(options.pairs, options.pages, options.work)
    texts += [*parts(texts)]
    texts += [*events(options.events)] if options.events else []
    texts += [*stories(options.stories)] if options.stories else []
    start = time.perf_counter()
    gate = fit([example(t) for t in texts], options.loss)
    print(
        f"{write(gate)} bytes, threshold {gate.threshold:.3f}, {time.perf_counter() - start:.0f} s"
    )
    sets = {"general pages, not trained on": [t for t in texts if t.kind == "measured"]}
    if options.dev:
        sets["dev"] = parsed(options.dev, [], None)
    for name, held in sets.items():
        if held:
            scores = [gate.scores(t.sentences) for t in held]
            report(name, measured([example(t) for t in held], scores, gate.threshold))


if __name__ == "__main__":
    main()
