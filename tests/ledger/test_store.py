from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.ledger.news import DENIAL, SHELLING, article, assessment, at, claim, denial, shelling
from tocsin.errors import DataError, TocsinError, UsageError
from tocsin.ledger import ClaimQuery, Entry, Ledger
from tocsin.records import Claim


def ids(ledger: Ledger, **query: object) -> list[str]:
    return [report.claim.id for report in ledger.claims(ClaimQuery(**query))]


def test_a_claim_comes_back_without_loss(ledger: Ledger, claim: Claim) -> None:
    story, claims = shelling()
    assert ledger.add(story, (*claims, claim), (assessment(SHELLING, "fell"),), now=at(0))
    assert ledger.article(story.id) == story
    for one in (*claims, claim):
        report = ledger.claim(one.id)
        assert report is not None
        assert report.claim == one
        assert (report.article, report.day, report.publisher, report.origin) == (
            story.id,
            date(2026, 3, 1),
            "The Fjord Courier",
            story.id,
        )
    assert ledger.assessments(story.id) == (assessment(SHELLING, "fell"),)


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    story, claims = shelling()
    assert ledger.add(story, claims, now=at(0))
    before = ledger.counts()
    assert not ledger.add(story, claims, now=at(5))
    assert ledger.counts() == before
    assert ledger.printings(story.id)[0].added == at(0)


def test_what_is_not_there_is_none(ledger: Ledger) -> None:
    assert ledger.article("none") is None
    assert ledger.claim("none") is None
    assert ledger.claims() == ()
    assert ledger.assessments("none") == ()
    assert list(ledger.reports()) == []


def test_reports_come_by_day_article_and_offset(ledger: Ledger) -> None:
    ledger.add_all([Entry(*denial()), Entry(*shelling())], now=at(0))
    undated, claims = article("Sweden left.", None), ()
    claims = (claim("Sweden left.", "left", "RETREAT", actor="Sweden", id="left"),)
    ledger.add(undated, claims, now=at(100))
    found = list(ledger.reports())
    assert [report.claim.id for report in found] == ["shelling", "denial", "talks", "left"]
    assert found[-1].day is None
    assert set(ledger.reports_of(["talks", "left", "none"])) == {"talks", "left"}


def test_an_edit_supersedes_and_the_old_text_stays(ledger: Ledger) -> None:
    story, claims = shelling()
    text = SHELLING.replace("12", "2")
    edited = replace(story, text=text)
    new = claim(text, "shelled", "ASSAULT", actor="Norway", id="edited")
    ledger.add(story, claims, now=at(0))
    ledger.add(edited, (new,), now=at(5))
    first, second = ledger.revisions("https://fjord.example/1")
    assert (first.supersedes, second.supersedes) == (None, first.id)
    assert ids(ledger) == ["edited"]
    assert ids(ledger, as_of=at(4)) == ["shelling"]
    assert [r.claim.id for r in ledger.reports(as_of=at(4))] == ["shelling"]
    assert ledger.article(story.id) == story
    old = ledger.claim("shelling")
    assert old is not None
    assert old.claim == claims[0]
    before = ledger.counts()
    ledger.add(story, claims, now=at(6))
    ledger.add(edited, (new,), now=at(7))
    assert ledger.counts() == before
    assert ids(ledger) == ["edited"]


def test_an_edited_text_that_stands_elsewhere_still_counts(ledger: Ledger) -> None:
    story, claims = shelling()
    ledger.add(story, claims, now=at(0))
    ledger.add(replace(story, url="https://b.example/9", publisher="B"), claims, now=at(1))
    assert len(ledger.printings(story.id)) == 2
    assert len(ledger.printings(story.id, as_of=at(0))) == 1
    ledger.add(replace(story, text="All withdrawn."), now=at(2))
    assert ids(ledger) == ["shelling"]
    ledger.add(replace(story, text="Gone.", url="https://b.example/9"), now=at(3))
    assert ids(ledger) == []
    ledger.add(replace(story, url="https://c.example/1"), claims, now=at(4))
    assert ids(ledger) == ["shelling"]
    assert ids(ledger, as_of=at(3)) == []


