"""A small crisis of our own as material for briefs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.wording.makers import claim, denied, event, report, shelled
from tocsin.brief import Material
from tocsin.records import Article, Expectation, Report, Situation, StatedQuantity
from tocsin.records.forecasting import Contribution, Forecast

TODAY = date(2026, 3, 12)
KILLED = "Norway killed 12 sailors near Vik on Monday, the Red Cross said."
TALKS = "Norway will meet Iceland in Oslo on March 20."


def killed(publisher: str = "Fjord Courier", low: float = 12.0, **parts: object) -> Report:
    text = KILLED.replace("12", f"{low:g}")
    made = claim(
        text,
        "killed",
        actors=["Norway"],
        recipients=[f"{low:g} sailors"],
        place=["Vik"],
        numbers=[(f"{low:g} sailors", low)],
        when=("Monday", date(2026, 3, 9)),
        sources=[("the Red Cross", "said", "asserts")],
        **{"id": f"killed-{low:g}"} | parts,
    )
    return report(made, publisher)


def talks() -> Report:
    made = claim(
        TALKS,
        "meet",
        "CONSULT",
        actors=["Norway"],
        recipients=["Iceland"],
        place=["Oslo"],
        modality="planned",
        time="future",
        id="talks",
    )
    return report(made, "Oslo Post", 11)


def material() -> Material:
    """Two attacks, one of them denied, and talks that are due."""
    numbers = (
        StatedQuantity("sailors", 12.0, 12.0, False, "the Red Cross", "killed-12"),
        StatedQuantity("sailors", 9.0, 9.0, False, "the Red Cross", "killed-9"),
    )
    attack, one = event([report(shelled()), report(denied(), "Oslo Post")], denied_by=("NOR",))
    deaths, two = event([killed(), killed("Oslo Post", 9.0)], quantities=numbers)
    meeting, three = event([talks()], "planned")
    views = tuple(
        type(view)(type(view.event)(f"e{n}", view.event.type, view.event.claims), view.standing)
        for n, view in enumerate((attack, deaths, meeting))
    )
    reports = one | two | three
    day = date(2026, 3, 20)
    articles = {
        each.article: Article(
            each.claim.sentence.text,
            f"<b>News</b> of {each.publisher}",
            each.day,
            each.publisher,
            url="https://news.example.org/1",
        )
        for each in reports.values()
    }
    situation = Situation("north", "The northern quarrel", actors=("NOR", "ISL"))
    expected = (Expectation("talks", (day, day)),)
    return Material(situation, views, reports, expected, articles)  # type: ignore[arg-type]


def forecast(probability: float = 0.7) -> Forecast:
    """Of force within a fortnight, resting on one attack."""
    part = Contribution("force-14", "force in the last fortnight", 1.0, 0.8, reports=("shelled",))
    return Forecast(
        "f",
        "NOR",
        "ISL",
        "force",
        datetime(2026, 3, 12, tzinfo=UTC),
        date(2026, 3, 12),
        14,
        probability,
        "",
        "moderate",
        1.2,
        0,
        4,
        0.2,
        contributions=(part,),
    )
