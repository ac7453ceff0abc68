from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

from tests.corroborate import wire_makers as make
from tocsin.corroborate.wire_keys import Keys, keys
from tocsin.corroborate.wire_text import wire_text


def order(number: int) -> tuple[date, int, str, str, str, str]:
    return (date(2026, 1, 1), number, "", "", "", "")


def pairs_of(numbers: list[int]) -> set[tuple[int, int]]:
    held = Keys()
    pairs: set[tuple[int, int]] = set()
    for number in numbers:
        gained, lost = held.add(number, order(number), [7, 100 + number % 3])
        assert not gained & lost
        assert lost <= pairs
        pairs = (pairs | gained) - lost
    return pairs


def test_copies_share_keys():
    wire = set(keys(wire_text(make.wire())))
    for copy in (make.reprint(), make.cut(), make.local()):
        assert wire & set(keys(wire_text(copy)))


def test_keys_do_not_depend_on_the_run():
    assert keys(wire_text(make.wire())) == keys(wire_text(make.wire()))


def test_pairs_do_not_depend_on_the_order():
    numbers = list(range(80))
    expected = pairs_of(numbers)
    for seed in range(5):
        random.Random(seed).shuffle(numbers)
        assert pairs_of(numbers) == expected


def test_a_crowded_key_makes_few_pairs():
    count: defaultdict[int, int] = defaultdict(int)
    for _, later in pairs_of(list(range(300))):
        count[later] += 1
    assert max(count.values()) <= 32
