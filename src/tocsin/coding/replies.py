"""Who denies, withholds or doubts what was said before: "Chad denied it", "Lima declined to
comment", "Paris would not say whether", "charges it denies", "no group has claimed responsibility",
"this could not be verified".

The grammar of an event's own clause (`sources`) does not see a reply that stands beside it. By the
coding guide, sections 5 and 7, such a reply adds its speaker to the claim whose content it answers:
that of its own object or clause if there is one, else the main claim said before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import cues
from tocsin.coding.negation import is_declined, is_negative
from tocsin.coding.rules import party
from tocsin.coding.sources import CHECKING
from tocsin.records import Attribution, Claim, Mention, Span

_DENYING = {"deny", "refute", "dispute", "reject", "dismiss", "rebut"}
_CONFIRMING = {
    "confirm",
    "deny",
    "acknowledge",
    "admit",
    "verify",
    "comment",
    "elaborate",
    "discuss",
}
_OWNING = {"claim", "accept", "admit", "take"}
_TELLING = {"say", "tell", "disclose", "reveal", "specify", "clarify", "explain"}
_WHETHER = {"whether", "if"}
_COMMENT = {"comment", "statement", "answer", "response", "reply"}
_GIVING = {"make", "offer", "give", "have", "issue", "provide"}
_CONTENT = {
    "charge", "claim", "accusation", "allegation", "report", "figure", "number", "toll",
    "suggestion", "account", "assertion",
    "rumour", "rumor", "story", "it", "this", "that", "them", "so", "all", "any", "which",
    "involvement", "responsibility", "role", "matter", "question",
}  # fmt: skip
_OBJECT_NEEDED = {"reject", "dismiss", "dispute"}  # these act on much else besides reports
_SPEECH = {"ACCUSE", "REQUEST", "REJECT", "CONCEDE"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A verb of reply with its speakers' head words, none if they are not named. ``about`` are the
    tokens of its content; ``back`` says that it may be about what was said before."""

    verb: int
    speakers: tuple[int, ...]
    stance: str
    about: tuple[int, ...] = ()
    back: bool = False


