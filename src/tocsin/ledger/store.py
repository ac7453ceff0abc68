"""The ledger: one class in front of the tables, each method one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from tocsin.ledger import (
    adding,
    backups,
    coded,
    derived,
    deriving,
    judging,
    queries,
    ratings,
    schema,
    sketches,
)
from tocsin.ledger.connect import Database
from tocsin.ledger.forecasts import Forecasting
from tocsin.ledger.nouns import (
    Change,
    ClaimQuery,
    CodedQuery,
    Derived,
    Entry,
    EventQuery,
    EventSketch,
    EventView,
    ExpectationQuery,
    Hit,
    Manifest,
    Printing,
    Rating,
)
from tocsin.ledger.people import People
from tocsin.ledger.snapshot import Snapshot
from tocsin.ledger.summaries import Summaries
from tocsin.ledger.tables import Instant, appearances, articles, events
from tocsin.ledger.watching import Watching
from tocsin.records import (
    Article,
    Assessment,
    Claim,
    CodedEvent,
    Event,
    Expectation,
    Judgement,
    Origin,
    Report,
    Standing,
)


class Ledger:
    """An append-only store of articles, claims and judgements, with what was derived from them.

    ``where`` is the path of a SQLite file or a ``postgresql://`` URL. Opening makes the tables, or
    brings those of an older Tocsin up to date. Every moment (``now``, ``as_of``) must know its time
    zone. All methods raise DataError if the database fails; several processes may use one ledger.

    Raises UsageError if ``where`` cannot be a ledger, DataError if it is something else.
    """

    def __init__(self, where: str | Path, *, create: bool = True) -> None:
        self._database = Database(where, create=create)
        try:
            schema.upgrade(self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @property
    def name(self) -> str:
        """The path or URL, without password."""
        return self._database.name

    @property
    def watching(self) -> Watching:
        """What the watch remembers: sources, states of indicators, alerts, deliveries, mutes."""
        return Watching(self._database)

    @property
    def forecasting(self) -> Forecasting:
        """Forecasts and dated questions, each written once, and what came of them."""
        return Forecasting(self._database)

    @property
    def people(self) -> People:
        """Accounts, sessions, tokens, and the audit log."""
        return People(self._database)

    @property
    def summaries(self) -> Summaries:
        """Counts and short lists for pages."""
        return Summaries(self._database)

    # What others coded

    def import_events(self, events_: Iterable[CodedEvent], *, now: datetime) -> int:
        """Keep events that others coded, in batches of one transaction each; how many are new.

        Ids come from content: importing the same again, or going on after a break, adds none twice.
        """
        _check(now)
        return coded.add(self._database, events_, now)

    def coded_events(self, query: CodedQuery | None = None) -> Iterator[CodedEvent]:
        """Imported events, the earliest first, read in pages."""
        return coded.find(self._database, query or CodedQuery())

    # What is kept

    def add(
        self,
        article: Article,
        claims: Iterable[Claim] = (),
        assessments: Iterable[Assessment] = (),
        *,
        now: datetime,
    ) -> bool:
        """Keep the article with what was read in it; whether that brought anything new.

        Adding the same again changes nothing. The same text elsewhere is a further printing of the
        same article. Another text at a known URL supersedes the printing before it, and another
        reading of a known text the reading before it; the old ones are kept. (An edit that brings
        back an earlier text and title of the same URL cannot be told from adding that again.)
        Raises DataError if a claim has no id, or two have one.
        """
        return self.add_all([Entry(article, tuple(claims), tuple(assessments))], now=now) > 0

    def add_all(self, entries: Iterable[Entry], *, now: datetime) -> int:
        """Keep many at once, all or none: faster than one by one. How many brought anything new."""
        _check(now)
        with self._database.write() as connection:
            return adding.add(connection, entries, now)

    def judge(self, *judgements: Judgement) -> tuple[Judgement, ...]:
        """Keep judgements, all or none; they come back with ids, derived from what they say.

        A correction holds from its time on wherever the claim is shown or looked up. Raises
        UsageError for an unknown kind, an unknown corrected claim or a value that does not fit.
        """
        for judgement in judgements:
            _check(judgement.time)
        with self._database.write() as connection:
            return judging.judge(connection, judgements)

    def undo(self, judgement: str, *, now: datetime) -> Judgement:
        """Undo the judgement with this id; it comes back with its undo date.

        Raises UsageError if there is none.
        """
        _check(now)
        with self._database.write() as connection:
            return judging.undo(connection, judgement, now)

    def rate(self, *ratings_: Rating) -> int:
        """Keep reliabilities that a user gives, all or none; how many differ from before.

        Raises UsageError for a letter that is none of A to F.
        """
        for rating in ratings_:
            _check(rating.time)
        with self._database.write() as connection:
            return ratings.rate(connection, ratings_)

    def ratings(self, *, as_of: datetime | None = None) -> dict[str, Rating]:
        """The reliabilities that stand, by name in alphabetical order."""
        with self._database.read() as connection:
            return ratings.ratings(connection, as_of)

    # Reading what is kept

    def article(self, key: str, *, as_of: datetime | None = None) -> Article | None:
        """The article as it was first printed, None if the ledger does not have it."""
        with self._database.read() as connection:
            return queries.article(connection, key, as_of)

    def printings(self, key: str, *, as_of: datetime | None = None) -> tuple[Printing, ...]:
        """Where the text with this id appeared, in the order of adding."""
        with self._database.read() as connection:
            return queries.printings(connection, articles.c.id == key, as_of)

    def revisions(self, url: str, *, as_of: datetime | None = None) -> tuple[Printing, ...]:
        """What stood at this URL, in the order of adding."""
        with self._database.read() as connection:
            return queries.printings(connection, appearances.c.url == url, as_of)

    def printed(
        self, articles_: Sequence[str] | None = None, *, as_of: datetime | None = None
    ) -> Iterator[Article]:
        """All printings of these articles, or of all, as articles; in the order of adding."""
        with self._database.read() as connection:
            yield from queries.printed(connection, articles_, as_of)

    def claims_in(self, articles_: Sequence[str]) -> Iterator[Report]:
        """The claims that stand in these articles, corrected."""
        with self._database.read() as connection:
            yield from queries.claims_in(connection, articles_)

    def article_ids(self, *, as_of: datetime | None = None) -> Iterator[str]:
        """The ids of all articles in the order of adding."""
        with self._database.read() as connection:
            return queries.article_ids(connection, as_of)

    def search(
        self, words: str, *, limit: int = 20, as_of: datetime | None = None
    ) -> tuple[Hit, ...]:
        """Articles with all these words or "quoted phrases" in title or text, best first.

        Raises UsageError if there is no word to search for.
        """
        with self._database.read() as connection:
            return queries.search(connection, words, limit, as_of)

    def claim(self, key: str, *, as_of: datetime | None = None) -> Report | None:
        """The claim with its corrections, None if the ledger does not have it.

        A claim that a later reading superseded is still found here, as it last stood.
        """
        with self._database.read() as connection:
            return queries.claim(connection, key, as_of=as_of)

    def claims(self, query: ClaimQuery = ClaimQuery()) -> tuple[Report, ...]:  # noqa: B008
        """The claims that stand and meet the query, newest report first."""
        with self._database.read() as connection:
            return queries.select_claims(connection, query)

    def reports(self, *, as_of: datetime | None = None) -> Iterator[Report]:
        """Every claim that stands, corrected, by day, article and offset, from one snapshot."""
        with self._database.read() as connection:
            yield from queries.reports(connection, as_of)

    def reports_of(
        self, claims: Sequence[str], *, as_of: datetime | None = None
    ) -> dict[str, Report]:
        """Those of the claims with these ids that stand."""
        with self._database.read() as connection:
            return queries.reports_of(connection, claims, as_of)

    def sketches(self) -> Iterator[EventSketch]:
        """Every event with its claims, corrected, without words: what counting needs. In no order,
        from one snapshot."""
        with self._database.read() as connection:
            yield from sketches.sketches(connection)

    def assessments(self, article: str, *, as_of: datetime | None = None) -> tuple[Assessment, ...]:
        """The assessments of the article with this id, in its current reading."""
        with self._database.read() as connection:
            return queries.assessments_of(connection, article, as_of)

    def judgements(
        self,
        *,
        as_of: datetime | None = None,
        kind: str | None = None,
        claim: str | None = None,
        live: bool = False,
    ) -> tuple[Judgement, ...]:
        """Judgements by time: of this kind, about this claim; ``live`` leaves out undone ones."""
        with self._database.read() as connection:
            return judging.select(connection, as_of=as_of, kind=kind, claim=claim, live=live)

    # What is derived, and can be filled anew

    def progress(self) -> tuple[int, date | None]:
        """The number of the last change that was derived from, and the day of the expectations."""
        with self._database.read() as connection:
            return deriving.progress(connection)

    def changes(self, after: int = 0) -> tuple[Change, ...]:
        """What was added, judged or undone after the change with that number, in order."""
        with self._database.read() as connection:
            return deriving.changed(connection, after)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One instant of the ledger, for a process that goes on deriving."""
        with self._database.read() as connection:
            yield Snapshot(connection)

    def put(self, step: Derived, *, base: int = 0) -> bool:
        """Put what follows from the changes after ``base``, all at once; whether it was put.

        It is not if others derived meanwhile, so that what it builds on is no longer there.
        """
        with self._database.write() as connection:
            return deriving.put(connection, step, base)

    def put_events(self, new: Sequence[Event], *, everything: bool = False) -> None:
        """Put the events in the place of those that share a claim with them, or of all.

        Raises DataError if a claim is in two of them.
        """
        with self._database.write() as connection:
            derived.put_events(connection, new, everything=everything)

    def drop_events(self, ids: Sequence[str]) -> None:
        """Take away events whose claims are all gone."""
        with self._database.write() as connection:
            derived.drop_events(connection, ids)

    def put_standings(self, new: Iterable[Standing]) -> None:
        """Put the standings of events in the place of the ones before."""
        with self._database.write() as connection:
            derived.put_standings(connection, new)

    def put_expectations(self, new: Iterable[Expectation], *, everything: bool = False) -> None:
        """Put the expectations in the place of those of the same claims, or of all."""
        with self._database.write() as connection:
            derived.put_expectations(connection, new, everything=everything)

    def put_origins(self, new: Sequence[Origin], *, everything: bool = False) -> None:
        """Put the origins in the place of those that share an article with them, or of all."""
        with self._database.write() as connection:
            derived.put_origins(connection, new, everything=everything)

    def event(self, key: str) -> EventView | None:
        """The event with this id."""
        with self._database.read() as connection:
            return derived.event(connection, events.c.id == key)

    def events(self, query: EventQuery = EventQuery()) -> tuple[EventView, ...]:  # noqa: B008
        """The events that meet the query, the latest first."""
        with self._database.read() as connection:
            return derived.select_events(connection, query)

    def events_of(self, claims: Sequence[str]) -> tuple[EventView, ...]:
        """The events that hold any of these claims, by id."""
        with self._database.read() as connection:
            return derived.events_of(connection, claims)

    def expectations(
        self,
        query: ExpectationQuery = ExpectationQuery(),  # noqa: B008
    ) -> tuple[Expectation, ...]:
        """The expectations that meet the query, the first due first, those without a day last."""
        with self._database.read() as connection:
            return derived.select_expectations(connection, query)

    def origins(self) -> tuple[Origin, ...]:
        """All origins, by id."""
        with self._database.read() as connection:
            return derived.select_origins(connection)

    # The whole

    def counts(self) -> Mapping[str, int]:
        """Rows of each table."""
        with self._database.read() as connection:
            return backups.counts(connection)

    def backup(self, path: str | Path, *, now: datetime) -> Manifest:
        """Write the whole ledger, as it stands at one instant, into a new zip file.

        Others may write meanwhile. A backup of SQLite can be restored into PostgreSQL and the other
        way round. Raises UsageError if the file exists or its folder does not.
        """
        _check(now)
        with self._database.read() as connection:
            return backups.write(connection, Path(path), now)

    def restore(self, path: str | Path, *, verify: bool = True) -> Manifest:
        """Fill this empty ledger from a backup, all or nothing.

        ``verify`` also derives every text's id and hash and every row's form anew. Raises DataError
        if the file is not a whole and unchanged backup, UsageError if the ledger is not empty.
        """
        with self._database.write() as connection:
            return backups.read(connection, Path(path), verify=verify)


def _check(moment: datetime) -> None:
    Instant().process_bind_param(moment, None)
