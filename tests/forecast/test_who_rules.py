"""Rules from kind to kind, and the mixture's weights, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.forecast import who_mixture
from tocsin.forecast.who_near import Near, chains
from tocsin.forecast.who_past import Past, Stream
from tocsin.forecast.who_rules import AGES, Rules, age_bin


def past(*events: tuple[int, int, int, int], actors: int = 4, kinds: int = 2) -> Past:
    actor, kind, recipient, day = (np.array(column) for column in zip(*events, strict=True))
    zero = np.zeros(actors, dtype=np.int64)
    return Past(Stream(actor, kind, recipient, day, zero, zero, np.zeros(kinds, dtype=np.int64)))


def test_bins_of_age() -> None:
    assert age_bin(np.array([1, 2, 3, 4, 5, 249, 250, 4000])).tolist() == [0, 1, 2, 2, 3, 8, 9, 9]


def test_a_rule_counts_days_lived_and_hits() -> None:
    # 0 does kind 0 to 1 on day 0 and kind 1 on the day after, again on days 10 and 11
    world = past((0, 0, 1, 0), (0, 1, 1, 1), (0, 0, 1, 10), (0, 1, 1, 11), (2, 0, 3, 11))
    rules = Rules(world)
    world.reach(12)
    rules.settle(12)
    share = rules.share.reshape(world.both, world.both, len(AGES))
    assert share[0, 1, 0] == share[0, 1].max()
    assert share[0, 1, 0] > share[0, 0, 0]
    pair = world.tallies["ar"].find(np.array([0 * 4 + 1, 2 * 4 + 3, 1 * 4 + 3]))
    pooled = rules.pool(pair, np.array([1, 1, 1]), 12)
    assert pooled[:, 3].tolist() == [2, 1, 0]
    assert pooled[1, 0] == pytest.approx(share[0, 1, 0])
    assert pooled[1, 1] == pytest.approx(share[0, 1, 0], rel=1e-5)
    assert pooled[2].tolist() == [0, 0, 0, 0]
    assert pooled[0, 0] >= pooled[0, 2] > 0


def test_leaping_and_walking_end_in_the_same_place() -> None:
    events = [(n % 3, n % 2, 3, n) for n in range(20)]
    walked, leapt = past(*events), past(*events)
    walked.reach(15)
    leapt.leap(15)
    for name, tally in walked.tallies.items():
        assert np.allclose(tally.rows, leapt.tallies[name].rows, rtol=1e-4), name
        assert (tally.last == leapt.tallies[name].last).all()


def test_weights_go_to_the_part_that_explains() -> None:
    chance = np.random.default_rng(0)
    shares = chance.random((500, 3)) * [0.1, 0.9, 0.1]
    of = np.arange(500) % 2
    weights = who_mixture.learn(shares, of, 2)
    assert weights.sum(1) == pytest.approx([1, 1], abs=1e-5)
    assert (weights.argmax(1) == 1).all()
    assert (weights[:, 1] > 0.9).all()


def test_chains_lead_to_partners_of_partners() -> None:
    world = past((0, 0, 1, 5), (1, 0, 2, 6))
    world.reach(7)
    keys, weight = chains(world, np.array([0]))
    assert keys.tolist() == [0, 2]
    assert (weight > 0).all()


def test_actors_with_the_same_partners_are_near() -> None:
    events = [(a, 0, r, 1) for a, r in ((0, 4), (1, 4), (0, 5), (1, 5), (2, 6), (3, 6), (2, 7))]
    world = past(*events, actors=8)
    world.reach(2)
    near = Near(world)
    near.settle()
    assert near.unit[0] @ near.unit[1] > 0.9
    assert abs(near.unit[0] @ near.unit[2]) < 0.1