def test_another_reading_supersedes_the_first(ledger: Ledger) -> None:
    story, claims = shelling()
    ledger.add(story, claims, (assessment(SHELLING, "fell"),), now=at(0))
    better = (replace(claims[0], score=0.99), claim(SHELLING, "fell", "ASSAULT", id="fell"))
    assert ledger.add(story, better, now=at(1))
    assert ids(ledger, min_score=0.9) == ["shelling"]
    assert sorted(ids(ledger)) == ["fell", "shelling"]
    assert ids(ledger, as_of=at(0)) == ["shelling"]
    assert ledger.assessments(story.id) == ()
    assert len(ledger.assessments(story.id, as_of=at(0))) == 1
    assert not ledger.add(story, claims, (assessment(SHELLING, "fell"),), now=at(2))
    assert ids(ledger, min_score=0.9) == ["shelling"]


def test_what_is_added_later_does_not_count(ledger: Ledger) -> None:
    ledger.add(*shelling(), now=at(0))
    ledger.add(*denial(), now=at(24))
    assert ids(ledger, as_of=at(-1)) == []
    assert ids(ledger, as_of=at(23)) == ["shelling"]
    assert len(ids(ledger, as_of=at(24))) == 3
    assert ledger.article(denial()[0].id, as_of=at(23)) is None
    assert ledger.claim("talks", as_of=at(23)) is None
    assert list(ledger.article_ids(as_of=at(23))) == [shelling()[0].id]
    assert len(list(ledger.article_ids())) == 2


def test_an_entry_that_cannot_be_kept_leaves_nothing(ledger: Ledger) -> None:
    story, claims = shelling()
    bad = [
        Entry(replace(story, text="a\x00b")),
        Entry(replace(story, title="\ud800")),
        Entry(story, (replace(claims[0], id=""),)),
        Entry(story, (claims[0], replace(claims[0], modality="planned"))),
        Entry(story, (replace(claims[0], score=float("nan")),)),
        Entry(story, (replace(claims[0], condition="no span"),)),
    ]
    for entry in bad:
        with pytest.raises(DataError) as caught:
            ledger.add_all([Entry(*denial()), entry], now=at(0))
        assert "\n" not in str(caught.value)
    assert set(ledger.counts().values()) == {0}


def test_a_moment_needs_its_time_zone(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="time zone"):
        ledger.add(*shelling(), now=datetime(2026, 3, 1))  # noqa: DTZ001
    with pytest.raises(UsageError, match="time zone"):
        ledger.claims(ClaimQuery(as_of=datetime(2026, 3, 1)))  # noqa: DTZ001


def test_two_hands_on_one_ledger(where: str) -> None:
    with Ledger(where) as one, Ledger(where) as two:
        one.add(*shelling(), now=at(0))
        reading = two.reports()
        assert next(reading).claim.id == "shelling"
        one.add(*denial(), now=at(1))
        assert list(reading) == []
        assert len(two.claims()) == 3


def test_places_that_are_no_ledger(tmp_path: Path) -> None:
    noise = tmp_path / "noise.db"
    noise.write_text(DENIAL)
    other = tmp_path / "other.db"
    import sqlite3

    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    wrong = [
        noise,
        other,
        tmp_path,
        tmp_path / "no" / "where.db",
        "mysql://x/y",
        "::://",
        "http://a",
    ]
    for place in wrong:
        with pytest.raises(TocsinError) as caught:
            Ledger(place)
        assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match="no ledger at"):
        Ledger(tmp_path / "new.db", create=False)
    assert not (tmp_path / "new.db").exists()


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    with pytest.raises(DataError) as caught:
        Ledger("postgresql://ann:secret@127.0.0.1:1/news?connect_timeout=2")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "ann:***@127.0.0.1" in str(caught.value)
