"""Words that judge, found in the tree of a sentence by the patterns of ``data/assessments.tsv``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import rows
from tocsin.coding.roles import party_like
from tocsin.errors import DataError

_SIGN = {"+": 1, "-": -1, "0": 0}
_STATES = (("good", 1), ("bad", -1))
_LINKING = {"remain", "become", "seem", "appear", "look", "stay", "prove", "grow"}
_NEGATIVE = {"no", "not", "never", "without", "n't", "n’t", "little", "few", "any"}
_NEW = {"a", "an", "another", "what", "yet"}
_ASIDE = {"acl:relcl", "advcl", "advcl:relcl", "parataxis", "nsubj", "mark", "cc", "discourse"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the table: kind, the words that must go with the word, sign or valence."""

    kind: str
    others: frozenset[str]
    valence: str

    def takes(self, key: str) -> bool:
        return key in self.others or "*" in self.others


@dataclass(frozen=True, slots=True)
class Hit:
    """A judgement as token indexes: its predicate, first and last word of it, what is judged
    (-1: what the clause above says), what it bears on, and who holds it if the pattern knows.

    ``valence`` is 1, -1 or 0. ``feared`` marks what is in a fear, ``silent`` a thing not told.
    """

    predicate: int
    first: int
    last: int
    kind: str
    valence: int
    object: int | None = None
    affected: int | None = None
    holder: int | None = None
    cue: int | None = None
    feared: bool = False
    silent: bool = False


