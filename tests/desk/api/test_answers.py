from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import NOW, client_of
from tocsin.desk.api.endpoints import ENDPOINTS
from tocsin.ledger import EventView, Ledger

ROOT = "/api/v1"


def validator(name: str):
    jsonschema = pytest.importorskip("jsonschema")
    from tocsin.desk.api.openapi import document

    held = document()
    schema = held["paths"][f"{ROOT}{name}"]["get"]["responses"]["200"]["content"]
    whole = schema["application/json"]["schema"] | {"components": held["components"]}
    return jsonschema.Draft202012Validator(whole)


def test_every_endpoint_answers_with_something_of_the_demo(
    desk: TestClient, story: Ledger, disputed: EventView
) -> None:
    claim = disputed.event.claims[0]
    article = story.reports_of([claim])[claim].article
    named = {
        "/events/{id}": disputed.event.id,
        "/claims/{id}": claim,
        "/articles/{id}": f"{article}?claim={claim}",
        "/actors/{id}": "PER",
        "/dyads/{one}/{other}": "PER/ECU",
        "/sources/{id}": quote(story.summaries.outlets()[0].name, safe=""),
        "/situations/{id}": story.watching.situations()[0].id,
        "/search": "?q=border",
    }
    for endpoint in ENDPOINTS:
        base = endpoint.path.partition("{")[0]
        answer = desk.get(f"{ROOT}{base}{named.get(endpoint.path, '')}")
        assert answer.status_code == 200, (endpoint.path, answer.text)
        assert answer.headers["content-type"] == "application/json"
        validator(endpoint.path).validate(answer.json())
        assert answer.json().get("items", True), endpoint.path


def test_pages_hold_every_claim_once_though_others_come_meanwhile(
    own: Ledger, writing: TestClient
) -> None:
    from datetime import timedelta

    from tocsin.ledger import ClaimQuery, Entry
    from tocsin.records import Article

    expected = [r.claim.id for r in own.claims(ClaimQuery(type="ASSAULT", limit=None))]
    assert len(expected) > 7
    seen, address = [], f"{ROOT}/claims?type=ASSAULT&limit=3"
    while address:
        told = writing.get(address).json()
        seen += [row["id"] for row in told["items"]]
        address = told["next"]
        if len(seen) == 3:
            report = own.reports_of(expected)[expected[0]]
            article = own.article(report.article)
            assert article
            from dataclasses import replace

            text = article.text + f"\nAnd more {len(seen)}."
            late = Article(text, "Late", NOW.date(), "Late Times", name="late")
            new = replace(report.claim, id="f" * 16)
            own.add_all([Entry(late, (new,))], now=NOW + timedelta(days=1))
    assert seen == expected


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("events?type=NONSENSE", "type"),
        ("events?limit=0", "limit"),
        ("events?limit=10001", "limit"),
        ("events?from=yesterday", "from"),
        ("events?from=20260101", "from"),
        ("events?nothing=1", "no parameter"),
        ("events?limit=1&limit=2", "twice"),
        ("claims?as_of=2026-01-01T00:00:00", "as_of"),
        ("claims?text=%00", "text"),
        ("search", "is needed"),
    ],
)
def test_what_does_not_fit_is_told(desk: TestClient, query: str, words: str) -> None:
    answer = desk.get(f"{ROOT}/{query}")
    assert answer.status_code == 400
    assert words in answer.json()["error"]


def test_what_is_not_there(desk: TestClient) -> None:
    for path in ("events/x", "claims/x", "articles/x", "situations/x", "nothing", "nothing/x"):
        answer = desk.get(f"{ROOT}/{path}")
        assert answer.status_code == 404, path
        assert "error" in answer.json()


def test_only_reading(desk: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = desk.request(method, f"{ROOT}/events")
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


def test_an_error_of_the_program_tells_no_secret(
    story: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret in here")

    monkeypatch.setattr(Ledger, "events", broken)
    answer = client_of(story).get(f"{ROOT}/events")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_health(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.errors import DataError

    assert desk.get("/healthz").text == "ok\n"
    assert desk.get("/readyz").text == "ready\n"

    def gone(*_: object) -> None:
        raise DataError("postgresql://u:secret@h")

    monkeypatch.setattr(Ledger, "progress", gone)
    assert desk.get("/healthz").status_code == 200
    answer = desk.get("/readyz")
    assert answer.status_code == 503
    assert "secret" not in answer.text


def test_the_document_is_whole(desk: TestClient) -> None:
    told = desk.get("/api/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert len(told["paths"]) == len(ENDPOINTS)
    names = {each["get"]["operationId"] for each in told["paths"].values()}
    assert len(names) == len(ENDPOINTS)
