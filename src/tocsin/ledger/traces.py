"""Writing what a new process needs to go on deriving, in the transaction of the step itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger.derived import parts
from tocsin.ledger.nouns import ClaimOrder, TextOrder, Trace, TracedText
from tocsin.ledger.trace_tables import (
    TRACED,
    trace_blocks,
    trace_claims,
    trace_keys,
    trace_lines,
    trace_links,
    trace_mark,
    trace_parties,
    trace_texts,
)

Numbers = dict[str, int]


def put(connection: sa.Connection, trace: Trace, base: int, upto: int) -> None:
    """Put the trace of a step that went from one change to another; without the trace of what was
    before, only one of everything is put."""
    if trace.everything:
        for table in TRACED:
            connection.execute(table.delete())
    elif mark(connection) != base:
        return
    numbers = _numbered(connection, trace)
    _blocks(connection, trace, numbers)
    _links(connection, trace, numbers)
    _lines(connection, trace, numbers)
    _texts(connection, trace)
    _parties(connection, trace)
    connection.execute(trace_mark.delete())
    connection.execute(trace_mark.insert(), [{"one": 1, "upto": upto}])


def mark(connection: sa.Connection) -> int:
    """The number of the last change that the traces hold."""
    return connection.execute(sa.select(trace_mark.c.upto)).scalar() or 0


def numbers_of(connection: sa.Connection, claims: Collection[str]) -> Numbers:
    """The numbers of claims that have one."""
    found: Numbers = {}
    for part in parts(sorted(claims)):
        query = sa.select(trace_claims.c.id, trace_claims.c.n).where(trace_claims.c.id.in_(part))
        found |= {row.id: row.n for row in connection.execute(query)}
    return found


def _numbered(connection: sa.Connection, trace: Trace) -> Numbers:
    """Number the claims that came, and keep their order; the numbers of all that are named."""
    came: dict[str, ClaimOrder] = {order[3]: order for _, order in trace.into}
    went = {order[3] for _, order in trace.out_of}
    named = {claim for pair in trace.odds for claim in pair} | trace.lines.keys()
    heads = {group[0] for line in trace.lines.values() for group in line.values()}
    found = numbers_of(connection, {*came, *went, *named, *heads})
    last = connection.execute(sa.select(sa.func.max(trace_claims.c.n))).scalar() or 0
    for claim in sorted(came.keys() - found.keys(), key=came.__getitem__):
        last += 1
        found[claim] = last
    stale = [found[claim] for claim in sorted({*came, *went} & found.keys())]
    _delete(connection, trace_claims.c.n, stale)
    rows = [_claim_row(found[claim], order) for claim, order in came.items()]
    _insert(connection, trace_claims, rows)
    return found


def _claim_row(number: int, order: ClaimOrder) -> dict[str, Any]:
    day, article, start, claim = order
    return {"n": number, "id": claim, "day": day, "article": article, "start": start}


def _blocks(connection: sa.Connection, trace: Trace, numbers: Numbers) -> None:
    gone = [(key, numbers[o[3]]) for key, o in trace.out_of if o[3] in numbers]
    _delete_pairs(connection, (trace_blocks.c.key, trace_blocks.c.n), gone)
    rows = [{"key": key, "n": numbers[order[3]]} for key, order in trace.into]
    _insert(connection, trace_blocks, rows)


def _links(connection: sa.Connection, trace: Trace, numbers: Numbers) -> None:
    known = {
        (numbers[one], numbers[other]): odds
        for (one, other), odds in trace.odds.items()
        if one in numbers and other in numbers
    }
    _delete_pairs(connection, (trace_links.c.n, trace_links.c.other), list(known))
    rows = [
        {"n": n, "other": m, "odds": odds} for (n, m), odds in known.items() if odds is not None
    ]
    _insert(connection, trace_links, rows)


def _lines(connection: sa.Connection, trace: Trace, numbers: Numbers) -> None:
    gone = [numbers[claim] for claim in trace.lines if claim in numbers]
    _delete(connection, trace_lines.c.n, gone)
    rows = [
        _line_row(claim, stretch, group, numbers)
        for claim, line in trace.lines.items()
        for stretch, group in line.items()
    ]
    _insert(connection, trace_lines, rows)


def _line_row(claim: str, stretch: int, group: Sequence[str], numbers: Numbers) -> dict[str, Any]:
    members = msgspec.json.encode(group).decode() if group[0] == claim else None
    head = numbers[group[0]]
    return {"n": numbers[claim], "stretch": stretch, "head": head, "members": members}


def _texts(connection: sa.Connection, trace: Trace) -> None:
    """New texts are numbered in the order in which they are given."""
    numbers = _text_numbers(connection, [text[0] for text in trace.texts])
    others = {order for text in trace.texts for order in text[2:4]} - numbers.keys()
    numbers |= _known_texts(connection, others)
    _delete(connection, trace_texts.c.n, [numbers[text[0]] for text in trace.texts])
    _insert(connection, trace_texts, [_text_row(text, numbers) for text in trace.texts])
    keys = [{"key": key, "n": numbers[order]} for key, order in trace.keys]
    _insert(connection, trace_keys, keys)


def _text_numbers(connection: sa.Connection, orders: Sequence[TextOrder]) -> dict[TextOrder, int]:
    found = _known_texts(connection, orders)
    last = connection.execute(sa.select(sa.func.max(trace_texts.c.n))).scalar() or 0
    for order in orders:
        if order not in found:
            last += 1
            found[order] = last
    return found


def _known_texts(connection: sa.Connection, orders: Collection[TextOrder]) -> dict[TextOrder, int]:
    found: dict[TextOrder, int] = {}
    for part in parts(sorted({order[2] for order in orders})):
        query = sa.select(trace_texts).where(trace_texts.c.article.in_(part))
        for row in connection.execute(query):
            key = (row.day, row.rank, row.article, row.publisher, row.printed, row.author)
            found[key] = row.n
    return found


def _text_row(text: TracedText, numbers: dict[TextOrder, int]) -> dict[str, Any]:
    order, title, best, first, reason = text
    names = ("day", "rank", "article", "publisher", "printed", "author")
    row: dict[str, Any] = dict(zip(names, order, strict=True))
    places = {"n": numbers[order], "best": numbers[best], "first": numbers[first]}
    return row | places | {"title": title, "reason": reason}


def _parties(connection: sa.Connection, trace: Trace) -> None:
    names = [column.name for column in trace_parties.columns]
    if trace.unpartied:
        bound = [trace_parties.c[name] == sa.bindparam(f"b_{name}") for name in names]
        gone = [
            {f"b_{name}": value for name, value in zip(names, row, strict=True)}
            for row in trace.unpartied
        ]
        connection.execute(trace_parties.delete().where(*bound), gone)
    rows = [dict(zip(names, row, strict=True)) for row in dict.fromkeys(trace.partied)]
    _insert(connection, trace_parties, rows)


def _delete(connection: sa.Connection, column: sa.Column[int], numbers: Sequence[int]) -> None:
    for part in parts(numbers):
        connection.execute(sa.delete(column.table).where(column.in_(part)))


def _delete_pairs(
    connection: sa.Connection,
    columns: tuple[sa.Column[int], sa.Column[int]],
    pairs: Sequence[tuple[int, int]],
) -> None:
    one, other = columns
    bound = (one == sa.bindparam("b_one"), other == sa.bindparam("b_other"))
    if pairs:
        rows = [{"b_one": a, "b_other": b} for a, b in pairs]
        connection.execute(sa.delete(one.table).where(*bound), rows)


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    if rows := list(rows):
        connection.execute(table.insert(), rows)
