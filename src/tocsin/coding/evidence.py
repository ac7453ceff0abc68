"""What frames and grammar find in a text, put ready for the claim network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.coding.features import Flat, Indexes, Spot, hints, pair_rows, status_row, word_rows
from tocsin.coding.grammar import Tree
from tocsin.coding.quotes import Speaker, SpeakerTrack
from tocsin.coding.rules import Found, ruled
from tocsin.records import Claim, Mention


class Evidence:
    """The frames that fired in every sentence, and the network's tables of indexes."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = trees
        track = SpeakerTrack()
        self.speakers: list[Speaker | None] = [track.step(t) for t in trees]
        self.ruled: list[list[tuple[Found, Claim]]] = [
            ruled(t, s) for t, s in zip(trees, self.speakers, strict=True)
        ]
        self.first: list[int] = np.cumsum([0, *(len(t.tokens) for t in trees)]).tolist()
        self.flat = Flat.of(trees)
        rows = [
            word_rows(t, [(f, c.score) for f, c in found])
            for t, found in zip(trees, self.ruled, strict=True)
        ]
        self.rows: Indexes = np.concatenate(rows)

    def columns(self, sentences: Sequence[int]) -> NDArray[np.intp]:
        """Columns of the words of these sentences."""
        return np.concatenate([np.arange(self.first[n], self.first[n + 1]) for n in sentences])

    def status(self, n: int, i: int) -> list[int]:
        """Indexes of the rules' modality, polarity and time of token ``i`` of sentence ``n``."""
        return status_row(self.trees[n], i)

    def pairs(self, n: int, i: int, columns: NDArray[np.intp]) -> Indexes:
        """Rows of the words in ``columns`` as arguments of token ``i`` of sentence ``n``."""
        tree = self.trees[n]
        found = next((f for f, _ in self.ruled[n] if f.trigger.head == i), None)
        speech = {f.trigger.head: (f.trigger, f.roles.actors) for f, _ in self.ruled[n]}
        said = hints(tree, i, found, speech)
        speaker = self.speakers[n]
        column = -1
        if speaker is not None and speaker.covers(tree, i):
            column = self.column_of(speaker.attribution.source)
        spot = Spot(tree, self.first[n], i)
        return pair_rows(self.flat, spot, said, columns, speaker=column)

    def column_of(self, m: Mention) -> int:
        """Column of a mention's head word, -1 if it is not there."""
        for i, t in enumerate(self.trees[m.sentence].tokens):
            if m.span.start <= t.start and t.end <= m.span.end and t.text == m.head:
                return self.first[m.sentence] + i
        return -1
