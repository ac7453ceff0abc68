from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.ledger.news import at
from tocsin.ledger import Ledger
from tocsin.records import Contribution, Forecast, ForecastScore, Question

CUT = date(2026, 3, 1)


def forecast(key: str, **told: object) -> Forecast:
    values: dict[str, object] = {
        "actor": "NOR", "recipient": "ISL", "target": "conflict", "made": at(0), "cutoff": CUT,
        "horizon": 7, "probability": 0.25, "likelihood": "unlikely", "confidence": "low",
        "expected": 0.3, "low": 0, "high": 1, "class_rate": 0.02,
        "contributions": (Contribution("q4_7", "material conflict", 1.0, 0.5, 0.1, ("c1",)),),
    }  # fmt: skip
    return Forecast(id=key, **(values | told))


def score(key: str, happened: bool = True) -> ForecastScore:
    return ForecastScore(key, at(200), happened, int(happened), 0.5, 0.7, ("e1",))


def question(key: str) -> Question:
    closes = CUT + timedelta(days=7)
    return Question(
        key, "talks", "Will they?", "NOR", "ISL", "CONSULT", at(0), CUT, closes, 0.5, "1 of 2"
    )


def test_a_forecast_is_written_once_and_never_edited(ledger: Ledger) -> None:
    store = ledger.forecasting
    assert store.write([forecast("a"), forecast("b"), forecast("a")]) == 2
    assert store.write([forecast("a", probability=0.99)]) == 0
    assert [each.id for each in store.forecasts()] == ["b", "a"]
    assert store.forecasts()[1] == forecast("a")


def test_the_last_forecast_of_a_pair(ledger: Ledger) -> None:
    store = ledger.forecasting
    later = forecast("b", cutoff=CUT + timedelta(days=3))
    store.write([later, forecast("a"), forecast("c", recipient="SWE"), forecast("d", horizon=30)])
    assert store.last(("NOR", "ISL"), "conflict", 7) == later
    assert store.last(("ISL", "NOR"), "conflict", 7) is None


def test_forecasts_are_scored_when_due_and_once(ledger: Ledger) -> None:
    store = ledger.forecasting
    store.write([forecast("a"), forecast("b", horizon=30)])
    assert store.unscored(CUT + timedelta(days=6)) == ()
    assert [each.id for each in store.unscored(CUT + timedelta(days=7))] == ["a"]
    assert store.score([score("a")]) == 1
    assert store.score([score("a", happened=False)]) == 0
    assert store.unscored(CUT + timedelta(days=7)) == ()
    assert store.scored() == ((forecast("a"), score("a")),)


def test_questions_and_answers(ledger: Ledger) -> None:
    store = ledger.forecasting
    assert store.ask([question("q"), question("r"), question("q")]) == 2
    yes = replace(question("q"), outcome="yes", settled_by="e1")
    void = replace(question("r"), outcome="void")
    assert store.answer([(yes, score("q")), (void, None), (question("r"), None)], now=at(9)) == 2
    assert store.answer([(replace(yes, outcome="no"), score("q"))], now=at(10)) == 0
    assert store.answered() == ((question("q"), "yes", score("q")), (question("r"), "void", None))
    assert store.questions() == (question("q"), question("r"))


def test_a_backup_holds_the_forecasts(ledger: Ledger, tmp_path: Path) -> None:
    ledger.forecasting.write([forecast("a")])
    ledger.forecasting.score([score("a")])
    ledger.backup(tmp_path / "kept.zip", now=at(1))
    with Ledger(tmp_path / "new.db") as copy:
        copy.restore(tmp_path / "kept.zip")
        assert copy.forecasting.scored() == ((forecast("a"), score("a")),)
