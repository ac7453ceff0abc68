"""The trained claim network: from a window's words to triggers, their status and their arguments.

An encoder like that of `language`, trained on from it, reads the word pieces of several sentences
together with what frames and grammar say of the words (``claims.onnx``). Small heads then read the
word states: the type of event that a word expresses; modality, polarity, time and mode of an event;
and for each pair of an event and a word the word's role in the event (biaffine scores as in Dozat
and Manning 2017, with weights for what the rules say of the pair). Trained by
``training/claims/train.py``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.coding.features import STATUS_SIZES, Indexes
from tocsin.coding.labels import MODALITIES, MODE_AT, MODES, TIMES, TYPES
from tocsin.coding.windows import Pieces
from tocsin.errors import DataError

Floats = NDArray[np.float32]
_M = len(MODALITIES)
_T = len(TIMES)


@dataclass(frozen=True, slots=True)
class Event:
    """What the heads say of one trigger: probabilities by label, and for the ``arguments`` the
    log-odds (roles, words) of every word that was given."""

    modality: Floats
    negative: float
    time: Floats
    mode: Floats
    arguments: Floats


class Network:
    """The layers. Raises `DataError` if a file is missing or broken."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("TOCSIN_THREADS", "0"))  # 0: all cores
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "claims.onnx"), options, providers=["CPUExecutionProvider"]
            )
            with np.load(folder / "heads.npz") as found:
                self._w = {k: found[k].astype(np.float32) for k in found.files}
        except Exception as error:  # the library has no public base class of its errors
            raise DataError(f"claim network: cannot be read: {error}; reinstall tocsin") from error

    def states(self, pieces: Pieces, rows: Indexes) -> Floats:
        """States (words, 384) of a window's words; ``rows`` (words, 6) as in
        `features.word_rows`."""
        said = np.zeros((len(pieces.ids), rows.shape[1]), np.int64)
        said[pieces.starts] = rows
        feed = {
            "ids": np.array([pieces.ids], np.int64),
            "case": np.array([pieces.case], np.int64),
            "rows": said[None],
            "starts": np.array([pieces.starts], np.int64),
        }
        out: Floats = self._session.run(["out"], feed)[0][0]
        return out

    def triggers(self, states: Floats, rows: Indexes) -> Floats:
        """Probabilities (words, 17) that a word expresses no event, or one of each type."""
        inner = _gelu(self._linear(states, "trigger.0"))
        odds = self._linear(inner, "trigger.3")
        for k in range(2):
            odds = odds + self._w[f"framed.{k}.weight"][rows[:, k]]
        return _softmax(odds)

    def words(self, states: Floats) -> Floats:
        """The side of the biaffine scores that depends on the words alone; once a window."""
        b = _gelu(self._linear(states, "right"))
        return np.concatenate([b, np.ones_like(b[:, :1])], axis=1)

    def examine(
        self, state: Floats, type_: str, ruled: list[int], words: Floats, pairs: Indexes
    ) -> Event:
        """Status of the event of a type at a word, and the roles of ``words``.

        ``ruled`` and ``pairs`` are the indexes of `features.status_row` and `features.pair_rows`.
        """
        known = state + self._w["kind.weight"][TYPES.index(type_) + 1]
        for k in range(len(STATUS_SIZES)):
            known = known + self._w[f"ruled.{k}.weight"][ruled[k]]
        x = _gelu(self._linear(known, "event.0"))
        status = self._linear(x, "status")
        modes = self._linear(x, "mode")[MODE_AT[type_] : MODE_AT[type_] + len(MODES[type_])]
        return Event(
            modality=_softmax(status[:_M]),
            negative=float(_softmax(status[_M : _M + 2])[1]),
            time=_softmax(status[_M + 2 : _M + 2 + _T]),
            mode=_softmax(modes),
            arguments=self._arguments(x, words, pairs),
        )

    def _arguments(self, x: Floats, words: Floats, pairs: Indexes) -> Floats:
        a = np.append(_gelu(self._linear(x, "left")), np.float32(1))
        said: Floats = self._w["pairs.weight"][pairs].sum(1).T
        return np.asarray((a @ self._w["weight"]) @ words.T + said, np.float32)

    def _linear(self, x: Floats, name: str) -> Floats:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], np.float32)


def _gelu(x: Floats) -> Floats:
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), np.float32)


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The network that belongs to the shipped language model."""
    with as_file(files("tocsin.coding").joinpath("model")) as folder:
        return Network(folder)
