"""The shipped network: words of sentences in, tags and scores out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import DataError
from tocsin.language.types import letter_case

MODEL_FOLDER = Path(__file__).parent / "model"
_WORD_PIECES = 12
_BATCH_PIECES = 200
_CACHE_WORDS = 50_000
_FIRST, _LAST, _UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of the BERT vocabulary


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one sentence of n words.

    ``upos``, ``feats`` and ``lemma`` have one label each word; ``ner`` has shape (n, labels);
    ``arcs`` (n, n + 1) scores each head (0 is the root); ``labels`` (n, n + 1) holds the index of
    the best relation of each pair.
    """

    upos: list[str]
    feats: list[str]
    lemma: list[str]
    ner: NDArray[np.float32]
    arcs: NDArray[np.float32]
    labels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Coded:
    ids: list[int]
    case: list[int]
    starts: list[int]


class Encoder:
    """ONNX session and word-piece vocabulary; safe to share between threads.

    ``threads`` is the number of batches run at once: the argument, else the environment variable
    ``TOCSIN_THREADS``, else all cores. Raises DataError if the model files are missing or broken.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        self.threads = threads or int(os.environ.get("TOCSIN_THREADS", "0")) or _cores()
        self.vocab = _labels(folder / "labels.json")
        self._tokenizer = _tokenizer(folder / "vocab.txt")
        self._session = _session(folder / "model.onnx")
        self._pool = ThreadPoolExecutor(self.threads, "tocsin-language")
        self._pieces: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """Ids of the word's pieces, at most 12; an unknown piece for an unreadable word."""
        found = self._pieces.get(word)
        if found is None:
            ids: list[int] = self._tokenizer.encode(word, add_special_tokens=False).ids
            found = ids[:_WORD_PIECES] or [_UNKNOWN]
            if len(self._pieces) >= _CACHE_WORDS:
                self._pieces = {}
            self._pieces[word] = found
        return found

    def encode(self, articles: Sequence[Sequence[Sequence[str]]]) -> Iterator[list[Scores]]:
        """Scores of every sentence (a list of words), article by article, as they get ready.

        A batch holds sentences of similar length of one article: the 8-bit scales depend on the
        batch, so an article has the same parse alone and among others. A sentence may have
        at most 510 pieces.
        """
        coded = [[self._code(words) for words in article] for article in articles]
        groups = [list(_groups(rows)) for rows in coded]
        jobs = [
            [rows[i] for i in g] for rows, found in zip(coded, groups, strict=True) for g in found
        ]
        done = self._pool.map(self._run, jobs)
        for found in groups:
            scores = {i: s for group in found for i, s in zip(group, next(done), strict=True)}
            yield [scores[i] for i in range(len(scores))]

    def _code(self, words: Sequence[str]) -> _Coded:
        ids, case, starts = [_FIRST], [0], [0]
        for word in words:
            pieces = self.pieces(word)
            starts.append(len(ids))
            ids += pieces
            case += [letter_case(word)] * len(pieces)
        return _Coded([*ids, _LAST], [*case, 0], starts)

    def _run(self, rows: list[_Coded]) -> list[Scores]:
        feed = {
            "ids": _pad(r.ids for r in rows),
            "case": _pad(r.case for r in rows),
            "mask": _pad([1] * len(r.ids) for r in rows),
            "starts": _pad(r.starts for r in rows),
        }
        found = dict(zip(_OUTPUTS, self._session.run(_OUTPUTS, feed), strict=True))
        return [self._scores(found, i, len(r.starts) - 1) for i, r in enumerate(rows)]

    def _scores(self, found: dict[str, Any], i: int, n: int) -> Scores:
        upos, feats, lemma = (
            [self.vocab[k][j] for j in found[k][i, :n].tolist()] for k in ("upos", "feats", "lemma")
        )
        arcs, labels = found["arcs"][i, :n, : n + 1], found["labels"][i, :n, : n + 1]
        return Scores(upos, feats, lemma, found["ner"][i, :n], arcs, labels)


_OUTPUTS = ["upos", "feats", "lemma", "ner", "arcs", "labels"]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _groups(rows: Sequence[_Coded]) -> Iterator[list[int]]:
    """Indices of sentences of similar length, about 200 pieces a group with padding."""
    group: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: len(rows[i].ids)):
        if group and len(rows[i].ids) * (len(group) + 1) > _BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _pad(rows: Iterable[list[int]]) -> NDArray[np.int64]:
    listed = list(rows)
    out = np.zeros((len(listed), max(map(len, listed))), dtype=np.int64)
    for i, row in enumerate(listed):
        out[i, : len(row)] = row
    return out


def _labels(path: Path) -> dict[str, list[str]]:
    try:
        found: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"language model: cannot read {path.name}: {error}") from error
    return found


def _tokenizer(path: Path) -> Any:
    from tokenizers import BertWordPieceTokenizer

    try:
        return BertWordPieceTokenizer(str(path), lowercase=True)
    except Exception as error:  # the library raises plain Exception
        raise DataError(f"language model: cannot read {path.name}: {error}") from error


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library has no public base class of its errors
        raise DataError(f"language model: cannot read {path.name}: {error}") from error
