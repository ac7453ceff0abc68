"""The desk in a real browser: the reading path with and without JavaScript, deciding, and axe."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")

from tests.desk.conftest import NOW  # noqa: E402
from tocsin.desk import app  # noqa: E402
from tocsin.desk.entrance import Entrance, add_account  # noqa: E402
from tocsin.desk.serving import listen  # noqa: E402
from tocsin.ledger import EventView, Ledger  # noqa: E402

AXE = Path(__file__).with_name("vendor") / "axe-4.14.1.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONG = 90_000
PASSWORD = "correct horse battery staple"
PAGES = ("/", "/events", "/claims", "/timeline", "/map", "/dyads", "/dyad/PER..ECU",
         "/forecast/PER..ECU", "/backtest", "/actors", "/actor/PER", "/sources", "/review",
         "/search?q=bridge", "/situation/puyango", "/brief/puyango")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium: apt-get install chromium, or name it in CHROMIUM")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def home(own: Ledger) -> Iterator[str]:
    """The address of a desk that is being served."""
    yield from served(app(own, clock=lambda: NOW))


@pytest.fixture
def gate(own: Ledger) -> Iterator[str]:
    """The address of a desk that asks for an account."""
    add_account(own, "ada", "admin", PASSWORD)
    yield from served(app(own, clock=lambda: NOW, entrance=Entrance(own)))


def served(made: Any) -> Iterator[str]:
    held = listen("127.0.0.1", 0)
    config = uvicorn.Config(made, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{held.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    held.close()


def page_of(browser: Any, **options: Any) -> tuple[Any, list[str]]:
    """A page of a new context, and what it complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    context.set_default_timeout(LONG)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    return page, wrong


def read(page: Any, home: str) -> None:
    """Board, event, highlighted sentence."""
    page.goto(home)
    page.get_by_role("heading", name="Board").wait_for()
    page.locator(".events a[data-open]").first.click()
    page.get_by_role("heading", name="Who says what").wait_for()
    page.locator("td.words a").first.click()
    page.locator("mark.chosen").first.wait_for()
    assert page.locator("mark.quote").count() > 0
    assert "#claim-" in page.url
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}']").is_visible()


def test_from_the_board_to_the_words_to_a_correction_and_back(
    browser: Any, home: str, own: Ledger
) -> None:
    page, wrong = page_of(browser)
    read(page, home)
    key = page.url.partition("#claim-")[2]
    page.locator("li.chosen a.inline").click()
    before = own.claim(key)
    assert before
    row = page.locator("tr", has=page.locator("input[value=modality]"))
    other = "planned" if before.claim.modality != "planned" else "possible"
    row.locator("select").select_option(other)
    row.get_by_role("button", name="Correct").click()
    page.get_by_text(f"modality is {other}").wait_for()
    after = own.claim(key)
    assert after
    assert after.claim.modality == other
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("undone", exact=False).wait_for()
    assert own.claim(key) == before
    assert wrong == []
    page.context.close()


def test_the_same_path_works_without_javascript(browser: Any, home: str) -> None:
    page, _ = page_of(browser, java_script_enabled=False)
    read(page, home)
    page.goto(f"{home}/claims")
    page.locator("select[name=stance]").select_option("denies")
    page.get_by_role("button", name="Show").click()
    assert "stance=denies" in page.url
    assert page.locator("td.words").count() > 0
    page.context.close()


def test_keys_move_open_and_search(browser: Any, home: str) -> None:
    page, wrong = page_of(browser)
    page.goto(home)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("[data-item].at").count() == 1
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Who says what").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Articles with").wait_for()
    assert wrong == []
    page.context.close()


def test_filters_change_the_list_and_the_address(browser: Any, home: str) -> None:
    page, wrong = page_of(browser)
    page.goto(f"{home}/claims")
    with page.expect_response(lambda answer: "stance=denies" in answer.url):
        page.locator("select[name=stance]").select_option("denies")
    page.wait_for_url("**stance=denies**")
    page.locator("#results td small", has_text="denies").first.wait_for()
    assert wrong == []
    page.context.close()


def test_every_citation_of_a_brief_opens_its_words(browser: Any, home: str) -> None:
    page, _ = page_of(browser)
    page.goto(f"{home}/brief/puyango?days=30")
    links = page.locator("a.cite").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links
    for link in list(dict.fromkeys(links))[:12]:
        page.goto(home + link)
        assert page.locator("mark.chosen").count() > 0, link
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(
    browser: Any, home: str, disputed: EventView, own: Ledger, scheme: str
) -> None:
    page, wrong = page_of(browser, color_scheme=scheme, bypass_csp=True)
    report = next(iter(own.reports_of(disputed.event.claims).values()))
    key, article = report.claim.id, report.article
    more = (f"/event/{disputed.event.id}", f"/article/{article}?claim={key}", f"/claim/{key}")
    assert [fault for address in (*PAGES, *more) for fault in faults(page, home + address)] == []
    assert wrong == []
    page.context.close()


def faults(page: Any, address: str) -> list[Any]:
    """What axe finds serious on a page."""
    page.goto(address)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        (address, each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


def log_in(page: Any, gate: str) -> None:
    page.goto(f"{gate}/claims?stance=denies")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/claims?stance=denies")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_for_people_have_no_serious_fault(browser: Any, gate: str, scheme: str) -> None:
    page, _ = page_of(browser, color_scheme=scheme, bypass_csp=True)
    found = faults(page, f"{gate}/login")
    log_in(page, gate)
    found += [*faults(page, f"{gate}/account"), *faults(page, f"{gate}/people")]
    assert found == []
    page.context.close()


def test_login_and_logout_work_without_javascript(browser: Any, gate: str) -> None:
    page, _ = page_of(browser, java_script_enabled=False)
    log_in(page, gate)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    page.goto(gate)
    page.get_by_role("heading", name="Log in").wait_for()
    page.context.close()
