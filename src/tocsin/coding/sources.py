"""Who says so: the source, the cue word and the stance for an event in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tocsin.coding.grammar import Tree
from tocsin.coding.headlines import mark
from tocsin.coding.lexicon import cues
from tocsin.coding.negation import is_declined, is_negative
from tocsin.coding.triggers import Trigger
from tocsin.coding.unproven import missing_sign, seekers

_OBJECT_CUES = {
    "confirm", "acknowledge", "deny", "admit", "report", "announce", "allege", "claim", "dispute",
    "doubt", "refute", "verify", "recognise", "recognize",
}  # fmt: skip
_SPEECH = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"}
_WITHHELD = {
    "confirm", "acknowledge", "comment", "verify", "admit", "recognise", "recognize", "claim",
}  # fmt: skip
_OPINION = {"believe", "think", "consider", "suppose", "presume", "know", "feel"}
_SPEAKS_OF = {"hint", "warn", "speak", "talk", "complain", "boast", "tell", "inform", "accuse"}
_OF = {"of", "at", "about"}
CHECKING = {"verify", "confirm", "substantiate", "corroborate"}
_NOBODY = {"it", "that", "which", "there", "what"}
_SPEAKING = {
    "say", "deny", "announce", "claim", "confirm", "admit", "acknowledge", "add", "insist", "state",
    "reject", "dispute", "allege", "declare", "reiterate", "maintain", "argue", "warn", "tell",
}  # fmt: skip
_PREPOSITIONAL = {"according to", "per", "in the words of", "citing"}


@dataclass(frozen=True, slots=True)
class Source:
    """Token heads of the speaker and of the cue. ``speaker`` -1: unnamed, the cue stands for it."""

    speaker: int
    cue: int
    stance: str
    rule: str


def sources(tree: Tree, i: int, speech: dict[int, tuple[Trigger, tuple[int, ...]]]) -> list[Source]:
    """Sources of the event at ``i``, the nearest first. ``speech`` maps the heads of speech-act
    triggers of the sentence to the trigger and the heads of its actors."""
    out: list[Source] = []
    for node, gov in tree.ancestors(i):
        out += _by_governor(tree, i, node, gov, speech)
    for node in _path(tree, i):
        out += _beside(tree, i, node)
    told = mark(tree)
    if told is not None and told.covers(i):
        out.append(Source(told.speaker, told.cue, "asserts", f'"{tree.tokens[told.cue].text}"'))
    return _unproven(tree, i, _unique(out))


def _unproven(tree: Tree, i: int, found: list[Source]) -> list[Source]:
    """ "said there was no evidence that": who says so denies it."""
    sign = missing_sign(tree, i)
    if sign < 0:
        return found
    verb, rule = tree.tokens[sign].head, f'found no "{tree.tokens[sign].text}"'
    own = [Source(k, verb, "denies", rule) for k in seekers(tree, sign)]
    kept = [s for s in found if s.cue not in (sign, verb)]
    told = [replace(s, stance="denies") if s.stance == "asserts" else s for s in kept]
    return _unique([*own, *told])


def _path(tree: Tree, i: int) -> list[int]:
    """The event and what governs it, up to the relative clause that it stands in: what such a
    clause adds is the report's own background."""
    out = [i]
    for node, g in tree.ancestors(i):
        if tree.tokens[node].deprel == "acl:relcl":
            break
        out.append(g)
    return out


def _unique(found: list[Source]) -> list[Source]:
    seen: set[int] = set()
    out = []
    for s in found:
        key = s.speaker if s.speaker >= 0 else -2 - s.cue
        if key not in seen:
            seen.add(key)
            out.append(s)
    return out


def _by_governor(
    tree: Tree, i: int, node: int, gov: int, speech: dict[int, tuple[Trigger, tuple[int, ...]]]
) -> list[Source]:
    """The event is in the complement of a verb or noun of saying."""
    base = tree.base(node)
    if gov in speech and _puts_forward(tree, node, gov, speech[gov][0]):
        return [Source(a, gov, "asserts", "content of a speech act") for a in speech[gov][1][:4]]
    if tree.tokens[gov].upos in ("VERB", "AUX"):
        if base == "xcomp" and tree.lemma(gov) in _OPINION:
            return []
        acted_on = base == "obj" and node == tree.first_conjunct(i)
        if base in ("ccomp", "xcomp") or (acted_on and tree.lemma(gov) in _OBJECT_CUES):
            return _verb_source(tree, gov, base)
        if base == "obl" and tree.lemma(gov) in _SPEAKS_OF and tree.case(node) in _OF:
            return _verb_source(tree, gov, "obl")
        if base == "advcl" and tree.lemma(gov) in ("quote", "cite"):
            return _verb_source(tree, gov, "ccomp")
        return []
    if (tree.lemma(gov), "N") in cues() and base in ("acl", "ccomp", "nmod", "appos"):
        return _noun_source(tree, node, gov)
    return []


