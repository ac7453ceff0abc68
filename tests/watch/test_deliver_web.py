from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.watch.scene import NOW
from tests.watch.test_deliver import ALERT, SENDING
from tocsin.errors import UsageError
from tocsin.watch import Channel
from tocsin.watch.deliver_web import Sender, key_of, signature

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
HOOK = Channel("desk", "webhook", "https://desk.example/hook", secret_env="DESK_SECRET")


def sender(status: int = 204, wait: float | None = None, **told):
    calls = []

    def post(url, body, headers):
        calls.append((url, body, headers))
        return status, wait

    made = Sender(environment={"DESK_SECRET": SECRET, "PHONE": "json://x"}, post=post, **told)
    return made, calls


def test_a_webhook_is_signed():
    send, calls = sender()
    assert send(HOOK, SENDING, NOW).status == "sent"
    url, body, headers = calls[0]
    assert url == "https://desk.example/hook"
    assert headers["webhook-id"] == "d1"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    signed = b".".join([b"d1", headers["webhook-timestamp"].encode(), body])
    mac = hmac.new(b"0123456789abcdef0123456789abcdef", signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(mac).decode()
    assert json.loads(body)["alerts"][0]["headline"] == ALERT.headline


def test_every_attempt_has_the_same_id_and_body():
    send, calls = sender(500)
    assert [send(HOOK, SENDING, NOW).status for _ in range(2)] == ["retry", "retry"]
    assert calls[0][1] == calls[1][1]
    assert calls[0][2]["webhook-id"] == calls[1][2]["webhook-id"]


def test_the_vector_of_standard_webhooks():
    """The example of the specification's own test suite."""
    key = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    found = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "sent"), (204, "sent"), (302, "retry"), (404, "retry"), (410, "failed"), (503, "retry")],
)
def test_answers(status, outcome):
    send, _ = sender(status, 30.0)
    assert send(HOOK, SENDING, NOW).status == outcome


def test_no_answer_is_tried_again():
    def post(url, body, headers):
        raise ConnectionError("refused\nby host")

    sent = Sender(environment={"DESK_SECRET": SECRET}, post=post)(HOOK, SENDING, NOW)
    assert (sent.status, sent.error) == ("retry", "no answer (refused by host)")


def test_apprise():
    told = []

    def notify(url, title, text):
        told.append((url, title, text))
        return len(told) > 1

    send, _ = sender(notify=notify)
    phone = Channel("phone", "apprise", address_env="PHONE")
    assert [send(phone, SENDING, NOW).status for _ in range(2)] == ["retry", "sent"]
    assert told[0][:2] == ("json://x", ALERT.headline)
    send.check(phone)


def test_apprise_says_which_addresses_it_does_not_know():
    from tocsin.watch.deliver_web import notify_apprise

    with pytest.raises(UsageError, match="does not know"):
        notify_apprise("klingon://x", "t", "b")


def test_what_is_missing_is_told_before_anything_happens():
    with pytest.raises(UsageError, match="desk needs the environment variable DESK_SECRET"):
        Sender(environment={}).check(HOOK)
    with pytest.raises(UsageError, match="16 bytes"):
        Sender(environment={"DESK_SECRET": "short"}).check(HOOK)
    with pytest.raises(UsageError, match="not base64"):
        Sender(environment={"DESK_SECRET": "whsec_*"}).check(HOOK)


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(503 if len(self.server.bodies) == 1 else 200)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def test_over_a_real_socket():
    with HTTPServer(("127.0.0.1", 0), _Receiver) as server:
        server.bodies = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        hook = Channel("desk", "webhook", f"http://127.0.0.1:{server.server_port}/", "", "S")
        send = Sender(environment={"S": SECRET})
        first, second = send(hook, SENDING, NOW), send(hook, SENDING, NOW)
        server.shutdown()
    assert (first.status, first.retry_after, second.status) == ("retry", 7.0, "sent")
    assert server.bodies[0] == server.bodies[1]
    gone = send(hook, SENDING, NOW)
    assert gone.status == "retry"
    assert gone.error.startswith("no answer")
