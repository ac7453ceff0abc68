"""A cheap first look at the bare text: which sentences may hold a claim and are worth parsing.

A linear model in two steps. The first sums a weight for each word, stem and pair of neighbouring
words of a sentence, all hashed into one table of bytes. The second weighs that sum with the
sentence's length and place and the level of the whole text. Weights and threshold are made by
``training/coding/gate.py``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import DataError

BITS = 17
FACTS = 5
"""How many numbers the second step weighs for each sentence."""
_FEW = 3  # a text of so few sentences is taken whole: it costs less than a mistake
_STEMS = (4, 6)  # bytes
_BASE = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2 ** 64
_SEEDS = np.array([0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Gate:
    """The weights of both steps.

    ``table`` (2 ** 17,) holds a weight for each bucket in units of ``unit``, ``offset`` is the bias
    of the first step, ``facts`` (5,) and ``bias`` are the second; a sentence with a score of at
    least ``threshold`` is wanted.
    """

    table: NDArray[np.int8]
    unit: float
    offset: float
    facts: Floats
    bias: float
    threshold: float

    def scores(self, sentences: Sequence[str]) -> Floats:
        """Log-odds (n,) that each sentence of a text holds a claim."""
        found = features(sentences)
        first = found.sums(self.table) * self.unit + self.offset
        scores: Floats = facts(first, found.words) @ self.facts + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class Features:
    """The hashed features of a text: each has the row of its sentence and a column of the table.
    ``words`` (n,) is the number of words of each sentence."""

    rows: Ints
    columns: Ints
    words: Ints

    def sums(self, table: NDArray[np.int8] | Floats) -> Floats:
        """The sum (n,) of the weights of each sentence's features."""
        sums = np.bincount(self.rows, table[self.columns], len(self.words))
        return sums.astype(np.float64)


def wanted(sentences: Sequence[str]) -> list[bool]:
    """Which sentences of a text, the title first, are to be parsed.

    Those that may hold a claim, with the one before each and the title for context; none of a text
    in which nothing may; all of a text of at most 3. Raises DataError if the weights are missing.
    """
    if len(sentences) <= _FEW:
        return [True] * len(sentences)
    gate = shipped()
    answers: list[bool] = with_context(gate.scores(sentences) >= gate.threshold).tolist()
    return answers


def with_context(chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The chosen sentences (n,), and where there are any the title and the one before each."""
    out = chosen.copy()
    out[:-1] |= chosen[1:]
    out[:1] |= chosen.any()
    return out


def features(sentences: Sequence[str]) -> Features:
    """Words, stems and pairs of neighbouring words of a text, without a loop over words.

    Words are runs of letters in lower case; every digit counts as 0.
    """
    raw = [s.lower().encode("utf-8", "surrogatepass") for s in sentences]
    data = b"\n".join(raw).translate(_letters())
    letters = _without_marks(np.frombuffer(data, dtype=np.uint8))
    edges = np.diff(np.concatenate(([0], letters != 0, [0])).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    limits = np.cumsum([len(r) + 1 for r in raw])
    rows = np.searchsorted(limits, starts, side="right")
    parts = list(_hashed(letters, starts, ends, rows))
    return Features(
        np.concatenate([r for r, _ in parts]),
        np.concatenate([_bucket(h) for _, h in parts]),
        np.bincount(rows, minlength=len(raw)),
    )


def word_columns(words: Sequence[str]) -> Ints:
    """The column of each single word as `features` hashes it (for training)."""
    found = features(words)
    _, first = np.unique(found.rows, return_index=True)
    return found.columns[first]


def facts(first: Floats, words: Ints) -> Floats:
    """What the second step weighs, (n, 5): the sum of the first step, log length, whether it is the
    title, and how likely claims are, by the first step, in the whole text and in its first three
    sentences."""
    n, odds = len(first), 1 / (1 + np.exp(-first))
    title = np.zeros(n)
    title[:1] = 1
    level = np.full(n, odds.mean()), np.full(n, odds[:3].mean())
    return np.stack([first, np.log1p(words), title, *level], axis=1)


def _without_marks(data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Typographic marks (those whose UTF-8 begins with C2 or E2) out, all their bytes."""
    out = data.copy()
    for lead, length in ((0xC2, 2), (0xE2, 3)):
        at = np.flatnonzero(data == lead)
        for k in range(length):
            out[np.minimum(at + k, len(out) - 1)] = 0
    return out


def _hashed(
    letters: NDArray[np.uint8], starts: Ints, ends: Ints, rows: Ints
) -> Iterator[tuple[Ints, Hashes]]:
    """Rows and hashes: of words, of stems, of pairs. The hash of a run of bytes is the difference
    of two running sums of byte times power, shifted back to power 0."""
    n = len(letters)
    powers = _powers(_BASE, n)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(letters * powers, dtype=np.uint64)))
    back = _powers(pow(_BASE, -1, 2**64), n)[starts]
    words = (sums[ends] - sums[starts]) * back
    yield rows, words
    stems = words
    for size in _STEMS:
        stems = (sums[np.minimum(ends, starts + size)] - sums[starts]) * back
        yield rows, stems * _SEEDS[0] + np.uint64(size)
    same = rows[1:] == rows[:-1]
    yield rows[1:][same], (stems[:-1] * _SEEDS[1] + stems[1:] * _SEEDS[2])[same]


def _powers(base: int, n: int) -> Hashes:
    powers = np.full(n, base, dtype=np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


def _bucket(hashes: Hashes) -> Ints:
    mixed = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(_BASE)
    return (mixed >> np.uint64(64 - BITS)).astype(np.intp)


@lru_cache(maxsize=1)
def _letters() -> bytes:
    """Digits to 0, what is no letter to nothing; the bytes of letters beyond ASCII stay."""
    table = bytearray(256)
    for code in range(128):
        sign = chr(code)
        table[code] = ord("0" if sign.isdigit() else sign) if sign.isalnum() else 0
    table[128:] = bytes(range(128, 256))
    return bytes(table)


@lru_cache(maxsize=1)
def shipped() -> Gate:
    """The weights of this package. Raises DataError if they are missing or broken."""
    at = files("tocsin.coding").joinpath("data", "gate.npz")
    try:
        with np.load(io.BytesIO(at.read_bytes())) as held:
            numbers = {k: float(held[k]) for k in ("unit", "offset", "bias", "threshold")}
            return Gate(held["table"], facts=held["facts"].astype(np.float64), **numbers)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"weights of the gate: {error}; reinstall tocsin") from error
