"""Running the desk on this machine."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime, time
from ipaddress import ip_address
from pathlib import Path

from tocsin.desk.application import app
from tocsin.desk.desk import utc_now
from tocsin.desk.guard import LOOPBACK
from tocsin.errors import UsageError
from tocsin.ledger import Ledger
from tocsin.watch import Before, check, load

OPEN_AFTER = 0.8
"""Seconds until a browser is opened."""


def serve(  # noqa: PLR0913, each is an option of the command
    ledger: Ledger,
    *,
    host: str = "127.0.0.1",
    port: int = 8400,
    author: str = "analyst",
    clock: Callable[[], datetime] = utc_now,
    browse: bool = False,
) -> None:
    """Serve the desk until it is stopped; port 0 takes a free one. Says on standard error where.

    Raises UsageError for a host that others can reach, or a port that is taken.
    """
    import uvicorn

    check_host(host)
    made = app(ledger, clock=clock, hosts={*LOOPBACK, host.lower()}, author=author)
    held = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{held.getsockname()[1]}/"
    sys.stderr.write(f"The desk is at {address} (stop it with Ctrl-C)\n")
    if browse:
        threading.Timer(OPEN_AFTER, webbrowser.open, [address]).start()
    config = uvicorn.Config(made, log_level="warning", access_log=False, server_header=False)
    with held:
        uvicorn.Server(config).run(sockets=[held])


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


def check_host(host: str) -> None:
    """Raises UsageError unless only this machine can reach the host: there are no accounts, so
    whoever reaches the desk may read and decide."""
    if host == "localhost":
        return
    try:
        local = ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError(
            f"{host} can be reached by others, and the desk has no accounts: use 127.0.0.1"
        )


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


def follow_situations(ledger: Ledger, config: str | Path, *, now: datetime) -> int:
    """Put the situations of a watch's file into the ledger with the states of their indicators,
    as a round of the watch does, but tell nobody; how many situations there are.

    Raises InputError or UsageError if the file cannot be read.
    """
    from tocsin.vigil import Lookout

    plan, look = load(config), Lookout(ledger)
    ledger.watching.put_situations(plan.situations)
    for situation in plan.situations:
        states = {each.indicator: each for each in ledger.watching.states(situation.id)}
        before = Before(states, ledger.watching.told(situation.id))
        outcome = check(situation, look(situation, now), now=now, before=before)
        ledger.watching.put_outcome(situation.id, outcome)
    return len(plan.situations)
