"""Whether an event is asserted, planned, possible, conditional, demanded or threatened; denied by
grammar; past, ongoing or future. Read from auxiliaries and from the words that govern the event."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import Modal, cues, light_verbs, modals
from tocsin.coding.roles import verb_lemma

_AUX = {
    "will": "planned", "shall": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned",
    "may": "possible", "might": "possible", "could": "possible", "can": "possible",
    "ca": "possible", "should": "demanded", "must": "demanded", "ought": "demanded",
}  # fmt: skip
_NEGATIVE = {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "nt"}
_NONE = {"no", "neither", "none", "nobody", "nothing"}
_CONDITIONAL = {"if", "unless", "should", "provided", "once"}
_BOUND = {"subject", "contingent", "conditional", "dependent"}
_WITH_INFINITIVE = {"going": "planned", "about": "planned", "told": "demanded", "tells": "demanded"}
_WITH_INFINITIVE |= {"telling": "demanded", "tell": "demanded"}
_IN_CASE = {("in", "event"), ("in", "case"), ("on", "condition")}
_COMPLEMENT = {"xcomp", "ccomp", "obj", "obl", "nsubj", "csubj", "acl", "nmod", "advcl", "amod"}
_OPEN = {"planned", "demanded", "threatened", "conditional"}


@dataclass(slots=True)
class Status:
    """Modality, polarity and time of an event, with the rules that set them."""

    modality: str = "asserted"
    polarity: str = "+"
    time: str = "past"
    rules: list[str] = field(default_factory=list)
    condition: int = -1
    perfect: bool = False
    operator: int = -1

    def set(self, modality: str, rule: str, operator: int = -1) -> None:
        """The operator nearest to the event wins."""
        if self.modality == "asserted" and modality != "asserted":
            self.modality, self.operator = modality, operator
            self.rules.append(f"{modality}: {rule}")

    def negate(self, rule: str) -> None:
        self.polarity = "-" if self.polarity == "+" else "+"
        self.rules.append(f"polarity {self.polarity}: {rule}")


def status(tree: Tree, i: int) -> Status:
    """Modality, polarity and time of the event at token ``i``."""
    out = Status()
    _own(tree, i, out)
    clause = _climb(tree, i, out)
    _condition(tree, clause, i, out)
    out.time = _time(tree, i, clause, out)
    return out


def _own(tree: Tree, i: int, out: Status) -> None:
    t = tree.tokens[i]
    if t.upos in ("VERB", "AUX", "ADJ"):
        _verb_operators(tree, i, out)
        if out.polarity == "+" and any(_none(tree, o) for o in tree.kids(i, "obj")):
            out.negate("negative object")
        return
    for c in tree.kids(i, "amod", "compound", "det", "advmod"):
        modal = modals().get((tree.lemma(c), "A")) or modals().get((tree.lemma(c), "adv"))
        if modal and c < i:
            _apply(modal, f'"{tree.tokens[c].text}"', out, c)
        elif tree.lemma(c) in _NEGATIVE and tree.base(c) == "det":
            out.negate(f'"{tree.tokens[c].text} {t.text}"')
        elif tree.lemma(c) == "any" and tree.base(c) == "det":
            out.set("possible", f'"any {t.text}"', c)


def _verb_operators(tree: Tree, v: int, out: Status) -> None:
    """Auxiliaries, negation and mood of one predicate."""
    helpers = tree.kids(v, "aux")
    if not helpers and tree.tokens[v].deprel == "conj" and tree.has_feat(v, "VerbForm=Inf"):
        helpers = tree.kids(tree.first_conjunct(v), "aux")
    out.perfect = out.perfect or any(tree.lemma(a) == "have" for a in helpers)
    for a in helpers:
        word = tree.tokens[a].text.lower()
        if word in ("would", "'d", "’d"):
            out.set(_would(tree, v), f'"{word}"', a)
        elif word in _AUX:
            out.set(_AUX[word], f'"{word}"', a)
    _adverbs(tree, v, out)
    if out.polarity == "+" and any(_none(tree, s) for s in tree.kids(v, "nsubj")):
        out.negate("negative subject")
    if tree.has_feat(v, "Mood=Imp") and not tree.kids(v, "nsubj"):
        out.set("demanded", "imperative", v)


def _adverbs(tree: Tree, v: int, out: Status) -> None:
    """ "not", "never"; "possibly", "soon"."""
    for n in tree.kids(v, "advmod", "cc:preconj"):
        modal = modals().get((tree.lemma(n), "adv"))
        if tree.tokens[n].text.lower() in _NEGATIVE and tree.lemma(n) != "no":
            out.negate(f'"{tree.tokens[n].text}"')
        elif modal:
            _apply(modal, f'"{tree.tokens[n].text}"', out, n)


def _none(tree: Tree, k: int) -> bool:
    """ "no shot", "nobody", "not one round"."""
    if any(tree.lemma(d) in _NONE for d in (*tree.kids(k, "det", "cc"), k)):
        return True
    one = [k, *tree.kids(k, "nummod")]
    return any(tree.lemma(d) == "not" for n in one for d in tree.kids(n, "advmod") if d < k)


def _would(tree: Tree, v: int) -> str:
    if _if_clause(tree, v) >= 0:
        return "conditional"
    reported = any(
        tree.base(node) in ("ccomp", "parataxis") or tree.kids(node, "parataxis")
        for node, _ in tree.ancestors(v)
    )
    return "planned" if reported or tree.kids(v, "parataxis") else "possible"


def _apply(modal: Modal, rule: str, out: Status, operator: int) -> None:
    if modal.modality:
        out.set(modal.modality, rule, operator)
    if modal.polarity == "-":
        out.negate(rule)


def _climb(tree: Tree, i: int, out: Status) -> int:
    """Walk up through governing words; returns the head of the clause that holds the event."""
    clause = i
    for node, gov in tree.ancestors(i):
        rel = tree.tokens[node].deprel
        base = rel.split(":")[0]
        if base not in _COMPLEMENT or rel == "acl:relcl":
            break
        pos = "V" if tree.tokens[gov].upos in ("VERB", "AUX") else tree.tokens[gov].upos[0]
        found = _governor_modal(tree, node, gov, pos)
        if _beside(tree, node, gov, found, out):
            break
        if base == "xcomp" and _gerund(tree, node, gov, found, out):
            break
        if found and _governs(tree, node, gov, base):
            _apply(found, f'"{tree.tokens[gov].text}"', out, gov)
        elif base == "acl":
            _infinitive(tree, node, out)
        if not _transparent(tree, node, gov, base, found is not None):
            break
        clause = gov
        if pos == "V":
            _verb_operators(tree, gov, out)
    else:
        _headline_infinitive(tree, clause, out)
    return clause


def _beside(tree: Tree, node: int, gov: int, found: Modal | None, out: Status) -> bool:
    """A clause or phrase beside its governor; whether nothing further up bears on the event."""
    base = tree.base(node)
    if _without(tree, node, gov, out):
        return True
    if base != "advcl" and not (base == "acl" and tree.tokens[gov].upos in ("VERB", "AUX")):
        return False
    if base != "advcl" or not _gerund(tree, node, gov, found, out):
        _purpose(tree, node, gov, found, out)
    return True


def _without(tree: Tree, node: int, gov: int, out: Status) -> bool:
    """ "left without firing": it did not happen. "Without aid, the camp will close": open."""
    if tree.case(node) != "without" and "without" not in _marks(tree, node):
        return False
    act = Status()
    _own(tree, gov, act)
    if act.modality == "asserted" and act.polarity == "+":
        out.negate('"without"')
    else:
        out.set("possible", f'"without" beside "{tree.tokens[gov].text}"', gov)
    return True


def _gerund(tree: Tree, node: int, gov: int, found: Modal | None, out: Status) -> bool:
    """ "suspected of arming them", "prevented them from leaving"."""
    if not found or not {"of", "from"} & set(_marks(tree, node)):
        return False
    act = Status()
    _own(tree, gov, act)
    finite = tree.has_feat(gov, "VerbForm=Fin") or tree.kids(gov, "aux")
    if tree.lemma(gov) == "prevent" and finite and act.modality == "asserted":
        out.negate(f'"{tree.tokens[gov].text}"')
    else:
        _apply(found, f'"{tree.tokens[gov].text}"', out, gov)
    return True


def _marks(tree: Tree, node: int) -> list[str]:
    return [tree.lemma(m) for m in tree.kids(node, "mark")]


def _headline_infinitive(tree: Tree, v: int, out: Status) -> None:
    """ "Putin to visit China": an infinitive as the main verb is a plan."""
    marked = any(tree.lemma(m) == "to" for m in tree.kids(v, "mark", "aux"))
    if tree.tokens[v].head < 0 and marked and tree.kids(v, "nsubj"):
        out.set("planned", "infinitive as main verb", v)


def _governor_modal(tree: Tree, node: int, g: int, pos: str) -> Modal | None:
    keys = [tree.lemma(g)]
    if tree.kids(g, "xcomp") and (word := tree.tokens[g].text.lower()) in _WITH_INFINITIVE:
        return Modal(_WITH_INFINITIVE[word], None)
    if (keys, pos, tree.case(node)) == (["end"], "N", "to"):
        return Modal(None, "-")
    if pos == "V" and tree.kids(g, "compound:prt"):
        keys = [verb_lemma(tree, g)]
    for key in keys:
        for p in (pos, "A" if pos == "V" else "V"):
            if (key, p) in modals():
                return modals()[(key, p)]
    return None


def _governs(tree: Tree, node: int, gov: int, base: str) -> bool:
    """Whether ``node`` is in the part of the governor that its meaning bears on."""
    if any(tree.lemma(d) in ("this", "that", "these", "those") for d in tree.kids(node, "det")):
        return False
    if base in ("xcomp", "ccomp", "obj", "acl", "csubj"):
        return True
    if base == "nsubj":
        return tree.tokens[node].deprel == "nsubj:pass" or tree.tokens[gov].upos == "ADJ"
    if base in ("obl", "nmod"):
        return tree.case(node) in ("of", "for", "to", "at", "on", "from", "against", "about")
    return False


def _transparent(tree: Tree, node: int, gov: int, base: str, modal: bool) -> bool:
    """Whether what governs ``gov`` bears on the event too."""
    if modal or base == "xcomp":
        return True
    if tree.tokens[gov].upos in ("VERB", "AUX"):
        light = verb_lemma(tree, gov) in light_verbs()
        if base in ("obj", "nsubj"):
            return light or not (
                (tree.lemma(gov), "V") in cues() or (base == "obj" and _definite(tree, node))
            )
        return base == "obl" and f"{verb_lemma(tree, gov)} {tree.case(node)}" in light_verbs()
    return base in ("nmod", "acl") and (tree.lemma(gov), "N") in modals()


def _purpose(tree: Tree, node: int, gov: int, found: Modal | None, out: Status) -> None:
    """An infinitive beside a verb: what a request is for, or the purpose of an act.

    A purpose shares the modality of the act, and is a plan if the act is asserted.
    """
    if not any(tree.lemma(m) == "to" for m in tree.kids(node, "mark")):
        return
    if found and found.modality == "demanded":
        out.set("demanded", f'"{tree.tokens[gov].text}"', gov)
        return
    act = Status()
    _own(tree, gov, act)
    _climb(tree, gov, act)
    if act.modality in _OPEN:
        out.set(act.modality, f'purpose of "{tree.tokens[gov].text}"', gov)
        return
    out.set("planned", "infinitive of purpose", node)


def _definite(tree: Tree, i: int) -> bool:
    """ "its invasion", "the attack": taken as known, whatever the verb says."""
    return any(
        tree.lemma(d) in ("the", "this", "that", "these", "those") for d in tree.kids(i, "det")
    ) or bool(tree.kids(i, "nmod:poss"))


def _infinitive(tree: Tree, node: int, out: Status) -> None:
    if any(tree.lemma(m) == "to" for m in tree.kids(node, "mark")):
        out.set("planned", "infinitive of purpose", node)


def _if_clause(tree: Tree, v: int) -> int:
    for c in tree.kids(v, "advcl"):
        if any(tree.lemma(m) in _CONDITIONAL for m in tree.kids(c, "mark")):
            return c
    return -1


def _bound_by(tree: Tree, k: int) -> int:
    """What an act "depending on", "subject to" or "in case of" something is bound to, also where a
    relative clause says so; -1 without."""
    for v in (k, *tree.kids(k, "acl:relcl")):
        for c in tree.kids(v, "obl", "nmod", "advcl", "advmod", "xcomp", "amod"):
            adjective = tree.lemma(c) in _BOUND and tree.kids(c, "obl")
            fixed = (tree.case(c).split(" ")[0], tree.lemma(c)) in _IN_CASE
            fixed = fixed and not (tree.lemma(c) == "case" and tree.kids(c, "det"))
            if tree.case(c).startswith("depend") or adjective or fixed:
                return c
    return -1


def _condition(tree: Tree, clause: int, i: int, out: Status) -> None:
    """ "If X happens, A will do Y": Y is conditional, X possible."""
    for k in dict.fromkeys((i, clause)):
        found = _if_clause(tree, k)
        if found >= 0 and i not in tree.subtree(found):
            out.condition = found
            if out.modality != "demanded":
                out.modality = "conditional"
            out.rules.append("conditional: if-clause")
    bound = next((c for k in (i, clause) if (c := _bound_by(tree, k)) >= 0), -1)
    if bound >= 0 and out.condition < 0 and i not in tree.subtree(bound):
        out.condition = bound
        out.modality = "conditional" if out.modality in ("planned", "possible") else out.modality
        out.rules.append("conditional: bound to a condition")
    for node, _ in tree.ancestors(i):
        marks = _marks(tree, node)
        if tree.base(node) == "advcl" and {"until", "till"} & set(marks):
            _until(tree, node, out)
            return
        if tree.base(node) == "advcl" and set(marks) & _CONDITIONAL:
            out.set("possible", f'inside "{marks[0]}" clause', node)
            return
        if tree.base(node) == "ccomp" and "whether" in marks:
            out.set("possible", '"whether"', node)


def _until(tree: Tree, v: int, out: Status) -> None:
    """ "will stay until the ban is lifted": what is waited for, unless it is told as past."""
    words = {tree.tokens[a].text.lower() for a in tree.kids(v, "aux", "cop")}
    if tree.has_feat(v, "Tense=Pres") or words & {"is", "are", "has", "have"}:
        out.set("demanded", '"until"', v)


def _time(tree: Tree, i: int, clause: int, out: Status) -> str:
    if out.modality != "asserted":
        return "past" if out.perfect and out.modality == "possible" else "future"
    for k in (i, clause):
        found = tense(tree, k)
        if found:
            return found
    for node, gov in tree.ancestors(i):
        if tree.base(node) in ("advcl", "acl", "xcomp", "obl", "obj") and not out.perfect:
            found = tense(tree, gov)
            if found and tree.tokens[i].upos == "VERB":
                return found
    return "past"


def tense(tree: Tree, v: int) -> str:
    """``past`` or ``ongoing`` from the verb form and its auxiliaries; empty if neither tells."""
    helpers = tree.kids(v, "aux", "cop")
    words = {tree.tokens[a].text.lower() for a in helpers}
    feats = tree.tokens[v].feats
    progressive = "VerbForm=Part" in feats and "Tense=Pres" in feats
    if words & {"was", "were", "had", "did"}:
        return "past"
    if progressive and words & {"is", "are", "am", "'s", "'re", "been", "’s", "’re"}:
        return "ongoing"
    if words & {"has", "have", "'ve", "’ve"}:
        return "past"
    if words & {"is", "are", "am", "'s", "’s", "do", "does"}:
        passive = tree.is_passive(v) and tree.tokens[v].upos == "VERB"
        return "past" if passive and tree.index == 0 else "ongoing"
    if "Tense=Past" in feats:
        return "past"
    if "Tense=Pres" in feats and "VerbForm=Fin" in feats:
        return "past" if _headline(tree) else "ongoing"
    return ""


def _headline(tree: Tree) -> bool:
    """Titles and standfirsts tell what happened in the present tense."""
    return (tree.index <= 1 and tree.tokens[-1].text not in '.!?”"') or tree.index == 0
