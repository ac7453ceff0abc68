"""Views that a reader keeps by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tocsin.ledger import Ledger

PAGE = "/claims?stance=denies&place=ECU"
SHOWN = 'href="/claims?stance=denies&amp;place=ECU"'


@pytest.fixture
def keep(writing: TestClient, send: Callable[..., Any]) -> Callable[..., Any]:
    def kept(name: str, address: str = PAGE) -> Any:
        return send(writing, PAGE, "/views/keep", name=name, page=address)

    return kept


def test_a_view_is_kept_from_its_page_and_opens_from_the_board(
    writing: TestClient, keep: Callable[..., Any]
) -> None:
    form = writing.get(PAGE).text
    assert 'action="/views/keep"' in form
    assert 'name="page" value="/claims?stance=denies&amp;place=ECU"' in form
    answer = keep(" Denials  in Ecuador ")
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    board = writing.get("/").text
    assert SHOWN in board
    assert ">Denials in Ecuador</a>" in board


def test_the_board_and_failed_pages_are_not_kept(writing: TestClient) -> None:
    assert "/views/keep" not in writing.get("/").text
    assert "/views/keep" not in writing.get("/event/none").text


def test_keeping_a_name_again_changes_its_address(own: Ledger, keep: Callable[..., Any]) -> None:
    keep("mine")
    keep("mine", "/map")
    assert [(each.name, each.address) for each in own.people.views("")] == [("mine", "/map")]


def test_a_view_is_dropped(
    writing: TestClient, keep: Callable[..., Any], send: Callable[..., Any]
) -> None:
    keep("mine")
    assert send(writing, "/", "/views/drop", name="mine").status_code == 303
    assert "Your views" not in writing.get("/").text


@pytest.mark.parametrize(
    "address", ["", "//evil.example/", "/\\evil.example", "https://evil.example/", "/a\nb"]
)
def test_only_pages_of_the_desk_are_kept(
    address: str, own: Ledger, keep: Callable[..., Any]
) -> None:
    assert keep("mine", address).status_code == 400
    assert own.people.views("") == ()


@pytest.mark.parametrize("name", ["", "x" * 81, "a\x07b"])
def test_a_view_needs_a_name(name: str, own: Ledger, keep: Callable[..., Any]) -> None:
    assert keep(name).status_code == 400
    assert own.people.views("") == ()


def test_a_name_is_text(writing: TestClient, keep: Callable[..., Any]) -> None:
    keep("<script>alert(1)</script>")
    assert "<script>alert(1)" not in writing.get("/").text
