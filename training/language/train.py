"""Train the language model: ``python -m training.language.train --data DIR``.

Reads ``parsing`` and ``ner`` under the data folder; writes the 8-bit ONNX model, its labels, the
word-piece vocabulary and the model card to ``--out`` (the package's own model by default), and the
checkpoint to ``--work``. About 80 minutes on two CPU cores.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from training.language.batches import LAYERS, Batcher
from training.language.data import (
    Sample,
    add_names,
    add_own_names,
    read_conllu,
    read_names,
    vocabularies,
)
from training.language.export import SHIPPED, export_with_card, pretrained
from training.language.model import LanguageModel, load_encoder

CROSSNER = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC",
}  # fmt: skip
OWN_NAMES = Path(__file__).parent / "data/ewt_names.txt"
PLACES = Path(__file__).parent / "places.txt"
WIKIGOLD = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def place_names(names: Path) -> set[str]:
    """Country names as the tool's own gazetteer has them, lower case."""
    return {x.strip().lower() for x in names.read_text(encoding="utf-8").splitlines() if x.strip()}


def training_samples(data: Path, places: set[str]) -> list[Sample]:
    """EWT and GUM with trees and names (EWT's by our own annotation), WikiGold and CrossNER with
    names only."""
    out = list(read_conllu(data / "parsing/en_ewt-train.conllu"))
    add_own_names(out, OWN_NAMES)
    gum = list(read_conllu(data / "parsing/en_gum-train.conllu"))
    add_names(gum, data / "ner/gum_train.jsonl", places)
    out += gum
    out += read_names(data / "ner/wikigold.jsonl", WIKIGOLD, places)
    out += read_names(data / "ner/crossner_politics_train.jsonl", CROSSNER, places)
    return [s for s in out if len(s.words) <= 120]


def loss_of(out: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
    """Sum of the heads' cross-entropies; absent layers are masked."""
    total = torch.zeros(())
    for k in LAYERS:
        if (batch[k] >= 0).any():
            total = total + F.cross_entropy(out[k].flatten(0, 1), batch[k].flatten())
    gold = batch["heads"]
    if (gold >= 0).any():
        valid = torch.cat([torch.ones_like(gold[:, :1]), (gold != -100).long()], 1)
        arcs = out["arcs"] + (1 - valid[:, None, :]) * -1e4
        total = total + F.cross_entropy(arcs.flatten(0, 1), gold.flatten())
        at = gold.clamp(min=0)[:, None, :, None].expand(-1, out["labels"].shape[1], -1, -1)
        labels = out["labels"].gather(3, at).squeeze(3).transpose(1, 2)
        total = total + F.cross_entropy(labels.flatten(0, 1), batch["deprel"].flatten())
    return total


def optimiser(model: LanguageModel, rate: float) -> torch.optim.AdamW:
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder.") and "case" not in n]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or "case" in n]
    groups = [{"params": inner, "lr": rate}, {"params": outer, "lr": rate / 0.15}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def train(
    model: LanguageModel, batcher: Batcher, samples: list[Sample], a: argparse.Namespace
) -> None:
    epochs, save = a.epochs, a.work / "model.pt"
    rng = random.Random(20)
    coded = [c for c in map(batcher.encode, samples) if len(c["ids"]) <= 256]
    steps = epochs * sum(1 for _ in batcher.batches(coded, random.Random(0)))
    opt = optimiser(model, a.rate)
    warm = steps * 0.07
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda i: min((i + 1) / warm, max(0.0, (steps - i) / (steps - warm)))
    )
    began, step = time.time(), 0
    for epoch in range(epochs):
        model.train()
        for batch in batcher.batches(coded, rng):
            inputs = (batch[k] for k in ("ids", "mask", "case", "starts"))
            loss = loss_of(model(*inputs), batch)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()
            plan.step()
            step += 1
            if step % 50 == 0:
                took = time.time() - began
                print(f"step {step}/{steps} loss {loss.item():.3f} {took:.0f} s", flush=True)
        torch.save(model.state_dict(), save)
        print(f"epoch {epoch + 1} done", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=SHIPPED)
    ap.add_argument("--places", type=Path, default=PLACES, help="names that are LOC, one a line")
    ap.add_argument("--work", type=Path, default=Path("build/language"))
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--start", type=Path, help="checkpoint with the same labels to go on from")
    ap.add_argument("--rate", type=float, default=1.5e-4, help="peak learning rate of the encoder")
    ap.add_argument("--words", type=int, default=700, help="words in a batch")
    a = ap.parse_args()
    torch.manual_seed(20)
    a.work.mkdir(parents=True, exist_ok=True)
    samples = training_samples(a.data, place_names(a.places))
    vocab = vocabularies(samples)
    (a.work / "labels.json").write_text(json.dumps(vocab, ensure_ascii=False))
    batcher = Batcher(Tokenizer.from_file(str(pretrained() / "tokenizer.json")), vocab, a.words)
    model = LanguageModel({k: len(v) for k, v in vocab.items()})
    if a.start:
        model.load_state_dict(torch.load(a.start))
    else:
        load_encoder(model.encoder, pretrained() / "model.safetensors")
    print(f"{len(samples)} sentences, {sum(len(s.words) for s in samples)} words", flush=True)
    train(model, batcher, samples, a)
    export_with_card(a.work, a.out, a.data)


if __name__ == "__main__":
    main()
