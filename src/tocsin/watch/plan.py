"""What the user's file says: what to look at, what to look for, and whom to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from tocsin.records import Situation, WatchSource


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours without alerts, but for urgent ones, in the time zone named ``zone``."""

    start: time
    end: time
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts go. ``kind`` is ``webhook`` or ``apprise``; ``address`` is a URL, or with
    ``address_env`` what the environment variable of that name holds. ``secret_env`` names the
    variable with the secret that signs a webhook. ``situations`` are those it is told of, all if
    empty. ``digest`` is the time of day of its one daily message, None for one for each alert.
    """

    id: str
    kind: str
    address: str = ""
    address_env: str = ""
    secret_env: str = ""
    situations: tuple[str, ...] = ()
    digest: time | None = None
    quiet: Quiet | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole file."""

    sources: tuple[WatchSource, ...] = ()
    situations: tuple[Situation, ...] = ()
    channels: tuple[Channel, ...] = ()
