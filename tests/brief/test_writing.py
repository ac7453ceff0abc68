"""The brief as a whole: sections, sources, and nothing that the check refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.brief.makers import TODAY, material
from tocsin.brief import Brief, fault, marks, shown, since, write
from tocsin.brief.writing import MOST_CITED, described
from tocsin.records import Situation

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return write(material(), first=since(NOW, 7), now=NOW)


def texts(brief: Brief, title: str) -> list[str]:
    found = [section for section in brief.sections if section.title == title]
    return [sentence.text for sentence in found[0].sentences]


def test_a_window_counts_its_last_day() -> None:
    assert str(since(NOW, 7)) == "2026-03-06"
    assert since(NOW, 1) == TODAY


def test_highlights_come_first(brief: Brief) -> None:
    assert "The Red Cross says that Norway killed 12 sailors near Vik on 9 March." in texts(
        brief, "Highlights"
    )
    assert brief.title == "The northern quarrel: situation report"
    assert brief.scope == (
        "Reports of 6 March to 12 March 2026: 3 articles. Covers Norway and Iceland."
    )


def test_numbers_stand_with_their_givers(brief: Brief) -> None:
    (figures,) = texts(brief, "Key figures")
    assert figures.endswith(
        "12 sailors according to the Red Cross; 9 sailors according to the Red Cross."
    )


def test_disputes(brief: Brief) -> None:
    (disputed,) = texts(brief, "Who disputes what")
    assert disputed.endswith("on 9 March; Norway denies it.")


def test_what_is_due(brief: Brief) -> None:
    assert texts(brief, "Due next") == [
        "On 20 March: Norway will meet Iceland in Oslo, Oslo Post reported on 11 March."
    ]


def test_every_sentence_cites_and_passes(brief: Brief) -> None:
    reports = material().reports
    known = marks(brief)
    sentences = [s for section in brief.sections for s in section.sentences]
    assert sentences
    for sentence in sentences:
        assert fault(sentence, reports) is None
        cited = shown(sentence, reports)
        assert 1 <= len(cited) <= MOST_CITED
        assert all(claim in known for claim in cited)


def test_sources_hold_the_words(brief: Brief) -> None:
    reports = material().reports
    assert [source.number for source in brief.sources] == [*range(1, len(brief.sources) + 1)]
    for source in brief.sources:
        for quote in source.quotes:
            assert quote.words == reports[quote.claim].claim.sentence.text
            assert quote.mark.startswith(str(source.number))


def test_nothing_to_tell() -> None:
    empty = replace(material(), views=(), reports={}, expectations=())
    brief = write(empty, first=since(NOW, 7), now=NOW)
    assert all(not section.sentences and section.note for section in brief.sections)
    assert brief.sources == ()
    assert brief.refused == ()


def test_old_news_is_no_highlight() -> None:
    later = datetime(2026, 4, 20, 8, tzinfo=UTC)
    brief = write(material(), first=since(later, 7), now=later)
    assert texts(brief, "Highlights") == []
    assert texts(brief, "Due next") == []


def test_a_situation_in_words() -> None:
    one = Situation("s", "S", places=("NOR", "Vik"), types=("ASSAULT",), words=("ship",))
    assert described(one) == "in Norway and Vik, events of type ASSAULT, with the words ship"
    assert described(Situation("s", "S")) == "the whole ledger"
