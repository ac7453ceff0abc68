"""The JSON form of a claim."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tocsin.claim_json import assessment_json, claim_json
from tocsin.records import Assessment, Claim, Link, Mention, Quantity, Span

KEYS = (
    "start end trigger type mode contexts actors recipients place when quantities modality polarity"
    " time attributions condition purpose links sentence cameo goldstein quad_class scale score id"
    " spans reason"
)


def test_the_keys_and_their_order(claim: Claim) -> None:
    made = claim_json(claim)
    assert list(made) == KEYS.split()
    assert list(made["actors"][0]) == [
        *("text", "start", "end", "country", "sector", "name", "entity", "descriptors")
    ]
    assert list(made["attributions"][0]) == [*made["actors"][0], "cue", "cue_span", "stance"]
    assert json.loads(json.dumps(made)) == made


def test_values(claim: Claim) -> None:
    made = claim_json(claim)
    assert made["actors"][0]["country"] == "NOR"
    assert made["recipients"][0]["country"] is None
    assert made["when"] == {
        "text": "this week",
        "start": "2026-03-09",
        "end": "2026-03-15",
        "precision": "week",
    }
    quantity = made["quantities"][0]
    assert (quantity["low"], quantity["what"], quantity["approximate"]) == (3000, "troops", True)
    assert isinstance(quantity["low"], int)
    assert (made["cameo"], made["goldstein"], made["quad_class"]) == ("154", -7.2, 4)
    assert (made["scale"], made["score"]) == (-6.5, 0.8123)
    assert made["attributions"][1]["stance"] == "denies"


def test_every_offset_gives_its_words(claim: Claim, result) -> None:
    text, made = result.article.text, claim_json(claim)
    assert text[made["start"] : made["end"]] == made["trigger"]
    for held in (*made["actors"], *made["recipients"], *made["attributions"], *made["place"]):
        assert text[held["start"] : held["end"]] == held["text"]
    for held in made["attributions"]:
        assert text[slice(*held["cue_span"])] == held["cue"]
    assert text[slice(*made["quantities"][0]["span"])] == made["quantities"][0]["text"]
    for key in ("condition", "purpose", "sentence"):
        assert text[slice(*made["spans"][key])] == made[key]
    assert text[slice(*made["spans"]["when"])] == made["when"]["text"]


def test_a_bare_claim(claim: Claim) -> None:
    made = claim_json(Claim(claim.trigger, "AID", None, claim.sentence))
    assert made["mode"] is made["when"] is made["condition"] is made["purpose"] is None
    assert made["actors"] == made["place"] == made["quantities"] == made["attributions"] == []
    assert made["spans"]["when"] is made["spans"]["condition"] is None


def test_open_and_broken_numbers(claim: Claim) -> None:
    spans = Span(0, 1, "x")
    numbers = (Quantity(spans, 5.0, None, "people"), Quantity(spans, 2.5, 2.5, "tons"))
    made = claim_json(replace(claim, quantities=numbers))["quantities"]
    assert [(q["low"], q["high"]) for q in made] == [(5, None), (2.5, 2.5)]


def test_links(claim: Claim) -> None:
    made = claim_json(replace(claim, links=(Link("cause", "abd000"),)))
    assert made["links"] == [{"kind": "cause", "claim": "abd000"}]


def test_an_assessment(claim: Claim) -> None:
    norway, oslo = claim.actors[0], claim.attributions[0]
    found = Assessment(
        span=claim.purpose,
        predicate=claim.trigger,
        kind="effect",
        sentence=claim.sentence,
        object=norway,
        attributions=(oslo,),
        quotes=(claim.condition,),
        valence="-",
        id="f" * 16,
    )
    made = assessment_json(found)
    assert (made["text"], made["kind"], made["valence"]) == ("to deter Iceland", "effect", "-")
    assert (made["object"]["country"], made["affected"]) == ("NOR", None)
    assert (made["held_by"], made["attributions"][0]["cue"]) == ("named", "According to")
    assert made["quotes"] == ["if talks fail"]
    assert json.loads(json.dumps(made)) == made
    unnamed = Mention(claim.trigger, "deployed", kind="cue")
    held = replace(found, attributions=(replace(oslo, source=unnamed),))
    assert assessment_json(held)["held_by"] == "unnamed"
    assert assessment_json(replace(found, attributions=()))["held_by"] == "report"
    page = (Path(__file__).parents[1] / "docs/json.md").read_text(encoding="utf-8")
    assert [key for key in (*made, *made["spans"]) if f"`{key}`" not in page] == []
