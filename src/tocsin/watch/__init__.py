"""Situations, indicators and alerts, and the feeds, sites and folders that bring the news.

`check` decides, from the events of a situation, which of its indicators are seen, and whom to tell
of what; it is pure. `load` reads the user's file, `Watch` carries it out with the tools that it is
given. ``docs/watch.md`` describes the file and the language of the rules.
"""

from __future__ import annotations

from tocsin.watch.checking import Before, Outcome, check, level
from tocsin.watch.config import load, read_plan
from tocsin.watch.evaluate import Picture
from tocsin.watch.loop import Round, Watch
from tocsin.watch.plan import Channel, Plan, Quiet
from tocsin.watch.seen import Awaited, Seen, belongs
from tocsin.watch.tools import Tools

__all__ = [
    "Awaited",
    "Before",
    "Channel",
    "Outcome",
    "Picture",
    "Plan",
    "Quiet",
    "Round",
    "Seen",
    "Tools",
    "Watch",
    "belongs",
    "check",
    "level",
    "load",
    "read_plan",
]
