"""Forecasts follow what a story tells: on the demo, and on the annotated storylines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from evals.stories import DEV, story
from tocsin import demo
from tocsin.forecast import History, forecast
from tocsin.histories import dyad_events
from tocsin.keeping import keep
from tocsin.ledger import Ledger
from tocsin.records import DyadEvent, Forecast

THERE, BACK = ("PER", "ECU"), ("ECU", "PER")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[DyadEvent]:
    """The demo as series of pairs."""
    with Ledger(tmp_path_factory.mktemp("stories") / "demo.db") as ledger:
        demo.load(ledger)
        return list(dyad_events(ledger))


def with_and_without(
    events: list[DyadEvent], chosen: list[DyadEvent], cutoff: date
) -> tuple[Forecast, Forecast]:
    """The forecast on that day, and what it would be had the chosen events not been reported."""
    pair = (chosen[0].actor, chosen[0].recipient)
    rest = [each for each in events if each not in chosen]
    return tuple(forecast(History.of(known), pair, cutoff) for known in (events, rest))


def names(made: Forecast, chosen: Iterable[DyadEvent]) -> bool:
    """Whether the explanation names a report of one of the events."""
    reports = {report for each in chosen for report in each.reports}
    return any(reports & set(part.reports) for part in made.contributions)


@pytest.mark.parametrize(
    ("pair", "type_", "published", "rises"),
    [
        (THERE, "ASSAULT", date(2026, 3, 16), True),
        (BACK, "THREATEN", date(2026, 3, 13), True),
        (THERE, "RETREAT", date(2026, 4, 8), False),
    ],
    ids=["carried out", "threatened", "withdrawal planned"],
)
def test_the_demo(told, pair, type_, published, rises):
    chosen = [
        each for each in told
        if (each.actor, each.recipient, each.type) == (*pair, type_) and each.published == published
    ]  # fmt: skip
    assert chosen
    cutoff = max(published + timedelta(days=1), date(2026, 3, 18))
    made, without = with_and_without(told, chosen, cutoff)
    assert not made.note
    assert not without.note
    assert (made.probability > without.probability) is rises
    assert names(made, chosen)


def test_the_demo_calms_down(told):
    history, days = History.of(told), (date(2026, 3, 17), date(2026, 4, 10), date(2026, 4, 24))
    war, truce, later = (forecast(history, THERE, day).probability for day in days)
    assert war > truce > later


def quiet_past(events: list[DyadEvent]) -> list[DyadEvent]:
    """Twelve months of talks and reproaches for each pair, so that there is enough to judge."""
    first = min(each.published for each in events)
    return [
        DyadEvent(f"{a}-{b}-{n}", day, day, a, b, *kind)
        for a, b in sorted({(each.actor, each.recipient) for each in events})
        for n in range(12)
        for day in [first - timedelta(days=30 * n + 5)]
        for kind in [("CONSULT", 1, 4, False) if n % 3 else ("ACCUSE", 3, 11, False)]
    ]


@pytest.mark.parametrize("name", ["s1", "s2", "s3", "s4"])
def test_the_storylines(name: str, tmp_path: Path) -> None:
    """Each report of an act, threat or plan of conflict raises the forecast of its pair on the next
    day, each plan of cooperation lowers it, and the explanation names the report."""
    if not (DEV / name).is_dir():
        pytest.skip("the storylines of ../shared are not there")
    read = story(DEV / name, gold=True)
    results = [
        SimpleNamespace(article=article, claims=read.claims[key], assessments=())
        for key, article in read.articles.items()
    ]
    last = max(each.article.published for each in results)
    with Ledger(tmp_path / "story.db") as ledger:
        keep(ledger, results, now=datetime.combine(last, datetime.min.time(), UTC))
        events = list(dyad_events(ledger))
    past, tested = quiet_past(events), 0
    for each in events:
        conflict = each.quad_class == 4 or each.state == "threatened"
        if not conflict and (each.state == "occurred" or each.quad_class > 2):
            continue
        cutoff = each.published + timedelta(days=1)
        made, without = with_and_without([*past, *events], [each], cutoff)
        assert (made.probability > without.probability) is conflict, each
        assert made.probability != without.probability
        assert names(made, [each])
        tested += 1
    assert tested >= 3
