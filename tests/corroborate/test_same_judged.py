"""What people decided."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.corroborate.same_makers import judgement
from tocsin.corroborate.same_judged import bounds

LATER = datetime(2026, 3, 2, tzinfo=UTC)


def test_the_newest_of_two_contrary_judgements_counts() -> None:
    found = bounds([judgement("same", "a", "b", 1), judgement("different", "b", "a", 2)])
    assert (found.same, found.different) == (frozenset(), frozenset({("a", "b")}))


def test_a_chain_cannot_contradict_a_newer_judgement() -> None:
    old = [judgement("same", "a", "b", 1), judgement("same", "b", "c", 2)]
    found = bounds([*old, judgement("different", "a", "c", 3)])
    assert found.same == {("b", "c")}


def test_undone_judgements_bind_nothing() -> None:
    assert not bounds([judgement("same", "a", "b", undone=LATER)]).same


def test_our_own_merges_bind_nothing_but_undone_they_keep_apart() -> None:
    ours = judgement("same", "a", "b", author="tocsin")
    undone = judgement("same", "c", "d", author="tocsin", undone=LATER)
    found = bounds([ours, undone, judgement("correct", "a", "")])
    assert (found.same, found.different) == (frozenset(), frozenset({("c", "d")}))
