"""Running the desk: on this machine for one user, elsewhere for those who have accounts."""

from __future__ import annotations

import gc
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tocsin.desk.application import app
from tocsin.desk.desk import utc_now
from tocsin.desk.entrance import Entrance
from tocsin.desk.guard import LOOPBACK
from tocsin.desk.passwords import prepare
from tocsin.errors import UsageError
from tocsin.ledger import Ledger
from tocsin.watch.plan import Channel

OPEN_AFTER = 0.8
"""Seconds until a browser is opened."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk is served. ``names`` are further host names that it answers to; ``cert`` and
    ``key`` are files for TLS; ``proxy`` is the address of a proxy before it that speaks TLS."""

    host: str = "127.0.0.1"
    port: int = 8400
    names: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that are answered."""
        return frozenset({*LOOPBACK, _bracketed(self.host), *self.names})


def serve(  # noqa: PLR0913, each is an option of the command
    ledger: Ledger,
    place: Place,
    *,
    author: str = "analyst",
    clock: Callable[[], datetime] = utc_now,
    channels: Sequence[Channel] | None = None,
    browse: bool = False,
    tools: bool = False,
) -> None:
    """Serve the desk until it is stopped; port 0 takes a free one. Says on standard error where.

    ``channels`` are those of the watch, if they are known; ``tools`` serves those of agents too.
    Raises UsageError for a place where passwords or pages would be open to others, a port that is
    taken, or tools whose library is missing.
    """
    import uvicorn

    entrance = entrance_for(ledger, place)
    made = app(
        ledger, clock=clock, hosts=place.hosts, author=author, entrance=entrance, tools=tools
    )
    made.state.desk.channels = channels
    held = listen(place.host, place.port)
    kind = "https" if place.cert else "http"
    address = f"{kind}://{_bracketed(place.host)}:{held.getsockname()[1]}/"
    sys.stderr.write(f"The desk is at {address} (stop it with Ctrl-C)\n")
    if browse:
        opening = threading.Timer(OPEN_AFTER, open_browser, [address])
        opening.daemon = True
        opening.start()
    look_for_cycles_rarely()
    config = uvicorn.Config(made, **settings(place))
    with held:
        uvicorn.Server(config).run(sockets=[held])


def look_for_cycles_rarely() -> None:
    """Python's search for cycles of objects walks through all that is held, and holds up every
    reader meanwhile: 3.4 s in all while the past of 29,000 events was read, 0.3 s with this. For
    the process of a server."""
    gc.set_threshold(50_000, 20, 100)


def settings(place: Place) -> dict[str, Any]:
    """How the server is set. What a proxy says of address and scheme is believed from that proxy
    alone; the server names no product and writes no requests, so that no secret gets into a log."""
    return {
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": place.proxy is not None,
        "forwarded_allow_ips": place.proxy or "",
        "ssl_certfile": place.cert,
        "ssl_keyfile": place.key,
    }


def check_tls(cert: Path | None, key: Path | None) -> None:
    """Raises UsageError unless both files are there, or neither is asked for."""
    if (cert is None) != (key is None):
        raise UsageError("--cert and --key go together")
    for path in (cert, key):
        if path is not None and not path.is_file():
            raise UsageError(f"there is no file {path}")


def open_browser(address: str) -> None:
    """Open the address if there is a browser; a machine without one goes on without."""
    with suppress(webbrowser.Error):
        webbrowser.open(address)


def answers(address: str) -> bool:
    """Whether a desk takes connections at an address that `serve` has named."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=2.0).close()
    except OSError:
        return False
    return True


def entrance_for(ledger: Ledger, place: Place) -> Entrance | None:
    """The accounts of the ledger; None for one user on her own machine.

    Raises UsageError if others could reach a desk without accounts, or passwords on their way.
    """
    accounts = ledger.people.accounts()
    others = not is_local(place.host) or bool(place.names) or place.proxy is not None
    if others and not accounts:
        where = next(iter(place.names), place.host)
        hint = "make one first: tocsin users add NAME --role admin"
        raise UsageError(f"others can reach {where}, and the desk has no accounts: {hint}")
    if not is_local(place.host) and place.cert is None and place.proxy is None:
        raise UsageError(
            f"others can reach {place.host} and would see passwords on their way: give --cert and "
            "--key, or --proxy with the address of a proxy that speaks TLS"
        )
    if not accounts:
        return None
    prepare()
    return Entrance(ledger)


def listen(host: str, port: int) -> socket.socket:
    """A socket at that port. Raises UsageError if there is none to have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UsageError(
            f"port {port} of {host} cannot be had ({error.strerror}): name another with --port"
        ) from error
    return made


def is_local(host: str) -> bool:
    """Whether only this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host.lower()


def clock_of(day: str | None) -> Callable[[], datetime]:
    """The wall clock, or one that stands at nine in the morning (UTC) of that day.

    Raises UsageError if it is no day.
    """
    if day is None:
        return utc_now
    try:
        moment = datetime.combine(datetime.fromisoformat(day).date(), time(9), UTC)
    except ValueError:
        raise UsageError(f"{day!r} is no day; write 2026-03-31") from None
    return lambda: moment
