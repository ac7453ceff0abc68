from __future__ import annotations

import pytest

from tocsin.corroborate.wire_credit import Credit, agency, credit, same_agency, split_dateline


@pytest.mark.parametrize(
    ("line", "expected", "rest"),
    [
        ("BISHKEK, Sept 25 - Shells fell.", Credit(place="bishkek", day="sep 25"), "Shells fell."),
        ("KYIV (Reuters) - It rained.", Credit("Reuters", place="kyiv"), "It rained."),
        (
            "SÃO PAULO, 3 May (AFP) — It rained.",
            Credit("AFP", "", "são paulo", "may 3"),
            "It rained.",
        ),
        (
            "BANGUI, Feb. 2, 2026 (APS) – It rained.",
            Credit("APS", "", "bangui", "feb 2"),
            "It rained.",
        ),
        ("PARIS, Texas (AP) -- It rained.", Credit("AP", place="paris, texas"), "It rained."),
        ("(AP) - It rained.", Credit("AP"), "It rained."),
        ("It rained in Paris - again.", Credit(), "It rained in Paris - again."),
        ("NATO said it would not - yet - act.", Credit(), "NATO said it would not - yet - act."),
    ],
)
def test_datelines(line, expected, rest):
    assert split_dateline(line) == (expected, rest)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Reuters", "Reuters"),
        ("Source: Xinhua", "Xinhua"),
        ("(AP)", "AP"),
        ("By Ann Reed, Associated Press Writer", "AP"),
        ("With inputs from the Press Trust of India", "PTI"),
        ("© 2026 Agence France-Presse", "AFP"),
    ],
)
def test_credit_lines_are_no_part_of_the_story(line, name):
    found, story = credit(["It rained all day.", line])
    assert found.agency == name
    assert story == ["It rained all day."]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Two men were shot, Interfax news agency reported.", "Interfax"),
        ("Two men were shot, state news agency Xinhua said.", "Xinhua"),
        ("According to Reuters, two men were shot.", "Reuters"),
        ("Two men were shot, the Delta news agency reported.", "Delta"),
        ("Two men were shot, the ministry said.", ""),
    ],
)
def test_agencies_that_are_only_cited(line, name):
    found, story = credit([line])
    assert (found.agency, found.cited) == ("", name)
    assert story == [line]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Associated Press", "AP"),
        ("tass", "TASS"),
        ("Atlantic Press Service", "Atlantic Press Service"),
        ("Antilles Newswire", "Antilles Newswire"),
        ("Hill Gazette", ""),
        (None, ""),
    ],
)
def test_agency(name, expected):
    assert agency(name) == expected


def test_initials_stand_for_an_agency():
    assert same_agency("APS", "Atlantic Press Service")
    assert same_agency("Reuters", "reuters")
    assert not same_agency("AP", "AFP")
    assert not same_agency("", "")


def test_the_author_may_be_an_agency():
    assert credit(["It rained."], "Reuters")[0].agency == "Reuters"


def test_staff_lines_and_bylines_are_left_out():
    lines = ["By Ann Reed", "It rained.", "Reporting by Ann Reed; editing by Bo Lind", "Read more"]
    assert credit(lines)[1] == ["It rained."]
