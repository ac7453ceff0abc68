"""Who says so by a mark alone, as headlines have it: "Zelensky: drones hit Kharkiv", "Drones hit
Kharkiv: police", "Ankara to send troops - Erdogan".

Before the colon a country or town is the topic ("Sudan: army retakes airport"), so that only
persons, bodies and words for those who tell count there; after it a place speaks for its
government.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import classes

_COLON = ":"
_DASHES = {"-", "–", "—"}
_MARKS = {_COLON} | _DASHES
_LONGEST = 8
_TELLERS = {
    "activist", "agency", "analyst", "army", "broadcaster", "charity", "coastguard", "council",
    "court", "doctor", "document", "expert", "eyewitness", "governor", "group", "intelligence",
    "investigator", "journalist", "judge", "lawyer", "mayor", "media", "medic", "military",
    "minister", "ministry", "monitor", "navy", "newspaper", "outlet", "paper", "police", "poll",
    "press", "prosecutor", "radio", "report", "reporter", "rescuer", "researcher", "resident",
    "source", "spokesman", "spokesperson", "spokeswoman", "station", "study", "survey",
    "survivor", "tank", "television", "tv", "watchdog", "witness",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at token ``cue`` that gives the tokens ``first`` to ``last`` to a speaker."""

    speaker: int
    cue: int
    first: int
    last: int

    def covers(self, i: int) -> bool:
        """Whether the token is part of what the speaker says."""
        return self.first <= i <= self.last


def mark(tree: Tree) -> Mark | None:
    """The mark of a sentence; None if it has none, or if it does not name who speaks."""
    texts = [t.text for t in tree.tokens]
    if _MARKS.isdisjoint(texts):
        return None
    end = len(texts) - 1
    if _COLON in texts:
        k = texts.index(_COLON)
        speaker = _speaker(tree, 0, k - 1, ("PER", "ORG"))
        if speaker >= 0 and k + 2 < end:
            return Mark(speaker, k, k + 1, end)
    closing = [k for k, x in enumerate(texts) if x == _COLON or (x in _DASHES and _alone(tree, k))]
    if not closing or texts[-1] in (".", "?", "!"):
        return None
    k = closing[-1]
    labels = ("PER", "ORG", "LOC") if texts[k] == _COLON else ("PER",)
    speaker = _speaker(tree, k + 1, end, labels)
    return Mark(speaker, k, 0, k - 1) if speaker >= 0 and k > 1 else None


def _alone(tree: Tree, k: int) -> bool:
    """Whether there is a space on both sides of the token."""
    before, after = tree.tokens[k - 1 : k], tree.tokens[k + 1 : k + 2]
    here = tree.tokens[k]
    return bool(before and after) and before[0].end < here.start and here.end < after[0].start


def _speaker(tree: Tree, first: int, last: int, labels: tuple[str, ...]) -> int:
    """Head of the phrase from ``first`` to ``last`` if it can speak, else -1."""
    if not 0 <= last - first < _LONGEST:
        return -1
    inside = range(first, last + 1)
    if any(tree.tokens[i].upos in ("VERB", "AUX", "PUNCT", "NUM", "PRON") for i in inside):
        return -1
    tops = [i for i in inside if tree.tokens[i].head not in inside]
    if len(tops) != 1:
        return -1
    named = tree.labels.get(tops[0]) in labels
    return tops[0] if named or _tells(tree, tops[0]) else -1


def _tells(tree: Tree, i: int) -> bool:
    return tree.lemma(i) in _TELLERS or tree.lemma(i) in classes()["official"]
