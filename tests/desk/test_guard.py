from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import HOME
from tocsin.desk import guard


@pytest.mark.parametrize("page", ["/", "/claims", "/nowhere", "/static/desk.css", "/article/none"])
def test_every_answer_has_a_policy_that_lets_in_no_inline_script_or_style(
    desk: TestClient, page: str
) -> None:
    headers = desk.get(page).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8400", "127.0.0.1.evil.example", ""]
)
def test_another_host_name_is_refused(desk: TestClient, host: str) -> None:
    answer = desk.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Board" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost:9", "LOCALHOST", "[::1]:8400"])
def test_names_of_this_machine_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/static/..%2fapplication.py",
        "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/..\\application.py",
    ],
)
def test_static_files_stay_in_their_folder(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_a_form_without_a_token_is_refused(desk: TestClient) -> None:
    answer = desk.post("/undo", data={"judgement": "x"})
    assert answer.status_code == 403


def test_a_token_of_another_browser_is_refused(desk: TestClient) -> None:
    tokens = guard.Tokens(b"secret")
    token = tokens.token("a" * 43)
    desk.get("/")
    assert desk.post("/undo", data={"judgement": "x", "token": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_a_token(
    desk: TestClient, send: object, headers: dict[str, str]
) -> None:
    from tests.desk.conftest import TOKEN

    token = TOKEN.search(desk.get("/sources").text)
    assert token
    data = {"who": "X", "letter": "A", "token": token[1]}
    assert desk.post("/rate", data=data, headers=headers).status_code == 403


def test_the_form_cookie_is_not_for_scripts_or_other_sites(desk: TestClient) -> None:
    cookie = desk.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_large_forms_are_refused(desk: TestClient) -> None:
    assert desk.post("/rate", content=b"a" * (guard.LARGEST_FORM + 1)).status_code == 413
    chunks = (b"a" for _ in range(3))
    assert desk.post("/rate", content=chunks).status_code == 413


@pytest.mark.parametrize("address", ["/undo", "/rate", "/claim/x/correct", "/event/x/merge"])
def test_nothing_is_decided_by_a_link(desk: TestClient, address: str) -> None:
    assert desk.get(address).status_code in {404, 405}


@pytest.mark.parametrize(
    ("host", "name"),
    [("a.b:80", "a.b"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("X", "x"), ("", "")],
)
def test_host_name(host: str, name: str) -> None:
    assert guard.host_name(host) == name


def test_a_token_fits_its_cookie_only() -> None:
    tokens = guard.Tokens()
    assert tokens.token("one") != tokens.token("one")
    assert HOME.startswith("http://127.0.0.1")
