"""What the grammar and the frames say of words and of pairs of words, as numbers for the network.

Two tables: one row of indexes a word (frame's type, relation, tag, name, sentence), and for an
event one row of indexes for every word that may be its argument. Index 0 means "nothing to say".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.coding.grammar import Tree
from tocsin.coding.labels import MODALITIES, STANCES, TIMES, TYPES
from tocsin.coding.lexicon import DEFAULT_ROLES
from tocsin.coding.modality import status
from tocsin.coding.roles import follow
from tocsin.coding.rules import Found
from tocsin.coding.sources import sources
from tocsin.coding.triggers import Trigger

Indexes = NDArray[np.int16]
Speech = dict[int, tuple[Trigger, tuple[int, ...]]]

UPOS = (
    "NOUN", "PROPN", "VERB", "ADJ", "ADV", "PRON", "DET", "ADP", "AUX", "NUM", "PUNCT", "PART",
    "CCONJ", "SCONJ", "INTJ", "SYM", "X",
)  # fmt: skip
RELATIONS = (
    "root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "amod",
    "compound", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "appos", "parataxis", "flat",
    "advmod", "aux", "aux:pass", "case", "cc", "cop", "csubj", "dep", "det", "expl", "fixed",
    "list", "mark", "nummod", "obl:tmod", "obl:unmarked", "punct", "vocative",
)  # fmt: skip
NAMES = ("PER", "ORG", "LOC", "MISC")
_CHANCES = (0.2, 0.35, 0.5, 0.65, 0.8)
_SENTENCES = (1, 2, 3, 5, 9)
_STEPS = (1, 2, 3, 5, 8, 13)

# A row a word: (frame's type, frame's chance, relation, tag, name, place in the text)
WORD_SIZES = (len(TYPES) + 1, len(_CHANCES) + 2, len(RELATIONS) + 1, len(UPOS) + 1, 5, 4)
# The status that the rules read at any word.
STATUS_SIZES = (len(MODALITIES) + 1, 3, len(TIMES) + 1)

_ROLE = 1  # actor, recipient by frame; actor, recipient by plain grammar; both
_STANCE = _ROLE + 6  # source by rule with a stance; the speaker of a running quotation
_EDGE = _STANCE + 6  # relation of the word below the event, then of the event below the word
_SENT = _EDGE + 2 * (len(RELATIONS) + 1)
_STEP = _SENT + len(_SENTENCES) + 2
_TAG = _STEP + 2 * (len(_STEPS) + 1)
_NAME = _TAG + len(UPOS) + 1
_MISC = _NAME + 6
PAIR_SIZE = _MISC + 4
PAIR_COLUMNS = 9

_UPOS_AT = {x: i + 1 for i, x in enumerate(UPOS)}
_RELATION_AT = {x: i + 1 for i, x in enumerate(RELATIONS)}
_NAME_AT = {x: i + 1 for i, x in enumerate(NAMES)}


def relation_index(relation: str) -> int:
    """Index of a relation, that of its main part if the subtype has none of its own."""
    return _RELATION_AT.get(relation) or _RELATION_AT.get(relation.split(":", 1)[0], 0)


def word_rows(tree: Tree, found: Sequence[tuple[Found, float]]) -> Indexes:
    """Shape (tokens, 6); ``found`` are the frames that fired with their chances of being right."""
    rows = np.zeros((len(tree.tokens), len(WORD_SIZES)), np.int16)
    for i, t in enumerate(tree.tokens):
        name = _NAME_AT.get(tree.labels.get(i, ""), 0)
        place = 1 if tree.index == 0 else 2 if tree.index <= 2 else 3
        rows[i, 2:] = (relation_index(t.deprel), _UPOS_AT.get(t.upos, 0), name, place)
    for f, chance in found:
        i = f.trigger.head
        rows[i, 0] = TYPES.index(f.trigger.frame.type or "") + 1
        rows[i, 1] = 1 + sum(chance >= c for c in _CHANCES)
    return rows


def status_row(tree: Tree, i: int) -> list[int]:
    """Indexes of the modality, polarity and time that the rules read at token ``i``."""
    s = status(tree, i)
    return [
        MODALITIES.index(s.modality) + 1,
        1 + (s.polarity == "-"),
        TIMES.index(s.time) + 1,
    ]


@dataclass(frozen=True, slots=True)
class Hints:
    """What rules say of an event's arguments: marks of tokens of its sentence."""

    marks: dict[int, int]
    speakers: dict[int, int]


