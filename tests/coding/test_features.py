"""What grammar and frames say, as numbers."""

from __future__ import annotations

import numpy as np

from tocsin.coding import features as f
from tocsin.coding.evidence import Evidence
from tocsin.coding.grammar import Tree
from tocsin.coding.labels import MODALITIES, TYPES
from tocsin.language import parse


def evidence(text: str) -> Evidence:
    return Evidence([Tree(s, n) for n, s in enumerate(parse(text).sentences)])


def word(e: Evidence, text: str) -> int:
    return next(i for i, t in enumerate(e.trees[0].tokens) if t.text == text)


def test_a_frame_marks_its_word_with_its_type() -> None:
    e = evidence("Israel attacked Iran on Friday.")
    row = e.rows[word(e, "attacked")]
    assert TYPES[row[0] - 1] == "ASSAULT"
    assert row[1] > 0
    assert (e.rows[word(e, "Israel")][:2] == 0).all()


def test_all_indexes_are_inside_their_tables() -> None:
    e = evidence("Peru said on Monday that it may send 300 soldiers.\n“We will not,” Chile said.")
    assert (e.rows >= 0).all()
    assert (e.rows < np.array(f.WORD_SIZES)).all()
    columns = e.columns(range(len(e.trees)))
    for i in range(len(e.trees[1].tokens)):
        rows = e.pairs(1, i, columns)
        assert rows.shape == (len(columns), f.PAIR_COLUMNS)
        assert rows.min() >= 0
        assert rows.max() < f.PAIR_SIZE


def test_the_frames_roles_are_marked() -> None:
    e = evidence("Israel attacked Iran on Friday.")
    rows = e.pairs(0, word(e, "attacked"), e.columns([0]))
    marks = rows[:, 7]
    assert marks[word(e, "Israel")] not in (0, marks[word(e, "Iran")])
    assert marks[word(e, "Iran")] > 0
    assert marks[word(e, "on")] == 0


def test_the_rules_status_of_a_word() -> None:
    e = evidence("Israel may attack Iran.")
    modality, polarity, _ = e.status(0, word(e, "attack"))
    assert MODALITIES[modality - 1] == "possible"
    assert polarity == 1


def test_an_unknown_relation_falls_back_to_its_main_part() -> None:
    assert f.relation_index("acl:something") == f.relation_index("acl") > 0
    assert f.relation_index("nonsense") == 0
