from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.watch.grammar import (
    All,
    AnyOf,
    Count,
    Expected,
    Filter,
    Kind,
    Not,
    Number,
    Surge,
    counts_each,
    window,
)
from tocsin.watch.rules import read_rule

ASSAULT, CONSULT = Kind("ASSAULT"), Kind("CONSULT")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ASSAULT", Count(Filter((ASSAULT,)))),
        ("events in Norway", Count(Filter(places=("NOR",)))),
        (
            "ASSAULT/drone, COERCE from Norway to ISL within 2 weeks",
            Count(
                Filter(
                    (Kind("ASSAULT", "drone"), Kind("COERCE")), actors=("NOR",), recipients=("ISL",)
                ),
                days=14,
            ),
        ),
        (
            "at least 3 material-conflict between NOR, SWE and ISL",
            Count(Filter((Kind(quad=4),), between=(("NOR", "SWE"), ("ISL",))), 3),
        ),
        (
            'ASSAULT by "Fjord Front" about ferry, "oil rig" with killed >= 10 independent > 1',
            Count(
                Filter(
                    (ASSAULT,),
                    actors=("Fjord Front",),
                    words=("ferry", "oil rig"),
                    quantities=(Number("killed", ">=", 10.0),),
                    thresholds=(Number("independent", ">", 1.0),),
                )
            ),
        ),
        (
            "MOBILIZE status planned, possible credibility <= 2",
            Count(
                Filter(
                    (Kind("MOBILIZE"),),
                    statuses=("planned", "possible"),
                    thresholds=(Number("credibility", "<=", 2.0),),
                )
            ),
        ),
        (
            "surge of ASSAULT within 10 days against 8 weeks",
            Surge(Filter((ASSAULT,)), 10, 56),
        ),
        ("surge of events", Surge(Filter(), 7, 84)),
        ("expected CONSULT missed", Expected(Filter((CONSULT,)), "missed")),
        ("expected CONSULT due within 3 days open", Expected(Filter((CONSULT,)), "open", 3)),
        (
            "ASSAULT and not CONSULT or (COERCE)",
            AnyOf(
                (
                    All((Count(Filter((ASSAULT,))), Not(Count(Filter((CONSULT,)))))),
                    Count(Filter((Kind("COERCE"),))),
                )
            ),
        ),
        ("not not assault", Count(Filter((ASSAULT,)))),
    ],
)
def test_what_a_rule_says(text, rule):
    assert read_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASAULT", 'at character 1: unknown type "ASAULT"; did you mean "ASSAULT"?'),
        ("ASSAULT/dron", 'ASSAULT has no mode "dron"; did you mean "drone"?'),
        ("ASSAULT by NRO", 'at character 12: unknown country "NRO"'),
        ("ASSAULT form NOR", 'at character 9: "form" cannot stand here; did you mean "from"?'),
        ("ASSAULT status ocurred", 'unknown status "ocurred"; did you mean "occurred"?'),
        ("ASSAULT within 3 dais", '"dais" is no unit of time; did you mean "days"?'),
        ("ASSAULT within few days", '"few" is no whole number above 0'),
        ("ASSAULT within 99999 days", "more than 3660"),
        ("at least 0 ASSAULT", '"0" is no whole number above 0'),
        ("at 3 ASSAULT", '"least" must stand here, not "3"'),
        ("ASSAULT by", "ends too early"),
        ("", "ends too early"),
        ('ASSAULT by "Fjord', "a quotation mark without its partner"),
        ("ASSAULT by ,", 'a name must stand before ","'),
        ("(ASSAULT", '")" must stand here'),
        ("ASSAULT)", '")" cannot stand here'),
        ("ASSAULT between NOR", '"and" must stand here'),
        ("ASSAULT with killed about 3", '"about" is no comparison'),
        ("ASSAULT with killed > many", '"many" is no number'),
        ("expected CONSULT", "ends too early"),
        ("expected CONSULT mised", '"mised" is no outcome; did you mean "missed"?'),
        ("ASSAULT against 4 weeks", '"against" does not belong to this condition'),
        ("surge of ASSAULT due within 3 days", '"due" does not belong to this condition'),
        ("not ASSAULT", "holds when nothing is seen"),
        ("ASSAULT or not COERCE", "holds when nothing is seen"),
        ("(" * 30 + "ASSAULT" + ")" * 30, "nested deeper"),
        ("ASSAULT " * 500, "longer than"),
    ],
)
def test_errors_name_the_place_and_the_nearest_word(text, message):
    with pytest.raises(UsageError) as caught:
        read_rule(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_how_far_a_rule_looks_back():
    assert window(read_rule("ASSAULT within 3 days or surge of COERCE")) == 91
    assert window(read_rule("ASSAULT and not CONSULT within 40 days")) == 40


def test_which_rules_alert_for_each_event():
    assert counts_each(read_rule("ASSAULT or expected CONSULT missed"))
    assert not counts_each(read_rule("at least 2 ASSAULT"))
    assert not counts_each(read_rule("ASSAULT and CONSULT"))
    assert not counts_each(read_rule("surge of ASSAULT"))


TYPES = st.sampled_from([event.code for event in ontology.event_types()])
CLAUSES = st.sampled_from(
    ["by NOR", "to Iceland, SWE", "in FIN", "within 3 days", "with killed > 2", "status disputed"]
)


@given(TYPES, st.lists(CLAUSES, max_size=4), st.integers(1, 99))
def test_clauses_may_stand_in_any_order(kind, clauses, amount):
    rule = read_rule(" ".join([f"at least {amount}", kind, *clauses]))
    assert isinstance(rule, Count)
    assert rule.amount == amount
    assert rule.of.kinds == (Kind(kind),)
    assert rule.days == (3 if "within 3 days" in clauses else 30)


@given(st.text(max_size=60))
def test_any_text_is_a_rule_or_an_error_in_one_line(text):
    try:
        read_rule(text)
    except UsageError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said
