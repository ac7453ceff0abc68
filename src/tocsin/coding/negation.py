"""Verbs that are negated, declined or still to come."""

from __future__ import annotations

from tocsin.coding.grammar import Tree

_NEGATIVE = {"not", "n't", "n’t", "never", "neither", "nor", "no"}
_DECLINE = {"decline", "refuse"}


def is_negative(tree: Tree, v: int) -> bool:
    """Whether the verb or its subject is negated ("never", "neither Chad nor Niger")."""
    negations = tree.kids(v, "advmod", "cc")
    negations += [d for s in tree.kids(v, "nsubj") for d in tree.kids(s, "cc", "det")]
    return any(tree.tokens[k].text.lower() in _NEGATIVE for k in negations)


def is_declined(tree: Tree, v: int) -> bool:
    """Whether somebody declines or refuses to do what the verb says, or "has yet to"."""
    g = tree.tokens[v].head
    if g < 0 or tree.tokens[v].deprel != "xcomp":
        return False
    yet = any(tree.lemma(k) == "yet" for w in (g, v) for k in tree.kids(w, "advmod"))
    return tree.lemma(g) in _DECLINE or (tree.lemma(g) in ("have", "be") and yet)
