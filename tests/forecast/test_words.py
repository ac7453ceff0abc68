from __future__ import annotations

import numpy as np
import pytest

from tocsin.forecast.calibrate import Calibration, calibrate
from tocsin.forecast.counts import expected, interval
from tocsin.forecast.scores import (
    average_precision,
    bands,
    calibration_error,
    difference,
    summary,
    wilson,
)
from tocsin.forecast.words import confidence
from tocsin.ontology.likelihood import BANDS


def test_calibrated_forecasts_fall_into_the_band_of_their_word():
    """Of things told with a word, the share that happens lies in the word's band."""
    rng = np.random.default_rng(1)
    chance = rng.uniform(size=40_000)
    happened = (rng.uniform(size=40_000) < chance).astype(float)
    low = 0.0
    for band, (high, word) in zip(bands(happened, chance), BANDS, strict=True):
        assert band.word == word
        assert low <= band.share <= high
        assert band.low <= band.mean <= band.high
        low = high


def test_confidence_needs_events_and_years():
    assert confidence(60, 1200)[0] == "high"
    assert confidence(60, 500)[0] == "moderate"
    assert confidence(9, 3000)[0] == "low"


def test_a_number_has_the_probability_of_one_or_more():
    rng = np.random.default_rng(2)
    for p in (0.05, 0.4, 0.9):
        mean = expected(p, 0.6)
        drawn = rng.negative_binomial(0.6, 0.6 / (0.6 + mean), 40_000)
        assert (drawn > 0).mean() == pytest.approx(p, abs=0.01)
        low, high = interval(mean, 0.6)
        assert ((drawn >= low) & (drawn <= high)).mean() >= 0.795


def test_scores_on_cases_done_by_hand():
    happened, chance = np.array([1.0, 0, 1, 0]), np.array([0.9, 0.8, 0.3, 0.1])
    told = summary(happened, chance)
    assert told["brier"] == pytest.approx((0.01 + 0.64 + 0.49 + 0.01) / 4)
    assert average_precision(happened, chance) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(happened, np.full(4, 0.5)) == pytest.approx(0.5)
    assert calibration_error(np.array([0.0, 1]), np.array([0.0, 1])) == 0
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_the_interval_of_a_difference_holds_it():
    rng = np.random.default_rng(3)
    gap = rng.normal(-0.1, 0.2, 600)
    mean, low, high = difference(gap, np.zeros(600), np.repeat(np.arange(30), 20))
    assert low < mean < high < 0
    assert mean == pytest.approx(gap.mean())


def test_recalibration_waits_for_two_hundred_and_then_corrects():
    rng = np.random.default_rng(4)
    true = rng.uniform(0.02, 0.4, 3000)
    odds = true / (1 - true) * 3  # forecasts that claim three times the odds
    told, happened = odds / (1 + odds), rng.uniform(size=3000) < true
    assert calibrate(told[:199], happened[:199]) == Calibration(number=199)
    found = calibrate(told, happened)
    assert found.shift == pytest.approx(-np.log(3), abs=0.25)
    assert found.slope == pytest.approx(1, abs=0.15)
