"""The demo: invented, complete, coded as the coder codes, and loaded day by day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tocsin import pipeline
from tocsin.demo import FIRST, LAST, load, look_out, situations_path
from tocsin.demo.story import REBUILD, articles, results
from tocsin.errors import DataError, UsageError
from tocsin.ledger import EventQuery, Ledger
from tocsin.watch import load as load_plan

DATA = Path(__file__).parents[2] / "src/tocsin/data/demo"
SAMPLE = ("puy-07", "puy-41")
EARLY = date(2026, 3, 6)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("demo") / "demo.db") as made:
        load(made, today=EARLY)
        yield made


def test_all_articles_say_that_they_are_fiction() -> None:
    for article in articles():
        assert str(article.publisher).endswith(" (fiction)")
        assert re.match(r"https://[a-z-]+\.example\.org/fiction/", str(article.url))
    assert "fiction" in (DATA / "README.md").read_text(encoding="utf-8")


def test_sixty_articles_of_six_weeks() -> None:
    found = articles()
    assert 55 <= len(found) <= 65
    assert len({article.id for article in found}) == len(found)
    assert [article.published for article in found] == sorted(a.published for a in found)
    assert (found[0].published, found[-1].published) == (FIRST, LAST)
    assert 35 <= (LAST - FIRST).days <= 42
    for article in found:
        assert 90 <= len(article.text.split()) <= 260, article.name
        assert article.text.startswith(article.title)


def test_the_files_are_small() -> None:
    assert (DATA / "articles.jsonl").stat().st_size < 150_000
    assert (DATA / "coded.jsonl.gz").stat().st_size < 1_000_000


def test_every_article_was_coded() -> None:
    found = results()
    assert len(found) == len(articles())
    assert all(result.claims for result in found)
    kinds = Counter(claim.type for result in found for claim in result.claims)
    assert len(kinds) == 16
    said = {claim.modality for result in found for claim in result.claims}
    assert len(said) == 6


@pytest.mark.parametrize("name", SAMPLE)
def test_the_coder_says_the_same_today(name: str) -> None:
    shipped = {result.article.name: result for result in results()}[name]
    now = pipeline.run(shipped.article)
    ours, theirs = ([plain(claim) for claim in r.claims] for r in (shipped, now))
    assert ours == theirs, f"the shipped claims of the demo are out of date: run {REBUILD}"


def plain(claim) -> tuple[object, ...]:
    """A claim without its scores, which differ in the last digits between machines."""
    return (
        claim.id,
        claim.type,
        claim.mode,
        claim.modality,
        claim.polarity,
        claim.time,
        [m.span for m in claim.actors],
        [m.span for m in claim.recipients],
        [p.name for p in claim.place],
        claim.when,
        [(held.source.span, held.stance) for held in claim.attributions],
    )


def test_each_article_came_on_its_day(ledger: Ledger) -> None:
    expected = [article for article in articles() if article.published <= EARLY]
    assert ledger.counts()["articles"] == len(expected)
    for article in expected:
        (printing,) = ledger.printings(article.id)
        assert printing.added.date() == article.published
    before = datetime(2026, 3, 3, 23, tzinfo=UTC)
    assert len(list(ledger.article_ids(as_of=before))) == 3


def test_events_were_derived(ledger: Ledger) -> None:
    assert ledger.counts()["events"] > 20
    seized = ledger.events(EventQuery(type="COERCE", recipient="PER", limit=None))
    assert seized


def test_the_watch_judges_its_situations(ledger: Ledger) -> None:
    with situations_path() as path:
        plan = load_plan(path)
    look_out(ledger, plan, today=EARLY)
    assert [each.id for each in ledger.watching.situations()] == [s.id for s in plan.situations]
    states = {state.indicator: state.state for state in ledger.watching.states()}
    assert states["massing"] in {"observed", "emerging"}
    assert states["aid"] == "not-seen"


def test_a_ledger_that_is_in_use_is_left_alone(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="is not empty"):
        load(ledger)


def test_a_day_before_the_story(tmp_path: Path) -> None:
    with (
        Ledger(tmp_path / "x.db") as empty,
        pytest.raises(UsageError, match="begins on 2026"),
    ):
        load(empty, today=date(2026, 3, 1))


def test_claims_of_another_text_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tuple(
        type(article)(article.text + " Changed.", name=article.name) for article in articles()
    )
    monkeypatch.setattr("tocsin.demo.story.articles", lambda: changed)
    with pytest.raises(DataError, match="of another text; run python"):
        results()
