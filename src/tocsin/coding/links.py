"""Links between claims: purpose, exchange, cause, condition, response, content and time.

Read from the words that join two events in one sentence ("in exchange for", "because of", an
infinitive of purpose), from what a speech act has as its content, and from words that refer to the
sentence before ("As a result", "This comes amid"). A link stands on the claim that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.coding.connectives import Joint, joints, opening, verbs
from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import modals
from tocsin.records import Claim, Link

SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE", "SUPPORT"})
_CONTENT = ("ccomp", "xcomp", "obj", "nmod", "acl", "obl", "advcl", "nsubj:pass", "compound")
_CONTENT_CASES = {
    "", "of", "for", "at", "over", "to", "against", "about", "on", "from", "with", "that", "how",
    "whether", "not to",
}  # fmt: skip
_BINDING = ("THREATEN", "AGREE")
_DOING = {"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"}
_DEPENDENT = ("obj", "xcomp", "nsubj", "obl", "ccomp")
_ASIDE = {"acl:relcl", "advcl:relcl", "parataxis", "punct"}
_BACK = {"this", "that", "it", "move", "step", "decision", "announcement", "development", "visit"}
_DEEPEST = 4
_CLIMB = 3

Found = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Site:
    """A sentence with the claims in it: index of the claim by the head token of its trigger."""

    tree: Tree
    heads: dict[int, int]
    claims: Sequence[Claim]

    def under(self, top: int, cut: Sequence[int] = ()) -> list[int]:
        """Claims nearest below ``top`` or at it, coordinated ones included; branches in ``cut``
        and asides are left out."""
        level, seen = [top], set(cut)
        for _ in range(_DEEPEST):
            level = [k for x in level if x not in seen for k in self._joined(x)]
            found = [self.heads[k] for k in level if k in self.heads and k not in seen]
            if found:
                return list(dict.fromkeys(found))
            below = [c for k in level if k not in seen for c in self.tree.children[k]]
            level = [c for c in below if self._inner(c)]
        return []

    def about(self, governor: int, cut: Sequence[int]) -> list[int]:
        """The claim that a phrase on ``governor`` is about: the word itself, what completes it, or
        what is above it in the clause."""
        k = governor
        for _ in range(_CLIMB):
            if k < 0:
                return []
            if k in self.heads:
                return [self.heads[k]]
            completing = [c for c in self.tree.kids(k, *_DEPENDENT) if c not in cut]
            found = [x for c in completing for x in self.under(c, cut)]
            if found or self.tree.base(k) in ("ccomp", "parataxis"):
                return found[:1]
            k = self.tree.tokens[k].head
        return []

    def main(self) -> list[int]:
        """The claim nearest to the root of the sentence."""
        roots = [i for i, t in enumerate(self.tree.tokens) if t.head < 0]
        return self.under(roots[0])[:1] if roots else []

    def _joined(self, k: int) -> list[int]:
        return [k, *(x for c in self.tree.kids(k, "conj") for x in self._joined(c))]

    def _inner(self, c: int) -> bool:
        return self.tree.tokens[c].deprel not in _ASIDE and self.tree.base(c) != "conj"


def link(trees: Sequence[Tree], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their links; each link's ``other`` is an index into ``claims``.

    ``trees`` are those of the whole document, in order: ``sentence_index`` of a claim counts them.
    """
    sites = _sites(trees, claims)
    found: dict[tuple[int, int], str] = {}
    before: Site | None = None
    for site in sites:
        for base, kind, other in _of_sentence(site, before):
            if base != other and (other, base) not in found:
                found.setdefault((base, other), kind)
        before = site
    links: dict[int, list[Link]] = {}
    for (base, other), kind in _of_contents(found, claims).items():
        links.setdefault(base, []).append(Link(kind, other))
    return tuple(replace(c, links=tuple(links.get(i, ()))) for i, c in enumerate(claims))


