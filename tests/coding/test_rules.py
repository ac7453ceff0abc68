"""Frames and grammar alone on sentences of our own: one fact a row."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.coding.grammar import Tree
from tocsin.coding.rules import party
from tocsin.language import parse
from tocsin.records import Claim


def claims(text: str) -> list[Claim]:
    return list(code(parse(text), model=False).claims)


def one(text: str, type_: str) -> Claim:
    found = [c for c in claims(text) if c.type == type_]
    assert found, f"no {type_} in {[(c.type, c.trigger.text) for c in claims(text)]}"
    return found[0]


def heads(mentions: tuple) -> list[str]:
    return [m.head for m in mentions]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Israel attacked Iran on Friday.", "ASSAULT", ["Israel"], ["Iran"]),
        ("Iran was attacked by Israel on Friday.", "ASSAULT", ["Israel"], ["Iran"]),
        ("Turkey condemned Greece.", "ACCUSE", ["Turkey"], ["Greece"]),
        ("Peru expelled the ambassador of Chile.", "SANCTION", ["Peru"], ["ambassador"]),
        ("Police arrested the protesters in Cairo.", "COERCE", ["Police"], ["protesters"]),
        ("France and Germany signed a treaty with Poland.", "SUPPORT", ["France", "Germany"], None),
        ("The Russian invasion of Ukraine continues.", "ASSAULT", ["Russian"], ["Ukraine"]),
        ("Norway sent ammunition to Ukraine.", "AID", ["Norway"], ["Ukraine"]),
        ("Kenya urged Sudan to release the prisoners.", "REQUEST", ["Kenya"], ["Sudan"]),
    ],
)
def test_roles(text: str, type_: str, actors: list[str], recipients: list[str] | None) -> None:
    claim = one(text, type_)
    assert heads(claim.actors) == actors
    assert recipients is None or heads(claim.recipients) == recipients


@pytest.mark.parametrize(
    ("text", "type_", "modality", "polarity"),
    [
        ("Israel attacked Iran.", "ASSAULT", "asserted", "+"),
        ("Israel did not attack Iran.", "ASSAULT", "asserted", "-"),
        ("Israel will attack Iran.", "ASSAULT", "planned", "+"),
        ("Israel plans to attack Iran.", "ASSAULT", "planned", "+"),
        ("Israel may attack Iran.", "ASSAULT", "possible", "+"),
        ("Israel threatened to attack Iran.", "ASSAULT", "threatened", "+"),
        ("Kenya urged Sudan to release the prisoners.", "RETREAT", "demanded", "+"),
        ("If talks fail, Israel will attack Iran.", "ASSAULT", "conditional", "+"),
        ("Kenya refused to release the prisoners.", "RETREAT", "planned", "-"),
        ("There are fears that Israel could attack Iran.", "ASSAULT", "possible", "+"),
    ],
)
def test_modality_and_polarity(text: str, type_: str, modality: str, polarity: str) -> None:
    claim = one(text, type_)
    assert (claim.modality, claim.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    ("text", "type_", "source", "stance"),
    [
        ("Sudan attacked the town, the minister said.", "ASSAULT", "minister", "asserts"),
        ("The minister said that Sudan attacked the town.", "ASSAULT", "minister", "asserts"),
        ("According to the army, Sudan attacked the town.", "ASSAULT", "army", "asserts"),
        ("Sudan denied that its troops attacked the town.", "ASSAULT", "Sudan", "denies"),
        ("Sudan has not confirmed the attack on the town.", "ASSAULT", "Sudan", "withholds"),
        ("Sudan reportedly attacked the town.", "ASSAULT", "reportedly", "asserts"),
        ("Chad accused Sudan of shelling the town.", "ASSAULT", "Chad", "asserts"),
    ],
)
def test_sources(text: str, type_: str, source: str, stance: str) -> None:
    found = one(text, type_).attributions
    assert [(a.source.head, a.stance) for a in found] == [(source, stance)]


def test_a_plain_assertion_has_no_source() -> None:
    assert one("Sudan attacked the town.", "ASSAULT").attributions == ()


def test_every_field_quotes_the_text() -> None:
    text = "On Friday, Sudan killed at least 20 rebels in Nyala, according to the army."
    claim = one(text, "ASSAULT")
    spans = [claim.trigger, *(m.span for m in (*claim.actors, *claim.recipients))]
    spans += [q.span for q in claim.quantities] + [p.span for p in claim.place]
    spans += [a.cue for a in claim.attributions] + ([claim.when.span] if claim.when else [])
    assert len(spans) >= 7
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert (claim.quantities[0].low, claim.quantities[0].high) == (20, None)


def test_a_heart_attack_is_no_assault() -> None:
    assert not [c for c in claims("The president had a heart attack.") if c.type == "ASSAULT"]


def test_pushing_back_an_offensive_is_two_assaults() -> None:
    found = [c for c in claims("Sudan pushed back Chad's offensive.") if c.type == "ASSAULT"]
    assert sorted((heads(c.actors), heads(c.recipients)) for c in found) == [
        (["Chad"], ["Sudan"]),
        (["Sudan"], ["Chad"]),
    ]


def test_the_reason_names_frame_and_paths() -> None:
    reason = one("Iran was attacked by Israel.", "ASSAULT").reason
    assert reason.frame.startswith("ASSAULT attack V")
    assert "actor by subj" in reason.rules


def test_scores_are_probabilities_and_the_threshold_cuts() -> None:
    text = "Israel attacked Iran. The minister criticised the plan."
    everything = code(parse(text), threshold=0.0).claims
    assert all(0 <= c.score <= 1 for c in everything)
    assert len(code(parse(text), threshold=1.01).claims) == 0


def test_a_direction_goes_with_its_country() -> None:
    parsed = parse("The world watched this North Korean troop deployment closely.")
    tree = Tree(parsed.sentences[0], 0)
    north = next(i for i, t in enumerate(tree.tokens) if t.text == "North")
    assert party(tree, north).span.text == "North Korean"
