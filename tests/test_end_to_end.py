"""From a saved page to its claims, with the real model."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import tocsin
from tocsin.claim_json import claim_json
from tocsin.pipeline import Result
from tocsin.records import Claim

EXAMPLE = Path(str(files("tocsin").joinpath("data", "example.html")))
MODALITIES = {"asserted", "planned", "possible", "conditional", "demanded", "threatened"}
FURNITURE = ("Published by", "Leave a Reply", "Exit mobile version", "Passionate journalist")


@pytest.fixture(scope="module")
def example() -> Result:
    return tocsin.read(EXAMPLE)


@pytest.fixture(scope="module")
def seed(shared: Path) -> Result:
    return tocsin.read(shared / "seed/article.txt")


def of_type(result: Result, *types: str) -> list[Claim]:
    return [claim for claim in result.claims if claim.type in types]


def countries(held) -> set[str | None]:
    return {mention.entity.country for mention in held if mention.entity}


def test_every_span_gives_its_words(example: Result) -> None:
    text = example.article.text
    for claim in example.claims:
        made = claim_json(claim)
        for held in (*made["actors"], *made["recipients"], *made["attributions"], *made["place"]):
            assert text[held["start"] : held["end"]] == held["text"]
        for key in ("condition", "purpose", "sentence"):
            assert made[key] is None or text[slice(*made["spans"][key])] == made[key]
        assert text[made["start"] : made["end"]] == made["trigger"]
        assert claim.sentence.start <= made["start"] < made["end"] <= claim.sentence.end
        assert made["modality"] in MODALITIES
        assert 0 <= made["score"] <= 1
        assert made["reason"]["frame"] or made["reason"]["scores"]


def test_claims_are_in_text_order_with_ids_that_stay(example: Result) -> None:
    starts = [claim.trigger.start for claim in example.claims]
    assert starts == sorted(starts)
    ids = [claim.id for claim in example.claims]
    assert len(set(ids)) == len(ids)
    assert all(len(name) == 16 for name in ids)
    assert tocsin.read(EXAMPLE).claims == example.claims


def test_the_deployment_has_its_source_and_number(example: Result) -> None:
    moved = [c for c in of_type(example, "MOBILIZE") if c.quantities]
    assert moved
    claim = moved[0]
    assert countries(claim.actors) == {"PER"}
    assert (claim.quantities[0].low, claim.quantities[0].approximate) == (3000, True)
    assert "ECU" in countries(held.source for held in claim.attributions)


def test_the_meeting_is_planned_and_the_missiles_are_feared(example: Result) -> None:
    assert any(c.modality == "planned" for c in of_type(example, "CONSULT"))
    feared = [c for c in example.claims if "missiles to the region" in c.sentence.text]
    assert feared
    assert all(c.modality == "possible" for c in feared)


def test_the_pledge_to_close_the_border_is_no_fact(example: Result) -> None:
    closing = [c for c in example.claims if c.trigger.text == "close"]
    assert all(c.modality in {"threatened", "conditional"} for c in closing)


def test_the_seed_without_furniture_and_dates(seed: Result) -> None:
    assert seed.article.published is None
    assert not [words for words in FURNITURE if words in seed.article.text]
    assert all(c.when is None or c.when.start is c.when.end is None for c in seed.claims)


def test_the_seed_keeps_claim_and_claimant_apart(seed: Result) -> None:
    about = [c for c in seed.claims if c.quantities and c.quantities[0].low == 10000]
    assert about
    assert countries(held.source for held in about[0].attributions) == {"USA"}
    held = [a for c in seed.claims for a in c.attributions if a.stance == "withholds"]
    assert countries(a.source for a in held) == {"PRK", "RUS"}
    meeting = [c for c in of_type(seed, "CONSULT") if "Moscow" in c.sentence.text]
    assert meeting
    assert meeting[0].modality == "planned"
    weapons = [c for c in of_type(seed, "AID") if "hinted" in c.sentence.text]
    assert weapons
    assert weapons[0].modality == "possible"


def test_processes_do_not_change_the_output(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    text = "Norway sent two ships to Iceland on Monday, Oslo said. Iceland denied it."
    rows = [json.dumps({"id": str(n), "text": f"{text} That was report {n}."}) for n in range(6)]
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    made = []
    for count in ("1", "2"):
        out = tmp_path / f"out{count}.jsonl"
        call = [sys.executable, "-m", "tocsin", "code", source]
        subprocess.run([*call, "-o", out, "--processes", count], check=True, capture_output=True)
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert len(made[0].splitlines()) == 6
