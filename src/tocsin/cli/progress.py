"""Progress of a long run: a bar on a terminal, silence elsewhere; failures as lines either way."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Reporter:
    """Shows how far a corpus is. Used as a context manager; writes to standard error."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self._task = self._progress.add_task("coding", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def total(self, count: int) -> None:
        """Say how many articles there are."""
        self._progress.update(self._task, total=count)

    def step(self) -> None:
        """One more article is done, failed or skipped."""
        self._progress.advance(self._task)

    def failed(self, name: str, problem: str) -> None:
        """Say that an article failed, in one line."""
        self.console.print(f"tocsin: {escape(name)}: {escape(problem)}", style=None)
