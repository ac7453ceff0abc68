"""Groups from scored pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.corroborate.same_groups import NEVER, Bounds, groups

NAMES = "abcdef"
PAIRS = [(x, y) for i, x in enumerate(NAMES) for y in NAMES[i + 1 :]]


def test_one_chance_likeness_does_not_join_two_groups() -> None:
    odds = dict.fromkeys(PAIRS, -3.0)
    odds |= {("a", "b"): 3.0, ("c", "d"): 3.0, ("b", "c"): 1.0}
    assert groups(NAMES, odds) == [["a", "b"], ["c", "d"], ["e"], ["f"]]


def test_never_holds_by_way_of_others_too() -> None:
    found = groups("abc", {("a", "b"): 2.0, ("b", "c"): 3.0, ("a", "c"): NEVER})
    assert found == [["a"], ["b", "c"]]


def test_bounds_win_over_scores() -> None:
    odds = {("a", "b"): 4.0, ("b", "c"): NEVER}
    bounds = Bounds(frozenset({("b", "c")}), frozenset({("a", "b")}))
    assert groups("abc", odds, bounds) == [["a"], ["b", "c"]]


@given(st.dictionaries(st.sampled_from(PAIRS), st.floats(-5, 5)), st.randoms())
def test_every_member_is_in_one_group_and_the_order_of_pairs_is_nothing(odds, rng) -> None:
    found = groups(NAMES, odds)
    assert sorted(member for group in found for member in group) == list(NAMES)
    mixed = list(odds.items())
    rng.shuffle(mixed)
    assert groups(NAMES, dict(mixed)) == found
    assert all(group == sorted(group) for group in found)


@given(
    st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([-2.0, 1.0, 3.0, NEVER])),
    st.sets(st.sampled_from(PAIRS), max_size=4),
)
def test_members_that_must_be_together_are(odds, same) -> None:
    found = groups(NAMES, odds, Bounds(frozenset(same)))
    assert all(any({x, y} <= set(group) for group in found) for x, y in same)
