"""Who may ask, and what a page may load: host names, sizes, headers, and tokens for forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "tocsin_form"
LARGEST_FORM = 64 * 1024
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests for other host names (a foreign page whose name was pointed at this
    machine) and forms that are too large; puts the headers on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] = LOOPBACK) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                made = MutableHeaders(scope=message)
                put_headers(made)
                if scope["scheme"] == "https":
                    made["strict-transport-security"] = "max-age=31536000"
            await send(message)

        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self._hosts:
            refused: Response = PlainTextResponse("This host name is not served here.", 421)
            await refused(scope, receive, answer)
            return
        if too_large(headers):
            refused = PlainTextResponse("The form is too large.", 413)
            await refused(scope, receive, answer)
            return
        await self._app(scope, receive, answer)


def put_headers(headers: MutableHeaders) -> None:
    """Put the headers in; pages may not be kept by shared caches."""
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("cache-control", "private, no-cache")


def host_name(host: str) -> str:
    """The name in a Host header, without its port, in lower case."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def too_large(headers: Headers) -> bool:
    """Whether a body is larger than any form of ours, or does not say how large it is."""
    if headers.get("transfer-encoding"):
        return True
    length = headers.get("content-length", "0")
    return not length.isdigit() or int(length) > LARGEST_FORM


class Tokens:
    """Tokens that a form must bring back: signed with a secret of this process and bound to a
    cookie of the browser, another one for every page."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)

    def cookie(self, request: Request) -> str:
        """The browser's cookie, or a new one."""
        held = request.cookies.get(COOKIE, "")
        return held if len(held) == 43 else self.fresh()

    def fresh(self) -> str:
        """A new cookie, for a browser that logs in: tokens of its old pages fit no more."""
        return secrets.token_urlsafe(32)

    def token(self, cookie: str) -> str:
        """A new token for a form."""
        nonce = secrets.token_urlsafe(12)
        return f"{nonce}.{self._sign(cookie, nonce)}"

    def fits(self, request: Request, token: str) -> bool:
        """Whether this request was sent by a form of ours in this browser."""
        nonce, _, signature = token.partition(".")
        cookie = request.cookies.get(COOKIE, "")
        signed = self._sign(cookie, nonce)
        return bool(cookie) and same_site(request) and _same(signed, signature)

    def _sign(self, cookie: str, nonce: str) -> str:
        text = f"{cookie}|{nonce}".encode()
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def same_site(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return origin is None or origin == own


def keep_cookie(response: Any, cookie: str, *, secure: bool = False) -> None:
    """Put the form cookie on an answer: not for scripts, not for other sites."""
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=secure, path="/")
