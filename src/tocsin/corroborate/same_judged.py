"""What people decided about pairs of claims, as bounds that grouping has to keep.

The newest judgement counts most: an older one that cannot be kept beside it is passed over. Our
own merges (author ``tocsin``) are a record and bind nothing, but one that somebody has undone
keeps its two claims apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tocsin.corroborate.same_groups import Bounds, Pair
from tocsin.records import Judgement

OURS = "tocsin"
"""Author of our own decisions."""


def bounds(judgements: Iterable[Judgement]) -> Bounds:
    """The pairs that must and that must not be together; the two never contradict each other."""
    same: set[Pair] = set()
    different: set[Pair] = set()
    for judgement in sorted(judgements, key=_newest, reverse=True):
        kind = _binding(judgement)
        pair = _pair(judgement.left, judgement.right)
        if kind == "same" and not _separated(same | {pair}, different):
            same.add(pair)
        elif kind == "different" and not _separated(same, different | {pair}):
            different.add(pair)
    return Bounds(frozenset(same), frozenset(different))


def together(known: Bounds) -> dict[str, frozenset[str]]:
    """For every claim those that it was judged to be the same as."""
    found: dict[str, set[str]] = {}
    for left, right in known.same:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {claim: frozenset(others) for claim, others in found.items()}


def parted(known: Bounds) -> frozenset[Pair]:
    """All pairs that must not be together: what holds for a claim holds for those that are the
    same."""
    if not known.different:
        return frozenset()
    same = together(known)
    whole = {claim: _reached(claim, same) for pair in known.different for claim in pair}
    return frozenset(
        _pair(one, other) for a, b in known.different for one in whole[a] for other in whole[b]
    )


def _reached(claim: str, same: Mapping[str, Iterable[str]]) -> set[str]:
    found, ahead = {claim}, [claim]
    while ahead:
        new = set(same.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return found


def _newest(judgement: Judgement) -> tuple[str, str]:
    return (max(judgement.time, judgement.undone or judgement.time).isoformat(), judgement.id)


def _binding(judgement: Judgement) -> str | None:
    """``same``, ``different`` or None if it binds nothing."""
    if judgement.kind not in ("same", "different") or not judgement.right:
        return None
    if judgement.author == OURS:
        undone_merge = judgement.kind == "same" and judgement.undone is not None
        return "different" if undone_merge else None
    return None if judgement.undone is not None else judgement.kind


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _separated(same: set[Pair], different: set[Pair]) -> bool:
    """Whether claims that must be together must also be apart."""
    root: dict[str, str] = {}

    def top(claim: str) -> str:
        while claim in root:
            claim = root[claim]
        return claim

    for left, right in sorted(same):
        a, b = top(left), top(right)
        if a != b:
            root[b] = a
    return any(top(left) == top(right) for left, right in different)
