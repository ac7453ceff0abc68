"""A sentence as a tree that can be asked questions: children, subjects, objects, phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tocsin.language.types import Sentence, Token
from tocsin.records import Span

_CLAUSAL = {"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "appos", "conj", "cc", "punct"}
_BLAMING = {
    "accuse", "charge", "suspect", "convict", "blame", "criticise", "criticize", "condemn", "warn",
    "stop", "prevent", "ban", "bar", "deter", "acquit", "arrest", "detain", "jail", "sentence",
    "prosecute", "sanction", "fine", "punish", "praise", "thank", "denounce",
}  # fmt: skip
_ASKING = {"demand", "call", "request", "order", "appeal", "plea", "pressure", "ultimatum"}
_HEAVY = {"acl:relcl", "advcl", "advcl:relcl", "parataxis"}
_OBJECT_CONTROL_EXCEPT = {"promise", "threaten", "vow", "pledge", "swear", "use", "make", "take"}
_MAX_HOPS = 12


def _joined_alike(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "denied holding them and blamed bandits": a finite verb without a subject of its own is
    joined to the finite verb above, not to its gerund or infinitive."""
    own = {t.head for t in tokens if t.deprel.startswith("nsubj")}
    return tuple(
        replace(t, head=tokens[t.head].head)
        if t.deprel == "conj" and i not in own and _finite(t) and _below_finite(tokens, t.head)
        else t
        for i, t in enumerate(tokens)
    )


