"""The readable score: a weighted sum of shares of the past.

Each part is a conditional frequency that fades with one half-life, such as "of all that the actor
did of this kind, how much was done to this recipient?". The weights are found by expectation
maximisation on past days, one set for each class of how much is known of the actor; a probability
that no part explains is lost, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.forecast.who_past import Past
from tocsin.forecast.who_tally import Floats, Ints

ALL, TWO = (1, 2, 3, 4, 5), (3, 5)
SHARES = (("ark", "ak"), ("ar", "a"), ("kr", "k"), ("ckr", "ck"), ("cr", "c"), ("agr", "ag"))
"""Numerator and denominator; each at all half-lives."""
STEPS = (("akd", "ak"), ("ckd", "ck"), ("ad", "a"))
"""First the recipient's country, then the recipient among those of its country; two half-lives."""
PARTS = tuple(f"{a}.{j}" for a, _ in SHARES for j in ALL) + tuple(
    f"{a}*.{j}" for a, _ in STEPS for j in TWO
)
_KIND_STEPS, _ACTOR_STEPS = (0.01, 1, 4, 20), (3, 40)
CLASSES = (len(_KIND_STEPS) + 1) * (len(_ACTOR_STEPS) + 1)
_FLOOR = 0.02
_MEAN = np.array([0.05, 0.15, 0.3, 0.3, 0.2])
_START = np.concatenate(
    [share * _MEAN for share in (0.4, 0.25, 0.2, 0.1, 0.05, 0.1)] + [[0.02] * 6]
)

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions and the candidates of each: ``of`` says to which question a candidate belongs."""

    actor: Ints
    kind: Ints
    of: Ints
    candidate: Ints

    def keys(self, past: Past) -> dict[str, Ints]:
        return past.keys(self.actor[self.of], self.kind[self.of], self.candidate)

    def only(self, rows: Ints) -> Asked:
        return Asked(self.actor, self.kind, self.of[rows], self.candidate[rows])


def start_weights() -> Weights:
    """Weights by hand, for a past too short to learn from. Shape (classes, parts)."""
    return np.tile(_START / _START.sum(), (CLASSES, 1)).astype(np.float32)


def parts(past: Past, keys: dict[str, Ints]) -> Floats:
    """The shares of each candidate. Shape (candidates, parts)."""

    def share(above: str, below: str, columns: tuple[int, ...]) -> Floats:
        over, under = past.tallies[above], past.tallies[below]
        top = over.rows[over.find(keys[above])][:, columns]
        made: Floats = top / (under.rows[under.find(keys[below])][:, columns] + _FLOOR)
        return made

    inside = share("kr", "kd", TWO)
    direct = [share(above, below, ALL) for above, below in SHARES]
    return np.concatenate([*direct, *(share(a, b, TWO) * inside for a, b in STEPS)], axis=1)


def known(past: Past, asked: Asked) -> Ints:
    """The class of each candidate's question by how much is known of the actor and of the kind."""
    kind, actor = past.tallies["ak"], past.tallies["a"]
    of_kind = kind.rows[kind.find(asked.actor * past.both + asked.kind), 5]
    of_actor = actor.rows[actor.find(asked.actor), 5]
    steps = np.searchsorted(_KIND_STEPS, of_kind) * (len(_ACTOR_STEPS) + 1)
    found: Ints = steps + np.searchsorted(_ACTOR_STEPS, of_actor)
    return found[asked.of]


def mix(shares: Floats, classes: Ints, weights: Weights) -> Floats:
    """The score of each candidate."""
    score: Floats = np.einsum("ij,ij->i", shares, weights[classes])
    return score


def learn(shares: Floats, of: Ints, classes: int = CLASSES) -> Weights:
    """Weights from the shares of the candidates that were the answers, and the class of each."""
    even = np.full(shares.shape[1], 1 / shares.shape[1])
    all_ = _maximise(shares, even, even, 1.0)
    return np.stack([_maximise(shares[of == c], all_, all_, 50.0) for c in range(classes)]).astype(
        np.float32
    )


def _maximise(
    shares: Floats,
    weights: npt.NDArray[np.float64],
    prior: npt.NDArray[np.float64],
    strength: float,
) -> npt.NDArray[np.float64]:
    for _ in range(80):
        joint = shares * weights
        total = joint.sum(1, keepdims=True)
        explained = total[:, 0] > 0
        count = (joint[explained] / total[explained]).sum(0) + strength * prior
        weights = count / count.sum()
    return weights
