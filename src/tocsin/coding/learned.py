"""Claims by the claim network, to which the frames' reading is evidence.

Every word that a frame or the network takes for an event is a candidate; its type is the likeliest
one. What the network gave the alternatives of each field is kept as the claim's reason, beside the
frame and the rules that spoke for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tocsin.coding.arguments import Arguments
from tocsin.coding.grammar import Tree
from tocsin.coding.labels import MODALITIES, MODES, TIMES, TYPES
from tocsin.coding.merging import linked
from tocsin.coding.network import Floats
from tocsin.coding.reading import Reading
from tocsin.coding.replies import disputed
from tocsin.coding.rules import plain_claim
from tocsin.coding.thresholds import chance, log_odds, thresholds
from tocsin.records import Claim, Score


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may express an event, its likeliest type, and the probability of that type."""

    token: int
    type: str
    probability: float


def candidates(reading: Reading, n: int) -> list[Candidate]:
    """The candidates of sentence ``n`` in text order. A frame that fired raises the odds of its
    type, a reply those of what it answers."""
    p, w = reading.triggers(n), thresholds()
    framed = {f.trigger.head: c for f, c in reading.evidence.ruled[n]}
    kept = np.clip(p, 1e-6, 1 - 1e-6)
    odds = np.log(kept / (1 - kept))
    for i, claim in framed.items():
        odds[i, TYPES.index(claim.type)] += w.frame + w.record * log_odds(claim.score)
    odds[disputed(reading.trees[n])] += w.disputed
    best = odds.argmax(1)
    return [Candidate(i, TYPES[k], chance(float(odds[i, k]))) for i, k in enumerate(best)]


def claims(reading: Reading, n: int, threshold: float) -> Iterator[Claim]:
    """Claims of sentence ``n`` with a probability of at least ``threshold``."""
    found = [c for c in candidates(reading, n) if c.probability >= threshold]
    for c in single(reading.trees[n], found):
        yield fill(reading, n, c)


def single(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Without the less likely of two words for one event: of the same type, one of them an object,
    complement or modifier of the other."""
    out: list[Candidate] = []
    for c in sorted(found, key=lambda c: -c.probability):
        same = (o for o in out if o.type == c.type)
        if not any(linked(tree, c.token, o.token) for o in same):
            out.append(c)
    return sorted(out, key=lambda c: c.token)


def fill(reading: Reading, n: int, c: Candidate) -> Claim:
    """The claim of a candidate with all its fields."""
    base = ruled_claim(reading, n, c)
    arguments = Arguments(reading, n, c.token, base)
    event, w = arguments.event, thresholds()
    scores = _type_scores(reading.triggers(n)[c.token])
    pick = Pick(scores)
    modality = pick("modality", MODALITIES, event.modality, (base.modality, w.said_modality))
    time = pick("time", TIMES, event.time, (base.time, w.said_time))
    mode = pick("mode", MODES[c.type], event.mode, (base.mode, w.said_mode))
    scores.append(Score("polarity", "-", round(event.negative, 3)))
    negative = log_odds(event.negative) + (w.said_polarity if base.polarity == "-" else 0)
    return replace(
        base,
        actors=arguments.parties("actor", scores),
        recipients=arguments.parties("recipient", scores),
        attributions=arguments.sources(scores),
        modality=modality or "asserted",
        polarity="-" if negative > 0 else "+",
        time=time or "past",
        mode=mode,
        place=arguments.places(),
        when=arguments.when(),
        quantities=arguments.quantities(),
        condition=(arguments.condition() or base.condition) if modality == "conditional" else None,
        score=round(c.probability, 3),
        reason=replace(base.reason, scores=tuple(scores), leads=arguments.leads()),
    )


def ruled_claim(reading: Reading, n: int, c: Candidate) -> Claim:
    """The frame's own claim at that token, else what grammar alone says of it."""
    for found, claim in reading.evidence.ruled[n]:
        if found.trigger.head == c.token:
            known = claim.mode if claim.type == c.type else None
            return replace(claim, type=c.type, mode=known)
    return plain_claim(reading.trees[n], c.token, c.type)


def _type_scores(p: Floats) -> list[Score]:
    return [Score("type", TYPES[int(k)], round(float(p[k]), 3)) for k in np.argsort(-p)[:3]]


class Pick:
    """Picks a field's likeliest label, and notes the two best in the claim's scores."""

    def __init__(self, scores: list[Score]) -> None:
        self._scores = scores

    def __call__(
        self, field: str, labels: Sequence[str | None], p: Floats, said: tuple[str | None, float]
    ) -> str | None:
        """``said`` is the rules' label and what it adds to the logarithm of its probability."""
        odds = np.log(np.maximum(p, 1e-6))
        odds[labels.index(said[0])] += said[1]
        for k in np.argsort(-p)[:2]:
            value = str(labels[int(k)] or "none")
            self._scores.append(Score(field, value, round(float(p[k]), 3)))
        return labels[int(odds.argmax())]
