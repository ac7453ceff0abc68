from __future__ import annotations

import pytest

from tests.corroborate.made import by, told, who
from tocsin.corroborate.weigh_voices import main_reports, says, voices


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "happened"),
        ({"time": "ongoing"}, "ongoing"),
        ({"polarity": "-"}, "not"),
        ({"modality": "planned", "time": "future"}, "planned"),
        ({"modality": "planned", "time": "future", "polarity": "-"}, "not"),
        ({"modality": "planned", "time": "past"}, "possible"),
        ({"modality": "demanded", "time": "future"}, "possible"),
        ({"modality": "conditional", "time": "future"}, "possible"),
    ],
)
def test_what_a_claim_says(fields: dict[str, str], said: str) -> None:
    assert says(told("2025-05-01", "Star", **fields).claim) == said


def test_a_claim_without_source_is_the_publishers_own() -> None:
    (voice,) = voices([told("2025-05-01", "Star", actors=(who("Rebels", "NER", "REB"),))])
    assert (voice.who, voice.own, voice.named, voice.blames) == ("Star", True, False, True)


def test_each_source_is_a_voice_with_its_stance() -> None:
    sources = (by(who("Niamey", "NER", "GOV")), by(who("Cotonou", "BEN", "GOV"), "denies"))
    found = voices([told("2025-05-01", "Star", "ASSAULT", *sources)])
    assert [(voice.who, voice.stance) for voice in found] == [("NER", "asserts"), ("BEN", "denies")]


def test_the_victims_side_is_partisan_and_the_actors_side_accused() -> None:
    sides = {"actors": (who("Beninese guns", "BEN", "MIL"),), "recipients": (who("Gaya", "NER"),)}
    victim = told("2025-05-01", "Star", "ASSAULT", by(who("Niamey", "NER", "GOV")), **sides)
    accused = told("2025-05-01", "Star", "ASSAULT", by(who("Cotonou", "BEN", "GOV")), **sides)
    first, second = voices([victim, accused])
    assert (first.partisan, first.accused) == (True, False)
    assert (second.partisan, second.accused) == (False, True)


def test_an_aid_body_is_neutral_unless_it_is_a_party() -> None:
    red_cross = who("the Red Cross", "NGO")
    (outside,) = voices([told("2025-05-01", "Star", "ASSAULT", by(red_cross))])
    (victim,) = voices(
        [told("2025-05-01", "Star", "ASSAULT", by(red_cross), recipients=(red_cross,))]
    )
    assert outside.neutral
    assert not victim.neutral


def test_our_makes_the_publisher_partisan() -> None:
    (voice,) = voices([told("2025-05-01", "Radio", recipients=(who("our waters", "NER"),))])
    assert voice.partisan


def test_saying_is_not_doing() -> None:
    threat = told("2025-05-01", "Star", "THREATEN")
    deeds = [told("2025-05-02", "Star", "MOBILIZE"), told("2025-05-03", "Sun", "MOBILIZE")]
    assert main_reports([threat, *deeds]) == tuple(deeds)
    assert main_reports([threat, deeds[0]]) == (threat,)
    assert main_reports([]) == ()
