"""The watch over a ledger: what the ledger knows of a situation, and the tools of a real watch."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from tocsin.records import Article, FeedItem, Report, Situation, WatchSource
from tocsin.watch import Awaited, Picture, Plan, Seen, Tools, Watch
from tocsin.watch.grammar import WINDOW, All, AnyOf, Expected, Not, Rule, Surge, parts, window
from tocsin.watch.rules import read_rule

if TYPE_CHECKING:
    from tocsin.intake.fetch import WebFetcher
    from tocsin.ledger import Ledger
    from tocsin.records import Event, Expectation, Standing

PAUSE = 1.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""
LONGEST_PAUSE = 60.0
LONGEST_AHEAD = timedelta(400)


class Lookout:
    """Reads from one ledger what it knows of situations. Addresses of articles are remembered."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._printed: dict[str, tuple[str, str]] = {}

    def __call__(self, situation: Situation, now: datetime) -> Picture:
        """The events, and what is expected, as far back as the situation's rules look."""
        rules = rules_of(situation)
        days = max([WINDOW, *(window(rule) for rule in rules)])
        today = now.date()
        events = self._events(situation, today - timedelta(days + 1))
        awaited = self._awaited(today, days) if _any_of(rules, Expected) else ()
        start = self._start() if _any_of(rules, Surge) else None
        return Picture(tuple(events), tuple(awaited), start)

    def _events(self, situation: Situation, first: date) -> list[Seen]:
        from tocsin.ledger import EventQuery

        base = EventQuery(first=first, limit=None)
        queries = [base]
        if situation.actors and all(_is_code(name) for name in situation.actors):
            queries = [replace(base, actor=name) for name in situation.actors]
            queries += [replace(base, recipient=name) for name in situation.actors]
        views = {view.event.id: view for query in queries for view in self._ledger.events(query)}
        claims = [claim for view in views.values() for claim in view.event.claims]
        reports = self._ledger.reports_of(claims)
        told = {
            key: [reports[claim] for claim in view.event.claims if claim in reports]
            for key, view in views.items()
        }
        return [
            self._seen(view.event, view.standing, told[key])
            for key, view in views.items()
            if told[key]
        ]

    def _awaited(self, today: date, days: int) -> Iterable[Awaited]:
        from tocsin.ledger import ExpectationQuery

        last = today + LONGEST_AHEAD
        query = ExpectationQuery(first=today - timedelta(days), last=last, limit=None)
        found = list(self._ledger.expectations(query))
        reports = self._ledger.reports_of([each.claim for each in found])
        return [
            self._expected(each, reports[each.claim]) for each in found if each.claim in reports
        ]

    def _expected(self, expectation: Expectation, report: Report) -> Awaited:
        from tocsin.records import Event

        event = Event(expectation.claim, report.claim.type, (expectation.claim,))
        return Awaited(expectation, self._seen(event, None, [report]))

    def _seen(self, event: Event, standing: Standing | None, told: list[Report]) -> Seen:
        printed = [self._printing(report.article) for report in told]
        urls, titles = [url for url, _ in printed], [title for _, title in printed]
        return Seen(event, tuple(told), standing, tuple(urls), tuple(titles))

    def _printing(self, article: str) -> tuple[str, str]:
        """Address (or id) and title of an article."""
        if article not in self._printed:
            first = next(iter(self._ledger.printings(article)), None)
            url = first.url if first else None
            self._printed[article] = (url or "", first.title if first else "")
        return self._printed[article]

    def _start(self) -> date | None:
        """The day of the first dated report."""
        return next((r.day for r in islice(self._ledger.reports(), 200) if r.day), None)


def rules_of(situation: Situation) -> list[Rule]:
    """All rules of the situation."""
    texts = [(each.rule, each.reversed_by) for each in situation.indicators]
    return [read_rule(text) for pair in texts for text in pair if text]


def reader(fetcher: WebFetcher) -> Callable[[WatchSource, FeedItem], Article]:
    """What gets the article of an item: a file, the feed's own text, or the page behind the link.

    A page that gives no date takes that of the feed; an item without either stays undated.
    """
    from tocsin import intake
    from tocsin.watch.folders import path_of

    def read(source: WatchSource, item: FeedItem) -> Article:
        if source.kind == "folder":
            return intake.read(path_of(item))
        if source.text == "feed" or not item.link:
            return _own_text(source, item)
        found = intake.read(item.link, fetcher=fetcher)
        return replace(
            found,
            published=found.published or item.day,
            publisher=_publisher(found.publisher, source.name),
            url=item.link,
        )

    return read


def _publisher(told: str | None, name: str) -> str | None:
    """What the page says, unless that is only its host: then the name in the user's file."""
    return told if told and not (name and "." in told) else name or None


def _own_text(source: WatchSource, item: FeedItem) -> Article:
    """The words of the feed as bytes, so that they can never be taken for a path or an address."""
    from tocsin import intake

    text = f"{item.title}\n\n{item.text}" if item.title else item.text
    found = intake.read(text.encode())
    return replace(
        found,
        title=item.title or found.title,
        published=item.day,
        publisher=source.name or None,
        url=item.link or None,
        name=item.key,
    )


def real_tools(
    ledger: Ledger, stack: ExitStack, *, clock: Callable[[], datetime], **others: Any
) -> Tools:
    """The tools of a watch that fetches, codes, keeps and sends; ``others`` take their place.

    ``stack`` ends the process that parses feeds; ``clock`` must know its time zone.
    """
    from tocsin import pipeline
    from tocsin.intake.addresses import vet_url
    from tocsin.intake.fetch import WebFetcher
    from tocsin.intake.robots import Robots
    from tocsin.keeping import Keeper
    from tocsin.watch.deliver_web import Sender
    from tocsin.watch.parsing import Parser

    fetcher = WebFetcher()
    robots = fetcher.robots = Robots()
    keeper = Keeper(ledger)

    def keep(results: Sequence[Any], now: datetime) -> object:
        return keeper.keep(results, now=now)

    def wait(address: str) -> None:
        url = vet_url(address)
        rules = robots.get(f"{url.scheme}://{url.netloc.decode('ascii')}")
        time.sleep(min(max(PAUSE, rules.delay if rules else 0.0), LONGEST_PAUSE))

    made = Tools(
        memory=ledger.watching,
        ask=fetcher.ask,
        parse=stack.enter_context(Parser()).parse,
        read=reader(fetcher),
        code=pipeline.run,
        keep=keep,
        picture=Lookout(ledger),
        send=Sender(),
        clock=clock,
        sleep=time.sleep,
        wait=wait,
        random=random.random,
    )
    return replace(made, **others)


def watch(
    plan: Plan,
    ledger: Ledger,
    stack: ExitStack,
    *,
    clock: Callable[[], datetime],
    **others: Any,
) -> Watch:
    """A watch over the ledger, ready to run; the rest is as in `real_tools`."""
    return Watch(plan, real_tools(ledger, stack, clock=clock, **others))


def _is_code(name: str) -> bool:
    return len(name) == 3 and name.isupper()


def _any_of(rules: Sequence[Rule], kind: type) -> bool:
    """Whether a rule is, or holds, one of this kind."""
    return any(
        _any_of(parts(rule), kind)
        if isinstance(rule, All | AnyOf | Not)
        else isinstance(rule, kind)
        for rule in rules
    )
