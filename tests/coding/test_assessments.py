"""Judgements in sentences of our own: the words, the holder, the object and the certainty."""

from __future__ import annotations

import pytest

from tocsin.claim_json import holder_kind
from tocsin.coding.assessments import assess
from tocsin.coding.grammar import Tree
from tocsin.coding.judgements import patterns
from tocsin.language import parse
from tocsin.records import Article, Assessment, Draft
from tocsin.resolve import resolve


def assessed(text: str) -> tuple[Assessment, ...]:
    return assess([Tree(s, n) for n, s in enumerate(parse(text).sentences)])


def only(text: str) -> Assessment:
    found = assessed(text)
    assert len(found) == 1, [a.span.text for a in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "kind", "valence"),
    [
        ("The raid undermines stability in the Gulf.", "undermines stability in the Gulf",
         "effect", "-"),
        ("The pact could boost confidence.", "could boost confidence", "effect", "+"),
        ("The truce eased tensions.", "eased tensions", "effect", "+"),
        ("The vote marks a shift in policy.", "marks a shift in policy", "significance", "0"),
        ("Tensions have soared since the vote.", "have soared since the vote", "trend", "-"),
        ("The strike violated international law.", "violated international law", "legality", "-"),
        ("The purpose of the visit remains unclear.", "remains unclear", "uncertainty", "0"),
        ("The decision dealt a blow to the alliance.", "dealt a blow to the alliance",
         "effect", "-"),
        ("In a worrying move, Chad expelled the envoy.", "a worrying move", "threat", "-"),
        ("The talks are being closely watched.", "are being closely watched", "attention", "0"),
        ("Norway seeks to prevent further escalation.", "seeks to prevent further escalation",
         "aim", "+"),
    ],
)  # fmt: skip
def test_words_kind_and_valence(text: str, span: str, kind: str, valence: str) -> None:
    found = only(text)
    assert (found.span.text, found.kind, found.valence) == (span, kind, valence)
    assert text[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    ("text", "who", "by"),
    [
        ("The seizure is seen as a provocation.", "seen", "unnamed"),
        ("Analysts regard the blockade as a turning point.", "Analysts", "named"),
        ("Iran poses a danger to its neighbours, Oslo warned.", "Oslo", "named"),
        ("Observers fear that the exercise might provoke a crisis.", "Observers", "named"),
        ("There are fears that the exercise might provoke a crisis.", "fears", "unnamed"),
        ("The world remains vigilant.", "The world", "named"),
        ("The vote threatens stability.", None, "report"),
    ],
)
def test_holders(text: str, who: str | None, by: str) -> None:
    found = only(text)
    assert holder_kind(found) == by
    assert next((a.source.span.text for a in found.attributions), None) == who


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("The vote could destabilise the region.", "possible", "+"),
        ("The vote will destabilise the region.", "asserted", "+"),
        ("The drills are not a threat to Peru.", "asserted", "-"),
        ("The drills potentially undermine security.", "possible", "+"),
        ("The ministry gave no further details.", "asserted", "-"),
    ],
)
def test_certainty(text: str, modality: str, polarity: str) -> None:
    found = only(text)
    assert (found.modality, found.polarity) == (modality, polarity)


def test_object_and_what_it_bears_on() -> None:
    found = only("The blockade poses a “grave threat” to Norway.")
    assert found.object is not None
    assert found.affected is not None
    assert (found.object.span.text, found.affected.span.text) == ("The blockade", "Norway")
    assert [q.text for q in found.quotes] == ["grave threat"]
    clause = assessed("Chad expelled the envoy, raising fears of war.")[0].object
    assert clause is not None
    assert (clause.kind, clause.span.text) == ("clause", "expelled the envoy")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya vowed to ease tensions with Sudan.",
        "The army urged rebels to reduce violence.",
        "Norway wants to strengthen security.",
        "The bank raised interest rates.",
        "Peru expelled the ambassador of Chile.",
        "The president described the march as a walk.",
        "The company posed for photographs.",
    ],
)
def test_acts_and_plain_facts_are_no_judgements(text: str) -> None:
    assert not [a for a in assessed(text) if a.kind != "aim"]


def test_holders_are_resolved_and_ids_are_stable() -> None:
    text = "Iran poses a danger to the Gulf, Norway warned."
    first, again = (resolve(Article(text), Draft(assessments=assessed(text))) for _ in range(2))
    found = first.assessments[0]
    entity = found.attributions[0].source.entity
    assert entity is not None
    assert entity.country == "NOR"
    assert found.object is not None
    assert found.object.entity is not None
    assert found.object.entity.country == "IRN"
    assert len(found.id) == 16
    assert found.id == again.assessments[0].id


def test_the_table_is_sound() -> None:
    table = patterns()
    assert {"does", "is", "sees", "grows", "fears", "averts", "watches"} <= set(table)
    kinds = {p.kind for held in table.values() for ps in held.values() for p in ps}
    assert kinds <= {
        *("effect", "threat", "significance", "uncertainty", "attention"),
        *("aim", "trend", "legality", "outlook"),
    }
    valences = {p.valence for held in table.values() for ps in held.values() for p in ps}
    assert valences <= {"up", "down", "+", "-", "0"}
