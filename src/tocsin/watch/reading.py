"""Reading the articles of new items, and keeping them; an item is done only when it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tocsin.errors import DataError, FetchError, InputError
from tocsin.records import Article, FeedItem, PendingItem, WatchSource
from tocsin.watch.hosts import by_host
from tocsin.watch.plan import Plan
from tocsin.watch.polling import TRIES, pause
from tocsin.watch.tools import Tools

BATCH = 20
"""Articles that are kept together: at most so many are read again after a kill."""
AT_A_TIME = 500
RETRY_MINUTES = 5.0
ENOUGH_WORDS = 40
"""So many words of the feed's own text stand in for an article that cannot be had."""


class Reading:
    """The items that are due in one round."""

    def __init__(self, plan: Plan, tools: Tools) -> None:
        self._tools = tools
        self._sources = {source.address: source for source in plan.sources}
        self._batch: list[tuple[FeedItem, Any]] = []
        self.kept = 0
        self.problems: list[str] = []

    def run(self) -> None:
        """Read and keep what is due."""
        tools = self._tools
        waiting = tools.memory.pending(now=tools.clock(), limit=AT_A_TIME)
        found = by_host(
            waiting, lambda p: p.item.link, self._read, wait=tools.wait, workers=tools.workers
        )
        for pending, answer in found:
            self._settle(pending, answer)
            if len(self._batch) >= BATCH:
                self._keep()
        self._keep()

    def _read(self, pending: PendingItem) -> Article | InputError:
        """The article; runs in a thread."""
        item = pending.item
        source = self._sources.get(item.source) or WatchSource("feed", item.source)
        try:
            return self._tools.read(source, item)
        except InputError as error:
            last = not isinstance(error, FetchError) or pending.tries + 1 >= TRIES
            if last and source.text == "page" and len(item.text.split()) >= ENOUGH_WORDS:
                return self._own_text(source, item, error)
            return error

    def _own_text(
        self, source: WatchSource, item: FeedItem, error: InputError
    ) -> Article | InputError:
        try:
            return self._tools.read(replace(source, text="feed"), item)
        except InputError:
            return error

    def _settle(self, pending: PendingItem, answer: Article | InputError) -> None:
        if isinstance(answer, Article):
            self._code(pending.item, answer)
        elif isinstance(answer, FetchError) and pending.tries + 1 < TRIES:
            self._postpone(pending, answer)
        else:
            self._give_up(pending.item, str(answer))

    def _code(self, item: FeedItem, article: Article) -> None:
        try:
            self._batch.append((item, self._tools.code(article)))
        except Exception as error:  # noqa: BLE001 - one odd text must not stop the watch for good
            self._give_up(item, f"cannot be coded ({type(error).__name__}: {error})")

    def _postpone(self, pending: PendingItem, error: InputError) -> None:
        tries = pending.tries + 1
        due = self._tools.clock() + pause(RETRY_MINUTES, tries, self._tools.random)
        self._tools.memory.postpone(replace(pending, due=due, tries=tries), str(error)[:300])

    def _give_up(self, item: FeedItem, problem: str) -> None:
        self.problems.append(f"{item.link or item.key}: {problem}")
        self._tools.memory.finish([item], now=self._tools.clock(), note=problem[:300])

    def _keep(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        try:
            self._keep_all(batch)
        except DataError:
            if len(batch) == 1:
                raise
            for pair in batch:
                self._keep_one(pair)

    def _keep_one(self, pair: tuple[FeedItem, Any]) -> None:
        """After a batch failed: alone, so that one article that cannot be kept is told apart."""
        try:
            self._keep_all([pair])
        except DataError as error:
            self._give_up(pair[0], f"cannot be kept ({error})")

    def _keep_all(self, batch: Sequence[tuple[FeedItem, Any]]) -> None:
        now = self._tools.clock()
        self._tools.keep([coded for _, coded in batch], now)
        self._tools.memory.finish([item for item, _ in batch], now=now)
        self.kept += len(batch)
