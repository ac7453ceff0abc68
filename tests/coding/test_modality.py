"""Whether what a sentence tells did happen. Our own sentences, parsed by the shipped model."""

from __future__ import annotations

import pytest

from tocsin.coding import code
from tocsin.language import Parser


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The patrol fired no shot at the Peruvian soldiers.", "-"),
        ("Not one round was fired at the Ecuadorian camp.", "-"),
        ("The soldiers killed nobody.", "-"),
        ("Chad killed no fewer than 12 Sudanese soldiers.", "+"),
        ("The talks in Lima brought no result.", "+"),
    ],
)
def test_what_none_of_anything_was_done_to_did_not_happen(text: str, polarity: str) -> None:
    parse = Parser().parse(text)
    found = [c for c in code(parse).claims if c.modality == "asserted"]
    assert found
    assert {c.polarity for c in found} == {polarity}


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Kenya may withdraw its troops depending on the vote.", "depending on the vote"),
        ("Kenya will withdraw its troops subject to a vote.", "subject to a vote"),
        ("In the event of an attack, Chad will deploy troops.", "In the event of an attack"),
        ("Chad prepares sanctions that could come depending on the vote.", "depending on the vote"),
        ("In this case, Kenya will withdraw its troops.", None),
        ("A man who spoke on condition of anonymity said Chad will deploy troops.", None),
    ],
)
def test_what_an_act_is_bound_to(text: str, condition: str | None) -> None:
    found = [c for c in code(Parser().parse(text), model=False).claims if c.type != "ASSAULT"]
    assert [c.condition and c.condition.text for c in found[:1]] == [condition]
    assert (found[0].modality == "conditional") == bool(condition)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The marines turned back without firing at the rebels.", "firing", "asserted -"),
        ("Without talks with Ecuador, Peru will lose the case.", "talks", "possible +"),
        ("Chad is suspected of arming the rebels.", "arming", "possible +"),
        ("Police prevented the students from attacking the palace.", "attacking", "asserted -"),
        (
            "Chad sent troops to prevent the rebels from attacking the town.",
            "attacking",
            "possible +",
        ),
        ("The court told the army to withdraw from the town.", "withdraw", "demanded +"),
        ("Kenya is about to withdraw its troops.", "withdraw", "planned +"),
        (
            "The opposition will stay out until the army withdraws from the town.",
            "withdraws",
            "demanded +",
        ),
        ("The rebels held the town until the army attacked them.", "attacked", "asserted +"),
        ("Kenya called for an end to the shelling of the town.", "shelling", "demanded -"),
        ("Any attack on the port would be a mistake.", "attack", "possible +"),
    ],
)
def test_what_the_words_around_an_event_make_of_it(text: str, word: str, status: str) -> None:
    claims = code(Parser().parse(text), model=False, threshold=0.0).claims
    told = {c.trigger.text.split()[0]: f"{c.modality} {c.polarity}" for c in claims}
    assert told[word] == status
