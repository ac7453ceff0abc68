"""Fit frame records and claim scores: ``python -m training.coding.fit DOCS.jsonl CLAIMS.jsonl``.

Writes ``frame_records.tsv`` and ``score.json`` under ``src/tocsin/coding/data``. The record of a
frame leaves the document at hand out while the weights are fitted, so that a frame cannot vouch for
itself.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tocsin.coding import scoring
from tocsin.coding.grammar import Tree
from tocsin.coding.quotes import SpeakerTrack
from tocsin.coding.rules import ruled
from tocsin.language import parse

OUT = Path(__file__).parents[2] / "src/tocsin/coding/data"


@dataclass(slots=True)
class Row:
    """One fired trigger: its document, frame, features and whether an annotator coded it."""

    doc: str
    frame: str
    features: dict[str, float]
    right: bool


def sentence_starts(sentences: list[str]) -> list[int]:
    out, at = [], 0
    for s in sentences:
        out.append(at)
        at += len(s) + 1
    return out


def gold_spans(doc: dict, claims: list[dict]) -> list[tuple[int, int, set[str], int]]:
    """Start, end, accepted types and sentence number of the annotated triggers."""
    starts = sentence_starts(doc["sentences"])
    out = []
    for c in claims:
        a = starts[c["s"]] + doc["sentences"][c["s"]].find(c["trigger"])
        out.append((a, a + len(c["trigger"]), {c["type"], *c.get("alt", [])}, c["s"]))
    return out


def rows_of(doc: dict, claims: list[dict]) -> list[Row]:
    """Fired triggers of a document; each annotated claim vouches for one, overlap first."""
    fired = []
    starts = sentence_starts(doc["sentences"])
    track = SpeakerTrack()
    for n, sentence in enumerate(parse("\n".join(doc["sentences"])).sentences):
        tree = Tree(sentence, n)
        for found, claim in ruled(tree, track.step(tree)):
            trigger = found.trigger
            number = sum(s <= claim.trigger.start for s in starts) - 1
            fired.append((trigger, claim, scoring.features(tree, trigger, claim), number))
    right: set[int] = set()
    for a, b, types, s in gold_spans(doc, claims):
        options = [
            (max(0, min(b, c.trigger.end) - max(a, c.trigger.start)), -k)
            for k, (_, c, _, n) in enumerate(fired)
            if n == s and c.type in types and k not in right
        ]
        if options:
            right.add(-max(options)[1])
    return [Row(doc["id"], t.frame.name, f, k in right) for k, (t, _, f, _) in enumerate(fired)]


def left_out(rows: list[Row]) -> None:
    """Set each row's record features from the other documents."""
    total, hits = Counter(), Counter()
    own, own_hits = Counter(), Counter()
    for r in rows:
        total[r.frame] += 1
        hits[r.frame] += r.right
        own[r.doc, r.frame] += 1
        own_hits[r.doc, r.frame] += r.right
    for r in rows:
        n = total[r.frame] - own[r.doc, r.frame]
        k = hits[r.frame] - own_hits[r.doc, r.frame]
        r.features["record"] = scoring.record_odds(n, k)
        r.features["unseen"] = float(n == 0)


def fit(rows: list[Row]) -> dict[str, float]:
    """Logistic regression with a small ridge penalty, by Newton's method."""
    names = sorted({k for r in rows for k in r.features})
    x = np.array([[r.features.get(k, 0.0) for k in names] for r in rows])
    y = np.array([float(r.right) for r in rows])
    w = np.zeros(len(names))
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(names))
        w += np.linalg.solve(hessian, x.T @ (y - p) - w)
    return dict(zip(names, w.tolist(), strict=True))


def best_shift(rows: list[Row], weights: dict[str, float], gold: int) -> tuple[float, float]:
    """Log-odds of the threshold with the best F1, and that F1."""
    scored = sorted(
        ((sum(weights[k] * v for k, v in r.features.items()), r.right) for r in rows), reverse=True
    )
    best, at, hits = 0.0, 0.0, 0
    for n, (z, right) in enumerate(scored, 1):
        hits += right
        f1 = 2 * hits / (n + gold)
        if f1 > best:
            best, at = f1, z
    return at, best


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("docs", type=Path)
    ap.add_argument("claims", type=Path)
    a = ap.parse_args()
    docs = {d["id"]: d for d in map(json.loads, a.docs.read_text(encoding="utf-8").splitlines())}
    rows, gold = [], 0
    for line in a.claims.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold += len(record["claims"])
        rows += rows_of(docs[record["id"]], record["claims"])
    write_records(rows)
    left_out(rows)
    weights = fit(rows)
    shift, f1 = best_shift(rows, weights, gold)
    weights["bias"] -= shift
    kept = {k: round(v, 3) for k, v in sorted(weights.items())}
    (OUT / "score.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    hits = sum(r.right for r in rows)
    print(
        f"{len(rows)} fired, {hits} of {gold} claims found, best F1 with records left out {f1:.3f}"
    )
    print(f"threshold at probability {1 / (1 + math.exp(-shift)):.2f} before the shift")


def write_records(rows: list[Row]) -> None:
    fired, right = Counter(r.frame for r in rows), Counter(r.frame for r in rows if r.right)
    lines = [f"{k}\t{n}\t{right[k]}" for k, n in sorted(fired.items())]
    text = "\n".join(["frame\tfired\tright", *lines]) + "\n"
    (OUT / "frame_records.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
