"""Who tells whom to act by a modal: "Lima said that Quito must pay", "Quito should pay, said Lima".

By the coding guide, section 7, plain "said" with "should", "must" or "needs to" addressed to a
party is a REQUEST to it. The frames of these modals (``request.tsv``) ask for both by the relations
``speaker`` and ``addressee``.
"""

from __future__ import annotations

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import cues

_FIRST_PERSON = {"i", "we"}


def addressees(tree: Tree, i: int) -> list[int]:
    """Heads of who is told to act by the modal at ``i``; none in the passive and in questions."""
    v = tree.tokens[i].head if tree.base(i) == "aux" else i
    if v < 0 or tree.is_passive(v) or (v == i and not tree.kids(i, "xcomp")):
        return []
    asked = any(tree.lemma(m) in ("whether", "if") for m in tree.kids(v, "mark"))
    found = [] if asked else [s for s in tree.kids(v, "nsubj") if s < i]  # "should Lima pay": if
    return [k for s in found for k in tree.conjuncts(s) if tree.lemma(k) not in _FIRST_PERSON]


def speakers(tree: Tree, i: int) -> list[int]:
    """Heads of who says in the same sentence what the modal at ``i`` stands in."""
    told = set(addressees(tree, i))
    for node, gov in tree.ancestors(i):
        if tree.base(node) == "ccomp" and (tree.lemma(gov), "V") in cues():
            return [k for k in _saying(tree, gov) if k not in told]
        for aside in tree.kids(node, "parataxis"):
            if (tree.lemma(aside), "V") in cues() and (found := _saying(tree, aside)):
                return [k for k in found if k not in told]
        if tree.base(node) not in ("aux", "conj", "xcomp"):
            break
    return []


def _saying(tree: Tree, v: int) -> list[int]:
    if cues()[tree.lemma(v), "V"][0].stance != "asserts":
        return []
    return [] if tree.is_passive(v) else [k for s in tree.doers(v) for k in tree.conjuncts(s)]
