"""The pages that look ahead, over the demo."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import NOW, client_of
from tocsin.ledger import Ledger
from tocsin.records import CodedEvent, CodedParty


def test_likelihood_and_confidence_stand_apart(desk: TestClient) -> None:
    page = desk.get("/forecast/PER..ECU").text
    paragraphs = [part.split("</p>")[0] for part in page.split("<p>")]
    assert sum("Likelihood: " in p for p in paragraphs) == 2
    assert sum("Confidence: " in p for p in paragraphs) == 2
    assert not any("Likelihood: " in p and "Confidence: " in p for p in paragraphs)
    assert "What it rests on" in page
    assert "/claim/" in page


def test_every_report_behind_a_forecast_opens(desk: TestClient) -> None:
    page = desk.get("/forecast/PER..ECU").text
    links = {part.split('"')[0] for part in page.split('href="') if part.startswith("/claim/")}
    assert links
    assert {desk.get(link).status_code for link in links} == {200}


def test_pairs_without_a_past_get_the_rate_of_their_class(desk: TestClient) -> None:
    page = desk.get("/forecast/NOR..ISL").text
    assert "Too few reports to judge" in page


@pytest.mark.parametrize("query", ["days=7", "days=30&target=force", "days=x&target=peace"])
def test_horizons_and_targets(desk: TestClient, query: str) -> None:
    assert desk.get(f"/forecast/PER..ECU?{query}").status_code == 200


def test_the_dyad_leads_to_its_forecast(desk: TestClient) -> None:
    assert 'href="/forecast/PER..ECU"' in desk.get("/dyad/PER..ECU").text


def test_the_dyad_says_when_its_rate_changed(own: Ledger) -> None:
    """Two years of one raid a month, then a raid every other day."""
    days = [*range(0, 700, 30), *range(700, 790, 2)]
    start = NOW.date() - timedelta(791)
    parties = (CodedParty("Norway", "NOR"), CodedParty("Iceland", "ISL"))
    raid = CodedEvent("icews", start, *parties, "190", "ASSAULT", quad_class=4)
    raids = [replace(raid, day=start + timedelta(day), key=str(day)) for day in days]
    own.import_events(raids, now=NOW)
    page = client_of(own).get("/dyad/NOR..ISL").text
    forward, back = page.split('<h2 id="h-way-2">')
    assert "The weekly rate of material conflict changed on" in forward
    assert 'class="turn"' in forward
    assert 'class="turn"' not in back


def test_the_dyad_counts_what_others_coded(own: Ledger) -> None:
    assert "Coded by others" not in client_of(own).get("/dyad/NOR..ISL").text
    day = NOW.date() - timedelta(20)
    parties = (CodedParty("Norway", "NOR"), CodedParty("Iceland <b>", "ISL"))
    raid = CodedEvent("icews", day, *parties, "190", "ASSAULT", quad_class=4, key="1")
    old = replace(raid, day=day - timedelta(4000))
    talk = replace(raid, actor=parties[1], recipient=parties[0], coder="gdelt", quad_class=1)
    own.import_events([raid, replace(raid, key="2"), old, talk], now=NOW)
    page = client_of(own).get("/dyad/NOR..ISL").text
    others = page.split('<h2 id="h-others">')[1].split("</section>")[0]
    rows = re.findall(r"<tr><td>(\w+)</td><td>(.*?)</td>(.*?)</tr>", others)
    cells = [(coder, re.findall(r">(\d*)</td>", told)) for coder, _, told in rows]
    assert cells == [("icews", ["", "", "", "2", ""]), ("gdelt", ["1", "", "", "", ""])]


def test_the_backtest_says_why_there_is_none(desk: TestClient) -> None:
    page = desk.get("/backtest")
    assert page.status_code == 200
    assert "Nothing to test" in page.text
    assert "tocsin forecast --record" in page.text
