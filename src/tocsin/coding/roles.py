"""Who does it and to whom: a frame's role paths followed through the tree."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.addressing import addressees, speakers
from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import DEFAULT_ROLES, classes, cues, light_verbs
from tocsin.coding.triggers import Trigger, match

_JOINT = ("with", "between", "among")
_PARTY_CLASSES = ("person", "official", "civilian", "troops", "group", "country")
# Where these phrases say where, or what is moved, rather than against whom.
_NOT_AGAINST = {
    ("MOBILIZE", "in"), ("MOBILIZE", "obj"),
    ("RETREAT", "from"), ("RETREAT", "in"), ("ASSAULT", "in"), ("CONSULT", "in"),
    ("COERCE", "in"), ("PROTEST", "in"), ("CONSULT", "of"),
}  # fmt: skip
_INSIDE = {"obj", "obl", "nmod", "xcomp", "acl", "compound", "conj", "advcl"}
_SAYS_TO = {"speak", "talk", "call", "conversation"}
_NO_ACTOR = {
    "it",
    "there",
    "this",
    "that",
    "what",
    "which",
    "these",
    "those",
    "one",
    "some",
    "such",
}


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of the actors and recipients, and the path by which each group was found."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    actor_path: str = ""
    recipient_path: str = ""


def roles(tree: Tree, trigger: Trigger) -> Roles:
    """Follow the frame's paths; a word fills one role only."""
    i, frame = trigger.head, trigger.frame
    if "joint" in frame.actor:
        return _joint(tree, trigger)
    actor_path, actors = _first(tree, i, frame.actor, set())
    if not actors and frame.pos == "N":
        actor_path, actors = _by_light_verb(tree, i, "actor")
    if not actors and frame.actor[0] in ("subj", "poss"):
        actor_path, actors = _of_clause(tree, i)
    recipient_path, found = _first(tree, i, frame.recipient, set(actors))
    if not found and frame.pos == "N":
        recipient_path, found = _by_light_verb(tree, i, "recipient")
        found = [k for k in found if k not in actors]
    if (frame.type, recipient_path) in _NOT_AGAINST:
        recipient_path, found = "", []
    return Roles(_expand(tree, actors), _expand(tree, found), actor_path, recipient_path)


def _joint(tree: Tree, trigger: Trigger) -> Roles:
    """All parties are actors; an explicit recipient path is still followed."""
    i = trigger.head
    start = ["subj"] if trigger.frame.pos == "V" else ["poss", "by", "comp"]
    parties: list[int] = []
    for path in start:
        parties += [k for k in follow(tree, i, path) if k not in parties]
    if not parties and trigger.frame.pos == "N":
        parties = _by_light_verb(tree, i, "actor")[1]
    others: list[int] = []
    beside = (*_JOINT, "to") if tree.lemma(i) in _SAYS_TO else _JOINT
    for path in ("obj", *beside) if trigger.frame.pos == "V" else (*beside, "of"):
        found = [k for k in follow(tree, i, path) if k not in parties and k not in others]
        others += [k for k in found if path != "obj" or party_like(tree, k)]
    explicit = trigger.frame.recipient != DEFAULT_ROLES[trigger.frame.pos][1]
    if explicit and trigger.frame.recipient[0] not in ("joint", "obj", "none"):
        path, found = _first(tree, i, trigger.frame.recipient, set(parties))
        if found and path not in _JOINT:
            return Roles(_expand(tree, parties), _expand(tree, found), "joint", path)
    return Roles(_expand(tree, parties + others), (), "joint", "")


def _first(tree: Tree, i: int, paths: tuple[str, ...], used: set[int]) -> tuple[str, list[int]]:
    for path in paths:
        found = [k for k in follow(tree, i, path) if k not in used and _can_act(tree, k)]
        if found:
            return path, found
    return "", []


def _can_act(tree: Tree, k: int) -> bool:
    t = tree.tokens[k]
    if k in tree.in_time:
        return False
    if t.upos in ("NUM", "PUNCT", "VERB", "ADV"):
        return t.upos == "NUM" or k in tree.labels
    return not (t.upos in ("PRON", "DET") and tree.lemma(k) in _NO_ACTOR)


