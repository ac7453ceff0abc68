"""The pages that look ahead, over the demo."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


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


def test_the_backtest_says_why_there_is_none(desk: TestClient) -> None:
    page = desk.get("/backtest")
    assert page.status_code == 200
    assert "Nothing to test" in page.text
    assert "tocsin forecast --record" in page.text
