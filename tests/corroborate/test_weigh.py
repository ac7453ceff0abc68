from __future__ import annotations

from datetime import date

from tests.corroborate.made import by, event, number, told, who
from tocsin.corroborate.weigh import weigh

REBELS = (who("Fighters of the Northern Hills Front", "NER", "REB"),)
MISSION = by(who("the mission", "IGO", "MIL"))
DENIAL = by(who("a spokesman for the rebel group", "NER", "REB"), "denies", "denied")
SILENCE = by(who("Cotonou", "BEN", "GOV"), "withholds", "would not say")


def test_a_whole_standing() -> None:
    first = told("2025-05-01", "Star", "ASSAULT", MISSION, actors=REBELS)
    second = told("2025-05-02", "Sun", "ASSAULT", DENIAL, SILENCE, actors=REBELS)
    third = told("2025-05-04", "Moon", actors=REBELS, quantities=(number("taken", 8, 8),))
    which, known = event(first, second, third)
    standing = weigh(which, known)
    assert standing.event == which.id
    assert standing.status == "occurred"
    assert standing.denied_by == ("Northern Hills Front",)
    assert standing.withheld_by == ("BEN",)
    assert standing.publishers == ("Star", "Sun", "Moon")
    assert standing.independent == 3
    assert [(s.who, s.stance, s.named) for s in standing.stands] == [
        ("the mission", "asserts", True),
        ("Northern Hills Front", "denies", True),
        ("BEN", "withholds", True),
        ("Moon", "asserts", False),
    ]
    assert [q.by for q in standing.quantities] == ["Moon"]
    assert standing.credibility == 2
    assert len(standing.reasons) == 2


def test_as_of_leaves_out_what_came_later_and_what_is_undated() -> None:
    plan = told("2025-05-01", "Star", "CONSULT", modality="planned", time="future")
    held = told("2025-05-04", "Star", "CONSULT")
    undated = told(None, "Sun", "CONSULT")
    which, known = event(plan, held, undated)
    before = weigh(which, known, as_of=date(2025, 5, 3))
    assert (before.status, before.independent, len(before.history)) == ("planned", 1, 1)
    assert weigh(which, known, as_of=date(2025, 4, 1)).status == "undetermined"
    assert weigh(which, known).status == "occurred"


def test_who_later_admits_it_no_longer_denies_it() -> None:
    admits = by(who("Northern Hills Front", "NER", "REB"), "asserts", "admitted")
    denial = told("2025-05-01", "Star", "ASSAULT", DENIAL, actors=REBELS)
    admission = told("2025-05-09", "Star", "ASSAULT", admits, actors=REBELS)
    which, known = event(denial, admission)
    assert weigh(which, known, as_of=date(2025, 5, 2)).denied_by == ("Northern Hills Front",)
    assert weigh(which, known).denied_by == ()
    assert {stand.stance for stand in weigh(which, known).stands} == {"denies", "asserts"}


def test_reliability_is_quoted_and_changes_nothing() -> None:
    which, known = event(told("2025-05-01", "Star"))
    plain, lettered = weigh(which, known), weigh(which, known, reliability={"Star": "E"})
    assert lettered.credibility == plain.credibility
    assert lettered.reasons == (*plain.reasons, "reliability of Star: E")
