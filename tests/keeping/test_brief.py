"""A process that recalls only what it touches ends where one that holds the whole ledger does."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import entries
from tests.keeping.made import at, denial, derived, fresh, many, meeting, plan, shelling
from tocsin.keeping import Keeper, refresh
from tocsin.keeping.memory import Memory
from tocsin.ledger import Ledger
from tocsin.ledger.connect import Database
from tocsin.ledger.trace_tables import TRACED
from tocsin.pipeline import Result
from tocsin.records import Judgement


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Memory]:
    """Every reading of a whole ledger."""
    found: list[Memory] = []
    load = Keeper._load

    def counted(keeper: Keeper, now: Any) -> Memory:
        found.append(load(keeper, now))
        return found[-1]

    monkeypatch.setattr(Keeper, "_load", counted)
    return found


def traces(ledger: Ledger) -> dict[str, list[Any]]:
    """The traces, without the numbers that depend on the order of arrival."""
    database = ledger._database
    assert isinstance(database, Database)
    with database.read() as connection:
        rows = {t.name: [tuple(r) for r in connection.execute(t.select())] for t in TRACED}
    claim = {n: rest for n, *rest in rows["trace_claims"]}
    text = {n: rest[:6] for n, *rest in rows["trace_texts"]}
    return {
        "blocks": sorted([key, claim[n]] for key, n in rows["trace_blocks"]),
        "links": sorted([claim[n], claim[m], odds] for n, m, odds in rows["trace_links"]),
        "lines": sorted([claim[n], s, claim[h], m or ""] for n, s, h, m in rows["trace_lines"]),
        "parties": sorted(rows["trace_parties"]),
        "texts": sorted([r[1:8], text[r[8]], text[r[9]], r[10]] for r in rows["trace_texts"]),
        "keys": sorted([key, text[n]] for key, n in rows["trace_keys"]),
    }


def same(one: Ledger, other: Ledger) -> None:
    assert derived(one) == derived(other)
    assert traces(one) == traces(other)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_new_process_for_each_article_ends_where_one_for_all_does(
    seed: int, tmp_path: Path, loads: list[Memory]
) -> None:
    told = [Result(each.article, each.claims[:3]) for each in entries(24, first=30)]
    random.Random(seed).shuffle(told)
    with fresh(tmp_path / "a.db") as one, fresh(tmp_path / "b.db") as other:
        whole = Keeper(one)
        for number, each in enumerate(told):
            expected = whole.keep([each], now=at(20 * number))
            found = Keeper(other, brief=True).keep([each], now=at(20 * number))
            assert set(found.new) == set(expected.new)
            assert set(found.changed) == set(expected.changed)
        same(one, other)
        assert len(loads) == 1
        refresh(one, now=at(20 * number))
        same(one, other)


def test_judgements_corrections_edits_and_reprints_are_recalled(
    ledger: Ledger, tmp_path: Path, loads: list[Memory]
) -> None:
    with fresh(tmp_path / "b.db") as calm:
        for each, brief in ((ledger, True), (calm, False)):
            for number, told in enumerate([*many(), shelling(2, "Early Bird"), plan(3, "First")]):
                Keeper(each, brief=brief).keep([told], now=at(number))
            claims = sorted(report.claim.id for report in each.claims())
            made = [
                Judgement("", "same", claims[0], "ann", at(30), claims[1]),
                Judgement("", "different", claims[2], "ann", at(30), claims[3]),
                Judgement("", "correct", claims[2], "ann", at(30), "", "modality", '"possible"'),
            ]
            kept, _ = Keeper(each, brief=brief).judge(made, now=at(31))
            Keeper(each, brief=brief).undo([kept[2].id, kept[0].id], now=at(32))
            Keeper(each, brief=brief).follow(now=at(32) + timedelta(40))
            if brief:
                assert loads == []
        assert derived(ledger) == derived(calm)
        assert traces(ledger) == traces(calm)


def test_without_a_trace_all_is_read_and_the_trace_is_made_anew(
    ledger: Ledger, loads: list[Memory]
) -> None:
    Keeper(ledger).keep([shelling(4, "Harbour Agency"), plan()], now=at(0))
    database = ledger._database
    assert isinstance(database, Database)
    with database.write() as connection:
        for table in TRACED:
            connection.execute(table.delete())
    loads.clear()
    Keeper(ledger, brief=True).keep([denial()], now=at(1))
    assert len(loads) == 1
    Keeper(ledger, brief=True).keep([meeting()], now=at(2))
    assert len(loads) == 1
    kept = derived(ledger)
    refresh(ledger, now=at(2))
    assert derived(ledger) == kept


def test_what_others_changed_before_it_was_recalled_is_read_with_the_whole(
    ledger: Ledger, loads: list[Memory]
) -> None:
    Keeper(ledger, brief=True).keep([shelling(4, "Harbour Agency"), plan()], now=at(0))
    again = shelling(3, "Western Herald")
    ledger.add(again.article, (), now=at(1))
    Keeper(ledger, brief=True).follow(now=at(2))
    assert len(loads) == 1
    kept = derived(ledger)
    refresh(ledger, now=at(2))
    assert derived(ledger) == kept
