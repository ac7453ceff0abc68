"""Progress of a long run: a bar on a terminal, silence elsewhere; failures as lines either way."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


class Reporter:
    """Shows how far a corpus is: articles, articles a second, share of the input, time left.

    Used as a context manager; writes to standard error.
    """

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[count]:,} articles, {task.fields[rate]}"),
            TimeRemainingColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self._task = self._progress.add_task("coding", total=None, count=0, rate="")
        self._count = 0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._began

    def rate(self) -> str:
        """Articles a second since the run began, in words."""
        return f"{self._count / max(self.seconds, 1e-6):.1f} articles/s"

    def total(self, count: int | None) -> None:
        """Say how much there is, in bytes or in articles."""
        self._progress.update(self._task, total=count)

    def step(self, share: int = 1) -> None:
        """One more article is done, failed or skipped, and with it so much of the total."""
        self._count += 1
        self._progress.update(self._task, advance=share, count=self._count, rate=self.rate())

    def failed(self, name: str, problem: str) -> None:
        """Say that an article failed, in one line."""
        self.console.print(f"tocsin: {escape(name)}: {escape(problem)}", style=None)