Patterns = dict[str, dict[str, tuple[Pattern, ...]]]


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    table = rows("assessments.tsv")
    return {r["kind"]: frozenset(r["words"].split() or r["with"].split())
            for r in table if r["use"] == "class"}  # fmt: skip


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Patterns by use and word, in the order of the table."""
    out: Patterns = {}
    for r in rows("assessments.tsv"):
        if r["use"] == "class":
            continue
        made = Pattern(r["kind"], _words(r.get("with") or ""), r.get("valence") or "0")
        held = out.setdefault(r["use"], {})
        for word in r["words"].split():
            held[word] = (*held.get(word, ()), made)
    return out


def _words(text: str) -> frozenset[str]:
    out: set[str] = set()
    for w in text.split():
        if w.startswith("@"):
            if w[1:] not in _classes():
                raise DataError(f"assessments.tsv: unknown word class {w}")
            out |= _classes()[w[1:]]
        else:
            out.add(w)
    return frozenset(out)


def judgements(tree: Tree) -> Iterator[Hit]:
    """All judgements of a sentence; of those with one predicate the first that fits."""
    seen: set[int] = set()
    lemmas = [t.lemma.lower() for t in tree.tokens]
    known, viewing = _known(), _viewing()
    for i, t in enumerate(tree.tokens):
        if lemmas[i] not in known and (t.head < 0 or lemmas[t.head] not in viewing):
            continue
        for find in _FINDERS:
            hit = find(tree, i)
            if hit is not None and hit.predicate not in seen:
                seen.add(hit.predicate)
                yield hit


@lru_cache(maxsize=1)
def _viewing() -> frozenset[str]:
    """Verbs whose complement is a judgement whatever its words."""
    return frozenset({*patterns()["sees"], *patterns()["calls"]})


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """First or last part of every word that can be the predicate of a judgement."""
    table = patterns()
    held = {w for use in ("colours", "fears") for ps in table[use].values()
            for p in ps for w in p.others}  # fmt: skip
    held |= {w for use in ("does", "is", "grows", "averts", "watches", "discloses")
             for w in table[use]}  # fmt: skip
    return frozenset(held | {w.split("_")[0] for w in held} | {w.split("_")[-1] for w in held})


def _key(tree: Tree, i: int) -> str:
    """The lemma, behind that of its compound if they make a word of the table: "turning_point"."""
    for c in tree.kids(i, "compound", "amod"):
        joined = f"{tree.lemma(c)}_{tree.lemma(i)}"
        if joined in patterns()["is"] or joined in _classes()["sign"]:
            return joined
    return tree.lemma(i)


def state(tree: Tree, i: int) -> int:
    """1 for a good state of affairs, -1 for a bad one, 0 for neither."""
    lemma = tree.lemma(i)
    for name, sign in _STATES:
        if lemma in _classes()[name]:
            return sign
    found = patterns()["is"].get(_key(tree, i))
    return _SIGN[found[0].valence] if found else 0


def _valence(tree: Tree, pattern: Pattern, other: int) -> int:
    if pattern.valence in _SIGN:
        return _SIGN[pattern.valence]
    return state(tree, other) * (1 if pattern.valence == "up" else -1)


def _does(tree: Tree, v: int) -> Hit | None:
    """A verb and what it acts on: "destabilise the region", "pose a threat", "comply with law"."""
    if tree.tokens[v].upos != "VERB" or tree.tokens[v].deprel == "amod":
        return None
    for pattern, o in _with_complement(tree, v, "does"):
        first, last = extent(tree, v)
        if _deliberate(tree, v, pattern, o):
            return None
        sign = _valence(tree, pattern, o)
        return Hit(v, first, last, pattern.kind, sign, subject(tree, v), _affected(tree, v, o))
    return None


def _with_complement(tree: Tree, v: int, use: str) -> Iterator[tuple[Pattern, int]]:
    """Patterns of the verb, alone or with a preposition or particle, with a fitting complement."""
    table, lemma = patterns()[use], tree.lemma(v)
    objects = [k for o in tree.objects(v) for k in tree.conjuncts(o)]
    groups = [(lemma, objects)]
    groups += [(f"{lemma}_{tree.lemma(p)}", objects) for p in tree.kids(v, "compound:prt")]
    groups += [(f"{lemma}_{tree.case(c)}", tree.conjuncts(c)) for c in tree.kids(v, "obl")]
    for key, complements in groups:
        for pattern in table.get(key, ()):
            for o in complements:
                if pattern.takes(_key(tree, o)):
                    yield pattern, o


def _deliberate(tree: Tree, v: int, pattern: Pattern, o: int) -> bool:
    """A party that strengthens ties or puts an end to tension acts: that is no judgement."""
    helps = pattern.valence in ("up", "down") and _valence(tree, pattern, o) > 0
    if not helps or tree.tokens[v].deprel == "advcl":
        return False
    return any(k in tree.labels or tree.tokens[k].upos == "PROPN" for k in tree.subjects(v))


def _affected(tree: Tree, v: int, o: int) -> int | None:
    """What is threatened or changed: "to the region", "in the Gulf", or the object itself."""
    for preposition in ("to", "for", "on", "in", "across", "over", "with"):
        found = [k for x in (o, v) for k in tree.with_preposition(x, preposition) if k != o]
        if found and found[0] not in tree.in_time:
            return found[0]
    lemma = tree.lemma(o)
    carries = any(lemma in _classes()[c] for c in ("bad", "outcome", "harm", "sign"))
    return None if carries else o


def subject(tree: Tree, v: int) -> int:
    """What the judgement is about; -1 if it is what the clause above says."""
    own = tree.kids(v, "nsubj", "nsubj:pass", "csubj")
    if tree.tokens[v].deprel == "advcl" and not own:
        return -1
    if tree.is_passive(v):
        agents = tree.kids(v, "obl:agent")
        return agents[0] if agents else -1
    found = tree.subjects(v)
    return found[0] if found else -1


def extent(tree: Tree, i: int) -> tuple[int, int]:
    """First and last word of a predicate with its helpers and complements."""
    skip = _ASIDE | ({"conj"} if tree.tokens[i].upos == "VERB" else set())
    clauses = [c for c in tree.kids(i, "conj") if tree.kids(c, "nsubj")]
    apart = {k for c in clauses for k in tree.subtree(c)}
    inside = [k for k in tree.subtree(i, skip=skip) if k >= i and k not in apart]
    while tree.tokens[inside[-1]].upos == "PUNCT" and inside[-1] > i:
        inside.pop()
    before = [k for k in tree.kids(i, "aux", "cop", "det", "amod", "compound", "case") if k < i]
    before += [k for k in tree.kids(i, "advmod") if before and min(before) < k < i]
    return min([i, *before]), _without_marks(tree, i, inside)


def _without_marks(tree: Tree, i: int, inside: list[int]) -> int:
    last = inside[0]
    for k in inside:
        if tree.tokens[k].upos == "PUNCT" and tree.tokens[k].text in (",", ";", ":", "—", "–"):
            rest = [x for x in inside if x > k]
            if not rest or tree.tokens[rest[0]].head < i:
                break
            continue
        last = k
    return last


def _is(tree: Tree, i: int) -> Hit | None:
    """A predicate noun or adjective: "is a turning point", "remains unclear"."""
    found = patterns()["is"].get(_key(tree, i))
    if found is None:
        return None
    g = tree.tokens[i].head
    linked = tree.base(i) == "xcomp" and g >= 0 and tree.lemma(g) in _LINKING
    if not linked and not tree.kids(i, "cop"):
        return None
    first, last = extent(tree, i)
    first = min(first, g) if linked else first
    about = subject(tree, g if linked else i)
    kind, sign = found[0].kind, _SIGN[found[0].valence]
    if kind == "attention" or (kind == "outlook" and _sentient(tree, about)):
        return Hit(i, first, last, kind, sign, holder=about if about >= 0 else None, cue=i)
    return Hit(i, first, last, kind, sign, about, _bears_on(tree, i))


def _bears_on(tree: Tree, i: int) -> int | None:
    """What a predicate bears on: "a threat to the region"."""
    found = _affected(tree, i, i)
    return None if found == i else found


def _sentient(tree: Tree, k: int) -> bool:
    return k >= 0 and (k in tree.labels or tree.tokens[k].upos in ("PROPN", "PRON"))


def _sees(tree: Tree, i: int) -> Hit | None:
    """The complement of "seen as", "regard as"; of "called" or "considered" if it judges."""
    g = tree.tokens[i].head
    placed = tree.base(i) in ("obl", "advcl", "xcomp", "obj")
    if g < 0 or not placed or tree.tokens[i].upos == "VERB":
        return None
    known = patterns()["is"].get(_key(tree, i))
    seen = patterns()["sees" if tree.case(i) == "as" else "calls"].get(tree.lemma(g))
    if seen is None or tree.tokens[g].upos != "VERB" or not (known or tree.case(i) == "as"):
        return None
    about = tree.objects(g)
    agents = tree.subjects(g)
    helpers = [k for k in tree.kids(g, "aux") if k < g]
    return Hit(
        i,
        min([g, *helpers]),
        extent(tree, i)[1],
        known[0].kind if known else seen[0].kind,
        state(tree, i),
        about[0] if about else -1,
        _bears_on(tree, i),
        holder=agents[0] if agents else None,
        cue=g,
    )


def _colours(tree: Tree, i: int) -> Hit | None:
    """ "In a worrying development": the report's own colour."""
    new = any(tree.lemma(d) in _NEW for d in tree.kids(i, "det"))
    if tree.base(i) != "obl" or tree.case(i) != "in" or not new:
        return None
    first, last = tree.phrase(i)
    for a in tree.kids(i, "amod", "compound"):
        for word in (tree.lemma(a), tree.tokens[a].text.lower()):
            for pattern in patterns()["colours"].get(word, ()):
                if pattern.takes(tree.lemma(i)):
                    return Hit(i, first, last, pattern.kind, _SIGN[pattern.valence], -1)
    known = patterns()["is"].get(_key(tree, i))
    if known and known[0].kind == "significance" and tree.tokens[i].upos == "NOUN":
        return Hit(i, first, last, known[0].kind, _SIGN[known[0].valence], -1)
    return None


