"""Documents and their annotated claims as windows of word pieces with targets.

A document is a sequence of parsed sentences. A window holds a few sentences to be coded and, before
them, the title and as much of the text before as fits: parties that a sentence leaves unsaid are
looked for there. Arguments are the heads of their phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tocsin.coding.evidence import Evidence
from tocsin.coding.features import Indexes
from tocsin.coding.grammar import Tree
from tocsin.coding.labels import ARGUMENTS, MODALITIES, MODES, TIMES, TYPES
from tocsin.language.types import Parse, Sentence, letter_case

_REACH = 420  # words before the end of the event's sentence
PARTIES = ("actor", "recipient")
_PRONOUNS = {"he", "she", "they", "it", "his", "her", "their", "its", "him", "them", "we", "our"}


@dataclass(slots=True)
class Target:
    """One annotated claim over the words of a document."""

    word: int
    type: int
    mode: int
    modality: int
    negative: int
    time: int
    arguments: dict[str, list[int]] = field(default_factory=dict)
    unclear: dict[str, list[int]] = field(default_factory=dict)
    countries: dict[str, set[str]] = field(default_factory=dict)
    status: list[int] = field(default_factory=list)
    columns: NDArray[np.intp] | None = None
    pairs: Indexes | None = None


@dataclass(slots=True)
class Document:
    """Word pieces and letter case of every word, index rows (words, 6), the sentence of every
    word, the annotated claims with their own rows, and the words that name each country."""

    id: str
    pieces: list[tuple[int, ...]]
    case: list[int]
    rows: Indexes
    sentence: Indexes
    targets: list[Target]
    naming: dict[str, list[int]] = field(default_factory=dict)
    weight: float = 1.0
    hidden: float = 0.15

    def lengths(self) -> list[int]:
        """Words of every sentence."""
        return np.bincount(self.sentence).tolist()

    def sizes(self) -> list[int]:
        """Word pieces of every sentence, with the mark that ends it."""
        pieces = np.array([len(p) for p in self.pieces])
        return (np.bincount(self.sentence, weights=pieces) + 1).astype(int).tolist()


def head_of(sentence: Sentence, tokens: Sequence[int]) -> int:
    """The token of the phrase that hangs on a word outside it; the last if there are several."""
    inside = set(tokens)
    tops = [i for i in tokens if sentence.tokens[i].head not in inside]
    content = [i for i in tops if sentence.tokens[i].upos not in ("PUNCT", "ADP", "DET", "CCONJ")]
    return (content or tops or list(tokens))[0]


class Aligner:
    """Finds annotated phrases among the words of one document."""

    def __init__(self, parse: Parse, sentences: Sequence[str]) -> None:
        self.parse = parse
        self.starts = [0]
        for s in sentences:
            self.starts.append(self.starts[-1] + len(s) + 1)
        self.sentences = sentences
        self.words = [
            (t.start, t.end, n, i)
            for n, s in enumerate(parse.sentences)
            for i, t in enumerate(s.tokens)
        ]
        self.first = {}
        for w, (_, _, n, i) in enumerate(self.words):
            self.first.setdefault(n, w - i)

    def head(self, start: int, end: int) -> int | None:
        """Head word of the characters ``start`` to ``end`` of the document's text."""
        found = [w for w, (a, b, _, _) in enumerate(self.words) if a < end and b > start]
        if not found:
            return None
        n = self.words[found[0]][2]
        inside = [self.words[w][3] for w in found if self.words[w][2] == n]
        return self.first[n] + head_of(self.parse.sentences[n], inside)

    def near(self, text: str, s: int, at: int) -> tuple[int, int] | None:
        """Where ``text`` stands: in sentence ``s`` nearest to ``at``, else in the last before."""
        here = self.sentences[s]
        spots = [i for i in range(len(here)) if here.startswith(text, i)] if text else []
        if spots:
            best = min(spots, key=lambda i: abs(self.starts[s] + i - at))
            return self.starts[s] + best, self.starts[s] + best + len(text)
        for k in range(s - 1, -1, -1):
            i = self.sentences[k].rfind(text)
            if i >= 0 and text:
                return self.starts[k] + i, self.starts[k] + i + len(text)
        return None

    def text(self, word: int) -> str:
        """The word itself."""
        _, _, n, i = self.words[word]
        return self.parse.sentences[n].tokens[i].text

    def trigger(self, claim: dict) -> tuple[int, int] | None:
        i = self.sentences[claim["s"]].find(claim["trigger"])
        if i < 0:
            return None
        start = self.starts[claim["s"]] + i
        return start, start + len(claim["trigger"])


