"""Assessments: statements that judge instead of reporting an event, with who holds them.

"Seen as a significant escalation", "could destabilise the region", "raises fears of war". The words
are in ``data/assessments.tsv``; this module says who judges, what, and how surely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.coding.grammar import Tree
from tocsin.coding.judgements import Hit, judgements, patterns
from tocsin.coding.mentions import mention
from tocsin.coding.modality import status
from tocsin.coding.sources import Source, sources
from tocsin.records import Assessment, Attribution, Mention, Span

_SIGNS = {1: "+", -1: "-", 0: "0"}
_OPEN = {"demanded", "threatened"}
_FORECAST = {"will", "'ll", "’ll", "shall", "wo"}
_HOLDING = ("attention", "aim", "outlook")
_OPENING, _CLOSING = {'"', "“", "‘‘", "``"}, {'"', "”", "’’", "''"}
_MOST_QUOTES = 3


def assess(trees: Sequence[Tree]) -> tuple[Assessment, ...]:
    """The assessments of a document's sentences in text order; holders are not yet resolved."""
    return tuple(a for tree in trees for a in _of_sentence(tree))


def _of_sentence(tree: Tree) -> Iterator[Assessment]:
    for hit in judgements(tree):
        made = _assessment(tree, hit)
        if made is not None:
            yield made


def _assessment(tree: Tree, hit: Hit) -> Assessment | None:
    modality, polarity = _certainty(tree, hit)
    if modality is None:
        return None
    s = tree.sentence
    return Assessment(
        span=tree.span(hit.first, hit.last),
        predicate=tree.span(hit.predicate, hit.predicate),
        kind=hit.kind,
        sentence=Span(s.start, s.end, s.text),
        object=_object(tree, hit),
        affected=mention(tree, hit.affected) if hit.affected is not None else None,
        attributions=tuple(_holders(tree, hit)),
        quotes=_quotes(tree, hit),
        valence=_SIGNS[hit.valence],
        polarity=polarity,
        modality=modality,
        sentence_index=tree.index,
    )


def _certainty(tree: Tree, hit: Hit) -> tuple[str | None, str]:
    """Modality and polarity; no modality for what is only asked for, threatened or planned."""
    if hit.silent:
        return "asserted", "-"
    at = hit.cue if hit.cue is not None and not hit.feared else hit.predicate
    if hit.cue is not None and tree.base(hit.cue) == "acl" and not hit.feared:
        return "asserted", "+"
    found = status(tree, at)
    chance = _chance(tree, hit.predicate)
    if hit.feared or chance is not None:
        return "possible", found.polarity
    if hit.kind == "aim":
        return found.modality, found.polarity
    if found.modality in _OPEN:
        return None, found.polarity
    if found.modality == "planned":
        words = {tree.tokens[a].text.lower() for a in tree.kids(at, "aux")}
        return ("asserted" if words & _FORECAST else None), found.polarity
    return found.modality, found.polarity


def _chance(tree: Tree, i: int) -> int | None:
    """The noun of "the potential for X to destabilise", "a risk of destabilising"."""
    top = tree.first_conjunct(i)
    g = tree.tokens[top].head
    if g < 0 or tree.base(top) not in ("acl", "advcl", "xcomp", "nmod"):
        return None
    for k in (g, *tree.kids(g, "obj")):
        if tree.lemma(k) in patterns()["chances"] and tree.tokens[k].upos == "NOUN":
            return k
    return None


def _object(tree: Tree, hit: Hit) -> Mention | None:
    chance = _chance(tree, hit.predicate)
    if chance is not None and hit.object is not None:
        owners = tree.with_preposition(chance, "for") or tree.with_preposition(chance, "of")
        if owners and hit.predicate not in tree.subtree(owners[0]):
            return mention(tree, owners[0])
    if hit.object is None:
        return None
    if hit.object >= 0:
        return mention(tree, hit.object)
    return _clause(tree, hit)


