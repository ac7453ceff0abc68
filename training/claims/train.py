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
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.claims.batches import Item, items
from training.claims.evaluate import evaluate
from training.claims.losses import loss_of
from training.claims.network import ClaimModel
from training.claims.windows import Document


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
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(a.decay))
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
            mean.update_parameters(model)
            running += loss.item()
        took = time.time() - began
        print(f"epoch {epoch + 1} loss {running / len(batches):.3f} {took:.0f} s", flush=True)
        torch.save(mean.module.state_dict(), a.save)
        if dev and (epoch % 3 == 2 or epoch == a.epochs - 1):
            print("   dev", evaluate(mean.module, dev), flush=True)


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
    ap.add_argument("--own", type=Path, nargs="*", default=[], help="our reports, weight 0.6")
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
    ap.add_argument("--decay", type=float, default=0.998, help="of the running mean that is saved")
    ap.add_argument("--seed", type=int, default=20)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    docs = [d for p in a.docs for d in pickle.loads(p.read_bytes())]
    for d in (d for p in a.known for d in pickle.loads(p.read_bytes())):
        d.hidden = 0.5
        docs.append(d)
    for d in (d for p in a.own for d in pickle.loads(p.read_bytes())):
        d.weight = 0.6
        docs.append(d)
    dev = pickle.loads(a.dev.read_bytes()) if a.dev else []
    model = ClaimModel()
    model.start_from(torch.load(a.start))
    train(model, docs, dev, a)


if __name__ == "__main__":
    main()
