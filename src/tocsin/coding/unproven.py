"""What a text finds no sign of: "no evidence that Peru sold arms", "no sign of a withdrawal".

By itself that says it did not happen; from a speaker it is a denial (coding guide, section 5: who
disputes an event does not flip its polarity).
"""

from __future__ import annotations

from tocsin.coding.grammar import Tree
from tocsin.coding.negation import is_negative

_SIGNS = {"evidence", "sign", "proof", "indication", "hint", "trace"}
_FINDING = {"find", "see", "uncover", "discover", "show", "present", "produce", "offer", "provide"}
_CLAUSES = {"ccomp", "acl", "advcl", "csubj"}
_CONTENT = {"acl", "ccomp", "nmod", "advcl", "obl"}


def missing_sign(tree: Tree, i: int) -> int:
    """The word for evidence, of which there is none, that the event at ``i`` is the content of;
    -1 without one."""
    for node, gov in tree.ancestors(i):
        if tree.tokens[node].deprel == "acl:relcl":
            return -1
        if tree.lemma(gov) in _SIGNS and tree.base(node) in _CONTENT and _none(tree, gov):
            return gov
        if tree.lemma(gov) in _FINDING and tree.base(node) in _CLAUSES:
            found = (*tree.kids(gov, "nsubj:pass"), *tree.kids(gov, "obj"))
            return next((k for k in found if tree.lemma(k) in _SIGNS and _none(tree, k)), -1)
    return -1


def seekers(tree: Tree, sign: int) -> list[int]:
    """Heads of those who found or have seen no such sign."""
    v = tree.tokens[sign].head
    if v < 0 or tree.base(sign) != "obj" or tree.lemma(v) not in _FINDING or tree.is_passive(v):
        return []
    return [k for s in tree.doers(v) for k in tree.conjuncts(s)]


def _none(tree: Tree, k: int) -> bool:
    """ "no evidence", "not any evidence", "not found evidence"."""
    words = {tree.lemma(d) for d in tree.kids(k, "det", "amod", "advmod")}
    if words & {"no", "little"}:
        return True
    v = tree.tokens[k].head
    return v >= 0 and tree.base(k) in ("obj", "nsubj") and is_negative(tree, v)
