"""The lights of the board after a decision: situations are judged anew, as the watch does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tocsin.desk.desk import Desk
from tocsin.ledger import Ledger
from tocsin.records import Situation
from tocsin.vigil import Lookout
from tocsin.watch import Before, Plan, check, load
from tocsin.watch.deliver import route
from tocsin.watch.plan import Channel


def follow_situations(ledger: Ledger, config: str | Path, *, now: datetime) -> Plan:
    """Put the situations of a watch's file into the ledger with the states of their indicators, as
    a round of the watch does; its alerts wait for the watch to send them. The file as it was read.

    Raises InputError or UsageError if the file cannot be read.
    """
    plan = load(config)
    ledger.watching.put_situations(plan.situations)
    judge_situations(ledger, plan.situations, plan.channels, now=now)
    return plan


def judge_anew(desk: Desk) -> None:
    """Judge what the ledger watches after a decision. Hold the desk's lock."""
    found = desk.ledger.watching.situations()
    judge_situations(desk.ledger, found, desk.channels, now=desk.clock())


def judge_situations(
    ledger: Ledger,
    situations: Iterable[Situation],
    channels: Sequence[Channel] | None,
    *,
    now: datetime,
) -> None:
    """Keep the states of the indicators as they are now, with the alerts of those that changed.

    Where the channels are not known (None), a situation that has something to tell is left as it
    is: the watch judges it within ten minutes, and tells.
    """
    look, mutes = Lookout(ledger), ledger.watching.mutes(now=now)
    for situation in situations:
        states = {each.indicator: each for each in ledger.watching.states(situation.id)}
        before = Before(states, ledger.watching.told(situation.id))
        outcome = check(situation, look(situation, now), now=now, before=before)
        if outcome.alerts and channels is None:
            continue
        send = route(outcome.alerts, channels or (), now=now, mutes=mutes)
        ledger.watching.put_outcome(situation.id, outcome, send)
