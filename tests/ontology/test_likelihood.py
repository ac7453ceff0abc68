"""The seven expressions of ICD 203."""

from __future__ import annotations

import pytest

from tocsin.errors import UsageError
from tocsin.ontology.likelihood import BANDS, likelihood


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.01, "almost no chance"),
        (0.05, "almost no chance"),
        (0.0501, "very unlikely"),
        (0.10, "very unlikely"),
        (0.30, "unlikely"),
        (0.50, "roughly even chance"),
        (0.70, "likely"),
        (0.90, "very likely"),
        (0.99, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_bands(probability: float, words: str) -> None:
    assert likelihood(probability) == words


def test_all_words_are_reached_in_order() -> None:
    said = [likelihood(n / 1000) for n in range(1001)]
    assert list(dict.fromkeys(said)) == [word for _, word in BANDS]


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_no_probability(wrong: float) -> None:
    with pytest.raises(UsageError, match="is no probability"):
        likelihood(wrong)