Same = Callable[[str | None], set[int]]


def document(parse: Parse, doc: dict, claims: list[dict], same: Same) -> Document:
    """``same`` gives the words that head mentions of a country, so that none counts as wrong."""
    a = Aligner(parse, doc["sentences"])
    evidence = Evidence([Tree(s, n) for n, s in enumerate(parse.sentences)])
    tokens = [t for s in parse.sentences for t in s.tokens]
    targets = [t for c in claims if (t := _target(a, c, same)) is not None]
    for t in targets:
        _, _, n, i = a.words[t.word]
        t.status = evidence.status(n, i)
        t.columns = evidence.columns(range(n + 1))[-_REACH:]
        t.pairs = evidence.pairs(n, i, t.columns)
    pieces = [p for s in parse.sentences for p in s.pieces]
    case = [letter_case(t.text) for t in tokens]
    return Document(doc["id"], pieces, case, evidence.rows, evidence.flat.sentence, targets)


def _target(a: Aligner, c: dict, same: Same) -> Target | None:
    spot = a.trigger(c)
    word = a.head(*spot) if spot else None
    if spot is None or word is None:
        return None
    t = Target(
        word,
        TYPES.index(c["type"]) + 1,
        MODES[c["type"]].index(c["mode"]),
        MODALITIES.index(c["modality"]),
        int(c["polarity"] == "-"),
        TIMES.index(c["time"]),
        {k: [] for k in ARGUMENTS},
        {k: [] for k in ARGUMENTS},
        {k: {x[1] for x in c[f"{k}s"] if x[1]} for k in (*PARTIES, "source")},
    )
    wanted = [("actor", x[0], x[1]) for x in c["actors"]]
    wanted += [("recipient", x[0], x[1]) for x in c["recipients"]]
    wanted += [("place", x[0], None) for x in c["place"]]
    wanted += [(x[4], x[0], x[1]) for x in c["sources"]]
    wanted += [("quantity", x[0], None) for x in c["quantities"]]
    wanted += [("cue", x[3], None) for x in c["sources"] if x[3] and x[3] in a.sentences[c["s"]]]
    wanted += [("when", c["when"][0], None)] if c["when"] else []
    wanted += [("condition", c["condition"], None)] if c["condition"] else []
    for role, text, country in wanted:
        at = a.near(text, c["s"], spot[0])
        head = a.head(*at) if at else None
        if head is None:
            continue
        t.arguments[role].append(head)
        if role in PARTIES or role in ("asserts", "denies", "withholds", "doubts"):
            _mark_same(t, Found(role, head, word), a, same(country))
    return t


@dataclass(frozen=True, slots=True)
class Found:
    """An annotated argument as words of the text: its head, and the event's word."""

    role: str
    head: int
    word: int


def _mark_same(t: Target, f: Found, a: Aligner, others: set[int]) -> None:
    """Other mentions of the same party, and the pronoun that stands for it, are left open."""
    here, there = a.words[f.word][2], a.words[f.head][2]
    t.unclear[f.role] += [w for w in others if w != f.head and a.words[w][2] != here]
    if there != here:
        t.unclear[f.role] += [
            w
            for w, (_, _, n, _) in enumerate(a.words)
            if n == here and a.text(w).lower() in _PRONOUNS
        ]
