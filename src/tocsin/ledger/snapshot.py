"""One instant of the ledger, asked for what a step needs. Mappings hold the keys that exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger import deriving, judging, queries, traces
from tocsin.ledger.codec import decode
from tocsin.ledger.derived import parts
from tocsin.ledger.nouns import Change, ClaimOrder, TextRow
from tocsin.ledger.tables import articles, event_claims, events, expectations
from tocsin.ledger.tables import origin_articles as originated
from tocsin.ledger.tables import standings as stands
from tocsin.ledger.trace_tables import (
    trace_blocks,
    trace_claims,
    trace_keys,
    trace_lines,
    trace_links,
    trace_parties,
    trace_texts,
)
from tocsin.records import Article, Event, Expectation, Judgement, Report, Standing

MEMBERS: msgspec.json.Decoder[tuple[str, ...]] = msgspec.json.Decoder(tuple[str, ...])


class Snapshot:
    """What the ledger held at the instant of the first question."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._corrections: judging.Corrections | None = None

    def progress(self) -> tuple[int, date | None]:
        """As of the ledger."""
        return deriving.progress(self._connection)

    def traced(self) -> int:
        """The number of the last change whose trace was kept."""
        return traces.mark(self._connection)

    def changes(self, after: int) -> tuple[Change, ...]:
        """As of the ledger."""
        return deriving.changed(self._connection, after)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, as of the ledger."""
        return judging.select(self._connection)

    def printed(self, articles_: Sequence[str]) -> tuple[Article, ...]:
        """All printings of these articles, in the order of adding."""
        return tuple(queries.printed(self._connection, articles_, None))

    def claims_in(self, articles_: Sequence[str]) -> tuple[Report, ...]:
        """The claims that stand in these articles, corrected."""
        return tuple(queries.claims_in(self._connection, articles_))

    def reports_of(self, claims: Sequence[str]) -> dict[str, Report]:
        """Those of these claims that stand, corrected."""
        if self._corrections is None:
            self._corrections = judging.corrections(self._connection, None)
        return queries.reports_of(self._connection, claims, None, self._corrections)

    # What was derived

    def origins(self, articles_: Collection[str]) -> dict[str, str]:
        """The first article of the origin of each article."""
        query = sa.select(originated.c.article, originated.c.origin)
        return dict(self._rows(query, originated.c.article, articles_))

    def event_names(self, claims: Collection[str]) -> dict[str, str]:
        """The ids of the events that hold claims."""
        query = sa.select(event_claims.c.claim, event_claims.c.event)
        return dict(self._rows(query, event_claims.c.claim, claims))

    def events(self, names: Collection[str]) -> dict[str, Event]:
        """Events by id."""
        query = sa.select(events.c.id, events.c.body)
        return {key: decode(body, Event) for key, body in self._rows(query, events.c.id, names)}

    def standings(self, names: Collection[str]) -> dict[str, Standing]:
        """Standings by event."""
        query = sa.select(stands.c.event, stands.c.body)
        found = self._rows(query, stands.c.event, names)
        return {event: decode(body, Standing) for event, body in found}

    def expectations(self, claims: Collection[str]) -> dict[str, Expectation]:
        """Expectations by claim."""
        query = sa.select(expectations.c.claim, expectations.c.body)
        found = self._rows(query, expectations.c.claim, claims)
        return {claim: decode(body, Expectation) for claim, body in found}

    def due(self, first: date, last: date) -> list[str]:
        """The expectations whose last day lies between two days."""
        day = expectations.c.due_last
        query = sa.select(expectations.c.claim).where(day >= first, day <= last)
        return list(self._connection.execute(query).scalars())

    # The traces

    def links(self, claims: Collection[str]) -> dict[str, dict[str, float]]:
        """The claims linked to each claim, and the odds; empty for claims without."""
        mine, other, link = trace_claims.alias(), trace_claims.alias(), trace_links.c
        query = sa.select(mine.c.id, other.c.id, link.odds).select_from(
            mine.join(trace_links, link.n == mine.c.n).join(other, other.c.n == link.other)
        )
        found: dict[str, dict[str, float]] = {claim: {} for claim in claims}
        for claim, to, odds in self._rows(query, mine.c.id, claims):
            found[claim][to] = odds
        return found

    def lines(self, claims: Collection[str]) -> dict[str, dict[int, tuple[str, ...]]]:
        """The groups of claims by the stretch from which on they hold."""
        mine, line, head = trace_claims.alias(), trace_lines.alias(), trace_lines.alias()
        whole = sa.and_(head.c.n == line.c.head, head.c.stretch == line.c.stretch)
        query = sa.select(mine.c.id, line.c.stretch, head.c.members).select_from(
            mine.join(line, line.c.n == mine.c.n).join(head, whole)
        )
        found: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        for claim, stretch, members in self._rows(query, mine.c.id, claims):
            found[claim][stretch] = MEMBERS.decode(members)
        return dict(found)

    def blocks(self, keys: Collection[int]) -> dict[int, list[ClaimOrder]]:
        """The claims of blocks in order."""
        claim = trace_claims.c
        columns = (trace_blocks.c.key, claim.day, claim.article, claim.start, claim.id)
        query = sa.select(*columns).join(trace_claims, claim.n == trace_blocks.c.n)
        found: dict[int, list[ClaimOrder]] = defaultdict(list)
        for key, *order in self._rows(query, trace_blocks.c.key, keys):
            found[key].append((order[0], order[1], order[2], order[3]))
        return {key: sorted(orders) for key, orders in found.items()}

    def last_text(self) -> int:
        """The highest number of a text."""
        return self._connection.execute(sa.select(sa.func.max(trace_texts.c.n))).scalar() or 0

    def texts(self, numbers: Collection[int]) -> list[TextRow]:
        """The texts with these numbers."""
        return self._texts(trace_texts.c.n, numbers)

    def texts_of(self, articles_: Collection[str]) -> list[TextRow]:
        """The texts of articles."""
        return self._texts(trace_texts.c.article, articles_)

    def copies(self, firsts: Collection[int]) -> dict[int, set[int]]:
        """The texts of origins, by their first ones."""
        query = sa.select(trace_texts.c.first, trace_texts.c.n)
        found: dict[int, set[int]] = defaultdict(set)
        for first, number in self._rows(query, trace_texts.c.first, firsts):
            found[first].add(number)
        return dict(found)

    def under(self, keys: Collection[int]) -> list[tuple[int, TextRow]]:
        """The texts under keys."""
        query = sa.select(trace_keys.c.key, *trace_texts.c)
        query = query.join(trace_texts, trace_texts.c.n == trace_keys.c.n)
        return [(key, _text(row)) for key, *row in self._rows(query, trace_keys.c.key, keys)]

    def words(self, articles_: Collection[str]) -> dict[str, tuple[str, str]]:
        """Text and language of articles."""
        query = sa.select(articles.c.id, articles.c.text, articles.c.language)
        found = self._rows(query, articles.c.id, articles_)
        return {key: (text, language) for key, text, language in found}

    def partied(self, keys: Collection[tuple[str, str]], first: date, last: date) -> list[Any]:
        """Type, country, day and claim of dated claims between two days, by type and country."""
        party, found = trace_parties.c, list[Any]()
        for kind, country in sorted(keys):
            query = sa.select(party.type, party.country, party.day, party.claim).where(
                party.waits.in_((0, 1)),
                party.country == country,
                party.type == kind,
                party.day.between(first, last),
            )
            found += self._connection.execute(query)
        return found

    def waiting(self, kind: str, country: str) -> dict[str, date]:
        """The expectations of a type and a country, with their days."""
        party = trace_parties.c
        query = sa.select(party.claim, party.day).where(
            party.waits == 1, party.country == country, party.type == kind
        )
        return {row.claim: row.day for row in self._connection.execute(query)}

    def kinds(self, country: str) -> set[str]:
        """The types of the expectations of a country."""
        party = trace_parties.c
        query = sa.select(party.type).distinct().where(party.waits == 1, party.country == country)
        return set(self._connection.execute(query).scalars())

    def known(self, articles_: Sequence[str]) -> set[str]:
        """Those of the articles that were derived from."""
        query = sa.select(originated.c.article)
        return {article for (article,) in self._rows(query, originated.c.article, articles_)}

    def _texts(self, column: sa.Column[Any], values: Collection[Any]) -> list[TextRow]:
        return [_text(row) for row in self._rows(sa.select(trace_texts), column, values)]

    def _rows(self, query: Any, column: Any, values: Collection[Any]) -> Iterator[Any]:
        for part in parts(sorted(values)):
            yield from self._connection.execute(query.where(column.in_(part)))


def _text(row: Any) -> TextRow:
    n, article, day, rank, publisher, printed, author, title, best, first, reason = row
    return (n, article, day, rank, publisher, printed, author, title, best, first, reason)
