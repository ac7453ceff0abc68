"""How well the heads do by themselves: triggers by sentence and type, the rest on true triggers."""

from __future__ import annotations

from collections import Counter, defaultdict

import torch

from tocsin.coding.labels import ARGUMENTS, LEADS, MODALITIES
from training.claims.batches import IGNORE, Item, items, padded
from training.claims.losses import country_odds
from training.claims.network import ClaimModel
from training.claims.windows import Document

_THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@torch.no_grad()
def evaluate(model: ClaimModel, docs: list[Document]) -> str:
    """One line of figures."""
    model.eval()
    found: dict[float, list[int]] = defaultdict(lambda: [0, 0, 0])
    roles: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    status: Counter[str] = Counter()
    for d in docs:
        for i in items(d):
            x = model.words(*padded([i]))[0]
            _triggers(model, i, x, found)
            if i.targets:
                _events(model, i, x, roles, status)
    best = max(found, key=lambda k: _f1(found[k]))
    out = f"detection {_f1(found[best]):.3f} at {best} | "
    n = max(status["n"], 1)
    out += " ".join(f"{k} {status[k] / n:.3f}" for k in ("modality", "polarity", "time", *LEADS))
    return out + " | " + " ".join(f"{k} {_f1(v):.3f}" for k, v in roles.items())


def _f1(counts: list[int]) -> float:
    hit, got, true = counts
    return 2 * hit / max(got + true, 1)


def _triggers(model: ClaimModel, i: Item, x: torch.Tensor, found: dict[float, list[int]]) -> None:
    p = model.heads.triggers(x, i.rows).softmax(-1)
    score, kind = p[:, 1:].max(-1)
    score = score * (i.trigger != IGNORE)
    true = Counter((int(i.order[w]), int(t)) for w, t in zip(i.words, i.types, strict=True))
    for least in _THRESHOLDS:
        words = torch.nonzero(score >= least).flatten().tolist()
        got = Counter((int(i.order[w]), int(kind[w]) + 1) for w in words)
        for k, v in enumerate((sum((got & true).values()), sum(got.values()), len(i.targets))):
            found[least][k] += v


def _events(
    model: ClaimModel,
    i: Item,
    x: torch.Tensor,
    roles: dict[str, list[int]],
    status: Counter[str],
) -> None:
    event = model.heads.of_triggers(x[i.words], i.types, i.ruled)
    odds = model.heads.arguments(event, x, i.pairs)
    s = model.heads.status(event)
    m = len(MODALITIES)
    for j, t in enumerate(i.targets):
        status["n"] += 1
        status["modality"] += int(s[j, :m].argmax()) == t.modality
        status["polarity"] += int(s[j, m : m + 2].argmax()) == t.negative
        status["time"] += int(s[j, m + 2 :].argmax()) == t.time
    if len(i.names):
        pooled, seen = country_odds(odds, i)
        for k, name in enumerate(LEADS):
            right = ((pooled[k] > 0) & seen[k]) == i.parties[k]
            status[name] += int(right.all(-1).sum())
    for r, name in enumerate(ARGUMENTS[: -len(LEADS)]):
        hit, true = (odds[r] > 0) & (i.keep[r] > 0), i.gold[r] > 0
        for k, v in enumerate(((hit & true).sum(), hit.sum(), true.sum())):
            roles[name][k] += int(v)
