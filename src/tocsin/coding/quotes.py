"""Quoted speech that runs over sentences: who is still speaking."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import cues
from tocsin.coding.mentions import mention
from tocsin.records import Attribution

_OPEN, _CLOSE, _PLAIN = "“", "”", '"'


@dataclass(frozen=True, slots=True)
class Speaker:
    """The one whose quotation goes on, and the stretches of the sentence that are quoted."""

    attribution: Attribution
    stretches: tuple[tuple[int, int], ...]

    def covers(self, tree: Tree, i: int) -> bool:
        at = tree.tokens[i].start
        return any(a <= at < b for a, b in self.stretches)


class SpeakerTrack:
    """Follows quotation marks through the text; one ``step`` a sentence, in order."""

    def __init__(self) -> None:
        self._open = False
        self._last: Attribution | None = None
        self._age = 0
        self._introduced = False

    def step(self, tree: Tree) -> Speaker | None:
        """The speaker that the sentence's quoted words fall to, if it names none itself."""
        stretches = self._stretches(tree)
        own = _named_speaker(tree)
        self._age += 1
        if own is not None:
            self._last, self._age = own, 0
            self._introduced = tree.sentence.text.rstrip().endswith(":")
        elif self._introduced and not stretches:
            stretches = ((tree.sentence.start, tree.sentence.end),)
        if self._last is None or not stretches or self._age > (8 if self._introduced else 3):
            return None
        return Speaker(self._last, stretches)

    def _stretches(self, tree: Tree) -> tuple[tuple[int, int], ...]:
        s = tree.sentence
        out = []
        begin = s.start if self._open else -1
        if begin >= 0 and s.text[:1] in (_OPEN, _PLAIN):
            self._open, begin = False, -1
        for k, c in enumerate(s.text):
            if c == _OPEN or (c == _PLAIN and not self._open):
                self._open, begin = True, s.start + k
            elif c in (_CLOSE, _PLAIN) and self._open:
                self._open = False
                out.append((begin, s.start + k))
        if self._open:
            out.append((begin, s.end))
        return tuple(out)


def _named_speaker(tree: Tree) -> Attribution | None:
    for i, t in enumerate(tree.tokens):
        if t.upos != "VERB" or (tree.lemma(i), "V") not in cues() or tree.is_passive(i):
            continue
        subject = tree.kids(i, "nsubj")
        stance = cues()[(tree.lemma(i), "V")][0].stance
        if subject and stance == "asserts" and tree.lemma(i) in _SAYING:
            speaker = mention(tree, tree.referent(i, subject[0]))
            return Attribution(speaker, tree.span(i, i), "asserts")
    return None


_SAYING = {
    "say", "tell", "add", "state", "note", "write", "explain", "argue", "warn", "insist", "tweet",
    "declare", "comment", "continue", "conclude", "reply", "stress", "emphasise", "emphasize",
    "announce", "remark", "claim", "urge", "ask", "call",
}  # fmt: skip
