"""How much of two articles is word for word the same, and whether that makes one a copy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.corroborate.wire_credit import same_agency
from tocsin.corroborate.wire_text import SHINGLE, Hashes, WireText

_RUN = 6
"""Shared words count from so many in a row: shorter runs are turns of phrase."""
_SENTENCE = 0.6
"""A sentence is taken over if this share of its words is."""
_FEW = 24.0
"""Shared words (weighted) below which nothing is a copy."""
_NEEDED = 0.52
"""Share of the later article's words that makes it a copy, before what follows."""
_NO_LEAD = 0.12
_CREDITED = -0.08
_OTHER_AGENCY = 0.15
_OTHER_DATELINE = 0.2
_SAME_PUBLISHER = 0.2
_SAME_DAY = 0.1
_DAYS_3 = 0.08
_DAYS_10 = 0.15
_MOST = 0.9
_LEAST = 0.44
_WHOLE = 0.8
_PART = 0.3
_UPDATE = 0.25
"""A later article that holds nearly all of an earlier one (`_WHOLE`), from its lead on, and is made
of it by `_PART` at least, is an updated or fuller version of it: so much is added to its share."""
_SOME = 0.12
"""Share of a longer article below which a shorter one is a quotation, unless the lead is shared."""
_TOP = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a later article shares with an earlier one.

    ``later`` and ``earlier`` are the shares (0 to 1) of each one's words that stand in the other,
    ``words`` their weighted number; ``sentences`` of ``of`` sentences of the later one are taken
    over; ``lead`` says whether the first sentence of one stands in the other, ``opening`` whether
    besides one of the other's first three is taken over.
    """

    later: float
    earlier: float
    words: float
    sentences: int
    of: int
    lead: bool
    opening: bool


def overlap(earlier: WireText, later: WireText) -> Overlap:
    """Compare two articles, word by word in runs of at least six."""
    mine = covered(later, earlier.sorted_shingles)
    theirs = covered(earlier, later.sorted_shingles)
    here, there = _taken(later, mine), _taken(earlier, theirs)
    lead = bool(here and there) and (here[0] or there[0])
    return Overlap(
        later=_share(later, mine),
        earlier=_share(earlier, theirs),
        words=float((later.weights * mine).sum()),
        sentences=sum(here),
        of=len(here),
        lead=lead,
        opening=lead and any(here[:_TOP]) and any(there[:_TOP]),
    )


def covered(text: WireText, others: Hashes) -> NDArray[np.bool_]:
    """For every word of a text, whether it stands in a run that another text has too."""
    mask = np.zeros(len(text.weights), dtype=np.bool_)
    if not len(text.shingles) or not len(others):
        return mask
    where = np.minimum(np.searchsorted(others, text.shingles), len(others) - 1)
    hits = others[where] == text.shingles
    for offset in range(SHINGLE):
        mask[offset : offset + len(hits)] |= hits
    return _long_runs(mask)


def needed(earlier: WireText, later: WireText, shared: Overlap) -> float:
    """The share of the later article that has to be taken over for it to be a copy.

    A follow-up takes background over, a copy takes the lead; an agency writes new stories with its
    own old paragraphs, other papers reprint; the numbers were set with room around the shares seen
    in the dev storylines and in labelled pairs.
    """
    level = _NEEDED
    level += 0.0 if shared.lead else _NO_LEAD
    level += _by_credit(earlier, later)
    gap = (later.day - earlier.day).days if earlier.day and later.day else 0
    level += _DAYS_10 if gap > 10 else _DAYS_3 if gap > 3 else 0.0
    if earlier.publisher and earlier.publisher == later.publisher:
        level += _SAME_PUBLISHER if gap else _SAME_DAY
    return min(_MOST, max(_LEAST, level))


def score(earlier: WireText, later: WireText, shared: Overlap) -> float:
    """How far the shared words go beyond what is needed; above 0 is a copy. The same text scores
    2."""
    if earlier.id == later.id:
        return 2.0
    if shared.words < _FEW and min(shared.later, shared.earlier) < _MOST:
        return -1.0
    if shared.sentences < 2 and not shared.lead:
        return -1.0
    return _told(earlier, later, shared) - needed(earlier, later, shared)


def _told(earlier: WireText, later: WireText, shared: Overlap) -> float:
    """The share that counts: that of the later article; on one day, or if a date is missing, that
    of the shorter one, for it may be cut out of the longer one and be first all the same."""
    undecided = earlier.day == later.day or not (earlier.day and later.day)
    long, short = sorted((shared.later, shared.earlier))
    if undecided:
        return short if shared.opening or long >= _SOME else long
    if shared.opening and shared.earlier >= _WHOLE and shared.later >= _PART:
        return max(shared.later, min(shared.later + _UPDATE, shared.earlier))
    return shared.later


def _by_credit(earlier: WireText, later: WireText) -> float:
    one, two = (text.credit.agency or text.agency for text in (earlier, later))
    level = 0.0
    if one and two and not same_agency(one, two):
        level += _OTHER_AGENCY
    elif same_agency(one, later.credit.agency or later.credit.cited):
        level += _CREDITED
    left, right = earlier.credit, later.credit
    if left.day and right.day and (left.day, left.place) != (right.day, right.place):
        level += _OTHER_DATELINE
    elif left.day and left == right:
        level += _CREDITED
    return level


def _long_runs(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    kept = np.zeros_like(mask)
    for start, end in edges.reshape(-1, 2):
        kept[start:end] = end - start >= _RUN
    return kept


def _share(text: WireText, mask: NDArray[np.bool_]) -> float:
    total = float(text.weights.sum())
    return float((text.weights * mask).sum()) / total if total else 0.0


def _taken(text: WireText, mask: NDArray[np.bool_]) -> list[bool]:
    """For every sentence whether it is taken over."""
    return [bool(mask[start:end].mean() >= _SENTENCE) for start, end in text.sentences]
