"""Our own sentences, parsed by the shipped model."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.coding.grammar import Tree
from tocsin.coding.replies import disputed
from tocsin.language import Parser
from tocsin.records import Claim


def claims(text: str) -> list[Claim]:
    return list(code(Parser().parse(text)).claims)


def stances(text: str, type_: str) -> set[tuple[str, str]]:
    """Head word and stance of the sources of the text's claims of a type."""
    found = [c for c in claims(text) if c.type == type_]
    assert found, f"no {type_} in {text!r}"
    return {(a.source.head, a.stance) for c in found for a in c.attributions}


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        (
            "Sudan says Chad kidnapped three of its traders on May 2; Cairo has denied it.",
            "ASSAULT",
            {("Sudan", "asserts"), ("Cairo", "denies")},
        ),
        (
            "The opposition leader was arrested at his home by soldiers, his lawyer said; "
            "the presidency declined to comment.",
            "COERCE",
            {("lawyer", "asserts"), ("presidency", "withholds")},
        ),
        (
            "Two diplomats said Chinese instructors had helped the army of Chad; "
            "Beijing would neither confirm nor deny it.",
            "AID",
            {("diplomats", "asserts"), ("Beijing", "withholds")},
        ),
        ("Lima has still not said whether its navy sank the boat.", "ASSAULT",
         {("Lima", "withholds")}),
        ("Lima has never confirmed the bombardment of the town.", "ASSAULT",
         {("Lima", "withholds")}),
        ("Neither Russia nor North Korea has acknowledged the deployment of troops.", "MOBILIZE",
         {("Russia", "withholds"), ("Korea", "withholds")}),
        ("The government has yet to confirm the withdrawal of the troops.", "RETREAT",
         {("government", "withholds")}),
        ("A car bomb exploded in Kabul; no group has claimed responsibility.", "ASSAULT",
         {("group", "withholds")}),
        ("Chad accused Sudan of arming the rebels, an accusation that Sudan denies.", "AID",
         {("Chad", "asserts"), ("Sudan", "denies")}),
        ("Chad accused Sudan of arming the rebels, an allegation Sudan rejected.", "AID",
         {("Chad", "asserts"), ("Sudan", "denies")}),
        ("The army has been accused of burning villages and killing civilians, charges it denies.",
         "ASSAULT",
         {("accused", "asserts"), ("it", "denies")}),
        ("Troops have left the town, residents said, but the claim could not be verified.",
         "RETREAT", {("residents", "asserts"), ("verified", "doubts")}),
    ],
)  # fmt: skip
def test_a_reply_is_a_source_of_what_it_answers(text, type_, expected):
    assert stances(text, type_) == expected


def test_a_reply_in_a_later_sentence_answers_the_one_before():
    text = "Border clashes\nChad shelled a Sudanese village on Monday. The army denied the report."
    assert ("army", "denies") in stances(text, "ASSAULT")


def test_what_is_presupposed_beside_the_answer_is_not_withheld():
    text = "Beijing would not say whether its troops had helped the rebels who attacked the palace."
    found = {c.type: {a.stance for a in c.attributions} for c in claims(text)}
    assert found["AID"] == {"withholds"}
    assert "withholds" not in found.get("ASSAULT", set())


@pytest.mark.parametrize(
    "text",
    [
        "Chad confirmed that its troops had attacked the village.",
        "Chad shelled the village and rejected the offer of talks.",
        "Chad shelled the village, and its minister said he had not confirmed his visit to Paris.",
    ],
)
def test_no_reply(text):
    kept = {a.stance for c in claims(text) if c.type == "ASSAULT" for a in c.attributions}
    assert kept <= {"asserts"}


def test_the_reason_names_the_reply():
    found = claims("Sudan says Chad attacked three of its traders; Cairo has denied it.")
    assert any('source: a reply, "denied"' in c.reason.rules for c in found)


def test_who_rejects_an_account_is_the_source_of_his_own():
    text = (
        "Guinea\nThe junta said Barry had been freed. His party rejected that account, saying he "
        "had been tortured."
    )
    assert ("party", "denies") in stances(text, "RETREAT")
    assert stances(text, "ASSAULT") == {("party", "asserts")}


@pytest.mark.parametrize("checked", ["could not verify the claims", "was unable to verify it"])
def test_who_could_not_verify_it_doubts(checked):
    text = f"Depots\nThe army said it had destroyed two depots. Reuters {checked}."
    assert stances(text, "ASSAULT") == {("army", "asserts"), ("Reuters", "doubts")}


def test_it_can_deny():
    text = (
        "Kherson\nShells hit a school. Moscow did not comment. It has denied targeting civilians."
    )
    assert ("It", "denies") in stances(text, "ASSAULT")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moscow denies having handed them rockets.", ["handed"]),
        ("Lima denied that a ship had been stopped.", ["stopped"]),
        ("Pyongyang denied the crossing.", ["crossing"]),
        ("Caracas denied that there was a blockade.", ["was", "blockade"]),
        ("Asked whether a ship had been stopped, Lima would not comment.", ["stopped"]),
        ("Lima would not say whether it had fired.", ["fired"]),
        ("Lima said that it had fired.", []),
        ("Lima denied the report.", []),
        ("The refugees were denied entry.", []),
    ],
)
def test_the_words_for_what_is_disputed(text: str, words: list[str]):
    tree = Tree(Parser().parse(text).sentences[0])
    assert [tree.tokens[k].text for k in disputed(tree)] == words


def test_what_is_denied_is_a_claim():
    text = "Chad\nMoscow denied having handed the rebels any rockets."
    found = claims(text)
    assert [(a.source.head, a.stance) for a in found[0].attributions] == [("Moscow", "denies")]
