"""How sure the coder is that a trigger is a claim: a logistic score over a few readable features.

The weights and the record of each frame (how often it fired in the training documents and how often
an annotator coded a claim there) are data, written by ``training/coding/fit.py``.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files

from tocsin.coding.grammar import Tree
from tocsin.coding.triggers import Trigger
from tocsin.records import Claim, Mention

_PRIOR_RIGHT, _PRIOR_WRONG = 1.2, 0.9


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    at = files("tocsin.coding").joinpath("data", "score.json")
    return dict(json.loads(at.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def records() -> dict[str, tuple[int, int]]:
    """Frame name -> (times fired, times right) in the training documents."""
    at = files("tocsin.coding").joinpath("data", "frame_records.tsv")
    out = {}
    for line in at.read_text(encoding="utf-8").splitlines()[1:]:
        name, fired, right = line.split("\t")
        out[name] = (int(fired), int(right))
    return out


def record_odds(fired: int, right: int) -> float:
    """Smoothed log-odds that a frame that fired is a claim."""
    return math.log((right + _PRIOR_RIGHT) / (fired - right + _PRIOR_WRONG))


def features(tree: Tree, trigger: Trigger, claim: Claim) -> dict[str, float]:
    """Feature values by name; every one is 0 or 1 but ``record``."""
    i = trigger.head
    fired, right = records().get(trigger.frame.name, (0, 0))
    return {
        "bias": 1.0,
        "record": record_odds(fired, right),
        "unseen": float(fired == 0),
        f"type {claim.type}": 1.0,
        "noun": float(trigger.frame.pos == "N"),
        "adjective": float(trigger.frame.pos == "A"),
        "conditions": float(bool(trigger.frame.conditions)),
        "actor": float(bool(claim.actors)),
        "recipient": float(bool(claim.recipients)),
        "named party": float(any(map(_named, (*claim.actors, *claim.recipients)))),
        "no party": float(not claim.actors and not claim.recipients),
        "source": float(bool(claim.attributions)),
        "not asserted": float(claim.modality != "asserted"),
        "title": float(tree.index == 0),
        "late": float(tree.index > 15),
        "modifier": float(tree.base(i) in ("compound", "amod")),
        "place or time": float(bool(claim.place) or claim.when is not None),
        "names in sentence": float(bool(tree.sentence.names)),
        "quantity": float(bool(claim.quantities)),
    }


def _named(m: Mention) -> bool:
    return bool(m.names) or m.kind in ("name", "modifier")


def score(tree: Tree, trigger: Trigger, claim: Claim) -> float:
    """Between 0 and 1; 0.5 is the threshold that gave the best F1 on the training documents."""
    weights = _weights()
    total = sum(weights.get(k, 0.0) * v for k, v in features(tree, trigger, claim).items())
    return round(1 / (1 + math.exp(-total)), 3)
