"""Train the claim network: ``python -m training.claims.train TRAIN.pkl ... --dev DEV.pkl``.

The pickles come from ``training.claims.read``. Half an hour on two CPU cores.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from tocsin.coding.labels import MODALITIES, MODE_AT, MODES, TYPES
from training.claims.batches import IGNORE, Item, items, padded
from training.claims.evaluate import evaluate
from training.claims.network import ClaimModel
from training.claims.windows import Document


def loss_of(model: ClaimModel, batch: list[Item]) -> Tensor:
    """Mean over the batch's events of the sum of all heads' losses."""
    states = model.words(*padded(batch, hide=True))
    total, count = torch.zeros(()), 0
    for padded_states, item in zip(states, batch, strict=True):
        x = model.heads.drop(padded_states[: len(item.order)])
        loss = F.cross_entropy(
            model.heads.triggers(x, item.rows), item.trigger, ignore_index=IGNORE, reduction="sum"
        )
        if item.targets:
            event = model.heads.of_triggers(x[item.words], item.types, item.ruled)
            logits = model.heads.arguments(event, x, item.pairs)
            loss = loss + argument_loss(logits, item.gold, item.keep)
            loss = loss + status_loss(model, event, item)
        total = total + item.weight * loss
        count += max(len(item.targets), 1)
    return total / count


def argument_loss(odds: Tensor, gold: Tensor, keep: Tensor) -> Tensor:
    """Words of an argument must beat log-odds of 0, and 0 must beat all the others: the loss of
    Zhou et al. 2021 (ATLOP) with a fixed threshold. All have shape (arguments, events, words)."""
    nothing = torch.zeros_like(odds[..., :1])
    true = (gold * keep) > 0
    false = (keep > 0) & ~true
    positive = torch.cat([odds.masked_fill(~true, -1e4), nothing], -1)
    negative = torch.cat([odds.masked_fill(~false, -1e4), nothing], -1)
    found = (positive.logsumexp(-1, keepdim=True) - odds).masked_fill(~true, 0).sum()
    return found + negative.logsumexp(-1).sum()


def status_loss(model: ClaimModel, event: Tensor, item: Item) -> Tensor:
    s = model.heads.status(event)
    m, n = len(MODALITIES), len(MODALITIES) + 2
    goals = ("modality", "negative", "time")
    parts = (s[:, :m], s[:, m:n], s[:, n:])
    loss = torch.zeros(())
    for part, name in zip(parts, goals, strict=True):
        gold = torch.tensor([getattr(t, name) for t in item.targets])
        loss = loss + F.cross_entropy(part, gold, reduction="sum")
    modes = model.heads.mode(event)
    for j, t in enumerate(item.targets):
        name = TYPES[t.type - 1]
        if len(MODES[name]) > 1:
            own = modes[j : j + 1, MODE_AT[name] : MODE_AT[name] + len(MODES[name])]
            loss = loss + 0.7 * F.cross_entropy(own, torch.tensor([t.mode]), reduction="sum")
    return loss


def optimiser(model: ClaimModel, rate: float) -> torch.optim.AdamW:
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    inner = [p for n, p in named if n.startswith("words.encoder")]
    direct = [p for n, p in named if n.startswith(("heads.pairs", "heads.framed"))]
    known = {id(p) for p in (*inner, *direct)}
    outer = [p for _, p in named if id(p) not in known]
    groups = [
        {"params": inner, "lr": rate},
        {"params": outer, "lr": 1e-3},
        {"params": direct, "lr": 2e-2, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.02, betas=(0.9, 0.98), fused=True)


def train(
    model: ClaimModel, docs: list[Document], dev: list[Document], a: argparse.Namespace
) -> None:
    rng = random.Random(a.seed)
    opt = optimiser(model, a.rate)
    steps = a.epochs * -(-sum(sum(1 for _ in items(d, rng)) for d in docs) // a.batch)
    warm = steps * 0.08
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda i: min((i + 1) / warm, max(0.02, (steps - i) / (steps - warm)))
    )
    began = time.time()
    for epoch in range(a.epochs):
        model.train()
        held = [i for d in docs for i in items(d, rng)]
        held.sort(key=lambda i: len(i.order) + rng.random() * 40)
        batches = [held[i : i + a.batch] for i in range(0, len(held), a.batch)]
        rng.shuffle(batches)
        running = 0.0
        for batch in batches:
            for i in batch:
                _hide(i, i.hidden)
            loss = loss_of(model, batch)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 3.0)
            opt.step()
            plan.step()
            running += loss.item()
        took = time.time() - began
        print(f"epoch {epoch + 1} loss {running / len(batches):.3f} {took:.0f} s", flush=True)
        torch.save(model.state_dict(), a.save)
        if dev and (epoch % 3 == 2 or epoch == a.epochs - 1):
            print("   dev", evaluate(model, dev), flush=True)


def _hide(i: Item, share: float) -> None:
    """Frames were written with part of the training texts open: in a share of the windows they are
    hidden, so that the network does not trust them more than they deserve."""
    if torch.rand(()) >= share:
        return
    i.rows[:, :2] = 0
    marks = i.pairs[..., 7]
    marks[(marks > 0) & (marks <= 3)] = 0


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("docs", type=Path, nargs="+", help="pickled documents")
    ap.add_argument("--known", type=Path, nargs="*", default=[], help="those the frames knew")
    ap.add_argument("--dev", type=Path)
    ap.add_argument(
        "--start",
        type=Path,
        required=True,
        help="checkpoint to go on from, or of the language model",
    )
    ap.add_argument("--save", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--batch", type=int, default=3)
    ap.add_argument("--seed", type=int, default=20)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    docs = [d for p in a.docs for d in pickle.loads(p.read_bytes())]
    for d in (d for p in a.known for d in pickle.loads(p.read_bytes())):
        d.hidden = 0.5
        docs.append(d)
    dev = pickle.loads(a.dev.read_bytes()) if a.dev else []
    model = ClaimModel()
    model.start_from(torch.load(a.start))
    train(model, docs, dev, a)


if __name__ == "__main__":
    main()
