"""Asking many hosts at a time, each host one request after another with pauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
R = TypeVar("R")


def by_host(
    items: Iterable[T],
    address: Callable[[T], str],
    ask: Callable[[T], R],
    *,
    wait: Callable[[str], None],
    workers: int,
) -> Iterator[tuple[T, R]]:
    """Each item with its answer, in the order in which the answers come; ``wait`` pauses before
    each further request to the host of an address."""
    groups = defaultdict[str, list[T]](list)
    for item in items:
        groups[host_of(address(item))].append(item)
    if workers == 1 or len(groups) == 1:
        for group in groups.values():
            yield from _one_host(group, address, ask, wait)
        return
    yield from _threaded(list(groups.values()), address, ask, wait=wait, workers=workers)


def host_of(address: str) -> str:
    """The host of an address, empty for a path."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _one_host(
    group: list[T],
    address: Callable[[T], str],
    ask: Callable[[T], R],
    wait: Callable[[str], None],
) -> Iterator[tuple[T, R]]:
    for place, item in enumerate(group):
        if place:
            wait(address(item))
        yield item, ask(item)


def _threaded(
    groups: list[list[T]],
    address: Callable[[T], str],
    ask: Callable[[T], R],
    *,
    wait: Callable[[str], None],
    workers: int,
) -> Iterator[tuple[T, R]]:
    answers: Queue[tuple[T, R] | BaseException | None] = Queue()

    def run(group: list[T]) -> None:
        try:
            for pair in _one_host(group, address, ask, wait):
                answers.put(pair)
            answers.put(None)
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            answers.put(error)

    with ThreadPoolExecutor(workers) as pool:
        for group in groups:
            pool.submit(run, group)
        left = len(groups)
        while left:
            found = answers.get()
            if found is None:
                left -= 1
            elif isinstance(found, BaseException):
                pool.shutdown(wait=False, cancel_futures=True)
                raise found
            else:
                yield found