def _below_finite(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the word is a gerund or infinitive that completes a finite verb."""
    token = tokens[at]
    bare = {"VerbForm=Ger", "VerbForm=Inf"} & set(token.feats.split("|"))
    return bool(bare) and token.deprel == "xcomp" and _finite(tokens[token.head])


def _finite(token: Token) -> bool:
    return "VerbForm=Fin" in token.feats.split("|")


class Tree:
    """Read-only view of a parsed sentence. Tokens are addressed by their index."""

    def __init__(self, sentence: Sentence, index: int = 0) -> None:
        self.sentence = sentence
        self.index = index
        self.tokens: tuple[Token, ...] = _joined_alike(sentence.tokens)
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for i, t in enumerate(self.tokens):
            if 0 <= t.head < len(self.tokens):
                self.children[t.head].append(i)

    @cached_property
    def in_time(self) -> frozenset[int]:
        """Tokens inside a time expression: no party to anything."""
        spans = [(t.start, t.end) for t in self.sentence.times]
        return frozenset(
            i for i, t in enumerate(self.tokens) if any(a <= t.start < b for a, b in spans)
        )

    @cached_property
    def labels(self) -> dict[int, str]:
        """Named-entity label of every token that is inside a name."""
        return {i: n.label for n in self.sentence.names for i in range(n.first, n.last + 1)}

    def kids(self, i: int, *rels: str) -> list[int]:
        """Children whose relation, with or without its subtype, is one of ``rels``."""
        said = self._relations
        return [c for c in self.children[i] if said[c][0] in rels or said[c][1] in rels]

    @cached_property
    def _relations(self) -> list[tuple[str, str]]:
        """The relation of every token, and its main part."""
        return [(t.deprel, t.deprel.split(":")[0]) for t in self.tokens]

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma.lower()

    def base(self, i: int) -> str:
        return self.tokens[i].deprel.split(":")[0]

    def has_feat(self, i: int, feat: str) -> bool:
        return feat in self.tokens[i].feats.split("|")

    def is_passive(self, i: int) -> bool:
        """Passive clause, or a past participle that modifies its object ("troops deployed to")."""
        if self.kids(i, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        t = self.tokens[i]
        if self.kids(i, "aux", "nsubj"):
            return False
        return (
            t.deprel in ("acl", "amod")
            and self.has_feat(i, "VerbForm=Part")
            and (self.has_feat(i, "Tense=Past") or t.text.lower().endswith(("ed", "en")))
        )

    def case(self, i: int) -> str:
        """The preposition of a phrase, fixed expressions joined ("according to")."""
        for c in self.kids(i, "case", "mark"):
            parts = [c, *self.kids(c, "fixed")]
            return " ".join(self.tokens[p].text.lower() for p in sorted(parts))
        return ""

    def first_conjunct(self, i: int) -> int:
        """The head of the coordination that ``i`` belongs to."""
        for _ in range(_MAX_HOPS):
            if self.tokens[i].deprel != "conj" or self.tokens[i].head < 0:
                return i
            i = self.tokens[i].head
        return i

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it below, in text order."""
        out = [i]
        for c in self.kids(i, "conj"):
            out += self.conjuncts(c)
        return sorted(set(out))

    def governor(self, i: int) -> int:
        """Head of ``i``'s coordination's first member; -1 for the root."""
        return self.tokens[self.first_conjunct(i)].head

    def relation(self, i: int) -> str:
        """Relation of ``i``, that of the first conjunct if ``i`` is coordinated."""
        return self.tokens[self.first_conjunct(i)].deprel

    def ancestors(self, i: int) -> Iterator[tuple[int, int]]:
        """Pairs (node on the path, its governor), upwards, coordination skipped."""
        for _ in range(_MAX_HOPS):
            i = self.first_conjunct(i)
            g = self.tokens[i].head
            if g < 0:
                return
            yield i, g
            i = g

    def subtree(self, i: int, *, skip: frozenset[str] | set[str] = frozenset()) -> list[int]:
        """Tokens under ``i``; branches whose relation is in ``skip`` are left out."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack += [c for c in self.children[k] if self.tokens[c].deprel not in skip]
        return sorted(out)

    def span(self, first: int, last: int) -> Span:
        """Tokens ``first`` to ``last`` as a span of the article."""
        s = self.sentence
        a, b = self.tokens[first].start, self.tokens[last].end
        return Span(a, b, s.text[a - s.start : b - s.start])

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the noun phrase of ``i`` without clauses and conjuncts."""
        inside = {i}
        for c in self.children[i]:
            if self.tokens[c].deprel not in _CLAUSAL:
                inside.update(self.subtree(c, skip=_HEAVY))
        inside -= set(self.kids(i, "case", "mark", "punct", "cop", "nsubj", "aux"))
        first = last = i
        while first - 1 in inside or self._bridge(first - 1, inside, -1):
            first -= 1
        while last + 1 in inside or self._bridge(last + 1, inside, 1):
            last += 1
        return self._trim(i, first, last)

    def _bridge(self, k: int, inside: set[int], step: int) -> bool:
        """A quote mark, hyphen or bracket between two parts of one phrase."""
        if not 0 <= k < len(self.tokens) or not 0 <= k + step < len(self.tokens):
            return False
        joins = self.tokens[k].text in {"-", "–", "'", "’", '"', "“", "”", "(", ")", "."}
        return joins and k + step in inside

    def _trim(self, i: int, first: int, last: int) -> tuple[int, int]:
        while first < i and self.tokens[first].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
            if self.tokens[first + 1].text.lower() in ("least", "most"):
                break
            first += 1
        while last > i and (
            self.tokens[last].upos in ("PUNCT", "ADP")
            or self.tokens[last].text in ("'s", "’s", "’")
        ):
            last -= 1
        return first, last

    def subjects(self, v: int, depth: int = 0) -> list[int]:
        """The doers of a verb: subject, passive agent, controller, or the noun that it modifies."""
        if depth > 6:
            return []
        if self.is_passive(v):
            return self.kids(v, "obl:agent") or self._by_phrase(v)
        own = [s for s in self.kids(v, "nsubj") if self.tokens[s].deprel != "nsubj:pass"]
        own = [s for s in own if self.tokens[s].deprel != "nsubj:outer"] or own
        if own:
            return [self.referent(v, s) for s in own[:1]]
        return self._understood_subject(v, depth)

    def _by_phrase(self, v: int) -> list[int]:
        return [o for o in self.kids(v, "obl") if self.case(o) == "by"]

    def referent(self, v: int, s: int) -> int:
        """A relative pronoun stands for the noun that its clause modifies."""
        t = self.tokens[s]
        if self.has_feat(s, "PronType=Rel") or t.text.lower() in ("who", "which", "that"):
            for node, gov in self.ancestors(v):
                if self.tokens[node].deprel == "acl:relcl":
                    return gov
        return s

    def _understood_subject(self, v: int, depth: int) -> list[int]:
        t = self.tokens[v]
        if t.head < 0:
            return []
        rel, g = t.deprel, t.head
        if rel == "advcl" and self.case(v) in ("of", "with", "for", "from", "against"):
            blamed = self.objects(g) if self.lemma(g) in _BLAMING else []
            if blamed:
                return blamed[:1]
        if rel == "conj":
            return self._shared_subject(g, depth)
        if rel == "xcomp":
            return self._controller(g, depth)
        if rel in ("acl", "amod", "acl:relcl"):
            return self._modified(v, g, depth)
        if self.base(v) in ("advcl", "obl", "csubj", "ccomp", "parataxis", "nmod", "obj"):
            return self.doers(g, depth + 1) if rel != "ccomp" or not self.kids(v, "mark") else []
        return []

    def _shared_subject(self, g: int, depth: int) -> list[int]:
        if self.is_passive(g):
            return [self.referent(g, s) for s in self.kids(g, "nsubj:pass")] or self.subjects(
                g, depth + 1
            )
        return self.subjects(g, depth + 1)

    def _controller(self, g: int, depth: int) -> list[int]:
        objects = self.kids(g, "obj", "iobj")
        if objects and self.lemma(g) not in _OBJECT_CONTROL_EXCEPT:
            return objects[:1]
        if self.kids(g, "nsubj:pass"):
            return [self.referent(g, s) for s in self.kids(g, "nsubj:pass")]
        return self.doers(g, depth + 1)

    def _modified(self, v: int, g: int, depth: int) -> list[int]:
        """Participles and infinitives that modify a noun: "attempts to", "forces fighting"."""
        if not self.kids(v, "mark", "case"):
            return [g]
        if self.lemma(g) in _ASKING:
            return self.with_preposition(g, "on") or self.with_preposition(g, "for")
        return self.doers(g, depth + 1)

    def doers(self, i: int, depth: int = 0) -> list[int]:
        """Who does what word ``i`` says, be it a verb or a noun ("efforts", "its refusal")."""
        if depth > 6:
            return []
        if self.tokens[i].upos in ("VERB", "AUX") or self.kids(i, "nsubj", "cop"):
            if self.is_passive(i):
                return self.kids(i, "obl:agent") or [
                    self.referent(i, s) for s in self.kids(i, "nsubj:pass")
                ]
            return self.subjects(i, depth)
        own = self.kids(i, "nmod:poss") or self.modifiers(i)
        if own:
            return own
        g = self.tokens[i].head
        if g >= 0 and self.base(i) in ("obj", "obl", "xcomp", "ccomp", "nmod"):
            return self.doers(g, depth + 1)
        return []

    def modifiers(self, i: int) -> list[int]:
        """Capitalised adjectives and nouns before ``i``: "Russian attack", "U.S.-led attempts"."""
        out = []
        for c in self.kids(i, "compound", "amod", "nmod:desc", "nmod"):
            if c > i or (self.base(c) == "nmod" and self.case(c)):
                continue
            led = [
                x
                for x in self.kids(c, "compound", "obl", "nsubj", "advmod", "obl:unmarked")
                if x < c and self.named(x)
            ]
            if self.tokens[c].upos in ("VERB", "ADJ") and led:
                out += led
            elif self.named(c):
                out.append(c)
        return out

    def named(self, i: int) -> bool:
        """Whether the word is a name or an adjective from a name."""
        t = self.tokens[i]
        if i in self.labels or t.upos == "PROPN":
            return True
        return t.upos == "ADJ" and t.text[:1].isupper() and i > 0 and len(t.text) > 1

    def objects(self, v: int) -> list[int]:
        """What the verb acts on: object, passive subject, or the noun that a participle
        modifies."""
        if self.is_passive(v):
            subj = [self.referent(v, s) for s in self.kids(v, "nsubj:pass")]
            if subj:
                return subj
            t = self.tokens[v]
            if t.deprel in ("acl", "amod", "acl:relcl"):
                return [t.head]
            if t.deprel == "conj":
                return self.objects(t.head) if self.is_passive(t.head) else []
            return self.kids(v, "obj")
        own = [self.referent(v, o) for o in self.kids(v, "obj") or self.kids(v, "iobj")]
        return own or self._later_object(v)

    def _later_object(self, v: int) -> list[int]:
        """ "attacked and killed the men": the first verb shares the object of the second."""
        later = [c for c in self.kids(v, "conj") if self.tokens[c].upos == "VERB"]
        if len(later) == 1 and not self.kids(v, "obl", "ccomp", "xcomp") and later[0] - v <= 3:
            return self.kids(later[0], "obj")
        return []

    def with_preposition(self, i: int, preposition: str) -> list[int]:
        """Oblique or nominal dependents of ``i`` under the preposition."""
        return [
            c for c in self.kids(i, "obl", "nmod", "advcl", "acl") if self.case(c) == preposition
        ]
