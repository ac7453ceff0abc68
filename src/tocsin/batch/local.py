"""The processes of this machine: each loads the model once and has its share of the cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from typing import Generic, TypeVar

from tocsin.errors import TocsinError

_AHEAD = 4  # items in the queue of each process

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Task(Generic[Given, Made]):
    """What is done to each item.

    ``work`` runs in the processes. ``ready`` gives the answer for an item that needs no work, else
    None; ``lost`` the answer for an item on which a process died twice, the second time with
    nothing else under way. Without ``lost`` such a death ends the run.
    """

    work: Callable[[Given], Made]
    ready: Callable[[Given], Made | None] = lambda _: None
    lost: Callable[[Given], Made] | None = None


def cores() -> int:
    """How many processes may work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outcomes(
    task: Task[Given, Made], stream: Iterator[Given], processes: int
) -> Generator[Made, None, None]:
    """What the task makes of each item, in order, with so many processes.

    Never more than four items for each process are under way. Raises `TocsinError` if a process
    dies and the task does not say what then.
    """
    if processes <= 1:
        for item in stream:
            done = task.ready(item)
            yield task.work(item) if done is None else done
        return
    pool = _Pool(task, processes)
    try:
        yield from pool.run(stream)
    finally:
        pool.end()


class _Pool(Generic[Given, Made]):
    """A pool of processes that is set up anew when one of them dies."""

    def __init__(self, task: Task[Given, Made], processes: int) -> None:
        self._task, self._processes = task, processes
        self._waiting: deque[tuple[Given, Future[Made] | None]] = deque()
        self._others = set(multiprocessing.active_children())
        self._pool = self._start(processes)

    def _start(self, processes: int) -> ProcessPoolExecutor:
        threads = max(1, cores() // self._processes)
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, context, _start_worker, (threads,))

    def end(self) -> None:
        """End the processes; not by asking the pool: an interrupt at the wrong moment would leave
        it waiting for ever. What the caller had started before is left alone."""
        for child in set(multiprocessing.active_children()) - self._others:
            child.terminate()
        self._pool.shutdown(cancel_futures=True)

    def run(self, stream: Iterator[Given]) -> Iterator[Made]:
        """The answers in the order of the items."""
        for item in stream:
            self._waiting.append((item, self._submit(item)))
            if len(self._waiting) >= self._processes * _AHEAD:
                yield from self._next()
        while self._waiting:
            yield from self._next()

    def _submit(self, item: Given) -> Future[Made] | None:
        """Hand an item to the processes; None if it needs no work, or if they have just died."""
        if self._task.ready(item) is not None:
            return None
        try:
            return self._pool.submit(self._task.work, item)
        except BrokenProcessPool:
            return None  # seen again, and dealt with, when its turn comes

    def _next(self) -> Iterator[Made]:
        item, future = self._waiting[0]
        done = self._task.ready(item)
        try:
            if done is None:
                done = future.result() if future else self._dead()
        except BrokenProcessPool:
            yield from self._one_by_one()
            return
        self._waiting.popleft()
        yield done

    @staticmethod
    def _dead() -> Made:
        raise BrokenProcessPool

    def _one_by_one(self) -> Iterator[Made]:
        """Do what was under way when a process died again, each item alone, to find the one."""
        if self._task.lost is None:
            raise TocsinError(
                "a process died, perhaps for lack of memory; run the same command again to go on,"
                " with fewer --processes"
            )
        self.end()
        self._pool = self._start(1)
        while self._waiting:
            item, _ = self._waiting.popleft()
            yield self._alone(item, self._task.lost)
        self.end()
        self._pool = self._start(self._processes)

    def _alone(self, item: Given, lost: Callable[[Given], Made]) -> Made:
        done = self._task.ready(item)
        if done is not None:
            return done
        try:
            return self._pool.submit(self._task.work, item).result()
        except BrokenProcessPool:
            self.end()
            self._pool = self._start(1)
            return lost(item)


def _start_worker(threads: int) -> None:
    """Leave Ctrl-C to the parent, and share the cores between the processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["TOCSIN_THREADS"] = str(threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent has gone, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
