"""The claim network: an encoder over a window of sentences, and the claim heads.

It starts from the language model's encoder; what the frames and the grammar say enters as
embeddings of words and as weights of pairs.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tocsin.coding.features import PAIR_SIZE, STATUS_SIZES, WORD_SIZES
from tocsin.coding.labels import ARGUMENTS, MODALITIES, MODE_COUNT, TIMES, TYPES
from training.language.model import HIDDEN, Encoder

SIZE = 160


def zeroed(count: int) -> nn.Embedding:
    """An embedding that says nothing before it is trained."""
    e = nn.Embedding(count, HIDDEN, padding_idx=0)
    nn.init.zeros_(e.weight)
    return e


class Layers(nn.Module):
    """The language model's encoder, trained on, over the word pieces of a window. What the frames
    and the grammar say is added to the first piece of every word."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.facts = nn.ModuleList(zeroed(n) for n in WORD_SIZES)

    def forward(
        self, ids: Tensor, mask: Tensor, case: Tensor, rows: Tensor, starts: Tensor
    ) -> Tensor:
        """``ids``, ``mask``, ``case`` (b, pieces); ``rows`` (b, pieces, 6), 0 where no word starts;
        ``starts`` (b, words). Returns word states (b, words, 384)."""
        said = sum(e(rows[..., k]) for k, e in enumerate(self.facts))
        x = self.encoder(ids, mask, case, said)
        return torch.gather(x, 1, starts.unsqueeze(-1).expand(-1, -1, HIDDEN))


class ClaimHeads(nn.Module):
    """Scores of triggers for every word; of status and arguments for every trigger."""

    def __init__(self, dropout: float = 0.3) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        act = nn.GELU(approximate="tanh")
        out = nn.Linear(HIDDEN, len(TYPES) + 1)
        self.trigger = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), act, nn.Dropout(dropout), out)
        self.framed = nn.ModuleList(nn.Embedding(n, len(TYPES) + 1) for n in WORD_SIZES[:2])
        self.kind = nn.Embedding(len(TYPES) + 1, HIDDEN)
        self.ruled = nn.ModuleList(zeroed(n) for n in STATUS_SIZES)
        self.event = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), act, nn.Dropout(dropout))
        self.status = nn.Linear(HIDDEN, len(MODALITIES) + 2 + len(TIMES))
        self.mode = nn.Linear(HIDDEN, MODE_COUNT)
        self.left = nn.Linear(HIDDEN, SIZE)
        self.right = nn.Linear(HIDDEN, SIZE)
        self.weight = nn.Parameter(torch.zeros(len(ARGUMENTS), SIZE + 1, SIZE + 1))
        self.pairs = nn.Embedding(PAIR_SIZE, len(ARGUMENTS), padding_idx=0)
        nn.init.normal_(self.weight, std=SIZE**-0.75)
        nn.init.zeros_(self.pairs.weight)
        with torch.no_grad():
            self.weight[:, -1, -1] = -3.0
            out.bias[0] = 2.0
            for e in self.framed:
                e.weight.zero_()
            self.kind.weight.mul_(0.1)

    def triggers(self, states: Tensor, rows: Tensor) -> Tensor:
        """Log-odds (words, 17) of no event and of each type."""
        x: Tensor = self.trigger(states)
        for k, e in enumerate(self.framed):
            x = x + e(rows[:, k])
        return x

    def of_triggers(self, states: Tensor, types: Tensor, ruled: Tensor) -> Tensor:
        """Event states (events, hidden) of triggers of known types and ruled status."""
        x = states + self.kind(types)
        for k, e in enumerate(self.ruled):
            x = x + e(ruled[:, k])
        return self.event(x)

    def arguments(self, event: Tensor, words: Tensor, pairs: Tensor) -> Tensor:
        """Log-odds (arguments, events, words); ``pairs`` are indexes (events, words, columns)."""
        a = self.drop(F.gelu(self.left(event), approximate="tanh"))
        b = self.drop(F.gelu(self.right(words), approximate="tanh"))
        a = torch.cat([a, torch.ones_like(a[:, :1])], -1)
        b = torch.cat([b, torch.ones_like(b[:, :1])], -1)
        return a @ self.weight @ b.T + self.pairs(pairs).sum(2).permute(2, 0, 1)


class ClaimModel(nn.Module):
    """The encoder with the claim heads. The word-piece embeddings stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Layers()
        self.heads = ClaimHeads()
        for e in (self.words.encoder.words, self.words.encoder.positions):
            e.weight.requires_grad_(False)

    def start_from(self, found: dict[str, Tensor]) -> None:
        """Go on from a checkpoint of this model or of the language model."""
        if "words.encoder.mix" in found:
            self.load_state_dict(_widened(found))
            return
        at = "encoder."
        own = {k[len(at) :]: v for k, v in found.items() if k.startswith(at)}
        self.words.encoder.load_state_dict(own)


def _widened(found: dict[str, Tensor]) -> dict[str, Tensor]:
    """A checkpoint from before countries were pointed at: these start as actor, recipient and
    source."""
    weight, pairs = found["heads.weight"], found["heads.pairs.weight"]
    if len(weight) == len(ARGUMENTS):
        return found
    like = [ARGUMENTS.index(name) for name in ("actor", "recipient", "asserts")]
    return found | {
        "heads.weight": torch.cat([weight, weight[like]]),
        "heads.pairs.weight": torch.cat([pairs, pairs[:, like]], 1),
    }
