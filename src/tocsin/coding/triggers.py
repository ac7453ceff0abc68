"""Which words of a sentence express an event: the frame lexicon matched against the tree."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.addressing import addressees, speakers
from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import Condition, Frame, frames
from tocsin.records import Span

_POS = {"VERB": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A", "AUX": "V"}
_CHILDREN = {
    "prt": ("compound:prt", "advmod"),
    "comp": ("compound", "amod", "nmod:poss", "nmod:desc"),
    "xcomp": ("xcomp",),
    "ccomp": ("ccomp",),
    "iobj": ("iobj",),
}
_PARTITIVE = {
    "thousand", "hundred", "dozen", "million", "billion", "score", "ten", "number", "group",
    "series", "lot", "couple", "handful", "majority", "most", "some", "many", "all", "part",
    "rest", "one", "round",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """Token ``head`` expresses an event by ``frame``; ``first``/``last`` bound the quoted words."""

    head: int
    frame: Frame
    first: int
    last: int

    def span(self, tree: Tree) -> Span:
        return tree.span(self.first, self.last)


def triggers(tree: Tree) -> list[Trigger]:
    """All triggers of the sentence in text order."""
    out = []
    for i in range(len(tree.tokens)):
        frame = match(tree, i)
        if frame is not None and frame.type is not None:
            out.append(Trigger(i, frame, *extent(tree, i)))
    return out


def match(tree: Tree, i: int) -> Frame | None:
    """The most specific frame whose conditions hold at token ``i``."""
    t = tree.tokens[i]
    pos = _POS.get(t.upos)
    if pos is None or (t.upos == "PROPN" and tree.labels.get(i) in ("PER", "LOC", "ORG")):
        return None
    lemma = tree.lemma(i)
    for p in (pos, *_other_pos(tree, i, pos)):
        for frame in frames().get((lemma, p), ()):
            if all(holds(tree, i, c) for c in frame.conditions):
                return frame
    return None


def _other_pos(tree: Tree, i: int, pos: str) -> tuple[str, ...]:
    """Participles tagged as adjectives are looked up as verbs; gerund nouns too."""
    if pos == "A" and tree.tokens[i].text.lower().endswith(("ed", "ing")):
        return ("V",)
    return ()


def holds(tree: Tree, i: int, c: Condition) -> bool:
    """Whether the condition holds at token ``i``. ``#loc`` stands for any place name, and so on."""
    heads = related(tree, i, c.relation)
    found = {w for k in heads for w in (tree.lemma(k), tree.lemma(k).removesuffix("s"))} | {
        f"#{tree.labels[k].lower()}" for k in heads if k in tree.labels
    }
    return (bool(found & c.words) if c.words else bool(found)) != c.negated


def related(tree: Tree, i: int, relation: str) -> list[int]:
    """The tokens that stand in a frame relation to ``i``."""
    if relation in _CHILDREN:
        return tree.kids(i, *_CHILDREN[relation])
    if relation == "governor":
        return [g for g in (tree.governor(i),) if g >= 0]
    if relation in ("speaker", "addressee"):
        return speakers(tree, i) if relation == "speaker" else addressees(tree, i)
    if relation in ("subj", "obj"):
        heads = tree.subjects(i) if relation == "subj" else tree.objects(i)
    else:
        heads = tree.with_preposition(i, relation)
    out = [k for h in heads for k in tree.conjuncts(h)]
    return out + [
        k for h in out if tree.lemma(h) in _PARTITIVE for k in tree.with_preposition(h, "of")
    ]


def extent(tree: Tree, i: int) -> tuple[int, int]:
    """The trigger words: the head with its particle and with adjacent compounds."""
    first = last = i
    if tree.tokens[i].upos in ("NOUN", "PROPN"):
        while first > 0 and _joins(tree, first - 1, i):
            first -= 1
    for p in tree.kids(i, "compound:prt"):
        if p == last + 1:
            last = p
    return first, last


def _joins(tree: Tree, k: int, i: int) -> bool:
    t = tree.tokens[k]
    return t.deprel in ("compound", "amod") and t.head == i and not tree.named(k)
