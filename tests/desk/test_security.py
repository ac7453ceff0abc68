"""What broke other products of this kind, as far as no other test here shows that it cannot break
this one. ``docs/security.md`` lists every item with its test."""

from __future__ import annotations

import ast
import hmac
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

import tocsin
from tests.desk.conftest import HOME, NOW, client_of
from tocsin.desk import app, guard
from tocsin.keeping import Keeper
from tocsin.ledger import Entry, Ledger
from tocsin.ledger.backups import TABLES
from tocsin.records import Alert, Article, Claim, Indicator, Situation, Span
from tocsin.watch import Outcome

ROOT = Path(__file__).parents[2]
STYLE = '</style><style>*{background:url(//evil.example)}</style>" style="color:red" x="'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
EVIL = SCRIPT + STYLE


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of one article whose every name is markup."""
    text = f"{EVIL} shelled the town."
    start = text.index("shelled")
    claim = Claim(
        Span(start, start + 7, "shelled"), "ASSAULT", None, Span(0, len(text), text), id="c" * 16
    )
    with Ledger(tmp_path_factory.mktemp("hostile") / "h.db") as made:
        article = Article(text, EVIL, NOW.date(), EVIL, EVIL, name="h")
        made.add_all([Entry(article, (claim,))], now=NOW)
        Keeper(made).follow(now=NOW)
        made.watching.put_situations(
            [Situation("evil", EVIL, EVIL, indicators=(Indicator("one", EVIL, EVIL),))]
        )
        alert = Alert("a", "evil", "one", "observed", claim.id, NOW, EVIL, EVIL)
        made.watching.put_outcome("evil", Outcome(alerts=(alert,)))
        yield made


class Markup(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]


def routes(made: Starlette) -> Iterator[Route]:
    for route in made.routes:
        if isinstance(route, Route):
            yield route
        else:
            assert isinstance(route, Mount)
            assert route.path == "/static"


def address(route: Route) -> str:
    return re.sub(r"\{\w+(:\w+)?\}", "x", route.path)


def test_no_way_past_the_token_on_any_route(own: Ledger) -> None:
    """Every route that takes anything but GET is refused without a token, whatever stands around
    its function, and nothing is written."""
    made = app(own, clock=lambda: NOW)
    client = TestClient(made, base_url=HOME, raise_server_exceptions=False)
    before, tried = own.counts(), 0
    for route in routes(made):
        for method in (route.methods or set()) - {"GET", "HEAD"}:
            answer = client.request(method, address(route), data={"judgement": "x", "who": "x"})
            assert answer.status_code == 403, route.path
            tried += 1
    assert tried >= 7
    assert own.counts() == before


def test_no_link_changes_anything(own: Ledger) -> None:
    made = app(own, clock=lambda: NOW)
    client = TestClient(made, base_url=HOME, raise_server_exceptions=False)
    before = own.counts()
    for route in routes(made):
        if "GET" in (route.methods or set()):
            assert client.get(address(route)).status_code in {200, 400, 404}, route.path
    assert own.counts() == before


@pytest.mark.parametrize(
    "page", ["/", "/events", "/claims", "/review", "/sources", "/situation/evil", "/search?q=town"]
)
def test_no_styles_come_out_of_a_text(hostile: Ledger, page: str) -> None:
    answer = client_of(hostile).get(page)
    seen = Markup(answer.text)
    assert "style" not in seen.tags
    assert "style" not in seen.names
    assert "onerror" not in seen.names
    assert "style-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["events", "claims", "search?q=town", "sources", "situations", "situations/evil"]
)
def test_the_interface_sends_markup_as_json_only(hostile: Ledger, path: str) -> None:
    answer = client_of(hostile).get(f"/api/v1/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["events?type={}", "events/{}", "claims?nothing{}", "{}"])
def test_the_interface_reflects_no_markup_as_a_page(hostile: Ledger, path: str) -> None:
    answer = client_of(hostile).get("/api/v1/" + path.format(quote(EVIL, safe="")))
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"] == "application/json"


def test_feeds_hold_and_reflect_no_markup(hostile: Ledger) -> None:
    client = client_of(hostile)
    told = client.get("/situations/evil/feed.atom")
    assert "<script" not in told.text
    assert "<style" not in told.text
    assert "&lt;script&gt;" in told.text
    reflected = client.get(f"/situations/{quote(EVIL, safe='')}/feed.atom")
    assert reflected.status_code == 404
    assert "script" not in Markup(reflected.text).names
    assert "alert(1)" not in reflected.text


@pytest.mark.parametrize("up", ["../" * 6, "..%2f" * 6, "%2e%2e/" * 6, "..\\" * 6, "/"])
@pytest.mark.parametrize(
    "page", ["article", "event", "claim", "brief", "situation", "api/v1/articles"]
)
def test_no_address_leads_to_a_file(desk: TestClient, page: str, up: str) -> None:
    answer = desk.get(f"/{page}/{up}etc/passwd")
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        seen.append((one, other))
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", compare)
    tokens = guard.Tokens(b"secret")
    cookie = "a" * 43
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "scheme": "http",
        "headers": [(b"cookie", f"{guard.COOKIE}={cookie}".encode()), (b"host", b"localhost")],
    }  # fmt: skip
    from starlette.requests import Request

    assert tokens.fits(Request(scope), tokens.token(cookie))
    assert not tokens.fits(Request(scope), "nonce.wrong")
    assert len(seen) == 2


def test_an_entity_in_a_page_reads_no_file(tmp_path: Path) -> None:
    from tocsin.intake import read

    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRETWORD", encoding="utf-8")
    body = "The ministers met in the capital on Monday to talk about the border and the fish. " * 6
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><head><title>Talks</title>'
        f"</head><body><article><p>{body}&x;</p><xi:include href='{secret.as_uri()}'/></article>"
        "</body></html>",
        encoding="utf-8",
    )
    assert "TOPSECRETWORD" not in read(str(page)).text


def test_an_entity_in_a_feed_reads_no_file(tmp_path: Path) -> None:
    from tocsin.errors import InputError
    from tocsin.watch.parsing import Parser

    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRETWORD", encoding="utf-8")
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
    )
    with Parser() as parser, pytest.raises(InputError) as caught:
        parser.parse(feed.encode(), url="https://x.example/rss", charset=None, kind="feed")
    assert "TOPSECRETWORD" not in str(caught.value)


def test_no_xpath_is_made_from_words_of_others() -> None:
    """Every XPath in the program is a constant."""
    package = Path(tocsin.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in {"xpath", "XPath", "iterfind", "findall", "findtext"} and node.args:
                made = isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
                assert not made, f"{path.name}:{node.lineno}"


def test_backups_have_no_place_for_secrets() -> None:
    names = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}
    assert not [name for name in names if re.search(r"secret|passw|token|\bsession", name)]


def test_what_signs_forms_is_in_no_file_and_no_page(own: Ledger, tmp_path: Path) -> None:
    secret = "a-secret-of-32-bytes-and-no-less"
    client = client_of(own)
    desk = client.app.state.desk  # type: ignore[attr-defined]
    desk.tokens = guard.Tokens(secret.encode())
    pages = [client.get(page).text for page in ("/review", "/sources", "/undo", "/api/v1/events")]
    own.backup(tmp_path / "b.zip", now=NOW)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        files = [archive.read(name).decode() for name in archive.namelist()]
    kept = (tmp_path / "own.db").read_bytes()
    assert not [text for text in (*pages, *files) if secret in text]
    assert secret.encode() not in kept
    assert secret not in repr(desk)


def test_the_list_names_tests_that_are_there() -> None:
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 30
    for path, test in named:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{test}"
