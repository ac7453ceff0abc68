"""Claims by the shipped network on sentences of our own."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.language import parse
from tocsin.records import Claim


def claims(text: str) -> list[Claim]:
    return list(code(parse(text)).claims)


def one(text: str, type_: str) -> Claim:
    found = [c for c in claims(text) if c.type == type_]
    assert found, f"no {type_} in {[(c.type, c.trigger.text) for c in claims(text)]}"
    return found[0]


def heads(mentions: tuple) -> list[str]:
    return [m.head for m in mentions]


def test_roles_of_a_plain_attack() -> None:
    c = one("Israeli jets bombed two villages in southern Lebanon on Friday.", "ASSAULT")
    assert heads(c.actors) == ["jets"]
    assert c.modality == "asserted"
    assert c.polarity == "+"


def test_the_source_of_a_claim_and_its_stance() -> None:
    c = one("Turkey shelled the town, according to the Syrian defence ministry.", "ASSAULT")
    assert [(a.source.head, a.stance) for a in c.attributions] == [("ministry", "asserts")]


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The foreign minister will meet his Turkish counterpart on Monday.", "CONSULT", "planned"),
        ("The army may attack the town.", "ASSAULT", "possible"),
        ("The UN urged Sudan to release the prisoners.", "RETREAT", "demanded"),
    ],
)
def test_modality(text: str, type_: str, modality: str) -> None:
    assert one(text, type_).modality == modality


def test_a_party_named_only_before_is_found() -> None:
    text = "North Korea has thousands of soldiers.\nThey attacked a village in Ukraine on Sunday."
    c = one(text, "ASSAULT")
    assert c.actors


def test_every_claim_says_why() -> None:
    for c in claims("Israel attacked Iran, and the UN condemned the strike."):
        fields = {s.field for s in c.reason.scores}
        assert {"type", "modality", "polarity", "time", "mode", "actor", "recipient"} <= fields
        assert all(0 <= s.probability <= 1 for s in c.reason.scores)
        assert 0.5 < c.score <= 1


def test_the_threshold_decides() -> None:
    parsed = parse("Israel attacked Iran, and the UN condemned the strike.")
    assert len(code(parsed, threshold=0.0).claims) > len(code(parsed).claims) > 0
    assert code(parsed, threshold=1.01).claims == ()


def test_nothing_to_code() -> None:
    assert code(parse("")).claims == ()
    assert claims("The soup was good and the evening long.") == []


def test_a_very_long_sentence_does_not_break_it() -> None:
    assert claims("Peru said that " + "the army and " * 400 + "the police met Chile.") is not None
