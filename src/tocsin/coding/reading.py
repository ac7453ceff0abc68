"""A whole text as the claim network sees it: what each word may be, and any event's arguments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.coding.evidence import Evidence
from tocsin.coding.network import Event, Floats, Network
from tocsin.coding.rules import party
from tocsin.coding.windows import Window, pieces_of, windows
from tocsin.language.types import letter_case
from tocsin.records import Mention


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its sentence and its place in it."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class _Read:
    """One window: the columns of its words, their states, and the words' side of the arguments."""

    columns: NDArray[np.intp]
    states: Floats
    words: Floats
    triggers: Floats


class Reading:
    """Trigger probabilities of all words of a text, and the scores of any event's arguments."""

    def __init__(self, evidence: Evidence, network: Network) -> None:
        self.evidence = evidence
        self.trees = evidence.trees
        self._network = network
        sizes = [sum(map(len, t.sentence.pieces)) + 1 for t in self.trees]
        self._window = {n: w for w in windows(sizes) for n in w.coded}
        self._done: dict[Window, _Read] = {}
        self._words = [Word(n, i) for n, t in enumerate(self.trees) for i in range(len(t.tokens))]
        self._mentions: dict[Word, Mention] = {}

    def triggers(self, sentence: int) -> Floats:
        """Probabilities (tokens, types) of one sentence, no event left out."""
        found = self._read(sentence)
        a, b = self.evidence.first[sentence], self.evidence.first[sentence + 1]
        at = int(np.flatnonzero(found.columns == a)[0])
        return found.triggers[at : at + b - a, 1:]

    def examine(self, sentence: int, token: int, type_: str) -> tuple[Event, list[Word]]:
        """The event's status and its arguments' scores, over the words that are returned: those of
        the window up to the end of the sentence."""
        found = self._read(sentence)
        inside = np.flatnonzero(found.columns < self.evidence.first[sentence + 1])
        columns = found.columns[inside]
        at = int(np.flatnonzero(columns == self.evidence.first[sentence] + token)[0])
        event = self._network.examine(
            found.states[at],
            type_,
            self.evidence.status(sentence, token),
            found.words[inside],
            self.evidence.pairs(sentence, token, columns),
        )
        return event, [self._words[c] for c in columns.tolist()]

    def mention(self, word: Word) -> Mention:
        """The mention at a word."""
        if word not in self._mentions:
            self._mentions[word] = party(self.trees[word.sentence], word.token)
        return self._mentions[word]

    def _read(self, sentence: int) -> _Read:
        w = self._window[sentence]
        if w not in self._done:
            self._done[w] = self._run(w)
        return self._done[w]

    def _run(self, w: Window) -> _Read:
        tokens = [(n, k) for n in w.sentences for k in range(len(self.trees[n].tokens))]
        pieces = pieces_of(
            [self.trees[n].sentence.pieces[k] for n, k in tokens],
            [letter_case(self.trees[n].tokens[k].text) for n, k in tokens],
            [n for n, _ in tokens],
        )
        columns = self.evidence.columns(w.sentences)
        rows = self.evidence.rows[columns]
        states = self._network.states(pieces, rows)
        triggers = self._network.triggers(states, rows)
        return _Read(columns, states, self._network.words(states), triggers)