def _of_contents(
    found: dict[tuple[int, int], str], claims: Sequence[Claim]
) -> dict[tuple[int, int], str]:
    """ "threatened to attack if": the condition is the attack's, wherever the tree puts it."""
    inner = {
        base: other
        for (base, other), kind in found.items()
        if kind == "content" and claims[base].type in _BINDING
    }
    made: dict[tuple[int, int], str] = {}
    for (base, other), kind in found.items():
        content = inner.get(base, other)
        starts = [claims[x].trigger.start for x in (base, content, other)]
        moved = kind == "condition" and starts[0] < starts[1] < starts[2]
        made.setdefault((content if moved else base, other), kind)
    return made


def _sites(trees: Sequence[Tree], claims: Sequence[Claim]) -> list[Site]:
    heads: dict[int, dict[int, int]] = {}
    for index, claim in enumerate(claims):
        tree = trees[claim.sentence_index]
        token = head_token(tree, claim)
        if token >= 0:
            heads.setdefault(claim.sentence_index, {}).setdefault(token, index)
    return [Site(tree, heads.get(n, {}), claims) for n, tree in enumerate(trees)]


def head_token(tree: Tree, claim: Claim) -> int:
    """The word of the trigger that governs its other words; -1 if the trigger is elsewhere."""
    span = claim.trigger
    inside = [k for k, t in enumerate(tree.tokens) if span.start <= t.start and t.end <= span.end]
    held = set(inside)
    return next((k for k in inside if tree.tokens[k].head not in held), -1)


def _of_sentence(site: Site, before: Site | None) -> Iterator[Found]:
    """Links of the claims of one sentence, the surest first."""
    if not site.heads:
        return
    main = before.main() if before is not None and before.heads else []
    yield from _contents(site)
    if main:
        yield from _openings(site, main)
    for joint in joints(site.tree):
        yield from _joined(site, joint, main)
    yield from _caused(site)
    yield from _answers(site, main)
    if len(site.heads) > 1:
        yield from _purposes(site)


def _pairs(bases: Sequence[int], kind: str, others: Sequence[int]) -> Iterator[Found]:
    for base in bases:
        yield from ((base, kind, other) for other in others)


def _openings(site: Site, main: list[int]) -> Iterator[Found]:
    found = opening(site.tree)
    if found is not None:
        yield from _pairs(site.main(), found.kind, main)


def _joined(site: Site, joint: Joint, main: list[int]) -> Iterator[Found]:
    """ "X in exchange for Y"; "This comes in response to Y" is about the sentence before."""
    c = joint.connective
    cut = site.tree.subtree(joint.top)
    others = [x for x in site.under(joint.held) if x in _within(site, cut)]
    bases = site.about(joint.governor, cut)
    if not bases and joint.governor >= 0 and _refers_back(site.tree, joint.governor):
        bases = main
    fits = [b for b in bases if not c.types or site.claims[b].type in c.types]
    yield from _pairs(fits, c.kind, others)


def _within(site: Site, tokens: Sequence[int]) -> set[int]:
    return {site.heads[k] for k in tokens if k in site.heads}


def _refers_back(tree: Tree, v: int) -> bool:
    """Whether the clause is about the sentence before: "This comes", "The move follows"."""
    return tree.tokens[v].head < 0 and any(
        tree.lemma(s) in _BACK and (tree.tokens[s].upos == "PRON" or tree.kids(s, "det"))
        for s in tree.kids(v, "nsubj")
    )


def _caused(site: Site) -> Iterator[Found]:
    """ "X led to Y", "Y, prompted by X", "X, sparking Y"."""
    for v, preposition, c in verbs(site.tree, "causes"):
        causes, effects = _subject(site, v), _complement(site, v, preposition)
        if site.tree.is_passive(v):
            agents = site.tree.subjects(v)
            causes, effects = [x for a in agents for x in site.under(a)], _undergoer(site, v)
        yield from _pairs(effects, c.kind, causes)


