"""One pass over the sentences: what the frames say, what the model says, and claims from both."""

from __future__ import annotations

from tocsin.blas import one_thread
from tocsin.coding import learned
from tocsin.coding.assessments import assess
from tocsin.coding.evidence import Evidence
from tocsin.coding.grammar import Tree
from tocsin.coding.links import link
from tocsin.coding.mentions import all_mentions
from tocsin.coding.network import shipped
from tocsin.coding.reading import Reading
from tocsin.coding.replies import answered
from tocsin.coding.thresholds import thresholds
from tocsin.language.types import Parse
from tocsin.records import Draft

_BY_RULES = 0.5


def code(parse: Parse, *, threshold: float | None = None, model: bool = True) -> Draft:
    """Claims of all sentences with a score of at least ``threshold``, and all mentions.

    Without ``model``, or if the parse has no word pieces, the frames and rules alone decide.
    """
    trees = [Tree(s, n) for n, s in enumerate(parse.sentences)]
    if not trees:
        return Draft()
    evidence = Evidence(trees)
    mentions = tuple(m for t in trees for m in all_mentions(t))
    if model and all(s.pieces for s in parse.sentences):
        reading = Reading(evidence, shipped())
        least = thresholds().event if threshold is None else threshold
        with one_thread():
            claims = [c for n in range(len(trees)) for c in learned.claims(reading, n, least)]
    else:
        least = _BY_RULES if threshold is None else threshold
        claims = [c for found in evidence.ruled for _, c in found if c.score >= least]
    return Draft(link(trees, answered(trees, claims)), mentions, assess(trees))
