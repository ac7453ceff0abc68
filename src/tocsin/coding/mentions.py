"""Noun phrases as mentions: the words, the head, the names inside, the appositions beside."""

from __future__ import annotations

from tocsin.coding.grammar import Tree
from tocsin.records import Mention

_GENDER = {"Masc": "Masc", "Fem": "Fem", "Neut": "Neut"}


def mention(tree: Tree, i: int) -> Mention:
    """The mention whose head is token ``i``."""
    first, last = tree.phrase(i)
    return Mention(
        span=tree.span(first, last),
        head=tree.tokens[i].text,
        kind=_kind(tree, i, first, last),
        names=_names(tree, first, last),
        descriptors=_descriptors(tree, i),
        number=_number(tree, i),
        gender=_feature(tree, i, "Gender"),
        sentence=tree.index,
        subject=tree.relation(i).startswith("nsubj"),
    )


def mentions_of(tree: Tree, i: int) -> list[Mention]:
    """The mention of ``i`` and of everything coordinated with it."""
    return [mention(tree, k) for k in tree.conjuncts(i)]


def all_mentions(tree: Tree) -> list[Mention]:
    """Every noun phrase and pronoun of the sentence in text order, outermost phrases only as
    heads."""
    out = []
    for i, t in enumerate(tree.tokens):
        is_noun = t.upos in ("NOUN", "PROPN", "PRON") or (t.upos == "DET" and _possessive(tree, i))
        if is_noun and tree.base(i) not in ("flat", "fixed", "compound", "goeswith"):
            out.append(mention(tree, i))
    return out


def _possessive(tree: Tree, i: int) -> bool:
    return tree.has_feat(i, "Poss=Yes")


def _kind(tree: Tree, i: int, first: int, last: int) -> str:
    t = tree.tokens[i]
    if t.upos == "PRON" or _possessive(tree, i):
        return "pronoun"
    named = t.upos == "PROPN" or i in tree.labels
    inner = any(k in tree.labels and tree.labels[k] == "PER" for k in range(first, last + 1))
    return "name" if named or inner else "nominal"


def _names(tree: Tree, first: int, last: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        (tree.span(max(n.first, first), min(n.last, last)).text, n.label)
        for n in tree.sentence.names
        if n.last >= first and n.first <= last
    )


def _descriptors(tree: Tree, i: int) -> tuple[str, ...]:
    beside = tree.kids(i, "appos")
    if tree.tokens[i].deprel == "appos":
        beside.append(tree.tokens[i].head)
    return tuple(tree.span(*tree.phrase(k)).text for k in beside)


def _number(tree: Tree, i: int) -> str:
    if len(tree.conjuncts(i)) > 1:
        return "Plur"
    return {"Plur": "Plur", "Ptan": "Plur", "Sing": "Sing"}.get(_feature(tree, i, "Number"), "")


def _feature(tree: Tree, i: int, name: str) -> str:
    for f in tree.tokens[i].feats.split("|"):
        key, _, value = f.partition("=")
        if key == name:
            return value
    return ""
