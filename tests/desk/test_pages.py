from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import NOW, client_of
from tocsin.desk.pages import looks
from tocsin.desk.rendering import NAVIGATION
from tocsin.ledger import EventView, Ledger

PAGES = [address for address, _ in NAVIGATION] + [
    "/situation/puyango",
    "/brief/puyango",
    "/dyad/PER..ECU",
    "/actor/PER",
    "/search",
    "/search?q=bridge",
    "/map?view=world",
    "/source/Tumbes%20Tribune%20%28fiction%29",
]


class Markup(HTMLParser):
    """Collects what a strict policy would not let pass, ids, and links within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.ids: list[str] = []
        self.inner: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.bad += [f"{tag} {name}" for name in held if name == "style" or name.startswith("on")]
        self.bad += ["style element"] if tag == "style" else []
        self.bad += ["inline script"] if tag == "script" and not held.get("src") else []
        self.ids += [held["id"]] if "id" in held else []
        self.inner += [held["href"][1:]] if held.get("href", "").startswith("#") else []
        if tag in {"script", "img", "iframe"} or (tag == "link" and held["rel"] != "canonical"):
            self.loaded.append(held.get("src") or held.get("href", ""))


def read(client: TestClient, page: str) -> tuple[str, Markup]:
    answer = client.get(page)
    assert answer.status_code == 200, page
    markup = Markup()
    markup.feed(answer.text)
    return answer.text, markup


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_and_loads_only_from_here(desk: TestClient, page: str) -> None:
    _, markup = read(desk, page)
    assert markup.bad == []
    assert all(address.startswith("/static/") for address in markup.loaded)
    assert len(set(markup.ids)) == len(markup.ids)
    assert [name for name in markup.inner if name not in markup.ids] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_small(desk: TestClient, page: str) -> None:
    _, markup = read(desk, page)
    whole = [desk.get(address).content for address in (page, *markup.loaded)]
    assert sum(len(gzip.compress(data)) for data in whole) < 100_000


def test_our_own_script_is_small(desk: TestClient) -> None:
    assert len(desk.get("/static/desk.js").content) < 5_000


def test_the_board_has_situations_changes_and_what_is_due(desk: TestClient) -> None:
    text, _ = read(desk, "/")
    assert "Peru and Ecuador" in text
    assert "Since you last looked" in text
    assert "Due today" in text
    assert text.count("data-item") > 5


def test_what_changed_counts_from_the_last_look(story: Ledger) -> None:
    clock = [NOW - timedelta(days=3)]
    from tocsin.desk import app

    client = TestClient(app(story, clock=lambda: clock[0]), base_url="http://127.0.0.1")
    client.get("/")
    clock[0] = NOW
    assert "6 Apr 2026, 09:00" in client.get("/").text
    clock[0] = NOW + timedelta(minutes=10)
    assert "6 Apr 2026, 09:00" in client.get("/").text  # the same look goes on
    assert "2 Apr 2026, 00:00" in client.get("/?since=2026-04-02").text


@pytest.mark.parametrize("cookie", ["", "x", "1.x", "9" * 30 + ".1", "-1.-9999999999999999"])
def test_a_wrong_cookie_means_the_last_day(cookie: str) -> None:
    now = datetime(2026, 4, 9, tzinfo=UTC)
    assert looks(cookie, now)[0] == now - timedelta(days=1)


def test_the_event_says_who_says_what(desk: TestClient, disputed: EventView) -> None:
    text, markup = read(desk, f"/event/{disputed.event.id}")
    assert "Who says what" in text
    assert "Deny it" in text
    assert all(f"claim-{claim}" in markup.ids for claim in disputed.event.claims)
    assert re.search(r'class="pair">[A-F][1-6]<', text)
    assert '<svg class="map"' in text


def test_an_event_is_found_by_its_claim(desk: TestClient, disputed: EventView) -> None:
    assert desk.get(f"/event/{disputed.event.claims[-1]}").status_code == 200


def test_every_quoted_word_is_marked_in_its_article(
    desk: TestClient, story: Ledger, disputed: EventView
) -> None:
    for report in story.reports_of(disputed.event.claims).values():
        page = f"/article/{report.article}?claim={report.claim.id}"
        text, markup = read(desk, page)
        assert f"claim-{report.claim.id}" in markup.ids
        chosen = re.findall(r'<mark[^>]*class="[^"]*chosen[^"]*">([^<]*)<', text)
        assert "".join(chosen[1:]).startswith(report.claim.trigger.text[:4])


def test_claims_are_filtered_and_kept(desk: TestClient, story: Ledger) -> None:
    page = "/claims?stance=denies&claimant=PER"
    text, _ = read(desk, page)
    assert "denied" in text
    table = desk.get("/claims.csv?stance=denies&claimant=PER")
    assert table.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    rows = list(csv.reader(io.StringIO(table.text)))
    held = json.loads(desk.get("/claims.json?stance=denies&claimant=PER").text)
    assert len(rows) - 1 == len(held) > 0
    assert {a["stance"] for claim in held for a in claim["attributions"]} >= {"denies"}


@pytest.mark.parametrize(
    "page",
    [
        "/claims?offset=99999999999&when_from=never&type=NOPE&stance=x",
        "/events?from=2026-13-40&offset=-4",
        "/timeline?from=2030-01-01&to=2001-01-01",
        "/timeline?from=0001-01-01&to=9999-12-31",
        "/timeline?to=0001-01-01",
        "/map?view=1,2,3",
        "/map?view=nan,nan,nan,nan",
        "/map?view=10,10,5,5",
        "/map?from=0001-01-01&to=0001-01-01",
        "/dyad/PER..ECU?weeks=abc",
        "/dyad/PER..PER",
        "/review?days=999999",
        "/search?q=%00",
        "/search?q=%27%22%28%29%2A",
        "/?since=0001-01-01",
        "/actor/%00",
        "/claims?text=%22%22",
    ],
)
def test_wrong_questions_get_a_page(desk: TestClient, page: str) -> None:
    assert desk.get(page).status_code == 200


@pytest.mark.parametrize("page", ["/event/x", "/claim/x", "/article/x", "/brief/x", "/situation/x"])
def test_what_is_not_there_says_so(desk: TestClient, page: str) -> None:
    answer = desk.get(page)
    assert answer.status_code == 404
    assert "has no" in answer.text


def test_an_empty_ledger_has_pages(tmp_path: object) -> None:
    from pathlib import Path

    with Ledger(Path(str(tmp_path)) / "empty.db") as ledger:
        client = client_of(ledger)
        for address, _ in NAVIGATION:
            assert client.get(address).status_code == 200, address
