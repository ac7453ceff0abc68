from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.language.trees import tree


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


def test_the_best_heads_are_taken_when_they_are_a_tree() -> None:
    scores = np.zeros((3, 4), dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert tree(scores) == [2, 0, 2]


def test_two_roots_become_one() -> None:
    scores = np.full((2, 3), -9, dtype=np.float32)
    scores[0] = [4, -9, 1]
    scores[1] = [5, 3, -9]
    assert tree(scores) == [0, 1]


def test_nothing_and_one_word() -> None:
    assert tree(np.zeros((0, 1), dtype=np.float32)) == []
    assert tree(np.zeros((1, 2), dtype=np.float32)) == [0]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_no_other_tree_scores_more(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = tree(scores)
    assert is_tree(heads)
    others = (list(h) for h in product(range(n + 1), repeat=n))
    best = max(total(scores, h) for h in others if is_tree(h))
    assert abs(total(scores, heads) - best) < 1e-4


def test_a_long_sentence_gets_a_tree() -> None:
    scores = np.random.default_rng(3).normal(size=(150, 151)).astype(np.float32)
    assert is_tree(tree(scores))
