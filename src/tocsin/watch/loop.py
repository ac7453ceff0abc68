"""The rounds of the watch: look at sources, read what is new, check situations, tell.

Each step ends with a transaction that can be done again, so the watch may be killed at any moment:
an item is done only after the ledger has its article, a source's validators are kept together with
the items that came with them, states together with alerts, and a message is sent under an id that
was kept before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tocsin.errors import TocsinError
from tocsin.records import Situation
from tocsin.watch.checking import Before, check
from tocsin.watch.deliver import after, route
from tocsin.watch.looking import healths, look
from tocsin.watch.plan import Channel, Plan
from tocsin.watch.reading import Reading
from tocsin.watch.tools import Tools

CHECK_EVERY = timedelta(minutes=10)
"""Situations are checked at least so often, since states lapse and others add articles too."""
SHORTEST_SLEEP, LONGEST_SLEEP = 5.0, 300.0


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: counts, and one line for everything that went wrong."""

    looked: int = 0
    new: int = 0
    kept: int = 0
    alerts: int = 0
    sent: int = 0
    problems: tuple[str, ...] = ()


class Watch:
    """A plan with the tools to carry it out."""

    def __init__(self, plan: Plan, tools: Tools) -> None:
        self._plan = plan
        self._tools = tools
        self._checked: datetime | None = None
        self._day: date | None = None

    def run(self, *, once: bool = False, report: Callable[[Round], None] | None = None) -> None:
        """Rounds until somebody interrupts; ``once``: a single one, of all that is due."""
        self.start()
        while True:
            done = self.round()
            if report is not None:
                report(done)
            if once:
                return
            self._tools.sleep(self.seconds_left())

    def start(self) -> None:
        """Keep the situations, and check them as they stand before anything new comes."""
        self._tools.memory.put_situations(self._plan.situations)
        self._check()

    def round(self) -> Round:
        """One look at all that is due."""
        looked, new, problems = look(self._plan, self._tools)
        reading = Reading(self._plan, self._tools)
        reading.run()
        due = self._checked is None or self._tools.clock() - self._checked >= CHECK_EVERY
        alerts = self._check() if reading.kept or due else 0
        sent, unsent = self._tell()
        lines = (*problems, *reading.problems, *unsent, *self._daily())
        return Round(looked, new, reading.kept, alerts, sent, lines)

    def seconds_left(self) -> float:
        """Until something is due."""
        memory, now = self._tools.memory, self._tools.clock()
        moments = [health.next_try or now for health in healths(self._plan, self._tools)]
        moments += [each for each in (memory.next_item(), self._next_delivery()) if each]
        moments.append((self._checked or now) + CHECK_EVERY)
        left = (min(moments) - now).total_seconds()
        return min(max(left, SHORTEST_SLEEP), LONGEST_SLEEP)

    def _check(self) -> int:
        """Check all situations; how many alerts are new."""
        self._checked = self._tools.clock()
        return sum(self._check_one(each) for each in self._plan.situations)

    def _check_one(self, situation: Situation) -> int:
        memory, now = self._tools.memory, self._tools.clock()
        states = {state.indicator: state for state in memory.states(situation.id)}
        before = Before(states, memory.told(situation.id))
        picture = self._tools.picture(situation, now)
        outcome = check(situation, picture, now=now, before=before)
        mutes = memory.mutes(now=now)
        routes = route(outcome.alerts, self._plan.channels, now=now, mutes=mutes)
        return len(memory.put_outcome(situation.id, outcome, routes))

    def _daily(self) -> list[str]:
        """Do what is done once a day, unless it was today; what went wrong with it."""
        now = self._tools.clock()
        today = now.astimezone(UTC).date()
        if today == self._day:
            return []
        self._day = today
        try:
            self._tools.daily(now)
        except TocsinError as error:
            return [f"what is done once a day: {error}"]
        return []

    def _tell(self) -> tuple[int, list[str]]:
        """Send what is due; how many messages arrived, and why others did not."""
        sent, problems = 0, list[str]()
        first = self._next_delivery()
        if first is None or first > self._tools.clock():
            return sent, problems
        for channel in self._plan.channels:
            for problem in self._tell_one(channel):
                sent += not problem
                problems.extend([f"alerts to {channel.id}: {problem}"] if problem else [])
        return sent, problems

    def _next_delivery(self) -> datetime | None:
        channels = [channel.id for channel in self._plan.channels]
        return self._tools.memory.next_delivery(channels)

    def _tell_one(self, channel: Channel) -> list[str]:
        """An empty line for each message that arrived, else what went wrong."""
        memory, now, told = self._tools.memory, self._tools.clock(), list[str]()
        together = channel.digest is not None
        for delivery in memory.due_deliveries(channel.id, now=now, together=together):
            answer = self._tools.send(channel, delivery, self._tools.clock())
            done = after(delivery, answer, now=self._tools.clock(), random=self._tools.random)
            memory.delivered(done)
            told.append(done.error)
        return told
