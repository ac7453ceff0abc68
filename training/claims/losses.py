"""The losses of the claim network's heads over a batch of windows."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from tocsin.coding.labels import LEADS, MODALITIES, MODE_AT, MODES, TYPES
from training.claims.batches import IGNORE, Item, padded
from training.claims.network import ClaimModel


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
            loss = loss + country_loss(logits, item)
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


def country_odds(odds: Tensor, item: Item) -> tuple[Tensor, Tensor]:
    """Log-odds (3, events, countries) of a country as actor, recipient or source, pooled over the
    words that name it up to the end of the event's sentence; and whether there is such a word."""
    seen = item.names & (item.pairs[:, :, :1] > 0).transpose(1, 2)
    each = odds[-len(LEADS) :].unsqueeze(2).masked_fill(~seen, -1e4)
    return each.logsumexp(-1), seen.any(-1).expand(len(LEADS), -1, -1)


def country_loss(odds: Tensor, item: Item) -> Tensor:
    """The loss of arguments over countries instead of words."""
    if not len(item.names):
        return torch.zeros(())
    pooled, seen = country_odds(odds, item)
    return argument_loss(pooled, item.parties.float(), seen.float())


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
