"""Fit the choice of countries (`tocsin.resolve.country_choice`) and write its two small models.

``python -m training.resolve.fit_countries DOCS CLAIMS [DOCS CLAIMS ...] [--check DOCS CLAIMS]``

Our own coder reads the documents; where a claim of its matches an annotated one, every candidate
country is a row, true if the annotation has it in that role. Needs lightgbm and onnxmltools.
"""

from __future__ import annotations

import argparse
import json
import runpy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lightgbm
import numpy as np

from evals.claims import SCORER
from tocsin.claim_json import claim_json
from tocsin.coding import code
from tocsin.language import Parser
from tocsin.records import Article, Claim
from tocsin.resolve.claims import by_rules, claim_id
from tocsin.resolve.country_choice import CHOSEN, believed, readings
from tocsin.resolve.country_evidence import NAMES, Evidence
from training.claims.read import rows as lines

OUT = Path(__file__).parents[2] / "src/tocsin/resolve/data"
FIELDS = {"actor": "actors", "recipient": "recipients"}
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 20,
    "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip
TREES = 150


@dataclass
class Case:
    """The candidates of one role of one matched claim."""

    role: str
    countries: list[str]
    rows: np.ndarray
    gold: set[str]
    ruled: set[str]


def cases(docs: Path, claims: Path, parser: Parser) -> Iterator[Case]:
    """Every role of every claim of ours that matches an annotated one."""
    scorer = SimpleNamespace(**runpy.run_path(str(SCORER)))
    annotated = {r["id"]: r["claims"] for r in lines(claims)}
    for doc in lines(docs):
        if doc["id"] in annotated:
            yield from _of_document(scorer, doc, annotated[doc["id"]], parser)


def _of_document(scorer: Any, doc: dict, annotated: list[dict], parser: Parser) -> Iterator[Case]:
    article = Article("\n".join(doc["sentences"]), published=_day(doc.get("date")))
    draft = code(parser.parse(article.text))
    parties, phrased, done = by_rules(article, draft)
    told = readings(phrased, done, parties)
    evidence = Evidence(parties, told)
    ours = [claim_json(_with_id(article, c)) for c in done]
    gold, found = scorer.gold_claims(doc, annotated), scorer.pred_claims(doc, ours)
    gold, found = list(gold), list(found)
    for g, f in scorer.align(gold, found):
        for role in CHOSEN:
            names = evidence.candidates(told[f])
            x = np.array(evidence.rows(told[f], role, names), dtype=np.float32)
            yield Case(role, names, x, gold[g][FIELDS[role]], found[f][FIELDS[role]])


def _with_id(article: Article, c: Claim) -> Claim:
    return replace(c, id=claim_id(article, c), links=())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def fit(found: Sequence[Case], role: str) -> lightgbm.Booster:
    """The trees of one role."""
    mine = [c for c in found if c.role == role and c.countries]
    x = np.vstack([c.rows for c in mine])
    y = np.array([k in c.gold for c in mine for k in c.countries], dtype=float)
    data = lightgbm.Dataset(x, y, feature_name=list(NAMES))
    return lightgbm.train(PARAMETERS, data, TREES)


def save(model: lightgbm.Booster, path: Path) -> None:
    """The trees as ONNX, with probabilities as an (n, 2) array."""
    from onnxmltools import convert_lightgbm
    from onnxmltools.convert.common.data_types import FloatTensorType

    shape = [("rows", FloatTensorType([None, len(NAMES)]))]
    made = convert_lightgbm(model, initial_types=shape, zipmap=False)
    path.write_bytes(made.SerializeToString())


def right(found: Sequence[Case], role: str, model: lightgbm.Booster) -> str:
    """Share of cases whose set of countries is exactly right, by the rules and by the trees."""
    mine = [c for c in found if c.role == role]
    ruled = sum(c.ruled == c.gold for c in mine)
    chosen = 0
    for c in mine:
        chances = model.predict(c.rows) if c.countries else []
        table = dict(zip(c.countries, chances, strict=True))
        chosen += set(believed(table, c.ruled, role)) == c.gold
    return f"{role} {len(mine)} rules {ruled / len(mine):.3f} trees {chosen / len(mine):.3f}"


def main() -> None:
    """Fit, report on ``--check`` and write the models."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="+", type=Path, metavar="DOCS CLAIMS")
    arguments.add_argument("--check", nargs=2, type=Path, metavar=("DOCS", "CLAIMS"))
    arguments.add_argument("--out", type=Path, default=OUT)
    given = arguments.parse_args()
    parser = Parser()
    pairs = zip(given.paths[::2], given.paths[1::2], strict=True)
    found = [c for docs, claims in pairs for c in cases(docs, claims, parser)]
    check = list(cases(*given.check, parser)) if given.check else []
    card: dict[str, Any] = {
        "cases": len(found),
        "trees": TREES,
        "parameters": PARAMETERS,
        "columns": NAMES,
    }
    for role in CHOSEN:
        model = fit(found, role)
        save(model, given.out / f"country_{role}.onnx")
        if check:
            card[role] = right(check, role, model)
            print(card[role], flush=True)
    (given.out / "country_choice.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
