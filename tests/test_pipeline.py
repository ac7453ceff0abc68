"""The order of the stages, and dates as arguments."""

from __future__ import annotations

from datetime import date

import pytest

import tocsin
from tocsin import coding, pipeline
from tocsin.errors import UsageError
from tocsin.language.types import Parse
from tocsin.records import Article


@pytest.fixture
def held(monkeypatch):
    """The article that `run` was given."""
    seen: list[Article] = []

    def run(article: Article, *, everything: bool = False) -> pipeline.Result:
        seen.append(article)
        return pipeline.Result(article, ())

    monkeypatch.setattr(pipeline, "run", run)
    return seen


TEXT = (
    "Norway said on Monday that it will send two ships to Iceland for a joint exercise this week."
)


def test_the_date_is_an_argument(held) -> None:
    assert tocsin.read(TEXT).article.published is None
    assert tocsin.read(TEXT, published="2026-03-12").article.published == date(2026, 3, 12)
    assert tocsin.read(TEXT, published=date(2026, 3, 1)).article.published == date(2026, 3, 1)
    assert [article.text for article in held] == [TEXT] * 3


def test_a_text_without_news_costs_little(monkeypatch) -> None:
    def resolve(*_: object) -> None:
        raise AssertionError("nothing is to be resolved")

    monkeypatch.setattr("tocsin.resolve.resolve", resolve)
    text = "How to grow tomatoes\nChoose a deep pot.\nWater it daily.\nEnjoy your salad."
    assert pipeline.run(Article(text)).claims == ()


def test_everything_is_parsed_on_demand(monkeypatch) -> None:
    import tocsin.language

    asked: list[object] = []

    def parse(article: Article, *, wanted: object) -> Parse:
        asked.append(wanted)
        return Parse(())

    monkeypatch.setattr(tocsin.language, "parse", parse)
    pipeline.run(Article(TEXT))
    pipeline.run(Article(TEXT), everything=True)
    assert asked == [coding.wanted, None]


@pytest.mark.parametrize("bad", ["yesterday", "2026-02-30", "", "12/03/2026"])
def test_a_bad_date_is_refused(held, bad: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        tocsin.read(TEXT, published=bad)
    assert not held