def hints(tree: Tree, i: int, found: Found | None, speech: Speech) -> Hints:
    """Roles by the frame, or by plain grammar where none fired, and sources by rule."""
    marks = _by_grammar(tree, i) if found is None else _by_frame(found)
    speakers: dict[int, int] = {}
    for s in sources(tree, i, speech):
        at = s.speaker if s.speaker >= 0 else s.cue
        speakers.setdefault(at, _STANCE + STANCES.index(s.stance))
    return Hints(marks, speakers)


def _by_frame(found: Found) -> dict[int, int]:
    marks = dict.fromkeys(found.roles.actors, _ROLE)
    for k in found.roles.recipients:
        marks[k] = _ROLE + 2 if k in marks else _ROLE + 1
    return marks


def _by_grammar(tree: Tree, i: int) -> dict[int, int]:
    marks: dict[int, int] = {}
    pos = "V" if tree.tokens[i].upos in ("VERB", "AUX") else "N"
    for shift, paths in enumerate(DEFAULT_ROLES[pos]):
        for path in paths:
            for k in follow(tree, i, path):
                marks.setdefault(k, _ROLE + 3 + shift)
    return marks


@dataclass(frozen=True, slots=True)
class Flat:
    """The words of a text, one column each, for fast rows of pairs."""

    sentence: Indexes
    upos: Indexes
    name: Indexes
    timed: Indexes

    @staticmethod
    def of(trees: Sequence[Tree]) -> Flat:
        """The columns of all sentences."""
        tokens = [(n, i, t) for n, tree in enumerate(trees) for i, t in enumerate(tree.tokens)]
        return Flat(
            np.array([n for n, _, _ in tokens], np.int16),
            np.array([_UPOS_AT.get(t.upos, 0) for _, _, t in tokens], np.int16),
            np.array([_NAME_AT.get(trees[n].labels.get(i, ""), 0) for n, i, _ in tokens], np.int16),
            np.array([i in trees[n].in_time for n, i, _ in tokens], np.int16),
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """Token ``token`` of a sentence whose first token is in column ``first`` of the text."""

    tree: Tree
    first: int
    token: int


def pair_rows(
    flat: Flat, spot: Spot, said: Hints, columns: NDArray[np.intp], *, speaker: int = -1
) -> Indexes:
    """Shape (columns, 9): one row for every word in ``columns`` as an argument of an event.

    ``speaker`` is the column of the one whose quotation covers the event, -1 if there is none.
    """
    first = spot.first
    at = first + spot.token
    rows = np.zeros((len(columns), PAIR_COLUMNS), np.int16)
    apart = flat.sentence[at] - flat.sentence[columns]
    rows[:, 0] = _SENT + np.digitize(apart, _SENTENCES)
    rows[flat.sentence[columns] == 0, 1] = _MISC
    steps = columns - at
    here = apart == 0
    rows[here, 2] = (
        _STEP + (steps[here] > 0) * (len(_STEPS) + 1) + np.digitize(abs(steps[here]), _STEPS)
    )
    rows[:, 3] = _TAG + flat.upos[columns]
    rows[:, 4] = _NAME + flat.name[columns]
    rows[flat.timed[columns] == 1, 5] = _MISC + 1
    column_of = {int(c): k for k, c in enumerate(columns)}
    _edges(rows, spot, column_of)
    for k, mark in said.marks.items():
        rows[column_of[first + k], 7] = mark
    for k, mark in said.speakers.items():
        rows[column_of[first + k], 8] = mark
    if speaker in column_of:
        rows[column_of[speaker], 8] = rows[column_of[speaker], 8] or _STANCE + 4
    return rows


def _edges(rows: Indexes, spot: Spot, column_of: dict[int, int]) -> None:
    """The relations between the event and the words directly below and above it."""
    tree, first, i = spot.tree, spot.first, spot.token
    for c in tree.children[i]:
        rows[column_of[first + c], 6] = _EDGE + relation_index(tree.tokens[c].deprel)
    g = tree.tokens[i].head
    if g >= 0:
        up = _EDGE + len(RELATIONS) + 1 + relation_index(tree.tokens[i].deprel)
        rows[column_of[first + g], 6] = up
    rows[column_of[first + i], 6] = _MISC + 2
