"""One look at the sources that are due: what they answer, how they are doing, what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tocsin.errors import InputError
from tocsin.records import FeedHealth, FeedItem, Reply, WatchSource
from tocsin.watch.folders import list_folder
from tocsin.watch.hosts import by_host
from tocsin.watch.plan import Plan
from tocsin.watch.polling import failed, items_of, scheduled, succeeded
from tocsin.watch.tools import Tools

FORBIDDEN = frozenset({401, 403, 451})


def look(plan: Plan, tools: Tools) -> tuple[int, int, list[str]]:
    """How many sources were looked at, how many items are new or changed, and what went wrong."""
    now = tools.clock()
    sources = {source.address: source for source in plan.sources}
    waiting = [each for each in healths(plan, tools) if not each.next_try or each.next_try <= now]

    def ask(health: FeedHealth) -> Reply | InputError:
        return _ask(sources[health.address], health, tools)

    new, problems = 0, list[str]()
    found = by_host(waiting, lambda h: h.address, ask, wait=tools.wait, workers=tools.workers)
    for health, answer in found:
        source, moment = sources[health.address], tools.clock()
        after, items = judge(source, health, answer, tools=tools, now=moment)
        problems.extend([f"{source.address}: {after.message}"] if after.message else [])
        new += tools.memory.take(after, items, now=moment)
    return len(waiting), new, problems


def healths(plan: Plan, tools: Tools) -> list[FeedHealth]:
    """How each source of the plan is doing, as far as is known."""
    known = {health.address: health for health in tools.memory.sources()}
    return [
        known.get(source.address) or FeedHealth(source.address, source.kind, source.name)
        for source in plan.sources
    ]


def judge(
    source: WatchSource,
    health: FeedHealth,
    answer: Reply | InputError,
    *,
    tools: Tools,
    now: datetime,
) -> tuple[FeedHealth, tuple[FeedItem, ...]]:
    """How the source is doing after this answer, and the items that came with it."""
    health = replace(health, kind=source.kind, name=source.name)
    items: tuple[FeedItem, ...] = ()
    if isinstance(answer, InputError):
        after = failed(health, str(answer), now=now)
    elif answer.status not in {200, 304}:
        state = "gone" if answer.status == 410 else "failing"
        state = "refused" if answer.status in FORBIDDEN else state
        after = failed(health, f"the server answered {answer.status}", now=now, state=state)
    else:
        try:
            items = _items(source, answer, tools, now) if answer.status == 200 else ()
            after = succeeded(health, answer, items, now=now)
        except InputError as error:
            after = failed(health, str(error), now=now, state="refused")
    wait = answer.retry_after if isinstance(answer, Reply) else None
    return scheduled(after, source.every, random=tools.random, retry_after=wait), items


def _ask(source: WatchSource, health: FeedHealth, tools: Tools) -> Reply | InputError:
    if source.kind == "folder":
        return Reply(source.address, 200)
    try:
        return tools.ask(source.address, etag=health.etag, modified=health.modified)
    except InputError as error:
        return error


def _items(source: WatchSource, reply: Reply, tools: Tools, now: datetime) -> tuple[FeedItem, ...]:
    if source.kind == "folder":
        return list_folder(source, now=now)
    data, kind = reply.data, source.kind
    entries = tools.parse(data, url=reply.url, charset=reply.charset, kind=kind)
    return items_of(source, entries, today=now.date())
