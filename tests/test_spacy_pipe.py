"""Claims on a spaCy Doc."""

from __future__ import annotations

import pytest

from tests.conftest import TEXT
from tocsin import pipeline
from tocsin.errors import UsageError
from tocsin.spacy_pipe import make, to_spacy

spacy = pytest.importorskip("spacy")
Language = pytest.importorskip("spacy.language").Language


@pytest.fixture
def days(monkeypatch, result) -> list:
    """Every text has the sample claim; gives the days of publication that were handed over."""
    seen: list = []

    def run(article, **_):
        seen.append(article.published)
        return result

    monkeypatch.setattr(pipeline, "run", run)
    return seen


def test_claims_and_spans(days, claim) -> None:
    doc = to_spacy(spacy.blank("en")(TEXT))
    assert [each["id"] for each in doc._.claims] == ["abc123"]
    (trigger,) = doc.spans["claims"]
    assert (trigger.text, trigger.label_, trigger.id_) == ("deployed", "MOBILIZE", "abc123")
    assert {(span.label_, span.text) for span in doc.spans["parties"]} == {
        ("ACTOR", "Norway"),
        ("RECIPIENT", "Iceland"),
        ("SOURCE", "Oslo"),
        ("SOURCE", "Iceland"),
        ("PLACE", "Tromso"),
    }


def test_as_a_component_and_saved(days) -> None:
    nlp = spacy.blank("en")
    if "tocsin" not in nlp.factory_names:  # the entry point of an installed package
        Language.factory("tocsin", func=make)
    nlp.add_pipe("tocsin")
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims
    assert [span.text for span in again.spans["claims"]] == ["deployed"]


def test_the_day_of_publication(days) -> None:
    doc = spacy.blank("en")(TEXT)
    to_spacy(doc, published="2026-03-12")
    doc._.published = "2026-03-13"
    to_spacy(doc)
    assert [str(day) for day in days] == ["2026-03-12", "2026-03-13"]
    with pytest.raises(UsageError):
        to_spacy(doc, published="soon")


def test_no_words_no_claims(days) -> None:
    doc = to_spacy(spacy.blank("en")("  "))
    assert doc._.claims == []
    assert days == []