def _subject(site: Site, v: int) -> list[int]:
    tree = site.tree
    own = [tree.referent(v, s) for s in tree.kids(v, "nsubj")]
    if own:
        return [x for s in own for x in site.under(s, [v])]
    if tree.base(v) == "advcl":
        return site.about(tree.tokens[v].head, tree.subtree(v))
    return []


def _undergoer(site: Site, v: int) -> list[int]:
    cut = site.tree.subtree(v) if site.tree.base(v) in ("acl", "advcl") else [v]
    return [x for o in site.tree.objects(v) for x in site.under(o, cut)]


def _complement(site: Site, v: int, preposition: str) -> list[int]:
    tree = site.tree
    held = tree.with_preposition(v, preposition) if preposition else tree.kids(v, "obj")
    return [x for k in held for x in site.under(k)]


def _answers(site: Site, main: list[int]) -> Iterator[Found]:
    """ "responded to X with Y", "The strike follows X", "This comes amid X"."""
    tree = site.tree
    for v, preposition, c in verbs(tree, "answers"):
        others = _complement(site, v, preposition)
        by = [k for p in ("with", "by") for k in tree.with_preposition(v, p)]
        bases = [site.heads[v]] if v in site.heads else [x for k in by for x in site.under(k)]
        bases = bases or _subject(site, v) or (main if _refers_back(tree, v) else [])
        yield from _pairs(bases, c.kind, others)


def _purposes(site: Site) -> Iterator[Found]:
    """Infinitives of purpose of a claim's verb, of its object, or of a noun that is a claim."""
    tree = site.tree
    for k, t in enumerate(tree.tokens):
        if tree.base(k) not in ("advcl", "acl", "xcomp"):
            continue
        to = any(tree.lemma(m) == "to" for m in tree.kids(k, "mark"))
        if to and _is_purpose(site, k):
            cut = tree.subtree(k)
            bases = site.about(t.head, cut)
            yield from _pairs(bases, "purpose", [x for x in site.under(k) if x not in bases])


def _is_purpose(site: Site, k: int) -> bool:
    tree, g = site.tree, site.tree.tokens[k].head
    if g in site.heads:
        speech = site.claims[site.heads[g]].type in SPEECH
        return not speech and (tree.base(k) != "xcomp" or bool(tree.kids(g, "obj")))
    if tree.base(k) == "acl":
        return (tree.lemma(g), "N") not in modals()
    return tree.base(k) == "advcl"


def _contents(site: Site) -> Iterator[Found]:
    """What a speech act is about: its clauses, objects and "of", "for", "over" phrases."""
    for h, index in site.heads.items():
        if site.claims[index].type not in SPEECH:
            continue
        for c in _content_nodes(site, h, site.claims[index].type):
            yield from _pairs([index], "content", [x for x in site.under(c, [h]) if x != index])


def _content_nodes(site: Site, h: int, type_: str) -> list[int]:
    tree = site.tree
    out = [c for c in tree.kids(h, *_CONTENT) if _holds_content(tree, c, type_)]
    g = tree.tokens[h].head
    if tree.base(h) == "obj" and g >= 0 and g not in site.heads:
        out += [c for c in tree.kids(g, "ccomp", "xcomp") if c > h]
    if tree.base(h) == "parataxis" and not tree.kids(h, "ccomp"):
        out.append(g)
    return out


def _holds_content(tree: Tree, c: int, type_: str) -> bool:
    base, case = tree.base(c), tree.case(c)
    if tree.tokens[c].deprel in ("acl:relcl", "obl:agent", "nmod:poss") or c in tree.in_time:
        return False
    if base == "advcl":
        return case in ("of", "for", "from", "over") or (case == "to" and type_ in _DOING)
    if base in ("obl", "nmod"):
        return case in _CONTENT_CASES
    return True