def answered(trees: Sequence[Tree], claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those who deny them or withhold themselves in a reply as sources."""
    out = list(claims)
    for tree in trees:
        for reply in replies(tree):
            for k in _targets(tree, reply, out):
                out[k] = _with(tree, reply, out[k])
    return out


def disputed(tree: Tree) -> list[int]:
    """The words for what somebody denies, or would not say: "denied having fired", "asked whether
    it had fired"."""
    verbs = (v for v, t in enumerate(tree.tokens) if tree.lemma(v) == "deny" and t.upos == "VERB")
    held = [
        c
        for v in verbs
        if not tree.is_passive(v) and not tree.kids(v, "iobj")
        for c in tree.kids(v, "ccomp", "xcomp", "obj")
    ]
    held += [c for v in _asking(tree) for c in tree.kids(v, "ccomp", "advcl") if _whether(tree, c)]
    held += [s for c in held if tree.kids(c, "expl") for s in tree.kids(c, "nsubj")]
    return [k for c in held for k in tree.conjuncts(c) if tree.lemma(k) not in _CONTENT]


def _asking(tree: Tree) -> list[int]:
    """Verbs of asking somebody, and of saying where that is held back: "would not say"."""
    verbs = [v for v, t in enumerate(tree.tokens) if t.upos == "VERB"]
    asked = [v for v in verbs if tree.lemma(v) == "ask" and tree.base(v) == "advcl"]
    told = [v for v in verbs if tree.lemma(v) in _TELLING]
    return asked + [v for v in told if is_negative(tree, v) or is_declined(tree, v)]


def _whether(tree: Tree, c: int) -> bool:
    return any(tree.lemma(m) in _WHETHER for m in tree.kids(c, "mark", "advmod"))


def replies(tree: Tree) -> Iterator[Reply]:
    """The replies of a sentence in text order."""
    for v, t in enumerate(tree.tokens):
        if t.upos in ("VERB", "AUX"):
            stance = _stance(tree, v)
            speakers = _speakers(tree, v) if stance else ()
            if stance and (speakers or stance == "doubts"):
                yield Reply(v, speakers, stance, tuple(_content(tree, v)), _back(tree, v))


def _stance(tree: Tree, v: int) -> str | None:
    lemma = tree.lemma(v)
    held_back = is_negative(tree, v) or is_declined(tree, v)
    if lemma in CHECKING and tree.is_passive(v):
        return "doubts" if held_back and _reported(tree, v) else None
    if lemma in _OWNING and is_negative(tree, v) and _is_for(tree, v, "responsibility"):
        return "withholds"
    if lemma in CHECKING and _unable(tree, v, held_back=held_back):
        return "doubts"
    if lemma in _CONFIRMING and held_back:
        return None if lemma == "deny" and _shared(tree, v) else "withholds"
    if lemma in _TELLING and held_back and _asks(tree, v):
        return "withholds"
    if lemma in _GIVING and _no_comment(tree, v):
        return "withholds"
    if lemma in _DENYING and not held_back and _what_was_said(tree, v):
        return "denies"
    return None


def _unable(tree: Tree, v: int, *, held_back: bool) -> bool:
    """ "could not verify", "was unable to confirm"."""
    if _of_unable(tree, v):
        return True
    return held_back and any(tree.lemma(a) in ("can", "could") for a in tree.kids(v, "aux"))


def _of_unable(tree: Tree, v: int) -> bool:
    return tree.base(v) == "xcomp" and tree.lemma(tree.tokens[v].head) == "unable"


def _reported(tree: Tree, v: int) -> bool:
    """Whether the subject of a passive verb is a report or a pronoun for it."""
    return any(tree.lemma(s) in _CONTENT for s in tree.kids(v, "nsubj:pass"))


def _is_for(tree: Tree, v: int, what: str) -> bool:
    return any(tree.lemma(o) == what for o in tree.kids(v, "obj"))


def _shared(tree: Tree, v: int) -> bool:
    """ "neither confirm nor deny": the first verb speaks for both."""
    g = tree.tokens[v].head
    return tree.tokens[v].deprel == "conj" and g >= 0 and tree.lemma(g) in _CONFIRMING


def _asks(tree: Tree, v: int) -> bool:
    """Whether the verb has a clause with whether."""
    clauses = tree.kids(v, "ccomp", "advcl", "xcomp")
    return any(_whether(tree, c) for c in clauses)


def _no_comment(tree: Tree, v: int) -> bool:
    return any(
        tree.lemma(o) in _COMMENT and any(tree.lemma(d) == "no" for d in tree.kids(o, "det"))
        for o in tree.kids(v, "obj")
    )


def _what_was_said(tree: Tree, v: int) -> bool:
    """Whether what is denied is a report or a pronoun for it; a bare "denied" too."""
    bare = not tree.objects(v)
    needed = tree.lemma(v) in _OBJECT_NEEDED and not _of_noun(tree, v)
    return _back(tree, v) and not (bare and needed)


def _back(tree: Tree, v: int) -> bool:
    """Whether the verb says nothing of its own: no content, a pronoun, or a word for a report."""
    if tree.lemma(v) in _GIVING or _of_noun(tree, v):
        return True
    sharing = _sharing(tree, v)
    objects = [k for w in sharing for o in tree.objects(w) for k in tree.conjuncts(o)]
    if objects:
        return any(tree.lemma(k) in _CONTENT for k in objects)
    return not any(c for w in sharing for c in tree.kids(w, "ccomp", "xcomp", "advcl") if c > w)


def _of_noun(tree: Tree, v: int) -> bool:
    """ "accusations that it denies": the noun that the clause is about is a report."""
    g, relation = tree.tokens[v].head, tree.tokens[v].deprel
    bare = relation in ("acl", "ccomp") and not tree.kids(v, "mark") and g < v
    if (relation == "acl:relcl" or bare) and tree.lemma(g) in _CONTENT:
        return True
    return _fronted(tree, v)


def _fronted(tree: Tree, v: int) -> bool:
    """Whether the parse takes the noun and who denies it for two subjects."""
    subjects = tree.kids(v, "nsubj")
    return len(subjects) > 1 and tree.lemma(subjects[0]) in _CONTENT


def _sharing(tree: Tree, v: int) -> list[int]:
    """The verb and those of its conjuncts that share subject and content with it: "neither confirm
    nor deny"."""
    others = (w for w in tree.conjuncts(v) if w != v and not tree.kids(w, "nsubj"))
    return [v, *(w for w in others if tree.lemma(w) in _CONFIRMING)]


def _speakers(tree: Tree, v: int) -> tuple[int, ...]:
    held = is_declined(tree, v) or _of_unable(tree, v)
    top = tree.tokens[v].head if held else v
    if tree.is_passive(top):
        return ()
    itself = _of_noun(tree, v)
    subjects = tree.kids(v, "nsubj")[-1:] if _fronted(tree, v) else tree.doers(top)
    doers = (k for s in subjects for k in tree.conjuncts(s))
    return tuple(k for k in doers if itself or tree.lemma(k) != "it")


def _content(tree: Tree, v: int) -> Iterator[int]:
    """Tokens of the objects and clauses of the verb and of those that share them with it; not of
    "Asked whether" before it and "saying that" behind it."""
    for w in _sharing(tree, v):
        for c in tree.kids(w, "obj", "ccomp", "xcomp", "obl", "advcl"):
            if tree.base(c) != "advcl" or (c > w and (tree.lemma(c), "V") not in cues()):
                yield from tree.subtree(c, skip={"acl:relcl"})


def _targets(tree: Tree, reply: Reply, claims: Sequence[Claim]) -> list[int]:
    """Indexes of the claims that the reply is about."""
    here = {
        k: i for k, c in enumerate(claims) if (i := _token(tree, c)) is not None and i != reply.verb
    }
    within = [k for k, i in here.items() if i in reply.about and claims[k].type not in _SPEECH]
    if within:
        return within
    if not reply.back:
        return []
    before = [k for k, i in here.items() if i < reply.verb and claims[k].type not in _SPEECH]
    if not before:
        return _of_last_sentence(tree, claims)
    depth = {k: sum(1 for _ in tree.ancestors(here[k])) for k in before}
    first = min(before, key=lambda k: (depth[k], -here[k]))
    return [first, *(k for k in before if k != first and _told_alike(claims[k], claims[first]))]


def _told_alike(one: Claim, other: Claim) -> bool:
    """Whether both are said by the same cue: the contents of one accusation."""
    cues = [{a.cue.start for a in c.attributions} for c in (one, other)]
    return bool(cues[0] & cues[1])


def _of_last_sentence(tree: Tree, claims: Sequence[Claim]) -> list[int]:
    """The first claim of the sentence before, unless that is the title."""
    last = tree.index - 1
    there = (k for k, c in enumerate(claims) if c.sentence_index == last)
    return [k for k in there if claims[k].type not in _SPEECH and last > 0][:1]


def _token(tree: Tree, c: Claim) -> int | None:
    """The token of the sentence at which the claim's trigger starts, None in other sentences."""
    if c.sentence_index != tree.index:
        return None
    inside = (i for i, t in enumerate(tree.tokens) if c.trigger.start <= t.start < c.trigger.end)
    return next(inside, None)


def _with(tree: Tree, reply: Reply, c: Claim) -> Claim:
    """The claim with the reply's speakers; what the verb was taken to assert is replaced."""
    cue = tree.span(reply.verb, reply.verb)
    new = [Attribution(party(tree, s), cue, reply.stance) for s in reply.speakers]
    if not new:
        unnamed = Mention(cue, cue.text, kind="cue", sentence=tree.index)
        new = [Attribution(unnamed, cue, reply.stance)]
    heads = {a.source.span.start for a in new}
    heads |= {a.source.span.start for a in c.attributions if _holds(a.source, cue)}
    kept = [
        a for a in c.attributions if a.source.span.start not in heads and a.cue.start != cue.start
    ]
    rule = f'source: a reply, "{cue.text}"'
    return replace(
        c,
        attributions=(*kept, *new),
        reason=replace(c.reason, rules=(*c.reason.rules, rule)),
    )


def _holds(source: Mention, cue: Span) -> bool:
    """Whether a source was misread from the reply itself ("charges it denies")."""
    return source.span.start <= cue.start and cue.end <= source.span.end
