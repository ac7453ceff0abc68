"""From the network's arc scores to trees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
_NEVER = np.float32(-1e9)
_ROOTS_TRIED = 4


def tree(scores: Scores) -> list[int]:
    """Heads of a sentence of n words: 0 is the root, 1 to n are the words; exactly one root.

    ``scores`` has shape (n, n + 1): how well word ``h`` (0 the root) fits as the head of each word.
    The best head of every word is taken where that is a tree with one root, else the maximum
    spanning arborescence (Chu and Liu 1965, Edmonds 1967) is found for each of the likeliest roots.
    """
    n = scores.shape[0]
    if n == 0:
        return []
    square = np.full((n + 1, n + 1), _NEVER, dtype=np.float32)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    heads = square.argmax(1)
    if np.count_nonzero(heads[1:] == 0) == 1 and not _cycle(heads):
        return [int(h) for h in heads[1:]]
    return [int(h) for h in _best_rooted(square)[1:]]


def _best_rooted(square: Scores) -> Heads:
    """The best tree over the likeliest roots; ``square`` is (n + 1, n + 1), row 0 unused."""
    margin = square[1:, 0] - square[1:, 1:].max(1, initial=_NEVER)
    found: list[tuple[float, Heads]] = []
    for root in np.argsort(-margin, kind="stable")[:_ROOTS_TRIED] + 1:
        rooted = square.copy()
        rooted[:, 0] = _NEVER
        rooted[root, :] = _NEVER
        rooted[root, 0] = square[root, 0]
        heads = _arborescence(rooted)
        found.append((float(square[np.arange(1, len(heads)), heads[1:]].sum()), heads))
    return max(found, key=lambda x: x[0])[1]


def _arborescence(s: Scores) -> Heads:
    heads: Heads = s.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = [i for i in range(len(heads)) if i not in set(cycle)]
    smaller, enter, leave = _contract(s, heads, cycle, rest)
    inner = _arborescence(smaller)
    for k, dep in enumerate(rest[1:], 1):
        at = int(inner[k])
        heads[dep] = rest[at] if at < len(rest) else cycle[int(leave[k])]
    into = int(inner[len(rest)])
    heads[cycle[int(enter[into])]] = rest[into]
    return heads


def _contract(
    s: Scores, heads: Heads, cycle: list[int], rest: list[int]
) -> tuple[Scores, Heads, Heads]:
    """Replace a cycle by one node (the last): the smaller scores, and the arcs that join it."""
    kept = s[cycle, heads[cycle]]
    into = s[np.ix_(cycle, rest)] - kept[:, None]
    out = s[np.ix_(rest, cycle)]
    m = len(rest)
    smaller = np.full((m + 1, m + 1), _NEVER, dtype=np.float32)
    smaller[:m, :m] = s[np.ix_(rest, rest)]
    smaller[m, :m] = into.max(0)
    smaller[:m, m] = out.max(1)
    return smaller, into.argmax(0), out.argmax(1)


def _cycle(heads: Heads) -> list[int]:
    """Nodes of one cycle, or nothing."""
    state = [0] * len(heads)
    state[0] = -1
    for start in range(1, len(heads)):
        at = start
        while state[at] == 0:
            state[at] = start
            at = int(heads[at])
        if state[at] == start:
            return _around(heads, at)
    return []


def _around(heads: Heads, start: int) -> list[int]:
    found, at = [start], int(heads[start])
    while at != start:
        found.append(at)
        at = int(heads[at])
    return found
