"""The ledger of forecasts: each is written once, scored when due, and never edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.codec import decode, encode
from tocsin.ledger.connect import Database
from tocsin.ledger.tables import answers, forecast_scores, forecasts, questions
from tocsin.records import Forecast, ForecastScore, Question

f, s, q, a = forecasts.c, forecast_scores.c, questions.c, answers.c


class Forecasting:
    """Forecasts and dated questions in a ledger (`Ledger.forecasting`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, made: Sequence[Forecast]) -> int:
        """Keep forecasts; how many are new. One whose id is known is left as it was written."""
        rows = [
            {
                "id": each.id,
                "actor": each.actor,
                "recipient": each.recipient,
                "target": each.target,
                "horizon": each.horizon,
                "cutoff": each.cutoff,
                "due": each.cutoff + timedelta(days=each.horizon),
                "body": encode(each),
            }
            for each in made
        ]
        with self._database.write() as connection:
            return _append(connection, forecasts, rows)

    def last(self, pair: tuple[str, str], target: str, horizon: int) -> Forecast | None:
        """The newest forecast of a pair by its cut-off."""
        mine = (f.actor == pair[0], f.recipient == pair[1], f.target == target)
        query = sa.select(f.body).where(*mine, f.horizon == horizon)
        query = query.order_by(f.cutoff.desc(), f.n.desc()).limit(1)
        with self._database.read() as connection:
            body = connection.execute(query).scalar()
        return None if body is None else decode(body, Forecast)

    def forecasts(self, *, limit: int | None = None) -> tuple[Forecast, ...]:
        """The forecasts, the last written first."""
        query = sa.select(f.body).order_by(f.n.desc()).limit(limit)
        with self._database.read() as connection:
            return tuple(decode(body, Forecast) for body in connection.execute(query).scalars())

    def unscored(self, today: date) -> tuple[Forecast, ...]:
        """The forecasts whose horizon has passed (its last day lies before ``today``) and that have
        no score yet, in the order of writing."""
        scored = sa.select(s.forecast)
        query = sa.select(f.body).where(f.due <= today, f.id.not_in(scored)).order_by(f.n)
        with self._database.read() as connection:
            return tuple(decode(body, Forecast) for body in connection.execute(query).scalars())

    def score(self, found: Sequence[ForecastScore]) -> int:
        """Keep scores; how many are new. A score that stands is left as it is."""
        with self._database.write() as connection:
            known = set(connection.execute(sa.select(s.forecast)).scalars())
            rows = {
                each.forecast: {
                    "forecast": each.forecast,
                    "scored": each.scored,
                    "body": encode(each),
                }
                for each in found
                if each.forecast not in known
            }
            if rows:
                connection.execute(forecast_scores.insert(), list(rows.values()))
            return len(rows)

    def scored(self) -> tuple[tuple[Forecast, ForecastScore], ...]:
        """The forecasts that have a score, with it, in the order of writing."""
        query = sa.select(f.body, s.body.label("score")).join(forecast_scores, s.forecast == f.id)
        with self._database.read() as connection:
            return tuple(
                (decode(row.body, Forecast), decode(row.score, ForecastScore))
                for row in connection.execute(query.order_by(f.n))
            )

    def ask(self, asked: Sequence[Question]) -> int:
        """Keep questions; how many are new."""
        rows = [
            {"id": each.id, "claim": each.claim, "closes": each.closes, "body": encode(each)}
            for each in asked
        ]
        with self._database.write() as connection:
            return _append(connection, questions, rows)

    def questions(self) -> tuple[Question, ...]:
        """All questions as they were asked, in that order."""
        with self._database.read() as connection:
            found = connection.execute(sa.select(q.body).order_by(q.n)).scalars()
            return tuple(decode(body, Question) for body in found)

    def answer(
        self, resolved: Sequence[tuple[Question, ForecastScore | None]], *, now: datetime
    ) -> int:
        """Keep answers: the question with its outcome, and its score (None for a void one). How
        many are new; an answer that stands is left as it is."""
        with self._database.write() as connection:
            known = set(connection.execute(sa.select(a.question)).scalars())
            rows = [
                {
                    "question": each.id,
                    "answered": now,
                    "outcome": each.outcome,
                    "settled_by": each.settled_by,
                    "body": "" if score is None else encode(score),
                }
                for each, score in resolved
                if each.id not in known and each.outcome != "open"
            ]
            if rows:
                connection.execute(answers.insert(), rows)
            return len(rows)

    def answered(self) -> tuple[tuple[Question, str, ForecastScore | None], ...]:
        """The questions that have an answer: the question, yes, no or void, and its score."""
        query = sa.select(q.body, a.outcome, a.body.label("score"))
        query = query.join(answers, a.question == q.id).order_by(q.n)
        with self._database.read() as connection:
            return tuple(
                (
                    decode(row.body, Question),
                    row.outcome,
                    decode(row.score, ForecastScore) if row.score else None,
                )
                for row in connection.execute(query)
            )


def _append(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert the rows whose ids are not there yet, numbered in the order of adding."""
    wanted = {row["id"]: row for row in rows}
    found: set[str] = set()
    ids = list(wanted)
    for start in range(0, len(ids), 400):
        part = ids[start : start + 400]
        query = sa.select(table.c.id).where(table.c.id.in_(part))
        found |= set(connection.execute(query).scalars())
    last = connection.execute(sa.select(sa.func.max(table.c.n))).scalar() or 0
    fresh = [row for key, row in wanted.items() if key not in found]
    if fresh:
        values = [row | {"n": last + n} for n, row in enumerate(fresh, 1)]
        connection.execute(table.insert(), values)
    return len(fresh)
