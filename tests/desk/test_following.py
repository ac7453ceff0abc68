from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.testclient import TestClient

from tests.desk.conftest import NOW, client_of
from tocsin import demo
from tocsin.desk.following import judge_situations
from tocsin.ledger import Ledger
from tocsin.watch import load
from tocsin.watch.plan import Channel


def states(ledger: Ledger) -> dict[tuple[str, str], str]:
    return {(s.situation, s.indicator): s.state for s in ledger.watching.states()}


def claims_of(ledger: Ledger, events: tuple[str, ...]) -> list[str]:
    found = [ledger.event(event) for event in events]
    return [claim for view in found if view for claim in view.event.claims]


def test_the_lights_follow_a_correction_and_its_undoing(
    own: Ledger, send: Callable[..., Any]
) -> None:
    client: TestClient = client_of(own)
    client.app.state.desk.channels = ()  # type: ignore[attr-defined]
    before = states(own)
    rules = {(s.id, i.id): i.rule for s in own.watching.situations() for i in s.indicators}
    lit = [
        state
        for state in own.watching.states()
        if state.state == "observed" and state.claims and state.events
        if not rules[state.situation, state.indicator].startswith(("expected", "surge", "not"))
    ]
    held = {s.indicator: claims_of(own, s.events) for s in lit}
    state = min(lit, key=lambda each: len(held[each.indicator]))
    claims = held[state.indicator]
    for claim in claims:
        page = f"/claim/{claim}"
        send(client, page, f"{page}/correct", field="modality", value="possible")
    assert states(own)[state.situation, state.indicator] != "observed"
    for made in own.judgements(live=True):
        send(client, "/review", "/undo", judgement=made.id)
    assert states(own)[state.situation, state.indicator] == before[state.situation, state.indicator]


def test_alerts_go_to_channels_that_are_known_and_else_wait_for_the_watch(own: Ledger) -> None:
    with demo.situations_path() as path:
        plan = load(path)
    renamed = [replace(plan.situations[0], id="new")]
    judge_situations(own, renamed, None, now=NOW)
    assert own.watching.states("new") == ()
    channel = Channel("desk", "webhook", "https://desk.example/hook")
    judge_situations(own, renamed, [channel], now=NOW)
    assert own.watching.states("new")
    alerts = own.watching.alerts(situation="new")
    assert alerts
    assert all(own.watching.deliveries(each.id)[0]["channel"] == "desk" for each in alerts)


def test_an_alert_can_be_muted_at_the_desk(own: Ledger, send: Callable[..., Any]) -> None:
    client = client_of(own)
    page = "/situation/puyango"
    assert send(client, page, f"{page}/mute", target="puyango", days="7").status_code == 303
    assert [each.target for each in own.watching.mutes(now=NOW)] == ["puyango"]
    assert "Let it speak" in client.get(page).text
    send(client, page, f"{page}/mute", target="puyango", days="0")
    assert "Let it speak" not in client.get(page).text
    for target, days in (("nothing", "7"), ("puyango", "soon"), ("puyango", "9999")):
        assert send(client, page, f"{page}/mute", target=target, days=days).status_code == 400