def _clause(tree: Tree, hit: Hit) -> Mention | None:
    """What the clause above says: its predicate and object."""
    g = tree.tokens[tree.first_conjunct(_top(tree, hit))].head
    if g < 0:
        return None
    last = g
    while tree.kids(last, "xcomp"):
        last = tree.kids(last, "xcomp")[-1]
    ends = [tree.phrase(o)[1] for o in tree.kids(last, "obj", "obl") if o > last]
    end = max([last, *(k for k in ends if not g <= hit.first <= k)])
    return Mention(tree.span(g, end), tree.tokens[g].text, kind="clause", sentence=tree.index)


def _top(tree: Tree, hit: Hit) -> int:
    """The word of the judgement that hangs on the clause above."""
    k = hit.predicate
    while hit.first <= tree.tokens[k].head <= hit.last:
        k = tree.tokens[k].head
    if hit.feared and hit.cue is not None and tree.tokens[hit.cue].head >= 0:
        return tree.tokens[hit.cue].head
    return k


def _holders(tree: Tree, hit: Hit) -> Iterator[Attribution]:
    """Who judges: whom the pattern names, else the sources of the words, else nobody by name."""
    if hit.cue is not None and hit.holder is not None:
        for k in tree.conjuncts(hit.holder):
            yield Attribution(mention(tree, k), tree.span(hit.cue, hit.cue))
        return
    chance = _chance(tree, hit.predicate)
    found = sources(tree, hit.predicate if chance is None else chance, {})
    if not found:
        found = _opinions(tree, hit.predicate)
    for s in found:
        who = mention(tree, s.speaker) if s.speaker >= 0 else _unnamed(tree, s.cue)
        yield Attribution(who, tree.span(s.cue, s.cue), s.stance)
    cue = _cue_alone(tree, hit)
    if not found and cue is not None:
        owners = tree.kids(cue, "nmod:poss")
        who = mention(tree, owners[0]) if owners else _unnamed(tree, cue)
        yield Attribution(who, tree.span(cue, cue))


def _opinions(tree: Tree, i: int) -> list[Source]:
    """Holders by verbs that are no report: "observers fear that it could ..."."""
    for node, g in tree.ancestors(i):
        if tree.tokens[node].deprel == "acl:relcl":
            break
        if tree.base(node) == "ccomp" and tree.lemma(g) in patterns()["holds"]:
            who = [k for d in tree.doers(g) for k in tree.conjuncts(d)]
            return [Source(k, g, "asserts", "opinion") for k in who]
    return []


def _cue_alone(tree: Tree, hit: Hit) -> int | None:
    """The word that says that somebody judges, without saying who: "is seen as", "fears"."""
    if hit.feared or (hit.cue is not None and tree.is_passive(hit.cue)):
        return hit.cue
    return _fear(tree, hit.predicate)


def _unnamed(tree: Tree, cue: int) -> Mention:
    return Mention(tree.span(cue, cue), tree.tokens[cue].text, kind="cue", sentence=tree.index)


def _fear(tree: Tree, i: int) -> int | None:
    """The noun of fear that the judgement is in: "there are fears that it could ..."."""
    for node, g in tree.ancestors(i):
        if tree.base(node) == "ccomp" or tree.tokens[node].deprel == "acl:relcl":
            return None
        if tree.tokens[g].upos == "NOUN" and tree.lemma(g) in _fearing():
            return g
    return None


def _fearing() -> frozenset[str]:
    chances = set(patterns()["chances"])
    return frozenset(set(patterns()["fears"]) - chances)


def _quotes(tree: Tree, hit: Hit) -> tuple[Span, ...]:
    """Words of the judgement that stand in quotation marks."""
    out: list[Span] = []
    start = -1
    for k in range(hit.first, min(hit.last + 2, len(tree.tokens))):
        text = tree.tokens[k].text
        if start < 0 and text in _OPENING:
            start = k + 1
        elif start >= 0 and text in _CLOSING:
            if start < k:
                out.append(tree.span(start, k - 1))
            start = -1
    return tuple(out[:_MOST_QUOTES])
