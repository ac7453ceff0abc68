from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from tocsin.records import Claim, Entity, Lead, Mention, Place, Reason, Span
from tocsin.resolve import country_choice
from tocsin.resolve.country_choice import believed, choose
from tocsin.resolve.country_evidence import NAMES, Evidence
from tocsin.resolve.parties import Parties

TEXT = "Peru sent troops. The fighters crossed into Chile."


def phrase(text: str, kind: str, sentence: int) -> Mention:
    at = TEXT.index(text)
    span = Span(at, at + len(text), text)
    return Mention(span, text.rsplit(maxsplit=1)[-1], kind, sentence=sentence)


PERU, CHILE = phrase("Peru", "name", 0), phrase("Chile", "name", 1)
FIGHTERS = phrase("The fighters", "nominal", 1)


def claim(*leads: Lead, **fields: object) -> Claim:
    at = TEXT.index("crossed")
    trigger, sentence = Span(at, at + 7, "crossed"), Span(18, len(TEXT), TEXT[18:])
    made = Claim(trigger, "MOBILIZE", None, sentence, sentence_index=1, **fields)
    return replace(made, reason=Reason("", leads=leads))


def countries(mentions: Sequence[Mention]) -> list[str | None]:
    return [m.entity.country if m.entity else None for m in mentions]


def chosen(monkeypatch: pytest.MonkeyPatch, c: Claim, **chances: Mapping[str, float]) -> Claim:
    """The claim as `choose` leaves it if the trees say so."""
    parties = Parties((PERU, FIGHTERS, CHILE))

    def trees(role: str) -> object:
        told = country_choice.readings([c], [c], parties)[0]
        names = Evidence(parties, [told]).candidates(told)
        return lambda rows: np.array([chances.get(role, {}).get(k, 0.0) for k in names])

    monkeypatch.setattr(country_choice, "_trees", trees)
    return choose([c], [c], parties)[0]


LEAD = Lead("actor", PERU, 1.0)


def test_a_phrase_without_a_country_takes_the_likeliest(monkeypatch):
    found = chosen(monkeypatch, claim(LEAD, actors=(FIGHTERS,)), actor={"PER": 0.8, "CHL": 0.1})
    assert countries(found.actors) == ["PER"]
    assert found.actors[0].span == FIGHTERS.span
    assert [(s.value, s.probability) for s in found.reason.scores] == [
        ("PER", 0.8), ("CHL", 0.1), ("CHL", 0.0), ("PER", 0.0),
    ]  # fmt: skip
    assert found.reason.rules == ("actor: countries weighed over the whole text",)


def test_a_country_that_no_phrase_is_left_for_comes_with_the_words_that_name_it(monkeypatch):
    found = chosen(monkeypatch, claim(LEAD), recipient={"CHL": 0.7})
    assert countries(found.recipients) == ["CHL"]
    assert found.recipients[0].span == CHILE.span


def test_a_country_of_the_place_alone_comes_with_the_words_of_the_place(monkeypatch):
    spot = Place(Span(0, 4, "Lima"), "Lima", country="BOL")
    found = chosen(monkeypatch, claim(LEAD, place=(spot,)), recipient={"BOL": 0.9})
    assert [(m.span, m.entity) for m in found.recipients] == [
        (spot.span, Entity("BOL", "Lima", "BOL"))
    ]


def test_an_unlikely_country_of_the_rules_goes(monkeypatch):
    wrong = replace(FIGHTERS, entity=Entity("CHL", "Chile", "CHL"))
    assert countries(chosen(monkeypatch, claim(LEAD, actors=(wrong,))).actors) == [None]


def test_what_the_rules_say_needs_less():
    chance = {"PER": 0.45, "CHL": 0.45, "BOL": 0.6, "ARG": 0.3}
    assert believed(chance, {"CHL", "ARG"}, "actor") == ["BOL", "CHL"]
    assert believed(chance, {"CHL", "ARG"}, "actor", {"ARG": 0.25, "PER": 0.25}) == [
        "BOL",
        "CHL",
        "ARG",
    ]


def test_claims_that_no_model_read_stay_as_they_are():
    c = claim(actors=(FIGHTERS,))
    assert choose([c], [c], Parties((PERU, FIGHTERS, CHILE))) == [c]


@pytest.mark.parametrize("role", country_choice.CHOSEN)
def test_the_shipped_trees_prefer_the_country_that_the_phrase_names(role):
    """Everything else being equal, a named and pointed-to country is likelier than another."""
    row = dict.fromkeys(NAMES, 0.0) | {"pointer": -8.0, "pointer_other": -8.0, "kind": 1}
    named = row | {"pointer": 4.0, "pointer_margin": 6.0, "named": 1.0, "said": 1.0, "share": 0.5}
    rows = np.array([[r[n] for n in NAMES] for r in (row, named)], dtype=np.float32)
    low, high = country_choice._trees(role)(rows)
    assert low < 0.2
    assert high > 0.7
