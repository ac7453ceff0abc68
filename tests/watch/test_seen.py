from __future__ import annotations

import pytest

from tests.watch.scene import TODAY, ago, claim, report, seen, situation
from tocsin.watch.grammar import Count
from tocsin.watch.rules import read_rule
from tocsin.watch.seen import belongs, counts, day_of, fits


def held(rule: str):
    read = read_rule(rule)
    assert isinstance(read, Count)
    return read.of


@pytest.mark.parametrize(
    ("rule", "told", "fit"),
    [
        ("ASSAULT", {}, True),
        ("COERCE", {}, False),
        ("ASSAULT/drone", {}, False),
        ("ASSAULT/drone", {"kind": "ASSAULT/drone"}, True),
        ("material-conflict", {}, True),
        ("verbal-conflict", {}, False),
        ("events by Norway", {}, True),
        ("events by NOR/GOV", {}, True),
        ("events by nor/gov:cabinet", {}, True),
        ('events by "Government of Norway"', {}, True),
        ("events by ISL", {}, False),
        ("events to ISL", {}, True),
        ("events by SWE, NOR to ISL", {}, True),
        ("events between ISL and NOR", {}, True),
        ("events between ISL and SWE", {}, False),
        ("events between ISL and NOR", {"by": "NOR+ISL", "to": ""}, True),
        ("events between NOR and NOR", {"by": "NOR", "to": ""}, False),
        ("events in SWE", {"place": "SWE"}, True),
        ("events in SWE", {}, False),
        ("events about ferry", {"text": "They hit the Ferry."}, True),
        ("events about ferry", {"text": "They hit the ferryman."}, False),
        ('events by "the rebels"', {"by": "the rebels"}, True),
    ],
)
def test_which_events_fit(rule, told, fit):
    assert fits(held(rule), seen("e", **told)) is fit


@pytest.mark.parametrize(
    ("rule", "told", "count"),
    [
        ("events", {}, True),
        ("events", {"status": "ongoing"}, True),
        ("events", {"status": "disputed"}, False),
        ("events status disputed", {"status": "disputed"}, True),
        ("events independent >= 2", {"independent": 1}, False),
        ("events independent >= 2", {"independent": 2}, True),
        ("events credibility <= 2", {}, True),
        ("events credibility < 2", {}, False),
        ("events with killed >= 10", {}, False),
        ("events with killed >= 10", {"killed": (10, 12)}, True),
        ("events with killed > 10", {"killed": (10, 12)}, False),
        ("events with killed >= 10", {"killed": (None, 30)}, False),
        ("events with killed >= 10", {"killed": (24, None)}, True),
        ("events with killed < 10", {"killed": (3, None)}, False),
        ("events with killed = 11", {"killed": (10, 12)}, True),
        ("events with wounded >= 1", {"killed": (10, 12)}, False),
    ],
)
def test_which_events_count(rule, told, count):
    assert counts(held(rule), seen("e", **told)) is count


@pytest.mark.parametrize(
    ("fields", "told", "part"),
    [
        ({}, {}, True),
        ({"actors": ("ISL",)}, {}, True),
        ({"actors": ("SWE",)}, {}, False),
        ({"places": ("SWE",)}, {}, True),
        ({"places": ("SWE",)}, {"place": "FIN"}, False),
        ({"types": ("ASSAULT", "COERCE")}, {}, True),
        ({"types": ("CONSULT",)}, {}, False),
        ({"words": ("ferry",)}, {"text": "The ferry sank."}, True),
        ({"words": ("ferry",)}, {}, False),
        ({"actors": ("NOR",), "types": ("CONSULT",)}, {}, False),
    ],
)
def test_which_events_belong_to_a_situation(fields, told, part):
    assert belongs(situation(**fields), seen("e", **told)) is part


def test_the_day_of_an_event():
    assert day_of(report(claim("c", when=ago(3)), ago(1))) == ago(3)
    assert day_of(report(claim("c", when=ago(-3)), ago(1))) == ago(1)  # planned
    assert day_of(report(claim("c"), ago(1))) == ago(1)
    assert day_of(report(claim("c", when=ago(3)), None)) == ago(3)
    assert day_of(report(claim("c"), None)) is None
    assert seen("e", days=None).last is None
    assert seen("e", days=0).first == TODAY
