"""The scorer of the benchmark."""

from __future__ import annotations

import numpy as np

from evals.whonext import Ranks, ranks_of, role


def test_ties_get_the_mean_rank_and_other_right_answers_are_left_out() -> None:
    score, who = np.array([5.0, 3, 3, 3, 1]), np.array([10, 11, 12, 13, 14])
    assert ranks_of(score, [12], right=[12], actors=20, candidate=who).tolist() == [3.0]
    found = ranks_of(score, [10, 12], right=[10, 12], actors=20, candidate=who)
    assert found.tolist() == [1.0, 2.0]


def test_an_answer_that_is_no_candidate_is_tied_with_all_the_rest() -> None:
    score, who = np.array([2.0, 1.0]), np.array([3, 4])
    # 10 actors, 2 wrong candidates above; the answer and 7 others are tied below
    assert ranks_of(score, [9], right=[9], actors=10, candidate=who).tolist() == [6.5]


def test_scores_are_means_over_all_answers() -> None:
    ranks = Ranks()
    ranks.add(np.array([1.0, 2.0]))
    ranks.add(np.array([4.0, 20.0]))
    scores = ranks.scores()
    assert scores["mrr"] == 0.45
    assert (scores["hits1"], scores["hits3"], scores["hits10"]) == (0.25, 0.5, 0.75)


def test_the_role_stands_before_the_bracket() -> None:
    assert role("Citizen (United Kingdom)") == "Citizen"
    assert role("Head_of_Government_(Croatia)") == "Head_of_Government"
    assert role("China") == ""
