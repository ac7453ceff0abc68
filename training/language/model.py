"""The network: a MiniLM encoder and five heads over the first word piece of each word."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
CASES = 6
MASK_ID = 103


class Layer(nn.Module):
    """One post-norm transformer layer as in BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, _ = x.shape
        qkv = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + bias
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.out(y))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """MiniLM-L6-H384 with learned embeddings of letter case added to the word pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.case = nn.Embedding(CASES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        nn.init.zeros_(self.case.weight)

    def forward(
        self, ids: Tensor, mask: Tensor, case: Tensor, said: Tensor | float = 0.0
    ) -> Tensor:
        """Mix of all layers (batch, pieces, hidden); ``said`` is added to the embeddings."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(at) + self.case(case) + said)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        weights = self.mix.softmax(0)
        total = torch.zeros_like(x)
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            total = total + weights[i] * x
        return total


class Biaffine(nn.Module):
    """Deep biaffine scores between dependents and heads (Dozat and Manning 2017)."""

    def __init__(self, size: int, labels: int, dropout: float = 0.25) -> None:
        super().__init__()
        self.dep = nn.Linear(HIDDEN, size)
        self.head = nn.Linear(HIDDEN, size)
        self.weight = nn.Parameter(torch.zeros(labels, size + 1, size + 1))
        nn.init.normal_(self.weight, std=size**-0.75)
        self.drop = nn.Dropout(dropout)

    def forward(self, deps: Tensor, heads: Tensor) -> Tensor:
        """Scores of shape (batch, labels, dependents, heads)."""
        d = self.drop(F.gelu(self.dep(deps)))
        h = self.drop(F.gelu(self.head(heads)))
        d = torch.cat([d, torch.ones_like(d[..., :1])], -1).unsqueeze(1)
        h = torch.cat([h, torch.ones_like(h[..., :1])], -1).unsqueeze(1)
        return d @ self.weight @ h.transpose(-1, -2)


class LanguageModel(nn.Module):
    """Encoder and heads. ``starts`` holds the first piece of every word, 0 for the root."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.25)
        self.tags = nn.ModuleDict(
            {k: nn.Linear(HIDDEN, sizes[k]) for k in ("upos", "feats", "lemma", "ner")}
        )
        self.arcs = Biaffine(256, 1)
        self.labels = Biaffine(96, sizes["deprel"])

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, starts: Tensor) -> dict[str, Tensor]:
        x = self.encoder(ids, mask, case)
        at = starts.unsqueeze(-1).expand(-1, -1, HIDDEN)
        nodes = self.drop(torch.gather(x, 1, at))
        words = nodes[:, 1:]
        out = {k: head(words) for k, head in self.tags.items()}
        out["arcs"] = self.arcs(words, nodes).squeeze(1)
        out["labels"] = self.labels(words, nodes)
        return out


def load_encoder(encoder: Encoder, path: Path) -> None:
    """Copy the pretrained weights of a BERT-style checkpoint into the encoder."""
    w = load_file(path)
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    own = encoder.state_dict()
    own["words.weight"] = w["embeddings.word_embeddings.weight"]
    own["positions.weight"] = (
        w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    )
    for p in ("weight", "bias"):
        own[f"norm.{p}"] = w[f"embeddings.LayerNorm.{p}"]
        for i in range(LAYERS):
            at = f"encoder.layer.{i}"
            qkv = [w[f"{at}.attention.self.{k}.{p}"] for k in ("query", "key", "value")]
            own[f"layers.{i}.qkv.{p}"] = torch.cat(qkv)
            own[f"layers.{i}.out.{p}"] = w[f"{at}.attention.output.dense.{p}"]
            own[f"layers.{i}.norm1.{p}"] = w[f"{at}.attention.output.LayerNorm.{p}"]
            own[f"layers.{i}.up.{p}"] = w[f"{at}.intermediate.dense.{p}"]
            own[f"layers.{i}.down.{p}"] = w[f"{at}.output.dense.{p}"]
            own[f"layers.{i}.norm2.{p}"] = w[f"{at}.output.LayerNorm.{p}"]
    encoder.load_state_dict(own)
