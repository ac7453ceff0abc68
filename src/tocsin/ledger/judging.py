"""Judgements: decisions that are rows, undone by another row, and the corrections among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.ledger import indexing
from tocsin.ledger.codec import decode, digest
from tocsin.ledger.indexing import Version
from tocsin.ledger.rows import Rows
from tocsin.ledger.tables import changes, claim_index, claims, judgements, undone
from tocsin.records import Claim, Judgement

KINDS = ("same", "different", "correct", "accept")
FIXED = ("id", "trigger", "sentence", "sentence_index", "reason")
WORDS = {
    "modality": ("asserted", "planned", "possible", "conditional", "demanded", "threatened"),
    "polarity": ("+", "-"),
    "time": ("past", "ongoing", "future", "historical"),
    "stance": ("asserts", "denies", "withholds", "doubts"),
}
"""Fields that take a word of a list."""
MANY = 500
Corrections = Mapping[str, Sequence[Judgement]]


def judge(connection: sa.Connection, made: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Keep the judgements, each with its id; those that are kept already change nothing.

    Raises UsageError for an unknown kind or claim, or a correction that does not fit its field.
    """
    return tuple([_judge(connection, judgement) for judgement in made])


def undo(connection: sa.Connection, key: str, now: datetime) -> Judgement:
    """Add the row that undoes the judgement; the judgement with its undo date.

    Raises UsageError if there is no such judgement; undoing twice changes nothing.
    """
    found = _get(connection, key)
    if found is None:
        raise UsageError(f"no judgement has the id {key}")
    if found.undone is not None:
        return found
    connection.execute(undone.insert(), [{"judgement": key, "time": now}])
    _note(connection, key)
    if found.kind == "correct":
        _reindex(connection, found.left, now)
    return replace(found, undone=now)


def select(
    connection: sa.Connection,
    *,
    as_of: datetime | None = None,
    kind: str | None = None,
    claim: str | None = None,
    live: bool = False,
) -> tuple[Judgement, ...]:
    """Judgements in the order of their time. ``claim`` is on either side; ``live``: not undone."""
    query = _query(as_of)
    if kind is not None:
        query = query.where(judgements.c.kind == kind)
    if claim is not None:
        query = query.where(sa.or_(judgements.c.left_id == claim, judgements.c.right_id == claim))
    if live:
        query = query.where(undone.c.time.is_(None))
    ordered = query.order_by(judgements.c.time, judgements.c.id)
    return tuple(_judgement(row) for row in connection.execute(ordered))