def _grows(tree: Tree, v: int) -> Hit | None:
    """A state of affairs that grows or eases: "tensions have soared"."""
    found = patterns()["grows"].get(tree.lemma(v))
    if not found or tree.tokens[v].upos != "VERB" or tree.kids(v, "obj", "ccomp", "xcomp"):
        return None
    about = tree.subjects(v)
    if not about or tree.is_passive(v) or tree.tokens[v].deprel in ("amod", "advcl"):
        return None
    for pattern in found:
        if pattern.takes(tree.lemma(about[0])):
            return Hit(v, *extent(tree, v), pattern.kind, _valence(tree, pattern, about[0]),
                       about[0])  # fmt: skip
    return None


def _fears(tree: Tree, i: int) -> Hit | None:
    """A bad thing in the complement of a fear: "fears of a threat to the region"."""
    n = tree.governor(i)
    if n < 0 or tree.relation(i) != "nmod" or tree.case(tree.first_conjunct(i)) not in _OF:
        return None
    for pattern in patterns()["fears"].get(tree.lemma(n), ()):
        if tree.tokens[n].upos == "NOUN" and pattern.takes(tree.lemma(i)):
            first, last = tree.phrase(i)[0], extent(tree, i)[1]
            return Hit(i, first, last, pattern.kind, state(tree, i) or -1, _fearful(tree, n),
                       _bears_on(tree, i), cue=n, feared=True)  # fmt: skip
    return None


