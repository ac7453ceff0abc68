"""Whatever is added, in whatever portions and however often: the same ledger."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.news import article, at, claim
from tocsin.ledger import Entry, Ledger
from tocsin.ledger.connect import Database
from tocsin.ledger.tables import DERIVED, KEPT


def rows(where: str) -> dict[str, list[Any]]:
    database = Database(where, create=False)
    with database.read() as connection:
        found = {t.name: connection.execute(t.select()).all() for t in (*KEPT, *DERIVED)}
    database.close()
    return {name: sorted(map(repr, values)) for name, values in found.items()}


def traffic(seed: int, count: int = 25) -> list[Entry]:
    """Few texts at few URLs: edits, reprints, second readings and repetitions, mixed."""
    dice, found = random.Random(seed), []
    for _ in range(count):
        text = f"Norway shelled Iceland {dice.randrange(4)} times."
        url = dice.choice([None, "https://a.example", "https://b.example", "https://c.example"])
        score = dice.choice([0.5, 0.6])
        one = claim(text, "shelled", "ASSAULT", actor="Norway", score=score, id=text)
        found.append(Entry(article(text, dice.choice([1, None]), url=url), (one,)))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_portions_and_repetitions_make_no_difference(seed: int, tmp_path: Path) -> None:
    entries = traffic(seed)
    at_once, singly, twice = (str(tmp_path / f"{name}.db") for name in "abc")
    with Ledger(at_once) as ledger:
        ledger.add_all(entries, now=at(0))
    with Ledger(singly) as ledger:
        for entry in entries:
            ledger.add(entry.article, entry.claims, now=at(0))
    with Ledger(twice) as ledger:
        cut = random.Random(seed).randrange(len(entries))
        ledger.add_all(entries[:cut], now=at(0))
        ledger.add_all(entries, now=at(0))
        assert ledger.add_all(entries, now=at(9)) == 0
    assert rows(at_once) == rows(singly) == rows(twice)


def test_both_databases_hold_the_same(where: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    for place in (where, other):
        with Ledger(place) as ledger:
            for number, entry in enumerate(traffic(7)):
                ledger.add(entry.article, entry.claims, now=at(number))
    assert rows(where) == rows(other)


@pytest.mark.parametrize("seed", range(3))
def test_one_claim_stands_at_most_once_at_any_time(seed: int, ledger: Ledger) -> None:
    for number, entry in enumerate(traffic(seed)):
        ledger.add(entry.article, entry.claims, now=at(number))
    for number in range(25):
        ids = [report.claim.id for report in ledger.reports(as_of=at(number))]
        assert len(set(ids)) == len(ids)
        assert ids
