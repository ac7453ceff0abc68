"""Words that join two events, read once from ``data/links.tsv``, and where they stand in a
sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import rows

_HELD = ("obl", "nmod", "acl", "advcl", "ccomp", "xcomp", "obj")


@dataclass(frozen=True, slots=True)
class Connective:
    """Words, the kind of link that they make, and the types that it holds for (empty: all)."""

    words: tuple[str, ...]
    kind: str
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joint:
    """A connective in a sentence: head of the words that it introduces, head of the whole phrase,
    and the word that the phrase hangs on (-1: none)."""

    connective: Connective
    held: int
    top: int
    governor: int


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, tuple[Connective, ...]]]:
    out: dict[str, dict[str, tuple[Connective, ...]]] = {}
    for r in rows("links.tsv"):
        words = tuple(r["words"].split())
        found = Connective(words, r["kind"], frozenset((r.get("types") or "").split()))
        by_first = out.setdefault(r["form"], {})
        longest_first = sorted((*by_first.get(words[0], ()), found), key=lambda c: -len(c.words))
        by_first[words[0]] = tuple(longest_first)
    return out


def joints(tree: Tree) -> Iterator[Joint]:
    """The connectives of a sentence in text order; the longest where two begin alike."""
    lower = [t.text.lower() for t in tree.tokens]
    k = 0
    while k < len(lower):
        found = _matching(lower, k, "phrase")
        if found is None:
            k += 1
            continue
        last = k + len(found.words) - 1
        joint = _joint(tree, found, k, last)
        if joint is not None:
            yield joint
        k = last + 1


def opening(tree: Tree) -> Connective | None:
    """The connective that the sentence opens with, if it stands alone there."""
    lower = [t.text.lower() for t in tree.tokens]
    found = _matching(lower, 0, "opening") if lower else None
    if found is None or len(found.words) >= len(lower):
        return None
    after = lower[len(found.words)]
    return None if after in ("of", "for", "to", "against", "over", "at") else found


def verbs(tree: Tree, form: str) -> Iterator[tuple[int, str, Connective]]:
    """Verbs of the form's list with the preposition of their complement ("" for an object)."""
    table = _table()[form]
    for i, t in enumerate(tree.tokens):
        if t.upos == "VERB":
            particles = [tree.lemma(p) for p in tree.kids(i, "compound:prt")]
            for c in table.get("_".join([tree.lemma(i), *particles]), ()):
                yield i, " ".join(c.words[1:]), c


def _matching(lower: list[str], k: int, form: str) -> Connective | None:
    for c in _table()[form].get(lower[k], ()):
        if tuple(lower[k : k + len(c.words)]) == c.words:
            return c
    return None


def _joint(tree: Tree, c: Connective, first: int, last: int) -> Joint | None:
    inside = range(first, last + 1)
    held = _outermost(tree, last, inside)
    if held <= last:
        after = [x for k in inside for x in tree.kids(k, *_HELD) if x > last]
        if not after:
            return None
        held = after[0]
    top = held
    while tree.tokens[top].head in inside:
        top = tree.tokens[top].head
    if tree.base(held) == "ccomp" and top == held:
        return None
    return Joint(c, held, top, tree.tokens[top].head)


def _outermost(tree: Tree, k: int, inside: range) -> int:
    """The first word outside the connective on the way up from its last word; -1 for none."""
    while k in inside:
        k = tree.tokens[k].head
    return k
