"""The past as a new process recalls it: piece by piece, as a step asks for it.

What is recalled is the state as of the last derived change. Articles that changed since are new to
that state, or were held in memory before they changed (`Recalled.fresh` names them): their rows of
today are never taken for those of then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from tocsin.corroborate.days import order
from tocsin.corroborate.expect_known import STRETCH
from tocsin.corroborate.recall import ClaimOrder, Group, Text, Waiting
from tocsin.ledger import Ledger
from tocsin.ledger.nouns import TextRow
from tocsin.ledger.snapshot import Snapshot
from tocsin.records import Article, Event, Expectation, Report, Standing


class Recalled:
    """Answers what memory asks for, from one instant of the ledger at a time."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._snapshot: Snapshot | None = None
        self.fresh: frozenset[str] = frozenset()

    @contextmanager
    def instant(self) -> Iterator[Snapshot]:
        """All questions within are answered from one instant."""
        with self._ledger.snapshot() as snapshot:
            self._snapshot = snapshot
            try:
                yield snapshot
            finally:
                self._snapshot = None

    @property
    def now(self) -> Snapshot:
        """The instant that is open."""
        if self._snapshot is None:
            raise RuntimeError("the past is recalled outside of an instant")
        return self._snapshot

    # Claims

    def reports(self, claims: Collection[str]) -> dict[str, Report]:
        """The claims that stood."""
        found = self.now.reports_of(sorted(claims))
        return {claim: each for claim, each in found.items() if each.article not in self.fresh}

    def in_article(self, articles: Collection[str]) -> dict[str, list[Report]]:
        """The claims that stood in articles, in order."""
        found: dict[str, list[Report]] = defaultdict(list)
        for report in self.now.claims_in(sorted(set(articles) - self.fresh)):
            found[report.article].append(report)
        return {article: sorted(told, key=order) for article, told in found.items()}

    def claims_in(self, articles: Collection[str]) -> dict[str, set[str]]:
        """The ids of the claims that stood in articles."""
        found = self.in_article(articles)
        return {article: {each.claim.id for each in told} for article, told in found.items()}

    def printings(self, articles: Collection[str]) -> dict[str, list[Article]]:
        """All printings of articles."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.now.printed(sorted(set(articles) - self.fresh)):
            found[article.id].append(article)
        return dict(found)

    def firsts(self, articles: Collection[str]) -> dict[str, str]:
        """The first articles of the origins of articles."""
        return self.now.origins(articles)

    # Events

    def event_names(self, claims: Collection[str]) -> dict[str, str]:
        """The events of claims."""
        return self.now.event_names(claims)

    def events_by_name(self, names: Collection[str]) -> dict[str, Event]:
        """Events by id."""
        return self.now.events(names)

    def events(self, claims: Collection[str]) -> dict[str, Event]:
        """Events by claim."""
        names = self.now.event_names(claims)
        found = self.now.events(set(names.values()))
        return {claim: found[name] for claim, name in names.items()}

    def standings(self, events: Collection[str]) -> dict[str, Standing]:
        """Standings by event."""
        return self.now.standings(events)

    def links(self, claims: Collection[str]) -> dict[str, dict[str, float]]:
        """The links of claims."""
        return self.now.links(claims)

    def lines(self, claims: Collection[str]) -> dict[str, dict[int, Group]]:
        """The groups of claims."""
        return self.now.lines(claims)

    def blocks(self, keys: Collection[int]) -> dict[int, list[ClaimOrder]]:
        """The claims of blocks."""
        return self.now.blocks(keys)

    # Expectations

    def by_party(
        self, keys: Collection[tuple[str, str, int]]
    ) -> dict[tuple[str, str, int], list[Report]]:
        """Dated claims by type, country and stretch of days."""
        if not keys:
            return {}
        first = min(key[2] for key in keys) * STRETCH
        last = min(max(key[2] for key in keys) * STRETCH + STRETCH - 1, date.max.toordinal())
        days = date.fromordinal(max(1, first)), date.fromordinal(last)
        rows = self.now.partied({key[:2] for key in keys}, *days)
        placed = [((row.type, row.country, row.day.toordinal() // STRETCH), row) for row in rows]
        told = self.reports({row.claim for key, row in placed if key in keys})
        found: dict[tuple[str, str, int], list[Report]] = defaultdict(list)
        for key, row in placed:
            if key in keys:
                found[key].append(told[row.claim])
        return {key: sorted(listed, key=order) for key, listed in found.items()}

    def expectations(self, claims: Collection[str]) -> dict[str, Expectation]:
        """Expectations by claim."""
        return self.now.expectations(claims)

    def waiting(self, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], Waiting]:
        """Expectations by type and country."""
        return {key: self.now.waiting(*key) for key in keys}

    def kinds(self, countries: Collection[str]) -> dict[str, set[str]]:
        """The types of the expectations of countries."""
        return {country: self.now.kinds(country) for country in countries}

    def due(self, first: date, last: date) -> Collection[str]:
        """Expectations that silence settles on one of two days and not on the other."""
        return self.now.due(first, last)

    # Copies

    def last_text(self) -> int:
        """The highest number."""
        return self.now.last_text()

    def texts(self, numbers: Collection[int]) -> dict[int, Text]:
        """Texts by number."""
        return {row[0]: _text(row) for row in self.now.texts(numbers)}

    def texts_of(self, articles: Collection[str]) -> dict[str, list[Text]]:
        """Texts by article."""
        found: dict[str, list[Text]] = defaultdict(list)
        for row in self.now.texts_of(articles):
            found[row[1]].append(_text(row))
        return dict(found)

    def copies(self, firsts: Collection[int]) -> dict[int, set[int]]:
        """The texts of origins."""
        return self.now.copies(firsts)

    def under(self, keys: Collection[int]) -> dict[int, list[Text]]:
        """The texts under keys, which are numbers without sign."""
        asked = {signed(key): key for key in keys}
        found: dict[int, list[Text]] = defaultdict(list)
        for key, row in self.now.under(asked):
            found[asked[key]].append(_text(row))
        return dict(found)

    def articles(self, texts: Collection[Text]) -> Mapping[int, Article]:
        """The printings of texts."""
        words = self.now.words({text.order[2] for text in texts})
        return {text.number: _article(text, words[text.order[2]][0]) for text in texts}


def signed(key: int) -> int:
    """A number without sign as databases have it."""
    return key - (1 << 64) if key >= 1 << 63 else key


def _text(row: TextRow) -> Text:
    number, article, day, rank, publisher, printed, author, title, best, first, reason = row
    order_ = (day, rank, article, publisher, printed, author)
    return Text(number, order_, title, best, first, reason)


def _article(text: Text, words: str) -> Article:
    day, _, _, _, publisher, author = text.order
    told = None if day == date.max else day
    return Article(words, title=text.title, published=told, publisher=publisher, author=author)
