"""The examples of docs/watch.md are right."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from tests.watch.scene import NOW
from tests.watch.test_deliver import SENDING
from tocsin.watch import Channel, read_plan
from tocsin.watch import rules as rules_module
from tocsin.watch.deliver_web import Sender

PAGE = (Path(__file__).parents[2] / "docs/watch.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.S)
    assert found
    return found[1]


def test_the_file():
    plan = read_plan(block("yaml"))
    assert len(plan.sources) == 4
    assert [each.id for each in plan.situations[0].indicators] == [
        "troops",
        "attacks",
        "talks",
        "casualties",
    ]
    assert len(plan.channels) == 2


def test_the_grammar_is_that_of_the_parser():
    held = re.search(r"::\n\n(.*)", rules_module.__doc__ or "", re.S)
    assert held
    shown = re.search(r"```\n(rule .*?)```", PAGE, re.S)
    assert shown
    assert held[1].split() == shown[1].split()


def test_the_receiver(monkeypatch):
    secret = "whsec_" + base64.b64encode(b"0123456789abcdef").decode()
    sent = []

    def post(url, body, headers):
        sent.append((headers, body))
        return 200, None

    hook = Channel("desk", "webhook", "https://x.example/", secret_env="S")
    Sender(environment={"S": secret}, post=post)(hook, SENDING, NOW)
    (headers, body), names, seen = sent[0], {}, set()
    exec(block("python"), names)
    monkeypatch.setattr(names["time"], "time", lambda: NOW.timestamp() + 5)
    received = names["received"]
    assert received(headers, body + b" ", secret, seen) is None
    assert received(headers, body, "whsec_" + base64.b64encode(b"x" * 16).decode(), seen) is None
    assert [alert["id"] for alert in received(headers, body, secret, seen)] == ["a1"]
    assert received(headers, body, secret, seen) is None
    monkeypatch.setattr(names["time"], "time", lambda: NOW.timestamp() + 500)
    assert received(headers, body, secret, set()) is None
