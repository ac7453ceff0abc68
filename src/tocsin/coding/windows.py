"""A text cut into windows of sentences that the claim network reads together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE = 288  # word pieces in a window
CONTEXT = 110  # of them, at most so many before the sentences that are coded
_TITLE = 40
_LONGEST = 512  # pieces that the encoder can take; words beyond share the last state
_FIRST, _END = 101, 102  # [CLS], [SEP] of the BERT vocabulary


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences read together: ``context`` (with the title) and then those to be coded."""

    context: tuple[int, ...]
    coded: tuple[int, ...]

    @property
    def sentences(self) -> tuple[int, ...]:
        return (*self.context, *self.coded)


def windows(lengths: Sequence[int], *, size: int = SIZE) -> Iterator[Window]:
    """Windows over sentences of these numbers of pieces; each is coded in exactly one.

    A window holds at most ``size`` pieces, unless its one coded sentence is longer by itself.
    """
    s = 0
    while s < len(lengths):
        context, held = _before(lengths, s) if lengths[s] <= size else ([], 0)
        e = s
        while e < len(lengths) and (e == s or held + lengths[e] <= size):
            held += lengths[e]
            e += 1
        yield Window(tuple(context), tuple(range(s, e)))
        s = e


def _before(lengths: Sequence[int], s: int) -> tuple[list[int], int]:
    context: list[int] = []
    held = 0
    for k in range(s - 1, -1, -1):
        if held + lengths[k] > CONTEXT:
            break
        context.insert(0, k)
        held += lengths[k]
    if s > 0 and 0 not in context and lengths[0] <= _TITLE:
        context.insert(0, 0)
        held += lengths[0]
    return context, held


@dataclass(frozen=True, slots=True)
class Pieces:
    """A window as the encoder reads it: ids and letter case of its pieces, and the place of the
    first piece of every word."""

    ids: list[int]
    case: list[int]
    starts: list[int]


def pieces_of(
    pieces: Sequence[Sequence[int]], case: Sequence[int], sentence: Sequence[int]
) -> Pieces:
    """The words of a window; ``sentence`` is that of every word: a mark stands between two."""
    ids, cases, starts = [_FIRST], [0], []
    for k, word in enumerate(pieces):
        if k and sentence[k] != sentence[k - 1]:
            ids.append(_END)
            cases.append(0)
        starts.append(len(ids))
        ids += word
        cases += [case[k]] * len(word)
    kept = _LONGEST - 1
    return Pieces([*ids[:kept], _END], [*cases[:kept], 0], [min(k, kept - 1) for k in starts])
