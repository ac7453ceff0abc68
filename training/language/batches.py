"""Sentences to padded tensors, in batches of similar length and a fixed number of words."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch
from tokenizers import Tokenizer
from torch import Tensor

from tocsin.language.types import letter_case
from training.language.data import Sample, lemma_script
from training.language.model import MASK_ID

LAYERS = ("upos", "feats", "lemma", "ner")
IGNORE = -100


class Batcher:
    """Encodes samples once; makes batches anew each epoch."""

    def __init__(self, tokenizer: Tokenizer, vocab: dict[str, list[str]], words: int) -> None:
        self.tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.words = words
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in vocab.items()}
        self.pieces: dict[str, list[int]] = {}

    def encode(self, s: Sample) -> dict[str, list[int]]:
        ids, case, starts = [101], [0], [0]
        for w in s.words:
            if w not in self.pieces:
                found = self.tokenizer.encode(w, add_special_tokens=False).ids
                self.pieces[w] = found[:12] or [100]
            starts.append(len(ids))
            ids += self.pieces[w]
            case += [letter_case(w)] * len(self.pieces[w])
        out = {"ids": [*ids, 102], "case": [*case, 0], "starts": starts}
        out |= self._targets(s)
        return out

    def _targets(self, s: Sample) -> dict[str, list[int]]:
        n, ix = len(s.words), self.index
        lemma = list(map(lemma_script, s.words, s.lemmas))
        layers = {"upos": s.upos, "feats": s.feats, "lemma": lemma, "ner": s.ner}
        out = {k: [ix[k].get(x, IGNORE) for x in v] or [IGNORE] * n for k, v in layers.items()}
        out["heads"] = s.heads or [IGNORE] * n
        out["deprel"] = [ix["deprel"].get(x, IGNORE) for x in s.deprels] or [IGNORE] * n
        return out

    def batches(
        self, coded: list[dict[str, list[int]]], rng: random.Random | None
    ) -> Iterator[dict[str, Tensor]]:
        order = sorted(range(len(coded)), key=lambda i: self._length(coded[i], rng))
        groups: list[list[int]] = [[]]
        longest = 0
        for i in order:
            longest = max(longest, len(coded[i]["ids"]))
            if groups[-1] and longest * (len(groups[-1]) + 1) > self.words * 1.35:
                groups.append([])
                longest = len(coded[i]["ids"])
            groups[-1].append(i)
        if rng:
            rng.shuffle(groups)
        for g in groups:
            yield collate([coded[i] for i in g], rng)

    @staticmethod
    def _length(row: dict[str, list[int]], rng: random.Random | None) -> float:
        return len(row["ids"]) + (rng.random() * 3 if rng else 0)


def collate(rows: list[dict[str, list[int]]], rng: random.Random | None) -> dict[str, Tensor]:
    """Pad; in training also vary case and hide a few word pieces."""
    rows = [_vary(r, rng) for r in rows] if rng else rows
    t = max(len(r["ids"]) for r in rows)
    w = max(len(r["starts"]) for r in rows)
    out = {
        "ids": torch.tensor([r["ids"] + [0] * (t - len(r["ids"])) for r in rows]),
        "case": torch.tensor([r["case"] + [0] * (t - len(r["case"])) for r in rows]),
        "mask": torch.tensor([[1] * len(r["ids"]) + [0] * (t - len(r["ids"])) for r in rows]),
        "starts": torch.tensor([r["starts"] + [0] * (w - len(r["starts"])) for r in rows]),
    }
    for k in (*LAYERS, "heads", "deprel"):
        out[k] = torch.tensor([r[k] + [IGNORE] * (w - 1 - len(r[k])) for r in rows])
    return out


def _vary(r: dict[str, list[int]], rng: random.Random) -> dict[str, list[int]]:
    """Headline case for 6 % of sentences, lower case for 2 %; 6 % of the pieces masked."""
    chance, case = rng.random(), r["case"]
    if chance < 0.06:
        case = [2 if c == 1 and rng.random() < 0.85 else c for c in case]
    elif chance < 0.08:
        case = [min(c, 1) for c in case]
    ids = [MASK_ID if i > 102 and rng.random() < 0.06 else i for i in r["ids"]]
    return {**r, "ids": ids, "case": case}