def corrections(
    connection: sa.Connection, as_of: datetime | None, ids: Sequence[str] | None = None
) -> Corrections:
    """The corrections that stand, by claim: of these claims, or of all."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    query = _query(as_of).where(judgements.c.kind == "correct", undone.c.time.is_(None))
    for part in _parts(ids) if ids is not None else [None]:
        some = query if part is None else query.where(judgements.c.left_id.in_(part))
        for row in connection.execute(some.order_by(judgements.c.time, judgements.c.id)):
            found[row.left_id].append(_judgement(row))
    return found


def correct(claim: Claim, made: Sequence[Judgement]) -> Claim:
    """The claim with the corrections applied, the latest last.

    Raises UsageError if one does not fit: ``field`` is the name of a field of `Claim`, or a path
    into it such as ``actors.0.entity``; ``value`` is the JSON of what stands there.
    """
    for judgement in made:
        claim = _apply(claim, judgement)
    return claim


def corrected_versions(connection: sa.Connection, versions: Sequence[Version]) -> list[Version]:
    """The versions with the corrections that stand for their claims."""
    standing = corrections(connection, None, [version.claim.id for version in versions])
    return [
        replace(version, claim=correct(version.claim, standing.get(version.claim.id, ())))
        for version in versions
    ]


def _judge(connection: sa.Connection, judgement: Judgement) -> Judgement:
    made = replace(judgement, id=judgement.id or _id(judgement), undone=None)
    known = _get(connection, made.id)
    if known is not None:
        return known
    _check(connection, made)
    row = {name: getattr(made, name) for name in ("id", "kind", "author", "time", "field")}
    row |= {"left_id": made.left, "right_id": made.right, "value": made.value}
    connection.execute(judgements.insert(), [row | {"score": made.score, "reason": made.reason}])
    _note(connection, made.id)
    if made.kind == "correct":
        _reindex(connection, made.left, made.time)
    return made


def _note(connection: sa.Connection, judgement: str) -> None:
    """Note that this judgement changed what is to be derived."""
    rows = Rows(connection)
    rows.put(changes, [{"n": rows.number(changes), "kind": "judgement", "key": judgement}])
    rows.flush()


def _id(made: Judgement) -> str:
    when = made.time.timestamp()
    parts = (made.kind, made.left, made.right, made.field, made.value, made.author, f"{when:.6f}")
    return digest(*parts)


def _check(connection: sa.Connection, made: Judgement) -> None:
    if made.kind not in KINDS:
        raise UsageError(f"no judgement is of kind {made.kind}: use {', '.join(KINDS)}")
    if made.kind in {"same", "different"} and made.left == made.right:
        raise UsageError(f"claim {made.left} cannot be judged against itself")
    if made.kind != "correct":
        return
    held = _standing(connection, made.left)
    if held is None:
        raise UsageError(f"no claim has the id {made.left}")
    _check_value(_apply(held.claim, made), made)


def _check_value(claim: Claim, made: Judgement) -> None:
    """Raises UsageError for a value that the codebook does not have. Only new corrections are
    checked, so that a ledger with old ones can still be read."""
    last = made.field.split(".")[-1]
    value = msgspec.json.decode(made.value)
    if last in WORDS and value not in WORDS[last]:
        raise UsageError(f"{value!r} is no {last}; use {', '.join(WORDS[last])}")
    if made.field == "type":
        ontology.event_type(claim.type)
    if made.field == "mode" and value is not None:
        ontology.event_type(claim.type).mode(value)
    if made.field == "score" and not 0 <= claim.score <= 1:
        raise UsageError(f"{value} is no score: it lies between 0 and 1")


def _apply(claim: Claim, judgement: Judgement) -> Claim:
    path = judgement.field.split(".")
    if path[0] in FIXED:
        raise UsageError(f"the {path[0]} of a claim cannot be corrected")
    data = msgspec.json.decode(msgspec.json.encode(claim))
    try:
        _put(data, path, msgspec.json.decode(judgement.value))
        made = msgspec.convert(data, Claim, strict=True)
        return _fitting(made) if judgement.field == "type" else made
    except (KeyError, IndexError) as error:
        raise UsageError(f"the claim has no field {judgement.field}") from error
    except (TypeError, ValueError, msgspec.MsgspecError) as error:
        text = f"{judgement.value[:60]} does not fit the field {judgement.field} of a claim"
        raise UsageError(f"{text} ({str(error) or type(error).__name__})") from error


def _fitting(claim: Claim) -> Claim:
    """The claim, without its mode if its new type has no such mode."""
    known = {each.code: each.modes for each in ontology.event_types()}
    if claim.mode is None or claim.type not in known:
        return claim
    fits = any(mode.name == claim.mode for mode in known[claim.type])
    return claim if fits else replace(claim, mode=None)


def _put(data: Any, path: Sequence[str], value: Any) -> None:
    """Set the value at the path; the path must exist."""
    *way, last = [int(step) if step.isdigit() else step for step in path]
    for step in way:
        data = data[step]
    data[last]  # a missing field or place raises here
    data[last] = value


def _reindex(connection: sa.Connection, claim: str, now: datetime) -> None:
    """Close the version of the claim that stands, and open one with today's corrections."""
    held = _standing(connection, claim)
    if held is None:
        return
    indexing.close(connection, claim_index.c.id == claim, now)
    rows = Rows(connection)
    indexing.insert(rows, corrected_versions(connection, [replace(held, since=now)]))
    rows.flush()


def _standing(connection: sa.Connection, claim: str) -> Version | None:
    """The claim as it was read, if a current reading has it."""
    query = (
        sa.select(claims.c.n, claims.c.body, claim_index)
        .join(claim_index, claim_index.c.claim == claims.c.n)
        .where(claim_index.c.id == claim, claim_index.c.until.is_(None))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    body = decode(row.body, Claim)
    return Version(body, row.claim, row.reading, row.article, row.day, row.since)


def _get(connection: sa.Connection, key: str) -> Judgement | None:
    row = connection.execute(_query(None).where(judgements.c.id == key)).first()
    return _judgement(row) if row else None


def _query(as_of: datetime | None) -> sa.Select[Any]:
    undoing = undone.c.judgement == judgements.c.id
    if as_of is not None:
        undoing = sa.and_(undoing, undone.c.time <= as_of)
    query = sa.select(judgements, undone.c.time.label("undone")).outerjoin(undone, undoing)
    return query if as_of is None else query.where(judgements.c.time <= as_of)


def _judgement(row: Any) -> Judgement:
    return Judgement(
        row.id,
        row.kind,
        row.left_id,
        row.author,
        row.time,
        right=row.right_id,
        field=row.field,
        value=row.value,
        score=row.score,
        reason=row.reason,
        undone=row.undone,
    )


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in parts that one statement can name."""
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]
