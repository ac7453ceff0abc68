"""Sending: signed webhooks over HTTP, and everything that apprise knows.

Webhooks are signed as Standard Webhooks 1.0 asks (https://www.standardwebhooks.com): HMAC-SHA256
over ``id.timestamp.body`` in the header ``webhook-signature``, so that receivers can use its
libraries. ``webhook-id`` is the same for every attempt of a delivery.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime

from tocsin.errors import UsageError
from tocsin.records import Delivery
from tocsin.watch.deliver import Sent, message, payload
from tocsin.watch.plan import Channel

SECONDS = 15.0
Post = Callable[[str, bytes, Mapping[str, str]], tuple[int, float | None]]
"""Address, body and headers to status and the seconds of Retry-After."""


class Sender:
    """Sends deliveries. ``post`` and ``notify`` are seams; ``environment`` has the secrets."""

    def __init__(
        self,
        *,
        environment: Mapping[str, str] = os.environ,
        post: Post | None = None,
        notify: Callable[[str, str, str], bool] | None = None,
    ) -> None:
        self._environment = environment
        self._post = post or post_http
        self._notify = notify or notify_apprise

    def check(self, channel: Channel) -> None:
        """Raises `UsageError` if something that the channel needs is not there."""
        self._address(channel)
        if channel.secret_env:
            self._key(channel)
        if channel.kind == "apprise":
            _need_apprise()

    def __call__(self, channel: Channel, delivery: Delivery, now: datetime) -> Sent:
        """Try once."""
        if channel.kind == "apprise":
            title, text = message(delivery)
            told = self._notify(self._address(channel), title, text)
            return Sent("sent") if told else Sent("retry", "apprise could not send it")
        body = json.dumps(payload(delivery), ensure_ascii=False, sort_keys=True).encode()
        headers = self._headers(channel, delivery.id, body, now)
        try:
            status, wait = self._post(self._address(channel), body, headers)
        except OSError as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            return Sent("retry", f"no answer ({reason})")
        return _judged(status, wait)

    def _headers(self, channel: Channel, key: str, body: bytes, now: datetime) -> dict[str, str]:
        moment = str(int(now.timestamp()))
        headers = {
            "content-type": "application/json",
            "user-agent": "Tocsin",
            "webhook-id": key,
            "webhook-timestamp": moment,
        }
        if channel.secret_env:
            headers["webhook-signature"] = signature(self._key(channel), key, moment, body)
        return headers

    def _address(self, channel: Channel) -> str:
        return channel.address or self._variable(channel, channel.address_env)

    def _key(self, channel: Channel) -> bytes:
        return key_of(self._variable(channel, channel.secret_env))

    def _variable(self, channel: Channel, name: str) -> str:
        value = self._environment.get(name, "")
        if not value:
            raise UsageError(f"the channel {channel.id} needs the environment variable {name}")
        return value


def signature(key: bytes, delivery: str, moment: str, body: bytes) -> str:
    """``v1,`` and the base64 of the HMAC-SHA256 of ``delivery.moment.body``."""
    seen = hmac.new(key, f"{delivery}.{moment}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(seen).decode("ascii")


def key_of(secret: str) -> bytes:
    """The key: of ``whsec_...`` the decoded rest, else the bytes of the secret itself.

    Raises `UsageError` if it is shorter than 16 bytes.
    """
    key = secret.encode()
    if secret.startswith("whsec_"):
        try:
            key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            raise UsageError("the secret begins with whsec_ but is not base64") from None
    if len(key) < 16:
        raise UsageError("the secret of a webhook must be 16 bytes or longer")
    return key


def post_http(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, float | None]:
    """Post it; redirects are not followed. Raises `OSError` if there is no answer."""
    import httpx2

    try:
        with httpx2.Client(timeout=SECONDS, trust_env=False, follow_redirects=False) as client:
            answer = client.post(url, content=body, headers=dict(headers))
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ConnectionError(str(error) or type(error).__name__) from error
    wait = answer.headers.get("retry-after", "")
    return answer.status_code, float(wait[:9]) if wait.isascii() and wait.isdigit() else None


def notify_apprise(url: str, title: str, text: str) -> bool:
    """Send by apprise. Raises `UsageError` if it is not there or does not know the address."""
    _need_apprise()
    import apprise

    sender = apprise.Apprise()
    if not sender.add(url):
        raise UsageError("apprise does not know this kind of address")
    return bool(sender.notify(title=title, body=text))


def _judged(status: int, wait: float | None) -> Sent:
    """2xx is received and 410 final; anything else the receiver may mend, so it is tried again."""
    if 200 <= status < 300:
        return Sent("sent")
    return Sent("failed" if status == 410 else "retry", f"the receiver answered {status}", wait)


def _need_apprise() -> None:
    from importlib.util import find_spec

    if find_spec("apprise") is None:
        raise UsageError("this channel needs the package apprise: pip install 'tocsin[alerts]'")