def follow(tree: Tree, i: int, path: str) -> list[int]:
    """Token heads at the end of one role path from trigger ``i``."""
    is_noun = tree.tokens[i].upos in ("NOUN", "PROPN")
    if path in ("none", ""):
        return []
    if path in ("speaker", "addressee"):
        return speakers(tree, i) if path == "speaker" else addressees(tree, i)
    if path == "subj":
        return _subject(tree, i) if is_noun else tree.subjects(i)
    if path == "obj":
        return tree.objects(i)
    if path in ("iobj",):
        return tree.kids(i, "iobj")
    if path == "poss":
        return tree.kids(i, "nmod:poss")
    if path == "comp":
        return tree.modifiers(i)
    found = tree.with_preposition(i, path)
    return found or _raised(tree, i, path, is_noun)


def _subject(tree: Tree, i: int) -> list[int]:
    return tree.kids(i, "nsubj") or _by_light_verb(tree, i, "actor")[1]


def _raised(tree: Tree, i: int, path: str, is_noun: bool) -> list[int]:
    """A phrase of the event that the parse hangs on its light verb: "launched an attack on X"."""
    if not is_noun:
        objects = [o for o in tree.objects(i) if tree.tokens[o].upos == "NOUN"]
        return [k for o in objects for k in tree.with_preposition(o, path)] if path != "of" else []
    g, relation = tree.governor(i), tree.relation(i).split(":")[0]
    if g < 0 or relation not in ("obj", "nsubj", "obl") or path in ("of", "by"):
        return []
    if verb_lemma(tree, g) not in light_verbs():
        return []
    return [k for k in tree.with_preposition(g, path) if k != i]


def verb_lemma(tree: Tree, v: int) -> str:
    """Lemma of a verb with its particle: "carry out"."""
    particle = [tree.lemma(p) for p in tree.kids(v, "compound:prt")]
    return " ".join([tree.lemma(v), *particle[:1]])


def _by_light_verb(tree: Tree, i: int, role: str) -> tuple[str, list[int]]:
    """The party of a noun that its light verb names: "X launched an attack", "X faces charges"."""
    g, relation = tree.governor(i), tree.relation(i)
    if g < 0 or tree.tokens[g].upos != "VERB":
        return "", []
    verb = verb_lemma(tree, g)
    kind = light_verbs().get(verb) or light_verbs().get(f"{verb} {tree.case(i)}".strip())
    if kind is None and relation == "obj" and _neutral(tree, g):
        kind = "actor"
    if kind != role:
        return "", []
    if relation == "obj" or (relation == "obl" and f"{verb} {tree.case(i)}" in light_verbs()):
        return f"subject of {verb}", tree.subjects(g)
    if relation == "nsubj:pass" or (tree.is_passive(g) and relation in ("acl", "nsubj")):
        return f"agent of {verb}", tree.kids(g, "obl:agent")
    return "", []


def _of_clause(tree: Tree, i: int) -> tuple[str, list[int]]:
    """The subject of the clause around an event with no doer of its own."""
    for node, gov in tree.ancestors(i):
        if tree.base(node) not in _INSIDE or tree.tokens[node].deprel == "acl:relcl":
            return "", []
        if tree.tokens[gov].upos == "VERB":
            if not _neutral(tree, gov):
                return "", []
            found = [k for k in tree.subjects(gov) if party_like(tree, k)]
            return ("subject of the clause", found) if found else ("", [])
    return "", []


def _neutral(tree: Tree, verb: int) -> bool:
    """A verb that neither reports nor is an event itself: its subject may well do its object."""
    frame = match(tree, verb)
    return (tree.lemma(verb), "V") not in cues() and (frame is None or frame.type is None)


def party_like(tree: Tree, k: int) -> bool:
    """Whether the word can name a party: a name, a pronoun, or a noun for people or bodies."""
    t = tree.tokens[k]
    if tree.labels.get(k) or t.upos in ("PROPN", "PRON"):
        return True
    return any(tree.lemma(k) in classes().get(c, ()) for c in _PARTY_CLASSES)


def _expand(tree: Tree, heads: list[int]) -> tuple[int, ...]:
    out: list[int] = []
    for h in heads:
        out += [k for k in tree.conjuncts(h) if k not in out]
        out += [k for k in tree.with_preposition(h, "including") if k not in out]
    return tuple(out)