_OF = ("of", "about", "over")


def _fearful(tree: Tree, n: int) -> int | None:
    """What the fear comes from: the subject of "raises fears"."""
    g = tree.tokens[n].head
    raised = tree.base(n) == "obj" and g >= 0 and tree.lemma(g) in patterns()["does"]
    return subject(tree, g) if raised else None


def _seeks(tree: Tree, v: int) -> Hit | None:
    """An aim: "seeks to prevent escalation", "safeguard security"."""
    if tree.tokens[v].upos != "VERB":
        return None
    for pattern, o in _with_complement(tree, v, "averts"):
        top = tree.first_conjunct(v)
        g = tree.tokens[top].head
        if g < 0 or tree.base(top) != "xcomp" or tree.lemma(g) not in patterns()["seeks"]:
            return None
        who = tree.subjects(g)
        first, last = extent(tree, v)
        return Hit(v, g if top == v else first, last, pattern.kind, 1, o,
                   holder=who[0] if who else None, cue=g)  # fmt: skip
    return None


def _watches(tree: Tree, v: int) -> Hit | None:
    """ "is being closely watched"."""
    for pattern in patterns()["watches"].get(tree.lemma(v), ()):
        if any(pattern.takes(tree.tokens[a].text.lower()) for a in tree.kids(v, "advmod")):
            about, who = tree.objects(v), tree.subjects(v)
            return Hit(v, *extent(tree, v), pattern.kind, 0, about[0] if about else -1,
                       holder=who[0] if who else None, cue=v)  # fmt: skip
    return None


def _discloses(tree: Tree, v: int) -> Hit | None:
    """Something not told: "without giving details", "gave no further details"."""
    for pattern, o in _with_complement(tree, v, "discloses"):
        words = [*tree.kids(v, "mark", "advmod", "aux"), *tree.kids(o, "det", "amod")]
        negative = [k for k in words if tree.tokens[k].text.lower() in _NEGATIVE - {"any"}]
        if not negative:
            return None
        first, last = extent(tree, v)
        own = tree.kids(v, "nsubj")
        who = own or [k for k in tree.doers(v) if party_like(tree, k)]
        return Hit(v, min(first, *negative), last, pattern.kind, 0, o,
                   holder=who[0] if who else None, cue=v, silent=True)  # fmt: skip
    return None


_FINDERS: tuple[Callable[[Tree, int], Hit | None], ...] = (
    _sees, _discloses, _seeks, _does, _is, _colours, _grows, _fears, _watches,
)  # fmt: skip
