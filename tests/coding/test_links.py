"""Links between the claims of sentences of our own."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.coding.grammar import Tree
from tocsin.coding.links import head_token, link
from tocsin.language import parse
from tocsin.records import Article, Claim, Draft
from tocsin.resolve import resolve


def linked(text: str) -> tuple[Claim, ...]:
    found = parse(text)
    trees = [Tree(s, n) for n, s in enumerate(found.sentences)]
    return link(trees, code(found, model=False).claims)


def links(text: str) -> set[tuple[str, str, str]]:
    claims = linked(text)
    return {(c.trigger.text, x.kind, claims[x.other].trigger.text) for c in claims for x in c.links}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia released two prisoners in exchange for a pardon of its agents by Norway.",
            ("released", "exchange", "pardon"),
        ),
        ("Kenya deployed troops to stop the riots.", ("deployed", "purpose", "riots")),
        (
            "France imposed sanctions on Iran over missile tests.",
            ("imposed", "cause", "missile tests"),
        ),
        (
            "Police arrested the leader because he attacked a judge.",
            ("arrested", "cause", "attacked"),
        ),
        ("The protests led to a curfew.", ("curfew", "cause", "protests")),
        ("The arrest sparked protests in Lima.", ("protests", "cause", "arrest")),
        (
            "The strikes were triggered by the arrest of a union leader.",
            ("strikes", "cause", "arrest"),
        ),
        (
            "Unless Iran frees the hostages, France will impose sanctions.",
            ("impose", "condition", "frees"),
        ),
        (
            "Chile expelled the envoy in response to the raid.",
            ("expelled", "response", "raid"),
        ),
        ("Oslo accused Iceland of shelling the port.", ("accused", "content", "shelling")),
        ("Sweden condemned the invasion.", ("condemned", "content", "invasion")),
        ("Mali promised to release the prisoners.", ("promised", "content", "release")),
        ("The talks followed a raid on Lima.", ("talks", "time", "raid")),
    ],
)
def test_within_a_sentence(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in links(text)


def test_the_sentence_before() -> None:
    text = "Sweden condemned Iran. This comes amid reports that Iran attacked a ship."
    assert ("condemned", "cause", "attacked") in links(text)
    text = "Iran attacked a ship. As a result, Sweden expelled the ambassador."
    assert ("expelled", "cause", "attacked") in links(text)
    assert not links("Iran attacked a ship. Sweden expelled the ambassador.")


def test_a_threat_with_its_content_and_condition() -> None:
    found = links("Kenya threatened to attack Sudan if it deployed troops.")
    assert found == {
        ("threatened", "content", "attack"),
        ("attack", "condition", "deployed"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kenya arrested two men and released three.",
        "Talks over trade were held in Oslo for two days.",
        "Sudan attacked the port, which Kenya had bombed.",
    ],
)
def test_no_link_without_a_word_for_it(text: str) -> None:
    assert not links(text)


def test_no_claim_is_linked_to_itself_or_in_both_directions() -> None:
    text = (
        "Oslo condemned the raid that led to protests because police arrested a judge after the"
        " riots, and threatened sanctions in response to the attack."
    )
    claims = linked(text)
    pairs = {(i, x.other) for i, c in enumerate(claims) for x in c.links}
    assert pairs
    assert all(a != b and (b, a) not in pairs for a, b in pairs)


def test_a_trigger_of_several_words_is_found_by_its_head() -> None:
    found = parse("France imposed sanctions on Iran over missile tests.")
    tree = Tree(found.sentences[0])
    claim = next(c for c in code(found, model=False).claims if c.type == "MOBILIZE")
    assert tree.tokens[head_token(tree, claim)].text == "tests"


def test_resolved_links_hold_ids() -> None:
    text = "Chile expelled the envoy in response to the raid."
    done = resolve(Article(text), Draft(linked(text))).claims
    ids = {c.id for c in done}
    assert [x.kind for c in done for x in c.links] == ["response"]
    assert {x.other for c in done for x in c.links} <= ids
