"""What next between two: a mixture of shares of the past, as for recipients."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tocsin.forecast.who_past import Past
from tocsin.forecast.who_tally import Floats, Ints

Cube = npt.NDArray[np.float32]
_COLUMNS = [1, 2, 3, 4, 5]
SOURCES = ("pair", "back", "actor", "recipient", "all")
"""What the actor did to the recipient, the recipient to the actor, the actor to anyone, anyone to
the recipient, anyone to anyone; each at all half-lives."""
_STEPS = (0.01, 1, 4, 20)
CLASSES = len(_STEPS) + 1


def shares(past: Past, actor: Ints, recipient: Ints) -> Cube:
    """Of each source, how its weight is spread over the kinds. Shape (pairs, kinds, parts)."""
    kinds = np.arange(past.kinds)
    a, r, k = (x.ravel() for x in np.broadcast_arrays(actor[:, None], recipient[:, None], kinds))
    there, back, against = past.keys(a, k, r), past.keys(r, k, a), past.keys(r, k + past.kinds, a)
    sources = (
        ("ark", there["ark"]), ("ark", back["ark"]), ("ak", there["ak"]), ("ak", against["ak"]),
        ("k", there["k"]),
    )  # fmt: skip
    made = [_spread(past, name, key.reshape(len(actor), -1)) for name, key in sources]
    return np.concatenate(made, axis=2)


def _spread(past: Past, name: str, keys: Ints) -> Cube:
    tally = past.tallies[name]
    weight = tally.rows[tally.find(keys.ravel())][:, _COLUMNS].reshape(*keys.shape, -1)
    spread: Cube = weight / (weight.sum(1, keepdims=True) + 1e-6)
    return spread


def known(past: Past, actor: Ints, recipient: Ints) -> Ints:
    """The class of each pair by how much is known of it."""
    pairs = past.tallies["ar"]
    weight: Floats = pairs.rows[pairs.find(actor * past.actors + recipient), 5]
    return np.searchsorted(_STEPS, weight)
