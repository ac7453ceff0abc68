"""From the network's BIO scores to names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tocsin.language.lists import words
from tocsin.language.types import Name

Scores = NDArray[np.float32]
_NEVER = np.float32(-1e9)
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:com|org|net|pdf|docx?|xlsx?)$", re.IGNORECASE)


def names(
    scores: Scores, labels: Sequence[str], forms: Sequence[str], upos: Sequence[str]
) -> tuple[Name, ...]:
    """Names from BIO scores of shape (words, labels): the best valid tag sequence, then tidied.

    ``labels`` are ``O`` and pairs ``B-X``, ``I-X``. Where the best tag of each word is no valid
    sequence, Viterbi finds the best valid one. A person's name loses its titles, as in
    the Universal NER guidelines; a name holds a proper noun and is no address.
    """
    tags = [int(i) for i in scores.argmax(1)]
    if not any(tags):
        return ()
    allowed = _follows(labels)
    if not _valid(tags, allowed):
        tags = _viterbi(scores, allowed)
    found = (_tidy(name, forms, upos) for name in _spans([labels[i] for i in tags]))
    return tuple(name for name in found if name)


def _tidy(name: Name, forms: Sequence[str], upos: Sequence[str]) -> Name | None:
    first, last = name.first, name.last
    while first < last and name.label == "PER" and forms[first].rstrip(".") in _titles():
        first += 1
    while last > first and upos[last] == "PUNCT":
        last -= 1
    if "PROPN" not in upos[first : last + 1]:
        return None
    if any(_ADDRESS.search(forms[i]) for i in range(first, last + 1)):
        return None
    if first == last and name.label == "PER" and forms[first].rstrip(".") in words("title"):
        return None
    return Name(first, last, name.label)


@cache
def _titles() -> frozenset[str]:
    return words("title") | words("office")


def _follows(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Whether tag j may follow tag i; the extra last row is the start of the sentence."""
    rows = [
        [not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels]
        for a in [*labels, "O"]
    ]
    return np.array(rows, dtype=np.bool_)


def _valid(tags: list[int], allowed: NDArray[np.bool_]) -> bool:
    before = [len(allowed) - 1, *tags[:-1]]
    return all(allowed[a, b] for a, b in zip(before, tags, strict=True))


def _viterbi(scores: Scores, allowed: NDArray[np.bool_]) -> list[int]:
    barred = np.where(allowed, np.float32(0), _NEVER)
    best = scores[0] + barred[-1]
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        paths = best[:, None] + barred[:-1]
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    tags = [int(best.argmax())]
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]


def _spans(tags: list[str]) -> tuple[Name, ...]:
    out: list[Name] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            out.append(Name(i, i, tag[2:]))
        elif tag.startswith("I-"):
            out[-1] = Name(out[-1].first, i, tag[2:])
    return tuple(out)
