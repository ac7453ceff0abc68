"""Windows of annotated documents as padded tensors, with the targets of every head."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tocsin.coding.features import PAIR_COLUMNS
from tocsin.coding.labels import ARGUMENTS, LEADS
from tocsin.coding.windows import SIZE, Pieces, Window, pieces_of, windows
from training.claims.windows import Document, Target
from training.language.model import MASK_ID

IGNORE = -100
_IN_SENTENCE = ("place", "when", "quantity", "cue", "condition")


@dataclass(slots=True)
class Item:
    """One window: inputs, trigger targets (IGNORE in the context), and its annotated events;
    ``names`` (countries, words) marks the words that name each country, and ``parties``
    (3, events, countries) the countries of actors, recipients and sources."""

    pieces: Pieces
    rows: Tensor
    order: Tensor
    trigger: Tensor
    words: Tensor
    targets: list[Target]
    types: Tensor
    ruled: Tensor
    pairs: Tensor
    gold: Tensor
    keep: Tensor
    names: Tensor
    parties: Tensor
    weight: float
    hidden: float


def items(doc: Document, rng: random.Random | None = None) -> Iterator[Item]:
    """The windows of a document; cut a little differently each time if ``rng`` is given."""
    size = SIZE - (rng.randrange(0, 110) if rng else 0)
    for w in windows(doc.sizes(), size=size):
        yield item(doc, w)


def item(doc: Document, w: Window) -> Item:
    first = np.cumsum([0, *doc.lengths()])
    columns = np.concatenate([np.arange(first[n], first[n + 1]) for n in w.sentences])
    order = np.concatenate([np.full(first[n + 1] - first[n], k) for k, n in enumerate(w.sentences)])
    at = np.full(len(doc.sentence), -1)
    at[columns] = np.arange(len(columns))
    coded = np.isin(doc.sentence, w.coded)
    trigger = torch.from_numpy(np.where(coded[columns], 0, IGNORE))
    mine = [t for t in doc.targets if coded[t.word]]
    for t in mine:
        trigger[at[t.word]] = t.type
    gold = torch.zeros(len(ARGUMENTS), len(mine), len(columns))
    keep = torch.zeros_like(gold)
    pairs = torch.zeros(len(mine), len(columns), PAIR_COLUMNS, dtype=torch.long)
    for j, t in enumerate(mine):
        _fill(doc, t, at, (gold[:, j], keep[:, j], pairs[j]))
    names, parties = _countries(doc, mine, at, len(columns))
    return Item(
        coded_pieces(doc, columns),
        torch.from_numpy(doc.rows[columns].astype(np.int64)),
        torch.from_numpy(order),
        trigger,
        torch.tensor([int(at[t.word]) for t in mine], dtype=torch.long),
        mine,
        torch.tensor([t.type for t in mine], dtype=torch.long),
        torch.tensor([t.status for t in mine], dtype=torch.long).reshape(-1, 3),
        pairs,
        gold,
        keep,
        names,
        parties,
        doc.weight,
        doc.hidden,
    )


def _fill(
    doc: Document, t: Target, at: NDArray[np.intp], out: tuple[Tensor, Tensor, Tensor]
) -> None:
    """Targets, mask and pairs of one event; words not among its columns are left out of the
    loss."""
    gold, keep, pairs = out
    inside = at[t.columns] >= 0
    columns = t.columns[inside]
    pairs[at[columns]] = torch.from_numpy(t.pairs[inside].astype(np.int64))
    keep[:, at[columns]] = 1
    elsewhere = at[columns[doc.sentence[columns] != doc.sentence[t.word]]]
    for name in LEADS:
        keep[ARGUMENTS.index(name)] = 0
    for name in _IN_SENTENCE:
        keep[ARGUMENTS.index(name), elsewhere] = 0
    for r, name in enumerate(ARGUMENTS[: -len(LEADS)]):
        keep[r, [at[c] for c in t.unclear[name] if at[c] >= 0]] = 0
        for c in t.arguments[name]:
            if at[c] >= 0:
                gold[r, at[c]] = 1
                keep[r, at[c]] = 1


def _countries(
    doc: Document, mine: Sequence[Target], at: NDArray[np.intp], words: int
) -> tuple[Tensor, Tensor]:
    inside = {c: [int(at[w]) for w in found if at[w] >= 0] for c, found in doc.naming.items()}
    named = [c for c, found in inside.items() if found]
    names = torch.zeros(len(named), words, dtype=torch.bool)
    for k, c in enumerate(named):
        names[k, inside[c]] = True
    roles = [name.removesuffix("_country") for name in LEADS]
    parties = [[[c in t.countries[role] for c in named] for t in mine] for role in roles]
    true = torch.tensor(parties, dtype=torch.bool)
    return names, true.reshape(len(LEADS), len(mine), len(named))


def coded_pieces(doc: Document, columns: Sequence[int]) -> Pieces:
    """The window's words as the encoder reads them."""
    pieces = [doc.pieces[c] for c in columns]
    return pieces_of(
        pieces, [doc.case[c] for c in columns], [int(doc.sentence[c]) for c in columns]
    )


def padded(batch: Sequence[Item], *, hide: bool = False) -> tuple[Tensor, ...]:
    """Ids, mask, case, rows and starts of several windows; ``hide`` masks 8 % of the pieces."""
    t, n = max(len(i.pieces.ids) for i in batch), max(len(i.pieces.starts) for i in batch)
    ids, mask, case = (torch.zeros(len(batch), t, dtype=torch.long) for _ in range(3))
    starts = torch.zeros(len(batch), n, dtype=torch.long)
    rows = torch.zeros(len(batch), t, batch[0].rows.shape[1], dtype=torch.long)
    for b, i in enumerate(batch):
        ids[b, : len(i.pieces.ids)] = torch.tensor(i.pieces.ids)
        mask[b, : len(i.pieces.ids)] = 1
        case[b, : len(i.pieces.ids)] = torch.tensor(i.pieces.case)
        starts[b, : len(i.pieces.starts)] = torch.tensor(i.pieces.starts)
        rows[b, starts[b, : len(i.pieces.starts)]] = i.rows
    if hide:
        ids[(ids > MASK_ID) & (torch.rand(ids.shape) < 0.08)] = MASK_ID
    return ids, mask, case, rows, starts
