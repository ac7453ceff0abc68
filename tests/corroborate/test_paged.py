from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from tocsin.corroborate.paged import Paged, fetch, paged

STORED = {"a": 1, "b": 2}


class Store:
    """What is looked up, and how often."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def load(self, keys: Collection[str]) -> Mapping[str, int]:
        self.asked.append(sorted(keys))
        return {key: STORED[key] for key in keys if key in STORED}


def test_each_key_is_looked_up_once_and_many_in_one_go() -> None:
    store = Store()
    held = paged(store.load)
    fetch(held, ["a", "b", "c"])
    assert (held["a"], held.get("b"), held.get("c"), "c" in held) == (1, 2, None, False)
    assert store.asked == [["a", "b", "c"]]
    with pytest.raises(KeyError):
        held["c"]


def test_what_was_deleted_or_set_is_not_looked_up_again() -> None:
    store = Store()
    held: Paged[str, int] = Paged(store.load)
    assert held.pop("a") == 1
    assert "a" not in held
    del held["b"]
    assert held.get("b") is None
    held["b"] = 5
    held |= {"a": 6}
    assert (held["a"], held.setdefault("b", 7), held.setdefault("z", 8)) == (6, 5, 8)
    assert store.asked == [["a"], ["b"], ["z"]]


def test_without_a_store_it_is_a_plain_dict() -> None:
    held: dict[str, int] = paged(None)
    fetch(held, ["a"])
    assert held == {}
    assert type(held) is dict
