"""Words of articles and of addresses are text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import NOW, client_of
from tocsin.keeping import Keeper
from tocsin.ledger import Entry, Ledger, Rating
from tocsin.records import (
    Alert,
    Article,
    Attribution,
    Claim,
    Entity,
    FeedHealth,
    Indicator,
    Mention,
    Place,
    Quantity,
    Situation,
    Span,
)
from tocsin.watch import Outcome

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{7*7}}"
TEXT = f"{EVIL} attacked {EVIL} in {EVIL} with 3 {EVIL}, {EVIL} said."
LINK = "javascript:alert(4)"


def span(words: str, start: int = 0) -> Span:
    place = TEXT.index(words, start)
    return Span(place, place + len(words), words)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("evil") / "evil.db"
    entity = Entity(f"PER/GOV:{EVIL}", EVIL, "PER", "GOV")
    who = Mention(span(EVIL), EVIL, entity=entity)
    claim = Claim(
        span("attacked"),
        "ASSAULT",
        None,
        Span(0, len(TEXT), TEXT),
        actors=(who,),
        recipients=(replace(who, span=span(EVIL, 90)),),
        place=(Place(span(EVIL), EVIL, 1, -3.5, -80.4, "PER", "city"),),
        quantities=(Quantity(span(EVIL), 3.0, 3.0, EVIL),),
        attributions=(Attribution(who, span("said")),),
        score=0.1,
        id="c" * 16,
    )
    article = Article(TEXT, EVIL, NOW.date(), EVIL, EVIL, url=LINK, name=EVIL)
    with Ledger(path) as made:
        made.add_all([Entry(article, (claim,))], now=NOW)
        Keeper(made).follow(now=NOW)
        made.rate(Rating(EVIL, "A", EVIL, NOW))
        situation = Situation("evil", EVIL, EVIL, indicators=(Indicator("one", EVIL, EVIL),))
        made.watching.put_situations([situation])
        alert = Alert("a", "evil", "one", "observed", claim.id, NOW, EVIL, EVIL)
        made.watching.put_outcome("evil", Outcome(alerts=(alert,)))
        made.watching.take(FeedHealth(LINK, name=EVIL, state="failing", message=EVIL), [], now=NOW)
        yield made


PAGES = (
    "/?since=2020-01-01",
    "/situation/evil",
    "/events",
    "/event/{event}",
    "/article/{article}?claim={claim}",
    "/claims",
    "/claim/{claim}",
    "/timeline",
    "/map",
    "/map?view=world",
    "/dyads",
    "/actors",
    "/actor/{entity}",
    "/sources",
    "/source/{evil}",
    "/review",
    "/search?q=attacked",
    "/search?q={evil}",
    "/search?q=%22",
    "/claims?text={evil}&claimant={evil}&actor={evil}&place={evil}&event={evil}",
    "/events?actor={evil}&status={evil}&from={evil}",
    "/timeline?who={evil}&from={evil}",
    "/map?who={evil}&view={evil}",
    "/dyad/{evil}..{evil}",
    "/nothing/{evil}",
    "/event/{evil}",
    "/article/{evil}",
    "/?since={evil}",
    "/review?days={evil}",
    "/brief/evil",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_words_become_markup(ledger: Ledger, page: str) -> None:
    from urllib.parse import quote

    event = ledger.events()[0].event
    report = ledger.reports_of(event.claims)[event.claims[0]]
    address = page.format(
        evil=quote(EVIL, safe=""),
        entity=quote(f"per/gov:{EVIL.lower()}", safe=""),
        event=event.id,
        article=report.article,
        claim=report.claim.id,
    )
    answer = client_of(ledger).get(address)
    assert answer.status_code in {200, 404}, answer.text[-600:]
    text = answer.text.lower()
    for bad in ("<script>", "<img", "<svg/", 'onerror=alert(2)>"', "javascript:", ">49<"):
        assert bad not in text, (address, bad)


def test_a_title_is_shown_as_it_is(ledger: Ledger) -> None:
    report = ledger.claims()[0]
    text = client_of(ledger).get(f"/article/{report.article}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "as published" not in text


def test_a_back_address_leads_nowhere_else(ledger: Ledger, send: object) -> None:
    from tocsin.desk.acting import back

    for bad in ("//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\r\nb"):
        assert back({"back": bad}, "/review") == "/review"  # type: ignore[arg-type]
    assert back({"back": "/claims?type=AID"}, "/") == "/claims?type=AID"  # type: ignore[arg-type]


def test_cells_of_a_table_run_nothing(ledger: Ledger) -> None:
    from tocsin.desk.views.lists import cell

    assert [cell(x) for x in ("=1+1", "+1", "-1", "@A", "\tx", "plain", "")] == [
        "'=1+1", "'+1", "'-1", "'@A", "'\tx", "plain", "",
    ]  # fmt: skip


def test_an_error_of_the_program_tells_no_secret(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    client: TestClient = client_of(ledger)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret in here")

    monkeypatch.setattr(Ledger, "events", broken)
    answer = client.get("/events")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
