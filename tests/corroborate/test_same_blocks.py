"""Which claims are compared."""

from __future__ import annotations

import random

from tests.corroborate.same_makers import report
from tocsin.corroborate import same_blocks
from tocsin.corroborate.same_blocks import Blocks
from tocsin.corroborate.same_traits import Traits, traits


def made(count: int) -> list[Traits]:
    told = "Norwegian gunners shelled the port."
    return [
        traits(report(f"{n:03}:0", "2026-03-04", told, "shelled", actors=[("Norway", "NOR")]))
        for n in range(count)
    ]


def pairs(order: list[Traits]) -> set[tuple[str, str]]:
    held = set()
    blocks = Blocks(lambda left, right: (left, right) in held)
    for each in order:
        gained, lost = blocks.add(each)
        assert not gained & held
        assert lost <= held | gained
        held = (held | gained) - lost
    return held


def test_claims_of_one_type_and_country_meet_and_others_do_not() -> None:
    a, b = made(2)
    far = traits(report("z:0", "2025-01-01", "Chad met Mali.", "met", type="CONSULT"))
    assert pairs([b, far, a]) == {("000:0", "001:0")}


def test_pairs_grow_with_the_claims_and_not_with_their_square(monkeypatch) -> None:
    monkeypatch.setattr(same_blocks, "WINDOW", 3)
    assert len(pairs(made(40))) == 37 * 3 + 3


def test_the_pairs_do_not_depend_on_the_order_of_arrival(monkeypatch) -> None:
    monkeypatch.setattr(same_blocks, "WINDOW", 2)
    told = made(15)
    expected = pairs(told)
    for seed in range(5):
        mixed = list(told)
        random.Random(seed).shuffle(mixed)
        assert pairs(mixed) == expected
