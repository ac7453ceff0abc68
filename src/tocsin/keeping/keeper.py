"""Adding results to the ledger, and keeping what is derived from it up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from weakref import WeakKeyDictionary

from tocsin.keeping.memory import Fresh, Memory, Step
from tocsin.keeping.recall import Recalled
from tocsin.ledger import Change, Derived, Entry, EventQuery, Ledger
from tocsin.ledger.nouns import Trace
from tocsin.ledger.snapshot import Snapshot
from tocsin.pipeline import Result
from tocsin.records import Judgement


@dataclass(frozen=True, slots=True)
class Kept:
    """What a call brought: the number of articles that were new in any way (another printing or
    reading counts), and the ids of events that are new, and of older ones that changed."""

    added: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def keep(ledger: Ledger, results: Iterable[Result], *, now: datetime) -> Kept:
    """Add the results, all or none, and derive what follows from them.

    ``now`` is the moment of adding; its day is the "today" of the expectations. Doing it again
    changes nothing. Raises DataError for an article that cannot be kept, and if the database fails.
    The example of the docs::

        with tocsin.Ledger("news.db") as ledger:
            tocsin.keep(ledger, [tocsin.read("report.html")], now=datetime.now(UTC))
            for view in ledger.events():
                print(view.event.type, view.standing.status)
    """
    return _keeper(ledger).keep(results, now=now)


def follow(ledger: Ledger, *, now: datetime) -> Kept:
    """Derive what follows from all that was added, judged or undone since the last step."""
    return _keeper(ledger).follow(now=now)


def refresh(ledger: Ledger, *, now: datetime) -> Kept:
    """Derive everything anew, whatever is there."""
    return _keeper(ledger).refresh(now=now)


class Keeper:
    """Keeps one ledger. It holds what it needs in memory, so that a step costs as much as what it
    touches; only the first one reads the whole ledger. With ``brief`` that one, too, reads just
    what it touches, as far as traces of earlier steps allow: for processes that soon end. A brief
    one tells of no events that another process derives meanwhile."""

    def __init__(self, ledger: Ledger, *, brief: bool = False) -> None:
        self._ledger, self._brief = ledger, brief
        self._memory: Memory | None = None
        self._traced = False

    @property
    def ledger(self) -> Ledger:
        """The ledger that it keeps."""
        return self._ledger

    def keep(self, results: Iterable[Result], *, now: datetime) -> Kept:
        """As the function `keep`."""
        before = self.follow(now=now)
        entries = [Entry(each.article, each.claims, each.assessments) for each in results]
        self._hold([entry.article.id for entry in entries], [e.article.url for e in entries])
        added = self._ledger.add_all(entries, now=now)
        after = self.follow(now=now)
        new = tuple(dict.fromkeys((*before.new, *after.new)))
        changed = dict.fromkeys((*before.changed, *after.changed))
        return Kept(added, new, tuple(event for event in changed if event not in new))

    def judge(
        self, judgements: Iterable[Judgement], *, now: datetime
    ) -> tuple[tuple[Judgement, ...], Kept]:
        """Keep the judgements, all or none, and derive what follows; they come back with ids."""
        made = tuple(judgements)
        self.follow(now=now)
        self._hold_claims([each.left for each in made if each.kind == "correct"])
        kept = self._ledger.judge(*made)
        return kept, self.follow(now=now)

    def undo(self, keys: Iterable[str], *, now: datetime) -> tuple[tuple[Judgement, ...], Kept]:
        """Undo the judgements with these ids, and derive what follows."""
        keys = frozenset(keys)
        self.follow(now=now)
        known = self._ledger.judgements(kind="correct") if self._brief else ()
        self._hold_claims([each.left for each in known if each.id in keys])
        undone = tuple([self._ledger.undo(key, now=now) for key in sorted(keys)])
        return undone, self.follow(now=now)

    def follow(self, *, now: datetime) -> Kept:
        """As the function `follow`."""
        new: dict[str, None] = {}
        changed: dict[str, None] = {}
        while step := self._step(now):
            new |= dict.fromkeys(event.id for event in step.events if event.id in step.new)
            changed |= dict.fromkeys(step.changed)
        return Kept(0, tuple(new), tuple(event for event in changed if event not in new))

    def refresh(self, *, now: datetime) -> Kept:
        """As the function `refresh`."""
        self._memory = None
        while True:
            step = self._other(self._load(now).whole())
            if self._put(step, now, everything=True):
                new = tuple(event.id for event in step.events if event.id in step.new)
                return Kept(0, new, step.changed)

    def _step(self, now: datetime) -> Step | None:
        """One step forward; None if there is nothing to do."""
        if self._memory is None and self._brief:
            self._memory = self._recalled()
        memory = self._memory
        if memory is not None and memory.recall is not None:
            return self._brief_step(memory, memory.recall, now)
        memory = memory or self._load(now)
        upto, today = self._ledger.progress()
        changes = self._ledger.changes(memory.position)
        if upto == memory.position and not changes and today == now.date():
            return None
        step = memory.take(self._fresh(changes), now.date())
        base, memory.position = memory.position, max([memory.position, *(c.n for c in changes)])
        if upto == memory.position and today == now.date():
            self._discard(memory)
            return step  # another process derived it meanwhile
        if upto == base:
            done = self._put(step, now, base=base)
        else:
            step = self._other(memory.whole())
            done = self._put(step, now, everything=True)
        if not done:
            self._memory = None
        return step

    def _recalled(self) -> Memory | None:
        """A memory that recalls the past as needed; None if there is no trace of it."""
        recall = Recalled(self._ledger)
        with recall.instant() as instant:
            upto, today = instant.progress()
            judged = any(change.kind == "judgement" for change in instant.changes(upto))
            if instant.traced() != upto or judged:
                return None
            memory = Memory(recall, instant.judgements(), today)
            memory.position, self._traced = upto, True
            return memory

    def _brief_step(self, memory: Memory, recall: Recalled, now: datetime) -> Step | None:
        """A step of a memory that recalls; another memory takes over if it cannot go on."""
        with recall.instant() as instant:
            upto, today = instant.progress()
            changes = instant.changes(memory.position)
            fresh = self._fresh(changes, instant)
            able = upto == memory.position and memory.holds(fresh.articles)
            if able and not changes and today == now.date():
                return None
            if able:
                recall.fresh = fresh.articles
                step = memory.take(fresh, now.date())
                trace = memory.trace()
                recall.fresh = frozenset()
        if not able:
            self._memory = None if upto != memory.position else self._load(now)
            return self._step(now)
        memory.position = max([upto, *(change.n for change in changes)])
        if not self._put(step, now, base=upto, trace=trace):
            self._memory = None
        return step

    def _hold(self, articles: Sequence[str], urls: Sequence[str | None]) -> None:
        """Recall what the articles, and others at these addresses, say before they change."""
        memory = self._memory
        if memory is None or memory.recall is None:
            return
        at = {each.article for url in urls if url for each in self._ledger.revisions(url)}
        with memory.recall.instant() as instant:
            if instant.progress()[0] == memory.position and not instant.changes(memory.position):
                memory.hold(sorted({*articles, *at}))

    def _hold_claims(self, claims: Sequence[str]) -> None:
        memory = self._memory
        if memory is not None and memory.recall is not None and claims:
            reports = self._ledger.reports_of(claims)
            self._hold([report.article for report in reports.values()], ())

    def _other(self, step: Step) -> Step:
        """The step that holds everything, told what of it differs from what the ledger holds."""
        held = {view.event.id: view for view in self._ledger.events(EventQuery(limit=None))}
        standings = {standing.event: standing for standing in step.standings}
        changed = [
            event.id
            for event in step.events
            if event.id in held
            and (held[event.id].event, held[event.id].standing) != (event, standings[event.id])
        ]
        new = frozenset(event.id for event in step.events if event.id not in held)
        return replace(step, new=new, changed=tuple(changed))

    def _load(self, now: datetime) -> Memory:
        """Read the whole ledger."""
        memory = self._memory = Memory()
        changes = self._ledger.changes()
        fresh = Fresh(
            frozenset(self._ledger.article_ids()),
            tuple(self._ledger.printed()),
            tuple(self._ledger.reports()),
            self._ledger.judgements(),
        )
        _, today = self._ledger.progress()
        memory.take(fresh, today or now.date())
        memory.position = changes[-1].n if changes else 0
        self._discard(memory)
        return memory

    def _discard(self, memory: Memory) -> None:
        """Leave out of the next trace what the ledger's own trace holds."""
        with self._ledger.snapshot() as instant:
            self._traced = instant.traced() == memory.position
        if self._traced:
            memory.trace()

    def _fresh(self, changes: Iterable[Change], source: Ledger | Snapshot | None = None) -> Fresh:
        source = source or self._ledger
        changes = tuple(changes)
        judged = {change.key for change in changes if change.kind == "judgement"}
        articles = _changed(changes)
        judgements = source.judgements() if judged else None
        if judgements:
            corrected = [j.left for j in judgements if j.id in judged and j.kind == "correct"]
            articles |= {r.article for r in source.reports_of(corrected).values()}
        names = sorted(articles)
        return Fresh(
            frozenset(articles),
            tuple(source.printed(names)),
            tuple(source.claims_in(names)),
            judgements,
        )

    def _put(
        self,
        step: Step,
        now: datetime,
        *,
        base: int = 0,
        everything: bool = False,
        trace: Trace | None = None,
    ) -> bool:
        memory = self._memory
        position = memory.position if memory else 0
        expected = {each.claim for each in step.expectations}
        if trace is None and memory is not None:
            trace = memory.trace(everything=everything or not self._traced)
        derived = Derived(
            position,
            now.date(),
            step.events,
            step.standings,
            step.expectations,
            step.origins,
            step.gone,
            tuple(claim for claim in step.gone if claim not in expected),
            everything,
            trace,
        )
        self._traced = self._ledger.put(derived, base=base)
        return self._traced


def _changed(changes: Iterable[Change]) -> set[str]:
    return {change.key for change in changes if change.kind == "article"}


_KEEPERS: WeakKeyDictionary[Ledger, Keeper] = WeakKeyDictionary()


def _keeper(ledger: Ledger) -> Keeper:
    """The keeper of an open ledger: one for each."""
    return _KEEPERS.setdefault(ledger, Keeper(ledger, brief=True))
