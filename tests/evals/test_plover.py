"""Which of the claims of a record answers for it, and the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals import plover
from tocsin.records import Claim, Link, Mention, Span

TEXT = "Norway accused Iceland of firing at Faroese boats."


def words(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text), text)


def claim(type_: str, actor: str, recipient: str, score: float) -> Claim:
    return Claim(
        words("accused"),
        type_,
        None,
        words(TEXT),
        actors=(Mention(words(actor), actor),),
        recipients=(Mention(words(recipient), recipient),),
        score=score,
    )


ACCUSED = claim("ACCUSE", "Norway", "Iceland", 0.4)
FIRED = claim("ASSAULT", "Iceland", "Faroese boats", 0.9)


def record(source: list[str], target: list[str]) -> dict:
    def party(name: str) -> dict:
        span = words(name)
        return {"text": name, "start": span.start, "end": span.end}

    return {"source": list(map(party, source)), "target": list(map(party, target)), "spans": []}


@pytest.mark.parametrize(
    ("source", "target", "type_"),
    [
        (["Norway"], ["Iceland"], "ACCUSE"),
        (["Iceland"], ["Faroese boats"], "ASSAULT"),
        (["Norway", "Iceland"], [], "ACCUSE"),
        ([], [], "ASSAULT"),
    ],
)
def test_the_claim_whose_parties_fit_answers(source, target, type_) -> None:
    parties = plover.given(record(source, target))
    assert plover.best([ACCUSED, FIRED], parties).type == type_


def test_no_claim_is_no_answer() -> None:
    assert plover.best([], plover.Given()) is None


def test_a_swapped_party_fits_better_than_a_missing_one() -> None:
    parties = plover.given(record(["Norway"], ["Iceland"]))
    swapped = replace(ACCUSED, actors=ACCUSED.recipients, recipients=ACCUSED.actors)
    missing = replace(ACCUSED, actors=(), recipients=())
    fits = [plover.fit(c, parties) for c in (ACCUSED, swapped, missing)]
    assert fits == pytest.approx([1.0, 0.09, 0.01])


def test_marked_spans_count_where_a_name_is_not_in_the_text() -> None:
    row = record([], ["Iceland"]) | {"spans": [{"role": "SRC", "start": 0, "end": 6}]}
    row["source"] = [{"text": "NOR", "start": None, "end": None}]
    assert plover.given(row).actor == ((0, 6),)


def test_figures() -> None:
    pairs = [("ASSAULT", "ASSAULT"), ("ASSAULT", "COERCE"), ("AID", "AID"), ("AGREE", None)]
    found = plover.scores(pairs)
    assert (found["n"], found["accuracy"], found["none"]) == (4, 0.5, 1)
    assert found["macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3, abs=1e-4)
    assert found["quad"] == 0.75


def test_the_outer_act_is_the_answer() -> None:
    """What is accused of is the content of the accusation, however sure its score."""
    accused = replace(ACCUSED, links=(Link("content", 1),))
    assert plover.best([accused, FIRED], plover.Given()).type == "ACCUSE"
    assert plover.best([ACCUSED, FIRED], plover.Given()).type == "ASSAULT"


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ({"type": "AID", "modality": "planned"}, "AGREE"),
        ({"type": "AID", "time": "future"}, "AGREE"),
        ({"type": "AID", "modality": "planned", "polarity": "-"}, "REJECT"),
        ({"type": "SANCTION", "modality": "conditional"}, "THREATEN"),
        ({"type": "SANCTION", "modality": "planned", "polarity": "-"}, "SANCTION"),
        ({"type": "REQUEST", "modality": "planned"}, "REQUEST"),
        ({"type": "AID", "modality": "demanded"}, "AID"),
        ({"type": "AID", "modality": "asserted"}, "AID"),
    ],
)
def test_an_act_to_come_is_an_intention(told: dict, type_: str) -> None:
    assert plover.as_intended(replace(FIRED, **told)) == type_
