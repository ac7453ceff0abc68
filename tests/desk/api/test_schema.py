"""The interface answers as its document says, to whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import hypothesis
import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from tests.desk.conftest import HOME, NOW
from tocsin.desk import app
from tocsin.desk.api.endpoints import ENDPOINTS
from tocsin.desk.api.openapi import document
from tocsin.ledger import Ledger

SCHEMA = schemathesis.openapi.from_dict(document())
SETTINGS = hypothesis.settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)


@pytest.fixture(scope="module")
def client(story: Ledger) -> Iterator[TestClient]:
    made = app(story, clock=lambda: NOW)
    with TestClient(made, base_url=HOME, raise_server_exceptions=False) as opened:
        yield opened


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_every_answer_is_as_described(client: TestClient, endpoint: object) -> None:
    operation = SCHEMA[f"/api/v1{endpoint.path}"]["GET"]  # type: ignore[attr-defined]

    # which texts hold a word to look for is no matter of a schema
    wordy = endpoint.name in {"searchArticles", "listClaims"}  # type: ignore[attr-defined]
    untold = [positive_data_acceptance] if wordy else []

    @SETTINGS
    @hypothesis.given(case=operation.as_strategy())
    def check(case: object) -> None:
        call = case.as_transport_kwargs(base_url=HOME)  # type: ignore[attr-defined]
        kept = {name: call[name] for name in ("method", "url", "params", "headers") if name in call}
        answer = client.request(**kept)
        assert answer.status_code in {200, 400, 404}, answer.text
        told = schemathesis.Response.from_any(answer)
        case.validate_response(told, excluded_checks=untold)  # type: ignore[attr-defined]

    check()
