"""A ledger with the demo's story, and the desk over it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the desk's libraries are not installed")

from starlette.testclient import TestClient

from tocsin import demo
from tocsin.desk import app
from tocsin.desk.following import follow_situations
from tocsin.ledger import EventQuery, EventView, Ledger

NOW = datetime(2026, 4, 9, 9, 0, tzinfo=UTC)
HOME = "http://127.0.0.1:8400"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture(scope="session")
def story_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with the demo in it."""
    path = tmp_path_factory.mktemp("desk") / "story.db"
    with Ledger(path) as ledger, demo.situations_path() as plan:
        demo.load(ledger)
        follow_situations(ledger, plan, now=NOW)
    return path


@pytest.fixture(scope="session")
def story(story_path: Path) -> Iterator[Ledger]:
    """The demo, to be read only."""
    with Ledger(story_path, create=False) as ledger:
        yield ledger


@pytest.fixture
def own(story_path: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The demo in a copy that a test may change."""
    path = Path(shutil.copy(story_path, tmp_path / "own.db"))
    with Ledger(path, create=False) as ledger:
        yield ledger


def client_of(ledger: Ledger, **options: Any) -> TestClient:
    made = app(ledger, clock=lambda: NOW, **options)
    return TestClient(made, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def desk(story: Ledger) -> TestClient:
    """A browser's place, for reading."""
    return client_of(story)


@pytest.fixture
def writing(own: Ledger) -> TestClient:
    """A browser's place, for deciding."""
    return client_of(own)


@pytest.fixture(scope="session")
def disputed(story: Ledger) -> EventView:
    """An event of many claims, some of them denials, with a place."""
    found = [
        view
        for view in story.events(EventQuery(limit=None))
        if view.standing and view.standing.denied_by and view.lat is not None
    ]
    return max(found, key=lambda view: len(view.event.claims))


@pytest.fixture
def send() -> Callable[..., Any]:
    """Sends a form as a browser does: with the token of the page that it stands on."""

    def sent(client: TestClient, page: str, address: str, /, **fields: Any) -> Any:
        token = TOKEN.search(client.get(page).text)
        assert token, page
        return client.post(address, data=fields | {"token": token[1]}, headers={"origin": HOME})

    return sent