def _puts_forward(tree: Tree, node: int, gov: int, trigger: Trigger) -> bool:
    """Content that only the speaker puts forward, not what the report itself presupposes."""
    if trigger.frame.type not in _SPEECH:
        return False
    base = tree.base(node)
    if base in ("ccomp", "xcomp"):
        return True
    if base in ("advcl", "acl", "obl"):
        return tree.case(node) in ("of", "for", "that", "to")
    if base in ("obj", "nmod"):
        return trigger.frame.type in ("REQUEST", "THREATEN") and tree.case(node) in (
            "",
            "for",
            "to",
        )
    return False


def _verb_source(tree: Tree, v: int, base: str) -> list[Source]:
    found = cues().get((tree.lemma(v), "V"))
    if not found:
        return []
    stance = _stance(tree, v, found[0].stance)
    if stance is None:
        return []
    rule = f'{base} of "{tree.tokens[v].text}"'
    people = [k for s in tree.doers(v) for k in tree.conjuncts(s)]
    people = [k for k in people if tree.lemma(k) not in _NOBODY or _says(tree, k, v)]
    if people and not tree.is_passive(v):
        return [Source(k, v, stance, rule) for k in people]
    if tree.is_passive(v):
        agents = tree.kids(v, "obl:agent")
        if agents:
            return [Source(k, v, stance, rule) for a in agents for k in tree.conjuncts(a)]
        return [Source(-1, v, stance, rule)] if base in ("xcomp", "ccomp") else []
    return []


def _says(tree: Tree, k: int, v: int) -> bool:
    """Whether "it" speaks: "It has denied the raid", but not "it seems"."""
    return tree.lemma(k) == "it" and tree.lemma(v) in _SPEAKING


def _stance(tree: Tree, v: int, stance: str) -> str | None:
    """Negated and refused confirmation withholds; unverified is doubt."""
    lemma = tree.lemma(v)
    negative, declined = is_negative(tree, v), is_declined(tree, v)
    could = any(tree.lemma(a) in ("could", "can") for a in tree.kids(v, "aux"))
    if negative and could and lemma in CHECKING:
        return "doubts"
    if (negative or declined) and lemma in _WITHHELD:
        return "withholds"
    if negative and stance == "asserts":
        return None
    if negative and stance == "denies":
        return "withholds"
    return stance


def _noun_source(tree: Tree, node: int, n: int) -> list[Source]:
    """ "reports that", "his claim of", "allegations by the opposition"."""
    if tree.base(node) == "nmod" and tree.case(node) not in ("of", "about"):
        return []
    stance = cues()[(tree.lemma(n), "N")][0].stance
    owners = [*tree.kids(n, "nmod:poss"), *tree.with_preposition(n, "by")]
    owners += tree.with_preposition(n, "from") or tree.modifiers(n)
    if not owners and tree.tokens[n].deprel in ("obj", "nsubj:pass"):
        owners = tree.subjects(tree.tokens[n].head)
    rule = f'content of "{tree.tokens[n].text}"'
    if owners:
        return [Source(k, n, stance, rule) for o in owners[:1] for k in tree.conjuncts(o)]
    return [Source(-1, n, stance, rule)]


def _beside(tree: Tree, i: int, node: int) -> list[Source]:
    """Parenthetical "officials said", "according to", "reportedly" beside the event's clause."""
    out: list[Source] = []
    for c in tree.kids(node, "parataxis"):
        inside = tree.subtree(c)
        if i not in inside and (tree.lemma(c), "V") in cues() and not tree.kids(c, "ccomp", "obj"):
            out += _verb_source(tree, c, "parataxis")
    for c in tree.kids(node, "advcl"):
        as_clause = "as" in [tree.lemma(m) for m in tree.kids(c, "mark")]
        if as_clause and (tree.lemma(c), "V") in cues() and i not in tree.subtree(c):
            out += _verb_source(tree, c, "as-clause")
    for c in tree.kids(node, "obl", "nmod", "advmod", "advcl", "discourse"):
        out += _adverbial(tree, i, node, c)
    return out


def _adverbial(tree: Tree, i: int, node: int, c: int) -> list[Source]:
    case = tree.case(c) if tree.tokens[c].upos != "ADV" else ""
    if i in tree.subtree(c):
        return []
    if case in _PREPOSITIONAL or case.startswith("accord"):
        cue = tree.kids(c, "case", "mark")[0]
        return [Source(k, cue, "asserts", f'"{case}"') for k in tree.conjuncts(c)]
    if tree.lemma(c) == "accord" and (to := tree.with_preposition(c, "to")):
        return [Source(k, c, "asserts", '"according to"') for k in tree.conjuncts(to[0])]
    if tree.tokens[c].upos == "ADV" and node == i:
        found = cues().get((tree.lemma(c), "ADV"))
        return [Source(-1, c, found[0].stance, f'"{tree.tokens[c].text}"')] if found else []
    return []
