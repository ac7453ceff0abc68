from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.news import SHELLING, article, at, denial, shelling
from tocsin.errors import UsageError
from tocsin.ledger import ClaimQuery, Entry, Ledger


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_all([Entry(*shelling()), Entry(*denial())], now=at(0))
    return ledger


CASES: list[tuple[dict[str, object], str]] = [
    ({}, "talks denial shelling"),
    ({"type": "ASSAULT"}, "denial shelling"),
    ({"modality": "planned"}, "talks"),
    ({"time": "future"}, "talks"),
    ({"polarity": "-"}, ""),
    ({"actor": "NOR"}, "denial shelling"),
    ({"actor": "nor/gov"}, "denial shelling"),
    ({"actor": "Government of  norway"}, "denial shelling"),
    ({"actor": "NOR", "recipient": "ISL"}, "shelling"),
    ({"actor": "ISL", "recipient": "NOR"}, ""),
    ({"claimant": "ISL"}, "denial"),
    ({"claimant": "ISL", "stance": "asserts"}, ""),
    ({"claimant": "Oslo"}, "shelling"),
    ({"stance": "denies"}, "denial"),
    ({"stance": "denies", "actor": "NOR", "type": "ASSAULT"}, "denial"),
    ({"place": "NOR"}, "shelling"),
    ({"min_score": 0.8}, "shelling"),
    ({"published_from": date(2026, 3, 2)}, "talks denial"),
    ({"published_to": date(2026, 3, 1)}, "shelling"),
    ({"when_to": date(2026, 2, 28)}, "shelling"),
    ({"when_from": date(2026, 2, 25), "when_to": date(2026, 3, 2)}, "talks denial"),
    ({"actor": "NOR", "published_to": date(2026, 3, 1)}, "shelling"),
    ({"text": "soldier"}, "shelling"),
    ({"text": '"said Oslo"'}, "shelling"),
    ({"text": '"Oslo said"'}, ""),
    ({"text": "tromso iceland"}, "shelling"),
    ({"text": "Tromsö", "actor": "NOR"}, "shelling"),
    ({"text": "sold*"}, "shelling"),
    ({"text": "'; DROP TABLE claims; --"}, ""),
    ({"text": 'NOT OR (iceland) NEAR"'}, ""),
    ({"limit": 1}, "talks"),
    ({"limit": 1, "offset": 1}, "denial"),
    ({"limit": None, "offset": 2}, "shelling"),
    ({"article": "none"}, ""),
    ({"event": "none"}, ""),
]


def test_claims_are_found_by_each_of_their_parts(filled: Ledger) -> None:
    for query, expected in CASES:
        found = [report.claim.id for report in filled.claims(ClaimQuery(**query))]
        assert found == expected.split(), query
        later = [r.claim.id for r in filled.claims(ClaimQuery(**query, as_of=at(1)))]
        assert later == found, query


def test_claims_of_an_article(filled: Ledger) -> None:
    story, claims = denial()
    found = filled.claims(ClaimQuery(article=story.id))
    assert {report.claim for report in found} == set(claims)


def test_articles_are_searched_by_words(filled: Ledger) -> None:
    (hit,) = filled.search("soldiers TROMSO")
    story = shelling()[0]
    assert (hit.article, hit.title, hit.publisher) == (story.id, story.title, story.publisher)
    assert "soldiers" in hit.snippet
    assert len(filled.search("iceland")) == 2
    assert len(filled.search("iceland", limit=1)) == 1
    assert filled.search("iceland", as_of=at(-1)) == ()
    assert filled.search("volcano") == ()
    assert filled.search('"norway shelled" iceland denies')[0].article == denial()[0].id


def test_a_search_needs_a_word(filled: Ledger) -> None:
    for nothing in ("", " ", '"', "* - ''"):
        with pytest.raises(UsageError):
            filled.search(nothing)


def test_long_texts_can_be_searched(ledger: Ledger) -> None:
    words = " ".join(f"word{n}" for n in range(100_000))
    ledger.add(article(SHELLING + words), now=at(0))
    (hit,) = ledger.search("word17")
    assert "word17" in hit.snippet


def test_the_best_hit_comes_first(ledger: Ledger) -> None:
    filler = "The weather stays as it is in all of the country today and tomorrow. " * 8
    ledger.add(article("One volcano. " + filler), now=at(0))
    ledger.add(article("Volcano volcano volcano."), now=at(1))
    assert [hit.title for hit in ledger.search("volcano")] == [
        "Volcano volcano volcano",
        "One volcano",
    ]
