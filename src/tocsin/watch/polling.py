"""What a look at a source tells: its items, how it is doing, and when to look again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tocsin.records import FeedHealth, FeedItem, Reply, WatchSource
from tocsin.watch.entries import Entry
from tocsin.watch.telling import digest

Random = Callable[[], float]
"""A number from 0 up to 1."""
LONGEST_WAIT = timedelta(days=1)
GONE_WAIT = timedelta(days=7)
THIN = 20
"""With fewer words than this, title and text do not tell an item from another."""
TRIES = 6
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|cmpid|ocid|igshid", re.I)


def items_of(source: WatchSource, entries: Sequence[Entry], *, today: date) -> tuple[FeedItem, ...]:
    """The entries as items of the source. A day after tomorrow is no day of publication: such an
    item counts as undated."""
    found = dict[str, FeedItem]()
    for entry in entries:
        item = _item(source, entry, today)
        found.setdefault(item.key, item)
    return tuple(found.values())


def plain_link(link: str) -> str:
    """An address without fragment and without what only tells where a reader came from."""
    if not link:
        return ""
    parts = urlsplit(link)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(asked) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, ""))


def succeeded(
    health: FeedHealth, reply: Reply, items: Sequence[FeedItem], *, now: datetime
) -> FeedHealth:
    """The source answered with these items (none if the status is 304)."""
    base = replace(health, checked=now, succeeded=now, failures=0, message="")
    if reply.status == 304:
        return replace(base, state="not-modified")
    days = [item.day for item in items if item.day is not None]
    state = "ok" if days else "undated"
    return replace(
        base,
        state=state if items else "empty",
        items=len(items),
        undated=len(items) - len(days),
        newest=max(days, default=health.newest),
        etag=reply.etag,
        modified=reply.modified,
    )


def failed(
    health: FeedHealth, message: str, *, now: datetime, state: str = "failing"
) -> FeedHealth:
    """The source gave nothing to read, for the reason in ``message``."""
    return replace(
        health, state=state, checked=now, failures=health.failures + 1, message=message[:300]
    )


def scheduled(
    health: FeedHealth, every: float, *, random: Random, retry_after: float | None = None
) -> FeedHealth:
    """With the time of the next look: ``every`` so many minutes, twice as long after each failure
    up to a day, spread by chance so that not all sources are asked at once."""
    now = health.checked
    if now is None:
        return health
    if health.state == "gone":
        return replace(health, next_try=now + GONE_WAIT)
    return replace(health, next_try=now + pause(every, health.failures, random, retry_after))


def pause(
    minutes: float, failures: int, random: Random, retry_after: float | None = None
) -> timedelta:
    """How long to wait: at least what the server asked for."""
    if failures:
        wait = minutes * 2.0 ** min(failures, 20) * (0.5 + 0.5 * random())
    else:
        wait = minutes * (0.95 + 0.1 * random())
    asked = timedelta(seconds=retry_after or 0)
    return min(max(timedelta(minutes=wait), asked), LONGEST_WAIT)


def _item(source: WatchSource, entry: Entry, today: date) -> FeedItem:
    words = f"{entry.title}\n{entry.text}"
    thin = len(words.split()) < THIN
    link = plain_link(entry.link)
    mark = digest(words, *((link or entry.id, entry.updated) if thin else ()))
    return FeedItem(
        source.address,
        link or entry.id or mark,
        mark,
        link,
        entry.title,
        entry.text,
        _day(entry.day, today),
    )


def _day(text: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1990, 1, 1) <= day <= today + timedelta(1) else None
